"""The names that a reading knows, compiled once and shared by every article.

A form is found wherever it stands as a word of its own, also with a genitive
ending ("Genks", "Everton's") or as the first part of a compound ("Genk-træner").
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from .claims import KnownCoach, KnownName
from .fold import fold

DATA = Path(__file__).parent / "lexicons"
SHORT_CAPITALS = 5  # "OB" and "BIF" must stand in capitals, "Gent" need not
ARTICLE = re.compile(r"\w{1,8}(?:'| )")  # that opens an epithet
LONGEST_ARTICLE = 12  # letters, the space behind it included


class Hit(NamedTuple):
    """A known form at a place in a text; ``end`` leaves out a genitive ending, ``is_genitive`` tells of
    it.
    """

    start: int
    end: int
    records: tuple[KnownName, ...]
    is_genitive: bool = False
    is_compound: bool = False


@dataclass(frozen=True)
class Names:
    """An immutable snapshot of all known names; make one with ``compile``."""

    forms: tuple[tuple[KnownName, ...], ...]
    automaton: AhoCorasick | None = field(repr=False, compare=False)
    coaches: dict[str, KnownCoach] = field(repr=False, compare=False)
    first_names: frozenset[str] = field(repr=False)
    particles: frozenset[str] = field(repr=False)

    @classmethod
    def compile(
        cls,
        known: Iterable[KnownName],
        coaches: Iterable[KnownCoach] = (),
        first_names: Iterable[str] = (),
        particles: Iterable[str] = (),
    ) -> Names:
        """Names ready for reading. Without first names or particles of the caller's own, the shipped lists
        serve.
        """
        by_form: dict[str, list[KnownName]] = defaultdict(list)
        for name in known:
            for form in _forms(name):
                if len(form) >= 2 and name not in by_form[form]:
                    by_form[form].append(name)
        forms = sorted(by_form)
        return cls(
            forms=tuple(tuple(by_form[form]) for form in forms),
            automaton=AhoCorasick(forms, matchkind=MatchKind.Standard) if forms else None,
            coaches={coach.key: coach for coach in coaches},
            first_names=frozenset(map(fold, first_names)) or shipped("first_names.csv"),
            particles=frozenset(map(str.lower, particles)) or shipped("name_particles.csv"),
        )

    def find(
        self, text: str, language: str, articles: Mapping[str, tuple[str, ...]] | None = None
    ) -> list[Hit]:
        """Known forms from left to right, the longest first where they overlap, none twice.

        ``articles`` are the forms of the language in which the article of an epithet may stand, too.
        """
        if self.automaton is None or not text:
            return []
        folded = fold(text)
        size, hits = len(folded), []
        for index, start, end in self.automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and folded[start - 1].isalnum():
                continue  # most forms found lie inside a word, and are left without another look
            if end < size and folded[end] != "s" and folded[end].isalnum():
                continue
            hit = _hit(text, folded, start, end, self.forms[index], language, articles or {})
            if hit:
                hits.append(hit)
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        kept: list[Hit] = []
        for hit in hits:
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return kept


@lru_cache(maxsize=4)
def shipped(name: str) -> frozenset[str]:
    """The first column of one of the shipped lists of given names and particles, folded."""
    with open(DATA / name, encoding="utf-8", newline="") as rows:
        return frozenset(fold(row[0]) for row in list(csv.reader(rows))[1:] if row and row[0])


def _forms(name: KnownName) -> Iterator[str]:
    """The form as it is listed; an epithet also without its article, which may stand in another form."""
    listed = fold(name.text).strip()
    yield listed
    if name.is_epithet and (article := ARTICLE.match(listed)):
        yield listed[article.end() :]


def _hit(
    text: str,
    folded: str,
    start: int,
    end: int,
    records,
    language: str,
    articles: Mapping[str, tuple[str, ...]],
) -> Hit | None:
    if not _opens(folded, start):
        return None
    is_genitive = is_compound = False
    if end < len(folded) and folded[end].isalnum():
        if folded[end] == "s" and not (end + 1 < len(folded) and folded[end + 1].isalnum()):
            is_genitive = True
        else:
            return None
    elif folded[end : end + 1] == "'" and not folded[end + 2 : end + 3].isalnum():
        is_genitive = folded[end + 1 : end + 2] == "s" or folded[end - 1] == "s"
    elif folded[end : end + 1] == "-" and folded[end + 1 : end + 2].isalpha():
        is_compound = True
    written = text[start:end]
    fitting = tuple(
        [
            record
            for record in records
            if _fits(record, written, language)
            and not (record.is_epithet and _lacks_article(record, folded, start, end, articles))
        ]
    )
    return Hit(start, end, fitting, is_genitive, is_compound) if fitting else None


def _opens(folded: str, start: int) -> bool:
    """True where a word may begin. "ex-Dynamo" opens a name, "Paris-Nice" does not open a second one."""
    if start == 0:
        return True
    before = folded[start - 1]
    if before == "-" and start > 1 and folded[start - 2].isalnum():
        return (
            folded[max(0, start - 4) : start - 1].lstrip("- ") in ("ex", "eks")
            or not folded[start - 2].isalpha()
        )
    return not before.isalnum()


def _lacks_article(
    record: KnownName, folded: str, start: int, end: int, articles: Mapping[str, tuple[str, ...]]
) -> bool:
    """True of the rest of an epithet behind anything but a form of its article: "al Canalla", "beim BVB"."""
    listed = fold(record.text).strip()
    if end - start == len(listed):
        return False
    article = ARTICLE.match(listed)
    before = folded[max(0, start - LONGEST_ARTICLE) : start].split()
    return article is None or not before or before[-1] not in articles.get(article[0].strip(), ())


def _fits(record: KnownName, written: str, language: str) -> bool:
    if record.language and record.language != language:
        return False
    if record.is_epithet:
        return True
    if record.text.isupper() and len(record.text) <= SHORT_CAPITALS:
        return written.isupper()
    if not record.text[0].isupper():
        return record.text.islower() or not written.islower()  # "l'Équipe" is no "l'équipe"
    return written[0].isupper()
