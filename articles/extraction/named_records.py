"""Which record a name means, where several bear it: the one that the article names beyond doubt."""

from __future__ import annotations

from collections import defaultdict

from .claims import KnownName
from .names import Hit
from .sentences import Sentence


class NamedRecords:
    """The records that the names of one article name beyond doubt, and where."""

    def __init__(self, placed: dict[int, list[tuple[Hit, int, int]]]):
        self.positions: dict[str, list[int]] = defaultdict(list)
        self.keys: set[str] = set()
        for index, rows in placed.items():
            for hit, _, _ in rows:
                self._note(hit, index)
        self._settle_by_epithet(placed)

    def _note(self, hit: Hit, index: int) -> None:
        is_settled = len({record.key for record in hit.records if not record.is_ambiguous}) == 1
        for record in hit.records:
            if not record.is_ambiguous and not record.is_epithet:
                self.positions[record.key].append(index)
                if is_settled:
                    self.keys.add(record.key)

    def _settle_by_epithet(self, placed: dict[int, list[tuple[Hit, int, int]]]) -> None:
        """An epithet that only one side bears tells which side an ambiguous name of the article means."""
        told: set[str] = set()
        unsure: dict[str, list[int]] = defaultdict(list)
        for index, rows in placed.items():
            for hit, _, _ in rows:
                keys = {record.key for record in hit.records}
                if len(keys) == 1 and hit.records[0].is_epithet:
                    told |= keys
                for record in hit.records:
                    if record.is_ambiguous:
                        unsure[record.key].append(index)
        for key in told & unsure.keys() - self.keys:
            self.keys.add(key)
            self.positions[key] += unsure[key]

    def choose(self, hit: Hit, index: int) -> tuple[KnownName, bool]:
        """The record meant, and whether the article or the list settles it."""
        records = [record for record in hit.records if record.kind in ("club", "national")]
        named = [record for record in records if record.key in self.keys]
        if named:
            return min(named, key=lambda record: self._distance(record.key, index)), True
        plain = [record for record in records if not record.is_ambiguous]
        if plain:
            return plain[0], len({record.key for record in plain}) == 1
        return records[0], False

    def _distance(self, key: str, index: int) -> tuple[bool, int]:
        """How far back a record was named in full; what comes later is farther than all that came before."""
        back = [index - at for at in self.positions[key] if at <= index]
        ahead = [at - index for at in self.positions[key]]
        return not back, min(back or ahead, default=9999)


def is_telling(record: KnownName, sentence: Sentence, first: int) -> bool:
    """True of an epithet that names its side unaided: that of a country, unless any side is called so."""
    is_common = any(match.first == first for match in sentence.labelled("word:the_club"))
    return record.kind == "national" and not is_common
