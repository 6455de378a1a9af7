"""A coach's career as rows: the posts with their dates, the gaps between them, and where the coach is now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from articles.models import Claim
from carousel.editions import Edition
from carousel.market import is_in_sight, is_out_of_work, left_by
from carousel.models import Club, Coach
from carousel.record.afterwards import Backing, last_backing
from carousel.record.days import Days, span_in_days
from carousel.record.facts import StintFact, StintKey
from carousel.seat_states import is_in_post
from carousel.views.evidence import Basis, Evidence, basis_of, claims_of
from carousel.views.phrases import how_it_ended, other_reading
from carousel.wording import of_range

Count = tuple[int | None, int | None]


@dataclass(frozen=True)
class Dated:
    """A date of the record and what it rests on; ``said`` has each source's own where they differ."""

    when: Days | None
    evidence: int | None
    said: tuple[tuple[Days, int], ...] = ()
    is_disputed: bool = False
    announced_on: Days | None = None
    first_match_on: Days | None = None
    rests_on: Basis | None = None
    reports: tuple[Claim, ...] = ()
    anchor: str = ""


@dataclass(frozen=True)
class Neighbour:
    """Whoever had the seat before the coach, or after."""

    coach: Coach
    stint: StintFact

    @property
    def anchor(self) -> str:
        """Where the stint stands on that coach's own page."""
        return anchor_of(self.stint)


@dataclass(frozen=True)
class Post:
    """A stint as the table shows it. ``ended`` is ``None`` while it runs."""

    stint: StintFact
    club: Club
    started: Dated
    ended: Dated | None
    days: Count
    ending: str
    also_reported: str
    backing: Backing | None
    backing_evidence: int | None = None
    contract_evidence: int | None = None
    is_under_contract: bool = False
    before: Neighbour | None = None
    after: Neighbour | None = None

    is_gap = False

    @property
    def anchor(self) -> str:
        return anchor_of(self.stint)

    @property
    def dated(self) -> tuple[Dated, ...]:
        """Its start and its end, where articles tell of them."""
        return tuple(end for end in (self.started, self.ended) if end and end.reports)

    @property
    def is_undocumented(self) -> bool:
        """Whether a date of it has no passage to show."""
        return self.started.evidence is None or (self.ended is not None and self.ended.evidence is None)


@dataclass(frozen=True)
class Gap:
    """Days between two posts; ``until`` is ``None`` where it lasts.

    It is out of sight where it lasts so long that our record may have missed what came; nobody counts on.
    """

    since: Days
    until: Days | None
    days: Count
    is_in_sight: bool = True

    is_gap = True


@dataclass(frozen=True)
class Present:
    """Where the coach is on the day: posts that run, posts to come, else the gap since the last one."""

    running: tuple[Post, ...]
    coming: tuple[Post, ...]
    last: Post | None
    gap: Gap | None
    is_out_of_work: bool = False


def anchor_of(stint: StintFact) -> str:
    """Where the stint's row stands on the page of its coach and of its club."""
    return anchor_of_key(stint.key)


def anchor_of_turn(stint: StintFact, bears_on: str) -> str:
    """Where on that row its "start" or its "end" stands with every report of it."""
    return f"{anchor_of(stint)}-{bears_on}"


def anchor_of_key(key: StintKey) -> str:
    return "s" + "-".join(str(part) for part in key)


def posts_of(coach: Coach, edition: Edition, evidence: Evidence) -> list[Post]:
    """The coach's stints in the edition, newest first."""
    stints = newest_first(stint for stint in edition.record.stints if stint.coach_id == coach.pk)
    kinds = {pk: (claim.kind, claim.article.known_on) for pk, claim in edition.claims.items()}
    return [_post(stint, edition, evidence, kinds) for stint in stints]


def newest_first(stints: Iterable[StintFact]) -> list[StintFact]:
    return sorted(stints, key=_newest, reverse=True)


def with_gaps(posts: Iterable[Post], day: date) -> list[Post | Gap]:
    """The posts, newest first, with a row wherever the coach surely had none, up to ``day``."""
    rows: list[Post | Gap] = []
    latest: Days | None = None  # the end that reaches furthest so far; None before the first post
    runs_on = is_end_open = False
    for post in reversed(list(posts)):
        if latest and not (runs_on or is_end_open) and (gap := _gap(latest, post.stint.started, day)):
            rows.append(gap)
        rows.append(post)
        ended = post.stint.ended
        runs_on = runs_on or ended is None or ended == Days(None, None)
        # Who has left on a day that nobody knows was gone when the next post began.
        is_end_open = ended is not None and ended.latest is None
        if is_end_open:
            continue
        if ended and (latest is None or ended.key()[1] > latest.key()[1]):
            latest = ended
    if latest and not (runs_on or is_end_open) and (gap := _gap(latest, None, day)):
        rows.append(gap)
    return rows[::-1]


