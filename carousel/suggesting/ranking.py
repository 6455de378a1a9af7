"""How like two ways to write a name are, and why. Pure: names in, suggestions out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

MOST = 5
# Below this a name is only somewhat alike, which is what most names are to each other.
ENOUGH = 0.6
ALIKE = 78.0

# What clubs put before or behind their name, and articles leave out.
CLUB_LETTERS = (
    "ac af afc as bk bsc ca cd cf club de fc ff fk if il kaa krc kv nk ofk osc rc rcd rsc sc sd sk ss ssc"
    " sv tsg tsv ud us vfb vfl calcio football fodbold"
)
CLUB_WORDS = frozenset(CLUB_LETTERS.split())
BY_HAND = {"ø": "o", "æ": "a", "œ": "o", "ß": "s", "ł": "l", "đ": "d", "ð": "d", "þ": "t", "ı": "i"}
# The same sound as other languages write it, longest first: "Solskjaer" and "Solskjær", "Blokhin", "Blochin".
SOUNDS = (
    *(("sch", "s"), ("sh", "s"), ("tsj", "c"), ("tch", "c"), ("ch", "h"), ("kh", "h"), ("ph", "f")),
    *(("th", "t"), ("dj", "j"), ("dž", "j"), ("ck", "k"), ("ts", "c"), ("tz", "c"), ("cz", "c")),
    *(("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"), ("ij", "i"), ("ou", "u")),
    *(("c", "k"), ("q", "k"), ("z", "s"), ("w", "v"), ("y", "i"), ("j", "i"), ("x", "ks")),
)
WORD = re.compile(r"[^\W\d_]+|\d+")


class Reason(StrEnum):
    """Why somebody is suggested; the first four are of the whole name."""

    SAME = "same"
    SPELLING = "spelling"
    ORDER = "order"
    INITIAL = "initial"
    SHORT = "short"
    ALIKE = "alike"
    BESIDE = "beside"
    COUNTRY = "country"


WEIGHTS = {
    Reason.SAME: 1.0,
    Reason.SPELLING: 0.96,
    Reason.ORDER: 0.94,
    Reason.INITIAL: 0.88,
    Reason.SHORT: 0.78,
}
# What speaks for it beside the name: the coach was at the club that the article names, and the country.
MORE = {Reason.BESIDE: 0.1, Reason.COUNTRY: 0.04}


@dataclass(frozen=True)
class Asked:
    """A name that nobody knows: beside whom it was read, and in the news of which countries."""

    id: int
    name: str
    beside: frozenset[int] = frozenset()
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """A known record with its written forms; ``beside`` are the clubs or coaches that it had to do with."""

    id: int
    name: str
    slug: str
    forms: tuple[str, ...] = ()
    country: str = ""
    beside: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Suggestion:
    candidate: Candidate
    form: str
    score: float
    reasons: tuple[Reason, ...]


def rank(asked: Asked, candidates: Iterable[Candidate], *, is_club: bool = False) -> list[Suggestion]:
    """The likeliest first, five at most; none where nothing is near enough."""
    found = (_best(asked, candidate, is_club) for candidate in candidates)
    near = [suggestion for suggestion in found if suggestion and suggestion.score >= ENOUGH]
    return sorted(near, key=lambda s: (-s.score, s.candidate.name, s.candidate.id))[:MOST]


def likeness(asked: str, form: str, *, is_club: bool = False) -> tuple[float, Reason] | None:
    """How like the two are and in what way, or nothing.

    >>> likeness("O. Solskjaer", "Ole Gunnar Solskjær")
    (0.88, <Reason.INITIAL: 'initial'>)
    """
    mine, theirs = words(asked, is_club), words(form, is_club)
    if not mine or not theirs:
        return None
    if mine == theirs:
        return WEIGHTS[Reason.SAME], Reason.SAME
    mine, theirs = tuple(map(sound, mine)), tuple(map(sound, theirs))
    if mine == theirs or "".join(mine) == "".join(theirs):
        return WEIGHTS[Reason.SPELLING], Reason.SPELLING
    if len(mine) > 1 and sorted(mine) == sorted(theirs):
        return WEIGHTS[Reason.ORDER], Reason.ORDER
    if not is_club and _is_initialled(mine, theirs):
        return WEIGHTS[Reason.INITIAL], Reason.INITIAL
    if _is_shorter(mine, theirs, is_club) or _is_shorter(theirs, mine, is_club):
        return WEIGHTS[Reason.SHORT], Reason.SHORT
    ratio = fuzz.ratio(" ".join(mine), " ".join(theirs))
    return (0.85 * ratio / 100, Reason.ALIKE) if ratio >= ALIKE else None


@lru_cache(maxsize=8192)
def words(text: str, is_club: bool = False) -> tuple[str, ...]:
    """The words of the name without accents and capitals; of a club without "FC" and the like."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    by_hand = "".join(BY_HAND.get(letter, letter) for letter in lowered)
    bare = "".join(c for c in unicodedata.normalize("NFKD", by_hand) if not unicodedata.combining(c))
    found = tuple(WORD.findall(bare.replace("'", "").replace("’", "")))
    if is_club:
        found = tuple(word for word in found if word not in CLUB_WORDS) or found
    return found


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """The word as it sounds, roughly: spellings of one name in several languages come out the same."""
    for written, heard in SOUNDS:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word)


def _best(asked: Asked, candidate: Candidate, is_club: bool) -> Suggestion | None:
    """The form that is nearest, with what else speaks for the candidate."""
    likely = [
        (found[0], form, found[1])
        for form in dict.fromkeys((candidate.name, *candidate.forms))
        if (found := likeness(asked.name, form, is_club=is_club))
    ]
    if not likely:
        return None
    score, form, reason = max(likely, key=lambda one: one[0])
    reasons = [reason]
    if asked.beside & candidate.beside:
        reasons.append(Reason.BESIDE)
    if candidate.country and candidate.country in asked.countries:
        reasons.append(Reason.COUNTRY)
    score += sum(MORE.get(one, 0.0) for one in reasons)
    return Suggestion(candidate, form, round(score, 3), tuple(reasons))


def _is_initialled(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """ "O. G. Solskjær" and "Ole Solskjær": one surname, and initials that fit, on either side."""
    if len(mine) < 2 or len(theirs) < 2 or mine[-1] != theirs[-1]:
        return False
    firsts, others = mine[:-1], theirs[:-1]
    if not any(len(word) == 1 for word in (*firsts, *others)):
        return False
    one, other = firsts[0], others[0]
    return one.startswith(other) if len(other) == 1 else len(one) == 1 and other.startswith(one)


def _is_shorter(short: tuple[str, ...], long: tuple[str, ...], is_club: bool) -> bool:
    """A part of the name: a coach's surname, with or without a first name; any words of a club in order."""
    if len(short) >= len(long):
        return False
    rest = iter(long)
    if not all(word in rest for word in short):
        return is_club and len(short) == 1 and short[0] == "".join(word[0] for word in long)
    return is_club or short[-1] == long[-1]
