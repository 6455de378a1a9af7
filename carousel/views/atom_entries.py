"""What the feeds for readers tell: starts and ends that are confirmed, and how far open rumours have come.

An entry is the same for as long as it is true: its identity is made of the pair and of what happened, and
its moment is that of the report it quotes, or of the editor's word that it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import Claim
from carousel import edition_rows, listed
from carousel.chains import origin_of
from carousel.editions import Edition
from carousel.models import Basis, Decision, Rumour, StintEntry
from carousel.record.days import Days
from carousel.record.facts import SEAT_ROLES, Record, StintFact
from carousel.views.career import anchor_of_turn
from carousel.views.evidence import claims_of, strongest_first
from carousel.views.news import exit_in_words
from carousel.views.phrases import where_from
from carousel.wording import day_in_words, days_in_words, stage_in_words

MOST = 40
# So many are looked at, since those of names that are not verified are left out.
LOOKED_AT = 2 * MOST
SINCE = 2026  # the year from which the site's name stands in the identities (RFC 4151)
# What XML cannot hold.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Entry:
    """``path`` leads to where on the site it stands with all it rests on; ``at`` is when it became known."""

    identity: str
    title: str
    summary: str
    path: str
    at: datetime
    on: date


@dataclass(frozen=True)
class Turn:
    """The "start" or the "end" of a stint."""

    stint: StintFact
    bears_on: str

    @property
    def when(self) -> Days:
        return self.stint.started if self.bears_on == "start" else self.stint.ended or Days(None, None)

    @property
    def basis(self) -> str:
        return self.stint.start_basis if self.bears_on == "start" else self.stint.end_basis

    @property
    def day(self) -> date | None:
        return self.when.latest or self.when.earliest


def identity(what: str) -> str:
    """A tag URI: it stays when the address of a page does not."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{SINCE}:{what}"


def turns(stints: Iterable[StintFact], day: date) -> list[Turn]:
    """Dated starts and ends in seats that somebody told of, up to the day, the newest first."""
    every = (Turn(s, end) for s in stints if s.role in SEAT_ROLES for end in ("start", "end"))
    told = (turn for turn in every if turn.basis not in (Basis.REFERENCE, Basis.NONE))
    found = [turn for turn in told if turn.day and turn.day <= day]
    return sorted(found, key=lambda t: (t.day, t.bears_on == "start", t.stint.key), reverse=True)


def shown(record: Record, day: date, club: int | None = None) -> set:
    """The stints of an edition, or of one club in it, that must come with what they rest on."""
    stints = [stint for stint in record.stints if club in (None, stint.club_id)]
    return {turn.stint.key for turn in turns(stints, day)[:LOOKED_AT]}


def of_stints(stints: Iterable[StintFact], edition: Edition) -> list[Entry]:
    """The newest starts and ends of these stints; two queries, for what editors said by hand."""
    found = turns(stints, edition.day)[:LOOKED_AT]
    by_hand = _by_hand({turn.stint.coach_id for turn in found})
    return [_of_turn(turn, edition, by_hand) for turn in found if _is_listed(turn.stint, edition)]


def of_rumours(**of: int) -> list[Entry]:
    """The stages that open rumours have reached, the newest first, of all or of one coach or club."""
    rows = listed.rumours().open().filter(**of).exclude(steps=[])
    newest = list(rows.select_related("coach", "club").order_by("-steps__-1__0", "-newest_on", "-pk")[:MOST])
    claims = edition_rows.by_key(edition_rows.CLAIMS, {step[2] for rumour in newest for step in rumour.steps})
    return [_of_step(rumour, *step, claims) for rumour in newest for step in rumour.steps]


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.on, entry.at), reverse=True)[:MOST]


def _is_listed(stint: StintFact, edition: Edition) -> bool:
    coach, club = edition.coaches.get(stint.coach_id), edition.clubs.get(stint.club_id)
    return listed.is_listed(coach) and listed.is_listed(club)