def present_of(rows: list[Post | Gap], day: date) -> Present:
    posts = [row for row in rows if isinstance(row, Post)]
    running = tuple(post for post in posts if is_in_post(post.stint, day))
    coming = tuple(
        post for post in posts if post.stint.started.earliest and post.stint.started.earliest > day
    )
    over = [post for post in posts if post not in running and post not in coming and post.stint.ended]
    gap = rows[0] if rows and isinstance(rows[0], Gap) else None
    last = max(over, key=lambda post: left_by(post.stint), default=None)
    return Present(running, coming, last, gap, last is not None and is_out_of_work(last.stint, day))


def _post(
    stint: StintFact, edition: Edition, evidence: Evidence, kinds: Mapping[int, tuple[str, date]]
) -> Post:
    backing = last_backing(stint, kinds)
    return Post(
        stint=stint,
        club=edition.clubs[stint.club_id],
        started=Dated(
            stint.started,
            evidence.of_start(stint),
            _said(stint, "start", edition, evidence) if stint.start_is_disputed else (),
            stint.start_is_disputed,
            _announced(stint.start_announced_on, stint.started),
            Days.on(stint.first_match_on) if stint.first_match_on else None,
            **_rests_on(stint, "start", edition),
        ),
        ended=stint.ended
        and Dated(
            stint.ended,
            evidence.of_end(stint),
            _said(stint, "end", edition, evidence) if stint.end_is_disputed else (),
            stint.end_is_disputed,
            _announced(stint.end_announced_on, stint.ended),
            **_rests_on(stint, "end", edition),
        ),
        days=stint.days(edition.day),
        ending=how_it_ended(stint, edition),
        also_reported=other_reading(stint),
        backing=backing,
        backing_evidence=evidence.number(backing.claim_id) if backing else None,
        contract_evidence=evidence.of_contract(stint),
        is_under_contract=_is_under_contract(stint, edition.day),
    )


def _is_under_contract(stint: StintFact, day: date) -> bool:
    """Whether the contract on record still runs; of one that has run out nobody knows what followed."""
    until = stint.contract_until
    return until is not None and stint.may_run_on(day) and (until.latest is None or until.latest >= day)


def _announced(told_on: date | None, happened: Days) -> Days | None:
    """The day of the announcement, where it is another than the day that it announced."""
    return Days.on(told_on) if told_on and happened.is_exact and happened.earliest != told_on else None


def _rests_on(stint: StintFact, bears_on: str, edition: Edition) -> dict[str, Any]:
    """The reports that tell of it, how many in words, and where they stand; nothing where none does."""
    claims = claims_of(stint, bears_on, edition)
    if not claims:
        return {}
    return {
        "rests_on": basis_of(claims),
        "reports": tuple(sorted(claims, key=lambda c: (c.article.known_on, c.pk))),
        "anchor": anchor_of_turn(stint, bears_on),
    }


def _said(
    stint: StintFact, bears_on: str, edition: Edition, evidence: Evidence
) -> tuple[tuple[Days, int], ...]:
    """Each date that a source gives, once, with the first passage that gives it."""
    found: dict[Days, int] = {}
    for claim_id, on in stint.evidence:
        claim = edition.claims.get(claim_id)
        if claim is None or on != bears_on:
            continue
        when = of_range(claim.when)
        if when and when not in found:
            found[when] = evidence.number(claim_id)
    return tuple(sorted(found.items(), key=lambda pair: pair[0].key()))


def _gap(ended: Days, started: Days | None, day: date) -> Gap | None:
    """The days that surely lie between. From the last of a month to the first of the next is no gap."""
    fewest, most = span_in_days(ended, started or Days.on(day))
    in_sight = started is not None or is_in_sight(ended, day)
    return Gap(ended, started, (fewest, most), in_sight) if fewest and fewest > 1 else None


def _newest(stint: StintFact) -> tuple:
    started, ended = stint.started, stint.ended
    begin = started.latest or started.earliest or (ended.key()[1] if ended else date.min)
    return (begin, ended.key()[1] if ended else date.max, stint.key)
