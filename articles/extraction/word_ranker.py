"""The learned reading: which of the claims of the rule readers hold, and which they missed.

Every coach with every club of the article gets, for each kind, a likelihood from the words around them
(`word_features`) and from what the rules say (`word_votes`). What is likely enough is told: by the claim of
the rules where there is one, else by a claim of its own (`word_claims`). What is not is dropped, the claims
of the rules too. Without concepts for the language, or without weights, the rules stand as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .claims import FACTS, Claim, Kind
from .concepts import concept_table
from .document import Document, Person
from .memory import Memory
from .settling import Hints, settled
from .word_claims import Telling
from .word_pairs import Pair, pairs_of
from .word_votes import Votes, Weighed
from .word_weights import KINDS, Weights, word_weights

# Two things that can be said of one coach and one club at once.
TOGETHER = (
    {Kind.DEPARTURE, Kind.CANDIDACY},
    {Kind.DEPARTURE, Kind.WITHDRAWAL},
    {Kind.DEPARTURE, Kind.EXTENSION},
    {Kind.APPOINTMENT, Kind.EXTENSION},
    {Kind.PRESSURE, Kind.EXTENSION},
    {Kind.EXTENSION, Kind.WITHDRAWAL},
)
NEVER = 1.0
BRIEF = 4  # sentences; of less the words have learnt nothing, and the rules stand
HELD = 0.27  # how likely a claim of the rules must be to be kept
ADDED = 0.35  # how likely one that the rules do not make must be
ALONE = 0.6  # the same in an article of which the rules say nothing
FACT = 0.5  # the same of a fact: a start or an end that nobody told costs more than one that is missed
SECOND = 0.6  # the same of a fact where the rules have the coach come or go elsewhere
BACKGROUND = 0.5  # how likely a tenure must be beside news of the same coach and club
TOLD = 0.5  # how likely one claim of an article must be: else the article tells nothing
GRADES = ((0.9, "words_certain"), (0.75, "words_sure"), (0.5, "words_likely"), (0.3, "words_open"))
DOUBT = "words_doubt"


def ranked(document: Document, claims: Sequence[Claim], weights: Weights | None = None) -> list[Claim]:
    """The claims that the words allow, each with a sign of how likely they make it, and those they add."""
    table = concept_table(document.book.lexicon.language)
    weights = weights or word_weights()
    if table is None or weights is None:
        return list(claims)
    memory = Memory(document)
    if not claims and not any(speaks_of_coaches(memory, person) for person in document.persons):
        return []  # most news: spare it the rest
    votes = Votes(document, memory, weigh(weights, pairs_of(document, memory, table)), claims)
    telling = Telling(document, memory, weights)
    judged = {(one.pair.coach.name, one.pair.club.name) for one in votes.weighed}
    kept = [claim for claim in claims if (claim.coach.name, claim.club.name) not in judged]
    pairs: dict[int, Pair] = {}
    likeliest = NEVER if kept or len(document.sentences) < BRIEF else 0.0
    for number, one in enumerate(votes.weighed):
        if votes.is_faint(number):
            continue
        own = {claim.kind: claim for claim in votes.claims.get((one.pair.coach.name, one.pair.club.name), [])}
        likely = weights.likely(votes.features(number))
        if len(document.sentences) < BRIEF:
            told = [(kind, share) for kind, share in zip(KINDS, likely, strict=True) if kind in own]
        else:
            added = (ADDED if claims else ALONE) if speaks_of_coaches(memory, one.pair.coach) else NEVER
            elsewhere = {claim.kind for claim in votes.by_coach.get(one.pair.coach.name, ())}
            unheard = {kind: max(added, FACT) if kind in FACTS else added for kind in KINDS}
            for kind in elsewhere.intersection(FACTS):
                unheard[kind] = max(added, SECOND)
            told = decided(likely, {kind: HELD if kind in own else unheard[kind] for kind in KINDS})
        for kind, share in told:
            claim = own.get(kind) or telling.claim(one, kind, list(own.values()))
            claim = replace(claim, signs=(*claim.signs, grade(share)))
            kept.append(claim)
            pairs[id(claim)] = one.pair
            likeliest = max(likeliest, share)
    if likeliest < TOLD:
        return []
    hints = Hints(memory)
    return [settled(hints, pairs[id(c)], c, kept) if id(c) in pairs else c for c in kept]


def weigh(weights: Weights, pairs: Sequence[Pair]) -> list[Weighed]:
    """The pairs, each with what its sentences say of it."""
    return [Weighed(pair, rows) for pair, rows in zip(pairs, weights.shares(pairs), strict=True)]


def speaks_of_coaches(memory: Memory, person: Person) -> bool:
    """True of a coach, and of anybody in an article about coaches or with a coach's post in it."""
    return person.is_coach or memory.is_about_coaches or memory.posts_spoken_of > 0


def decided(likely: Sequence[float], least: Mapping[Kind, float]) -> list[tuple[Kind, float]]:
    """The kinds that are likely enough and can stand side by side."""
    found = [(share, kind) for kind, share in zip(KINDS, likely, strict=True) if share >= least[kind]]
    news = sorted((one for one in found if one[1] is not Kind.TENURE), reverse=True)
    told = [
        (kind, share)
        for number, (share, kind) in enumerate(news)
        if number == 0 or {news[0][1], kind} in TOGETHER
    ]
    background = [(kind, share) for share, kind in found if kind is Kind.TENURE]
    return told + [(kind, share) for kind, share in background if not news or share > BACKGROUND]


def grade(share: float) -> str:
    return next((name for least, name in GRADES if share >= least), DOUBT)
