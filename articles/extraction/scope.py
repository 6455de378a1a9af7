"""Under what a cue stands: negation, condition, question, possibility, denial.

A cue says one thing, its surroundings may turn it into another: a sacking that
may come is pressure, an appointment that may come is a candidacy, and what is
asked, denied or made to depend on something is nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from .claims import Kind, Manner, Stage
from .meanings import MEANINGS, Meaning
from .phrases import Match
from .sentences import Sentence

SMALL = ("word:relatives", "word:fillers", "word:pronouns", "word:conjunctions", "word:club_prepositions")


class Scope(NamedTuple):
    """What governs a stretch of a sentence."""

    is_negated: bool = False
    is_conditional: bool = False
    is_question: bool = False
    is_possible: bool = False
    is_future: bool = False
    is_hedged: bool = False
    is_denied: bool = False


def scope_of(sentence: Sentence, first: int, last: int, outer: int | None = None) -> Scope:
    """The scope of tokens ``first`` up to ``last``; ``outer`` is the end of a split verb."""
    tokens = sentence.tokens
    clause = tokens[first].clause
    end = outer or last
    own = _second_part(sentence, first, last, end)

    def near(label: str, before: int, after: int = 0) -> bool:
        return sentence.has(label) and any(
            tokens[m.first].clause == clause
            and (label != "word:conditions" or _opens_a_clause(sentence, m))
            and not (first <= m.first < last or m.first in own)
            and (
                (m.first < first and -1 <= first - m.last <= before)
                or (after and 0 <= m.first - end <= after)
                or first <= m.first < end
            )
            for m in sentence.labelled(label)
        )

    return Scope(
        is_negated=near("word:negations", 7, 2),
        is_conditional=near("word:conditions", 14)
        or _is_inverted(sentence, clause)
        or _opens_on_if(sentence, clause)
        or _is_followed_by_if(sentence, end),
        is_question=sentence.is_question,
        is_possible=near("word:modals", 8),
        is_future=near("word:futures", 8),
        is_hedged=near("word:hedges", 10, 4),
        is_denied=any(
            m.last <= first and clause - tokens[m.first].clause <= 1
            for m in sentence.labelled("word:denials")
        ),
    )


def _second_part(sentence: Sentence, first: int, last: int, end: int) -> range:
    """The words of the second part of a split verb: the "nicht" of "verlängert … nicht" negates nothing."""
    for match in sentence.grouped("cue"):
        if match.tail and (match.first, match.last, match.tail[1]) == (first, last, end):
            return range(*match.tail)
    return range(0)


def _opens_on_if(sentence: Sentence, clause: int) -> bool:
    """ "Hvis de taber igen, bliver han fyret": the clause after an opening condition hangs on it."""
    opening = next((at for at, token in enumerate(sentence.tokens) if token.is_word), None)
    return any(
        match.first == opening and 0 <= clause - sentence.tokens[opening].clause <= 1
        for match in sentence.labelled("word:conditions")
    )


def _opens_a_clause(sentence: Sentence, condition: Match) -> bool:
    """False of Swedish "om jobbet", "om jobbet som tränare", "om att": about, not if."""
    if condition.last - condition.first > 1:
        return True
    if any(m.first == condition.first and m.last > condition.last for m in sentence.labelled("word:fillers")):
        return False
    before = sentence.tokens[condition.first - 1] if condition.first else None
    clause = sentence.tokens[condition.first].clause
    is_inside = before is not None and before.is_word and before.clause == clause
    if is_inside and any(post.first == condition.last for post in sentence.labelled("word:post")):
        return False  # "samtal med Lind om tränarjobbet strandade"
    second = condition.last + 1
    if second >= len(sentence.tokens) or not sentence.tokens[second].is_word:
        return False
    labels = ("word:as", "word:club_prepositions", "word:conjunctions")
    return not any(match.first == second for label in labels for match in sentence.labelled(label))


def _is_followed_by_if(sentence: Sentence, end: int) -> bool:
    """ "Holm får gå, om laget förlorar": a condition that opens the clause right after the cue."""
    tokens = sentence.tokens
    relatives = {match.first for match in sentence.labelled("word:relatives")}
    for match in sentence.labelled("word:conditions"):
        at = match.first - 1
        has_comma = at > 0 and tokens[at].text == ","
        gap = (at if has_comma else match.first) - end
        if match.first in relatives and has_comma:
            continue  # "klubben, hvis ejer …": whose, not if
        if (
            0 <= gap <= 6
            and _opens_a_clause(sentence, match)
            and not any(t.text in ",;:" for t in tokens[end : match.first - has_comma])
        ):
            return True
    return False


def _is_inverted(sentence: Sentence, clause: int) -> bool:
    """ "Bliver han fyret, er han den tredje": a verb at the head of a sentence that asks nothing is a
    condition.
    """
    opening = next((at for at, token in enumerate(sentence.tokens) if token.is_word), None)
    if opening is None or sentence.part == "title":
        return False
    if _repeats_the_verb(sentence, opening, clause):
        return True
    if clause != sentence.tokens[opening].clause:
        return False
    later = any(token.clause > clause for token in sentence.tokens)
    return later and any(m.first == opening and m.label == "word:becomes" for m in sentence.matches)


def _repeats_the_verb(sentence: Sentence, opening: int, clause: int) -> bool:
    """ "Får laget tap, får Lind gå": both clauses open on the verb, so the first is a condition."""
    tokens = sentence.tokens
    if clause != tokens[opening].clause + 1:
        return False
    at = next(at for at, token in enumerate(tokens) if token.clause == clause and token.is_word)
    is_small = any(match.first == at and match.label in SMALL for match in sentence.matches)
    return tokens[at].low == tokens[opening].low and not tokens[at].is_capital and not is_small


def under_scope(meaning: Meaning, scope: Scope) -> tuple[Meaning | None, str]:
    """What is left of a meaning under a scope, with the reason where that is something else."""
    if scope.is_question:
        return None, "asked, not said"
    if scope.is_conditional:
        return None, "only said under a condition"
    if scope.is_denied:
        return None, "denied in the same sentence"
    if scope.is_negated:
        return _negated(meaning)
    if scope.is_possible or scope.is_hedged:
        return _possible(meaning, scope)
    return meaning, ""


def _negated(meaning: Meaning) -> tuple[Meaning | None, str]:
    if meaning.kind is Kind.APPOINTMENT and not meaning.swaps:
        return MEANINGS["collapsed"], "the appointment is negated"
    if meaning is MEANINGS["extended"]:
        return Meaning(Kind.DEPARTURE, manner=Manner.CONTRACT_ENDED), "the extension is negated"
    return None, "negated"


def _possible(meaning: Meaning, scope: Scope) -> tuple[Meaning | None, str]:
    if meaning.kind is Kind.APPOINTMENT:
        stage = Stage.IMMINENT if scope.is_future else Stage.LINKED
        return Meaning(
            Kind.CANDIDACY, stage=stage, role=meaning.role
        ), "said as a possibility, so a candidacy"
    if meaning.kind is Kind.DEPARTURE and scope.is_possible:
        return MEANINGS["expected_out"], "said as a possibility, so pressure"
    if meaning.kind is Kind.WITHDRAWAL and scope.is_possible:
        return None, "said as a possibility"
    return meaning, ""
