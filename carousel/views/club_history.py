"""Who sat in a club's seat: one row a stint with its bar, and how long they stayed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from statistics import mean, median

from django.utils.safestring import SafeString

from carousel.chains import is_open_seat
from carousel.charts import bars
from carousel.editions import Edition
from carousel.lines import line_of
from carousel.models import Club, Coach
from carousel.record.days import is_known_length
from carousel.record.facts import StintFact, VacancyFact
from carousel.seat_sums import Sum, days_empty, days_minded, each_end
from carousel.views.career import anchor_of, anchor_of_key
from carousel.views.coach_lane import span_in_words
from carousel.views.evidence import Evidence
from carousel.views.parts_of_lists import Part
from carousel.views.phrases import how_it_ended, other_reading
from carousel.views.told import Told, told_of

Count = tuple[int | None, int | None]


@dataclass(frozen=True)
class Row:
    """A stint, or with no ``stint`` the seat as it stands empty now. ``empty_before`` in days.

    ``left`` is whoever's exit opened the seat before it, at ``left_anchor`` on his own page.
    """

    coach: Coach | None
    stint: StintFact | None
    vacancy: VacancyFact | None
    days: Count
    how: str
    also_reported: str
    empty_before: Count | None
    bar: SafeString
    start_evidence: int | None = None
    end_evidence: int | None = None
    start_told: Told | None = None
    end_told: Told | None = None
    left: Coach | None = None
    left_anchor: str = ""
    is_running: bool = False
    is_shown: bool = True
    is_unsure: bool = False

    @property
    def anchor(self) -> str:
        return anchor_of(self.stint) if self.stint else ""


@dataclass(frozen=True)
class History:
    """``mean`` and ``median`` are over stints that are over and of known length; ranges where days are.

    ``empty`` and ``minded`` are the seat's days without a head coach and with a caretaker, whether or
    not the rows have caretakers among them. ``heads`` are persons: who came back is one.
    """

    rows: tuple[Row, ...]
    years: SafeString
    since: int | None
    heads: int
    counted: int
    mean: Count | None
    median: Count | None
    after: str
    longest: Row | None
    shortest: Row | None
    empty: Sum
    minded: Sum

    @property
    def has_unsure(self) -> bool:
        """Whether an edge of a bar needs its key."""
        return any(row.is_unsure for row in self.rows)


def history_of(
    club: Club,
    edition: Edition,
    evidence: Evidence,
    *,
    with_caretakers: bool,
    part: Part[StintFact] | None = None,
) -> History:
    """The known stints in the seat, newest first, on one scale: the rows of a part, the figures of all."""
    own = [s for s in edition.record.stints if s.club_id == club.pk]
    stints = line_of(own, with_caretakers=with_caretakers)
    vacancies = [v for v in edition.record.vacancies if v.club_id == club.pk]
    keys = {stint.key for stint in (part.rows if part else stints)}
    scale = bars.scale_of(
        [time for s in stints if s.key in keys for time in (s.started, s.ended)], edition.day
    )
    rows = [
        _row(stint, number, vacancies, edition, scale, club)
        if stint.key in keys
        else _figures(stint, edition)
        for number, stint in enumerate(stints)
    ]
    if part is None or part.is_first:
        rows += [_empty_row(v, edition, scale) for v in vacancies if is_open_seat(v, edition.day)]
    rows = [_with_evidence(row, evidence, edition) for row in reversed(rows)]
    over = [r for r in rows if r.stint and r.stint.is_head and not r.is_running and is_known_length(r.days)]
    known = [s.started.earliest or s.started.latest for s in stints]
    return History(
        rows=tuple(row for row in rows if row.is_shown),
        after=part.after if part else "",
        years=bars.header(scale),
        since=min((d.year for d in known if d), default=None),
        heads=len({s.coach_id for s in stints if s.is_head}),
        counted=len(over),
        mean=each_end([row.days for row in over], mean),
        median=each_end([row.days for row in over], median),
        longest=max(over, key=lambda r: (r.days[0], r.days[1]), default=None),
        shortest=min(over, key=lambda r: (r.days[1], r.days[0]), default=None),
        empty=days_empty(vacancies, edition.day),
        minded=days_minded(own, edition.day),
    )


def _row(
    stint: StintFact,
    number: int,
    vacancies: list[VacancyFact],
    edition: Edition,
    scale: bars.Scale,
    club: Club,
) -> Row:
    before = next((v for v in vacancies if v.successor == stint.key), None)
    bar = bars.Bar(stint.started, stint.ended, club.colour1, club.colour2, stint.is_caretaker)
    if bar.is_unsure:
        bar = replace(bar, title=span_in_words(stint))
    return Row(
        coach=edition.coaches[stint.coach_id],
        stint=stint,
        vacancy=None,
        days=stint.days(edition.day),
        how=how_it_ended(stint, edition),
        also_reported=other_reading(stint),
        empty_before=before.days(edition.day) if before else None,
        bar=bars.draw(bar, scale, f"b{number}"),
        is_unsure=bar.is_unsure and bar.has_a_day,
        is_running=_runs_on(stint, edition.day),
        **_who_left(before, edition),
    )


def _who_left(vacancy: VacancyFact | None, edition: Edition) -> dict:
    """Whose exit opened the seat, and where that stands."""
    if vacancy is None:
        return {}
    return {
        "left": edition.coaches[vacancy.predecessor[0]],
        "left_anchor": anchor_of_key(vacancy.predecessor),
    }


def _figures(stint: StintFact, edition: Edition) -> Row:
    """Of a stint on another page what counts here: whose it was, and for how long."""
    return Row(
        coach=edition.coaches[stint.coach_id],
        stint=stint,
        vacancy=None,
        days=stint.days(edition.day),
        how="",
        also_reported="",
        empty_before=None,
        bar=SafeString(""),
        is_running=_runs_on(stint, edition.day),
        is_shown=False,
    )


def _empty_row(vacancy: VacancyFact, edition: Edition, scale: bars.Scale) -> Row:
    bar = bars.Bar(vacancy.opened, None, is_empty_seat=True)
    days = vacancy.days(edition.day)
    drawn = bars.draw(bar, scale, "empty")
    left = _who_left(vacancy, edition)
    return Row(None, None, vacancy, days, "", "", None, drawn, is_running=True, **left)


def _with_evidence(row: Row, evidence: Evidence, edition: Edition) -> Row:
    """Numbered when the rows stand in the order in which they are read."""
    if row.stint is None or not row.is_shown:
        return row
    return replace(
        row,
        start_evidence=evidence.of_start(row.stint),
        end_evidence=evidence.of_end(row.stint),
        start_told=told_of(row.stint, "start", edition),
        end_told=told_of(row.stint, "end", edition),
    )


def _runs_on(stint: StintFact, day: date) -> bool:
    """Whether it is not over; of one without any day nobody knows."""
    if stint.ended is None:
        return stint.started.latest is not None
    return stint.ended.latest is not None and stint.ended.latest > day
