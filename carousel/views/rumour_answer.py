"""What became of a rumour, in a sentence or two; empty while it is open."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carousel.editions import Edition
from carousel.record.afterwards import appointed_after_denial
from carousel.record.ages import HALF_LIFE
from carousel.record.days import Days
from carousel.record.facts import RumourFact, StintFact
from carousel.views.career import anchor_of
from carousel.views.chain_words import address_in
from carousel.views.rumour_rows import RumourRow
from carousel.wording import days_after_preposition, days_counted, days_in_words, silence_in_words

CLAIMS = "#h-claims"  # who said what, on the rumour's own page


@dataclass(frozen=True)
class Said:
    """A sentence, and where what it rests on stands."""

    text: str
    href: str = CLAIMS

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Answer:
    """``short`` is Yes or No where there is one; ``sentences`` say the rest."""

    short: str
    sentences: tuple[Said, ...]


def of(row: RumourRow, edition: Edition) -> Answer | None:
    fact = row.fact
    if fact.status == "open":
        return None
    names = {"coach": row.coach.name, "club": row.club.called}
    short, sentence = _told(fact, names, edition)
    sentences = [sentence]
    if row.fell_through:
        sentences.append(Said(_("Talks took place, so the reports were right.")))
    if fact.status == "expired" and fact.stage in HALF_LIFE:
        half = _(
            "Half of what is said at this stage is settled within %(days)s; after three times that it ends."
        )
        sentences.append(Said(half % {"days": days_counted((HALF_LIFE[fact.stage],) * 2)}))
    if after := appointed_after_denial(fact, edition.record.stints):
        names |= {"time": days_in_words(after[1])}
        sentences.append(Said(_("Yet %(coach)s got the post, %(time)s.") % names, _row_of(after[0], edition)))
    span = (fact.ended_on - fact.opened_on).days
    if span:
        open_for = ngettext(
            "The rumour was open for %(count)s day.", "The rumour was open for %(count)s days.", span
        )
        sentences.append(Said(open_for % {"count": span}))
    return Answer(short, tuple(sentence for sentence in sentences if sentence.text))


def _row_of(stint: StintFact, edition: Edition) -> str:
    """Where the stint stands with each report of its start and its end."""
    return f"{address_in(edition, edition.coaches[stint.coach_id])}#{anchor_of(stint)}"


def _told(fact: RumourFact, names: dict, edition: Edition) -> tuple[str, Said]:
    if fact.status == "confirmed":
        return _("Yes."), _confirmed(fact, names, edition)
    if fact.status == "seat_filled":
        return _("No."), _who_got_it(fact, names, edition)
    if fact.status == "took_other_job":
        return _("No."), _where_he_went(fact, names, edition)
    if fact.status == "withdrawn":
        called_off = {
            "coach": _("%(coach)s withdrew."),
            "club": _("%(club)s called it off."),
            "employer": _("The club that %(coach)s was at blocked it."),
        }.get(fact.by, _("It was called off."))
        return _("No."), Said(called_off % names)
    told = {
        "denied": _("It was denied."),
        "expired": f"{silence_in_words((fact.ended_on - fact.newest_on).days)}.",
        "retracted": _("The article it rested on was retracted, or says it no longer."),
        "rejected": _("An editor found that it was never true."),
    }
    return "", Said(told.get(fact.status, ""))


def stint_of(fact: RumourFact, edition: Edition) -> StintFact | None:
    """The stint that a confirmed rumour came true in: the one it began, or the one that it ended."""
    if fact.status != "confirmed":
        return None
    own = [s for s in edition.record.stints if (s.coach_id, s.club_id) == (fact.coach_id, fact.club_id)]
    return _nearest(own, fact, lambda s: s.ended if fact.direction == "out" else s.started)


def _confirmed(fact: RumourFact, names: dict, edition: Edition) -> Said:
    stint = stint_of(fact, edition)
    href = _row_of(stint, edition) if stint else CLAIMS
    if fact.direction == "out":
        names |= {"time": days_in_words(stint.ended if stint else Days.on(fact.ended_on))}
        return Said(_("%(coach)s left %(club)s, %(time)s.") % names, href)
    names |= {"time": days_in_words(stint.started if stint else Days.on(fact.ended_on))}
    if stint and stint.contract_until:
        names |= {"until": days_after_preposition(stint.contract_until)}
        return Said(_("%(coach)s got the post, %(time)s, with a contract until %(until)s.") % names, href)
    return Said(_("%(coach)s got the post, %(time)s.") % names, href)


def _who_got_it(fact: RumourFact, names: dict, edition: Edition) -> Said:
    heads = [s for s in edition.record.stints if s.club_id == fact.club_id and s.is_head]
    stint = _nearest(heads, fact, lambda s: s.started)
    if stint is None:
        return Said(_("Another got the seat."))
    names |= {"other": edition.coaches[stint.coach_id].name, "time": days_in_words(stint.started)}
    return Said(_("%(other)s got the seat, %(time)s.") % names, _row_of(stint, edition))


def _where_he_went(fact: RumourFact, names: dict, edition: Edition) -> Said:
    others = [
        s
        for s in edition.record.stints
        if s.coach_id == fact.coach_id and s.club_id != fact.club_id and s.is_head
    ]
    stint = _nearest(others, fact, lambda s: s.started)
    if stint is None:
        return Said(_("%(coach)s took another job.") % names)
    names |= {"other": edition.clubs[stint.club_id].called, "time": days_in_words(stint.started)}
    return Said(_("%(coach)s went to %(other)s, %(time)s.") % names, _row_of(stint, edition))


def _nearest(stints: list[StintFact], fact: RumourFact, time_of) -> StintFact | None:
    """The stint whose time lies closest to the end of the rumour."""

    def apart(stint: StintFact) -> int:
        time = time_of(stint)
        return abs(((time.latest or time.earliest) - fact.ended_on).days)

    dated = [s for s in stints if (time := time_of(s)) and (time.latest or time.earliest)]
    return min(dated, key=apart, default=None)
