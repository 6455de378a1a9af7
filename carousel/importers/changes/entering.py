"""Read lines become ledger rows: the line as it was printed, and the stints that follow from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from carousel import store
from carousel.dates import from_range, to_range
from carousel.importers.changes.knowing import Names
from carousel.importers.changes.parsing import ChangeLine, ChangeTable
from carousel.importers.changes.seasons import SeasonName
from carousel.importers.rows import Refusal, Refused
from carousel.models import Change, ChangeCoach, Club, Coach, Participation, StintEntry
from carousel.record.days import Days
from carousel.season_table import window_of

# A stint that the ledger has and that begins or ends this near to the printed day is the same one.
SAME = timedelta(days=60)
# The key of a stint that came from a line: the line's, the side, the coach.
FROM_A_TABLE = re.compile(r"^[0-9a-f]{40}-in-\d+$")
# So long after its season a table says who is in the seat today; of older ones nobody knows what followed.
STILL_SAYS = timedelta(days=366)


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


# A line as the ledger has it, as it was read, and the coaches of either side.
_Told = tuple[Change, ChangeLine, dict[str, list[Coach]]]


@dataclass
class _Spell:
    """A stint while a club's lines are walked; ``season`` is that of the table which tells its start."""

    coach: Coach
    role: str
    key: str
    season: SeasonName
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
    by_club: dict[int, list[_Told]] = {}
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
        by_club.setdefault(change.club_id, []).append((change, line, people))
    for club_id, lines in by_club.items():
        entries += _entries(club_id, _spells(lines, at.date()), source, at)
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
        "out": [names.coach(person.name, club) for person in line.outgoing],
        "in": [names.coach(person.name, club) for person in line.incoming],
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


def _spells(lines: Sequence[_Told], day: date) -> list[_Spell]:
    """The stints that the lines of one club tell of, oldest first, as they are known on ``day``."""

    def when(told: _Told) -> tuple:
        _change, line, _people = told
        time = line.vacated.time or line.appointed.time
        return (line.season.starts_on, time.key() if time else Days(None, None).key(), line.line)

    spells: list[_Spell] = []
    for _change, line, people in sorted(lines, key=when):
        for person, coach in zip(line.outgoing, people["out"], strict=True):
            spell = next((s for s in spells if _may_end(s, coach, line, spells[-1])), None)
            if spell is None:
                spell = _Spell(coach, person.role, f"{line.key[:40]}-out-{coach.pk}", line.season)
                spells.append(spell)
                spell.is_shared = len(people["out"]) > 1
            spell.ended, spell.manner = line.vacated.time or _window(line.season), line.manner
        for person, coach in zip(line.incoming, people["in"], strict=True):
            spell = _Spell(coach, person.role, f"{line.key[:40]}-in-{coach.pk}", line.season)
            spell.started = line.appointed.time or _after(line.vacated.time, line.season)
            spell.is_shared = len(people["in"]) > 1
            spells.append(spell)
    for spell, following in zip(spells, [*spells[1:], None], strict=False):
        if spell.ended is None and spell.season.ends_on + STILL_SAYS < day:
            is_last = following is None or following.season != spell.season
            spell.ended = _some_day_after(spell, is_last=is_last)
    return spells


def _may_end(spell: _Spell, coach: Coach, line: ChangeLine, last: _Spell) -> bool:
    if spell.coach != coach or spell.ended is not None:
        return False
    if spell.season != line.season and spell is not last:
        return False
    began = spell.started.earliest if spell.started else None
    left = line.vacated.time.latest if line.vacated.time else None
    return began is None or left is None or began < left


def _some_day_after(spell: _Spell, *, is_last: bool) -> Days:
    """Whoever came last in a season was there at its end; when he went its table does not tell."""
    first = spell.started.latest or spell.started.earliest if spell.started else None
    last = _window(spell.season).latest
    told = last + timedelta(days=1) if is_last and last else first
    return Days(max(filter(None, (first, told)), default=None), None)


def _window(season: SeasonName) -> Days:
    """The days whose changes belong to the season's table."""
    return window_of(season.starts_on, season.ends_on)


def _after(vacated: Days | None, season: SeasonName) -> Days | None:
    """Who came on a day that was not printed came in the season, after the seat was empty."""
    window = _window(season)
    since = vacated and vacated.earliest
    if not since or not window.earliest or not window.latest:
        return window
    return Days(since, max(since, window.latest))


def _entries(club_id: int, spells: Iterable[_Spell], source: str, at: datetime) -> list[StintEntry]:
    """The spells that the ledger does not have yet; an end that an older table left open is filled in."""
    standing = list(StintEntry.objects.filter(club=club_id, withdrawn_at__isnull=True))
    entries = []
    for spell in spells:
        if not (spell.started or spell.ended):
            continue
        before = next((e for e in standing if _is_left_open(e, spell, standing)), None)
        if before is None and any(_is_known(spell, e) for e in standing if e.coach_id == spell.coach.pk):
            continue
        if before:
            before.withdrawn_at = at
            before.save(update_fields=["withdrawn_at"])
        entries.append(
            StintEntry(
                coach=spell.coach,
                club_id=club_id,
                role=spell.role,
                arrangement="shared" if spell.is_shared else "",
                started=before.started if before else spell.started and to_range(spell.started),
                ended=spell.ended and to_range(spell.ended),
                manner=spell.manner,
                source=source,
                reference_key=spell.key,
                replaces=before,
            )
        )
    return entries


def _is_left_open(entry: StintEntry, spell: _Spell, standing: Iterable[StintEntry]) -> bool:
    """Whether the spell, of which a table tells the end alone, is the one that an older table left open."""
    started, ended = from_range(entry.started), from_range(entry.ended)
    if (
        entry.coach_id != spell.coach.pk
        or entry.role != spell.role
        or not FROM_A_TABLE.search(entry.reference_key or "")
    ):
        return False
    if spell.started or not spell.ended or not started or not started.latest or not ended or ended.latest:
        return False
    return spell.ended.meets(ended) and not any(
        other.started.lower and started.latest < other.started.lower < spell.ended.latest
        for other in standing
        if other.started and other.coach_id != entry.coach_id
    )


def _is_known(spell: _Spell, entry: StintEntry) -> bool:
    started, ended = from_range(entry.started), from_range(entry.ended)
    if spell.started and started and started.meets(spell.started, SAME):
        return True
    if spell.ended and ended and ended.meets(spell.ended, SAME):
        return True
    # The ledger's own stint runs on; a table does not end it.
    return bool(spell.ended and not ended and not spell.started)


def _no_room(entry: StintEntry, file: str) -> Refusal:
    coach, club = Coach.objects.get(pk=entry.coach_id), Club.objects.get(pk=entry.club_id)
    return Refusal(file, 0, f"{coach} at {club}: another head coach held the post at the time.")
