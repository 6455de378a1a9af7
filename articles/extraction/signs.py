"""What speaks for a claim and against it, as plain words. `confidence` weighs them.

A sign is true or not of the statements that a claim was made from; none of them
depends on the language or on who is named, so what is learnt from the articles of
one language holds for the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from .claims import FACTS, Kind, Role, Tense
from .document import Document, Mention
from .drafts import SURE, Draft
from .posts import CARRIED

Groups = dict[tuple, list[Draft]]

LIES_BACK = 60  # days
ROUND_UP = 3  # clubs with facts
RULES = ("role", "successor", "list", "words")  # what makes a statement without a cue of its own
# A fact with one of these never goes on the record unasked, whatever else speaks for it.
DOUBTS = frozenset(
    {
        *("undated_article", "lies_back", "looks_back", "swaps", "caretaker_leaves", "crossed"),
        *("coach_elsewhere", "coach_by_pronoun", "coach_by_epithet", "coach_by_generic", "coach_by_weak"),
        *("club_elsewhere", "club_by_generic", "unknown_club", "rival_near", "rivals_near"),
        *("hedged", "quoted", "reported", "by_words"),
    }
)


def signs_of(document: Document, groups: Groups, group: list[Draft], best: Draft) -> tuple[str, ...]:
    """The signs of one claim: of its best statement, of all that say the same, and of what else is said."""
    found = dict.fromkeys(
        [
            *_of_slots(best),
            *_of_words(best),
            *_of_group(document, group),
            *_of_article(document, groups, group, best),
        ]
    )
    if best.strength >= SURE and DOUBTS.isdisjoint(found):
        found["plain_fact" if best.kind in FACTS else "plain"] = None
    return tuple(found)


def _of_slots(best: Draft) -> Iterator[str]:
    yield from _of_mention("coach", best.coach_mention, best)
    yield from _of_mention("club", best.club_mention, best)
    yield f"coach_{_grade(best.coach_cost)}"
    yield "club_carried" if best.club_cost >= CARRIED else f"club_{_grade(best.club_cost)}"
    if best.rivals:
        yield "rival_near" if best.rivals == 1 else "rivals_near"
    if not best.coach.is_coach:
        yield "no_known_coach"
    if best.coach.is_weak:
        yield "doubtful_name"
    if best.club.is_weak:
        yield "doubtful_club"
    if best.club.is_national:
        yield "national_side"
    if best.club.key is None:
        yield "unknown_club"


def _of_mention(slot: str, mention: Mention | None, best: Draft) -> Iterator[str]:
    if mention is None or mention.sentence is not best.sentence:
        yield f"{slot}_elsewhere"
    elif not mention.is_explicit or mention.is_weak:
        yield f"{slot}_by_{'weak' if mention.is_explicit else mention.form}"
    elif best.sentence.borders(best.first, mention.first):
        yield f"{slot}_in_other_clause"


def _grade(cost: float) -> str:
    return "near" if cost < 0.6 else "close" if cost < 1.3 else "apart" if cost < 2.5 else "far"


def _of_words(best: Draft) -> Iterator[str]:
    yield f"{best.kind}"
    if best.kind is Kind.TENURE:
        yield "tenure_past" if best.meaning.tense is Tense.PAST else "tenure_current"
    rule = best.rule.split(":")[0]
    yield f"by_{rule}" if rule in RULES else f"by_cue_{best.kind}"
    if not best.is_plain:
        yield "hedged"
    if best.sentence.is_quote:
        yield "quoted"
    if best.source is not None:
        yield "reported"
    if best.meaning.swaps:
        yield "swaps"
    if best.meaning.moves:
        yield "moves"


def _of_group(document: Document, group: list[Draft]) -> Iterator[str]:
    places = {draft.sentence.index for draft in group}
    if len(places) > 1:
        yield "said_twice" if len(places) == 2 else "said_often"
    if all(draft.sentence.part == "title" for draft in group):
        yield "only_in_title"
    if any(draft.when is not None for draft in group):
        yield "dated"
    if group[0].club in document.named_in_title():
        yield "club_in_title"


def _of_article(document: Document, groups: Groups, group: list[Draft], best: Draft) -> Iterator[str]:
    for kind, coach, club in groups:
        if (coach == id(best.coach)) != (club == id(best.club)) and kind is best.kind:
            yield f"{'same_coach' if coach == id(best.coach) else 'same_club'}_{kind}"
    if best.kind not in FACTS:
        return
    published = document.article.published
    dates = [draft.when for draft in group if draft.when is not None]
    if published is None:
        yield "undated_article"
    elif dates and (published - dates[0].latest).days > LIES_BACK:
        yield "lies_back"
    if not dates and len({club for kind, _, club in groups if kind in FACTS}) >= ROUND_UP:
        yield "looks_back"  # an article that goes from club to club
    if best.kind is Kind.DEPARTURE and any(draft.role is Role.CARETAKER for draft in group):
        yield "caretaker_leaves"
    if _is_crossed(groups, best):
        yield "crossed"


def _is_crossed(groups: Groups, best: Draft) -> bool:
    """True where another fact of the coach says the opposite at this club, or the same at another."""
    return any(
        kind in FACTS and coach == id(best.coach) and (kind == best.kind) != (club == id(best.club))
        for kind, coach, club in groups
    )