def _by_hand(coaches: set[int]) -> dict[tuple[int | None, int | None], datetime]:
    """When an editor last decided or entered something of these coaches and a club."""
    decided = Decision.objects.filter(kind=Decision.Kind.CONFIRM, undone_by__isnull=True, coach__in=coaches)
    entered = StintEntry.objects.filter(
        withdrawn_at__isnull=True, reference_key__isnull=True, coach__in=coaches
    )
    rows = [
        *decided.values_list("made_at", "coach_id", "club_id"),
        *entered.values_list("entered_at", "coach_id", "club_id"),
    ]
    return {(coach, club): at for at, coach, club in sorted(rows, key=lambda row: row[0])}


def _of_turn(turn: Turn, edition: Edition, by_hand: Mapping[tuple, datetime]) -> Entry:
    stint = turn.stint
    coach, club = edition.coaches[stint.coach_id], edition.clubs[stint.club_id]
    told = strongest_first(claims_of(stint, turn.bears_on, edition))[:1]
    anchor = anchor_of_turn(stint, turn.bears_on)
    words = {"coach": coach.name, "club": club.called}
    return Entry(
        identity=identity(anchor),
        title=printable(_headline(turn) % words),
        summary=printable(" ".join([_how(turn, edition), *(quoted(claim) for claim in told)])),
        path=f"{coach.get_absolute_url()}#{anchor}",
        at=_known_at(turn, told, by_hand.get((stint.coach_id, stint.club_id))),
        on=turn.day or date.min,
    )


def _headline(turn: Turn) -> str:
    if turn.bears_on == "end":
        return _("%(coach)s is out at %(club)s")
    if turn.stint.is_caretaker:
        return _("%(coach)s takes charge of %(club)s for the time being")
    return _("%(coach)s is the new head coach of %(club)s")


def _how(turn: Turn, edition: Edition) -> str:
    """When and how, and on whose word where no report can be quoted."""
    stint = turn.stint
    if turn.bears_on == "end":
        words = capfirst(f"{exit_in_words(stint, edition)}.")
    else:
        posts = [s for s in edition.record.stints if s.coach_id == stint.coach_id]
        how = filter(None, [days_in_words(stint.started), where_from(origin_of(stint, posts), edition)])
        words = _("Appointed %(how)s.") % {"how": ", ".join(how)}
    basis = _("Basis: %(basis)s.") % {"basis": Basis(turn.basis).label}
    return words if claims_of(stint, turn.bears_on, edition) else f"{words} {basis}"


def _known_at(turn: Turn, told: list[Claim], by_hand: datetime | None) -> datetime:
    """An editor's word where it rests on one, else the report that is quoted, else the day itself."""
    if by_hand and (turn.basis == Basis.EDITOR or not told):
        return by_hand
    return told[0].article.arrived_at if told else datetime.combine(turn.day or date.min, time(), UTC)


def _of_step(rumour: Rumour, day: str, stage: str, claim: int, claims: Mapping[int, Claim]) -> Entry:
    told = claims.get(claim)
    on = date.fromisoformat(day)
    words = {"coach": rumour.coach.name, "club": rumour.club.called, "stage": stage_in_words(stage)}
    sentences = [_("A rumour, not a fact."), quoted(told) if told else ""]
    return Entry(
        identity=identity(f"rumour-{rumour.pk}-{stage}"),
        title=printable(_("Rumour: %(coach)s, %(club)s: %(stage)s") % words),
        summary=printable(" ".join(filter(None, sentences))),
        path=rumour.get_absolute_url(),
        at=told.article.arrived_at if told else datetime.combine(on, time(), UTC),
        on=on,
    )


def quoted(claim: Claim) -> str:
    """The sentence that says so, who printed it, and when."""
    outlet = claim.article.outlet
    words = {
        "sentence": " ".join(claim.passage.split()),
        "outlet": outlet.name if outlet else _("Outlet not on record"),
        "day": day_in_words(claim.article.known_on),
    }
    return _("“%(sentence)s” %(outlet)s, %(day)s.") % words


def printable(text: str) -> str:
    return UNPRINTABLE.sub(" ", text)
