"""Read lines become ledger rows: the line as it was printed, and the stints that follow from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from carousel import store
from carousel.dates import from_range, to_range
from carousel.importers.changes.knowing import Names
from carousel.importers.changes.parsing import ChangeLine, ChangeTable
from carousel.importers.rows import Refusal, Refused
from carousel.models import Change, ChangeCoach, Club, Coach, Participation, StintEntry
from carousel.record.days import Days

# A stint that the ledger has and that begins or ends this near to the printed day is the same one.
SAME = timedelta(days=60)


@dataclass
class ChangesResult:
    """What became of the lines; ``repeated`` stood in the file twice, ``known`` were imported before."""

    read: list[Change] = field(default_factory=list)
    known: int = 0
    repeated: list[Refusal] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    stints: int = 0
    without_room: list[Refusal] = field(default_factory=list)
    made: dict[str, list[str]] = field(default_factory=dict)

    def summary(self) -> str:
        made = ", ".join(f"{len(names)} new: {noun}" for noun, names in sorted(self.made.items()))
        return (
            f"{len(self.read)} lines read, {self.known} known already, {len(self.repeated)} printed twice, "
            f"{len(self.refused)} refused; {self.stints} stints entered, "
            f"{len(self.without_room)} without room in the record" + (f"; {made}" if made else "")
        )


@dataclass
class _Spell:
    """A stint while a season's lines are walked."""

    coach: Coach
    role: str
    key: str
    started: Days | None = None
    ended: Days | None = None
    manner: str = ""
    is_shared: bool = False


@transaction.atomic
def enter(table: ChangeTable, *, source: str, at: datetime) -> ChangesResult:
    """The ledger has every line that could be read, once, and the record follows from its stints."""
    store.lock_record()
    result = ChangesResult(repeated=list(table.repeated), refused=list(table.refused))
    names = Names()
    known = set(
        Change.objects.filter(key__in=[line.key for line in table.lines]).values_list("key", flat=True)
    )
    result.known = len(known)
    entries: list[StintEntry] = []
    by_seat: dict[tuple[int, int], list[tuple[Change, ChangeLine, dict[str, list[Coach]]]]] = {}
    for line in table.lines:
        if line.key in known:
            continue
        try:
            names.check(line.season, line.team, [p.name for p in (*line.outgoing, *line.incoming)])
        except Refused as refusal:
            result.refused.append(Refusal(table.file, line.line, str(refusal)))
            continue
        change, people = _keep(line, names, source, at)
        result.read.append(change)
        by_seat.setdefault((change.season_id, change.club_id), []).append((change, line, people))
    for (_season, club_id), lines in by_seat.items():
        entries += _entries(club_id, _spells(lines), source)
    StintEntry.objects.bulk_create(entries)
    result.stints, result.made = len(entries), dict(names.made)
    if entries:
        changes = store.update(
            coaches={entry.coach_id for entry in entries}, clubs={entry.club_id for entry in entries}
        )
        refused = {entry for entry, _winner in changes.refused}
        result.without_room = [_no_room(entry, table.file) for entry in entries if entry.pk in refused]
    return result


def _keep(line: ChangeLine, names: Names, source: str, at: datetime) -> tuple[Change, dict[str, list[Coach]]]:
    season = names.season(line.season)
    club = names.club(line.team, season)
    people = {
        "out": [names.coach(person.name) for person in line.outgoing],
        "in": [names.coach(person.name) for person in line.incoming],
    }
    change = Change.objects.create(
        season=season,
        club=club,
        vacated=line.vacated.time and to_range(line.vacated.time),
        appointed=line.appointed.time and to_range(line.appointed.time),
        manner=line.manner,
        manner_words=line.manner_words,
        position=line.position,
        cells=line.cells,
        key=line.key,
        source=source,
        imported_at=at,
    )
    roles = {"out": line.outgoing, "in": line.incoming}
    ChangeCoach.objects.bulk_create(
        ChangeCoach(change=change, coach=coach, side=side, role=roles[side][place].role, place=place)
        for side, coaches in people.items()
        for place, coach in enumerate(coaches)
    )
    Participation.objects.get_or_create(season=season, club=club)
    return change, people


def _spells(lines: Sequence[tuple[Change, ChangeLine, dict[str, list[Coach]]]]) -> list[_Spell]:
    """The stints that the lines of one club in one season tell of, oldest first."""

    def when(told) -> tuple:
        _change, line, _people = told
        time = line.vacated.time or line.appointed.time
        return (time.key() if time else Days(None, None).key(), line.line)

    spells: list[_Spell] = []
    for _change, line, people in sorted(lines, key=when):
        for person, coach in zip(line.outgoing, people["out"], strict=True):
            spell = next((s for s in spells if _may_end(s, coach, line)), None)
            if spell is None:
                spell = _Spell(coach, person.role, f"{line.key[:40]}-out-{coach.pk}")
                spells.append(spell)
                spell.is_shared = len(people["out"]) > 1
            spell.ended, spell.manner = line.vacated.time or Days(None, None), line.manner
        for person, coach in zip(line.incoming, people["in"], strict=True):
            spell = _Spell(coach, person.role, f"{line.key[:40]}-in-{coach.pk}")
            spell.started = line.appointed.time or _after(line.vacated.time)
            spell.is_shared = len(people["in"]) > 1
            spells.append(spell)
    return spells


def _may_end(spell: _Spell, coach: Coach, line: ChangeLine) -> bool:
    if spell.coach != coach or spell.ended is not None:
        return False
    began = spell.started.earliest if spell.started else None
    left = line.vacated.time.latest if line.vacated.time else None
    return began is None or left is None or began < left


def _after(vacated: Days | None) -> Days | None:
    """Who came on a day that was not printed came after the seat was empty."""
    return Days(vacated.earliest, None) if vacated and vacated.earliest else None


def _entries(club_id: int, spells: Iterable[_Spell], source: str) -> list[StintEntry]:
    """The spells that the ledger does not have yet."""
    spells = list(spells)
    standing = StintEntry.objects.filter(
        club=club_id, coach__in=[s.coach for s in spells], withdrawn_at__isnull=True
    )
    known: dict[int, list[tuple[Days | None, Days | None]]] = {}
    for entry in standing:
        known.setdefault(entry.coach_id, []).append((from_range(entry.started), from_range(entry.ended)))
    return [
        StintEntry(
            coach=spell.coach,
            club_id=club_id,
            role=spell.role,
            arrangement="shared" if spell.is_shared else "",
            started=spell.started and to_range(spell.started),
            ended=spell.ended and to_range(spell.ended),
            manner=spell.manner,
            source=source,
            reference_key=spell.key,
        )
        for spell in spells
        if (spell.started or spell.ended) and not _is_known(spell, known.get(spell.coach.pk, []))
    ]


def _is_known(spell: _Spell, known: list[tuple[Days | None, Days | None]]) -> bool:
    for started, ended in known:
        if spell.started and started and started.meets(spell.started, SAME):
            return True
        if spell.ended and ended and ended.meets(spell.ended, SAME):
            return True
        if spell.ended and not ended and not spell.started:
            return True  # the ledger's own stint runs on; a table does not end it
    return False


def _no_room(entry: StintEntry, file: str) -> Refusal:
    coach, club = Coach.objects.get(pk=entry.coach_id), Club.objects.get(pk=entry.club_id)
    return Refusal(file, 0, f"{coach} at {club}: another head coach held the post at the time.")
