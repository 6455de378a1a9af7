"""What single words speak of, the same in every language: ``sack`` is "fyret", "gefeuert" and "limogé".

One file a language, ``concepts/<language>.toml``, beside the lexicons: lists of words under the names
of ``CONCEPTS``; a ``*`` ends a stem. Nothing follows from a concept alone. The learned reading
(`word_ranker`) weighs them by where they stand, so a word may speak of several things, and a rare
sense does no harm. A language without a file is read by the rules alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from .lexicon import LexiconError, parsed

FOLDER = Path(__file__).parent / "concepts"
WORD = re.compile(r"[^\W_]+\*?")

CONCEPTS = {
    "sack": "fire, axe, relieve of duties",
    "resign": "resign, step down, quit",
    "leave": "leave, farewell, gone",
    "part": "part ways, by mutual consent",
    "contract": "contract, deal, terms, run out",
    "extend": "extend, renew, new deal",
    "appoint": "appoint, hire, unveil",
    "takeover": "take over, take charge",
    "return": "return, come back",
    "sign": "sign, put pen to paper",
    "succeed": "succeed, replace, heir",
    "job": "job, post, vacancy, bench",
    "caretaker": "caretaker, interim",
    "candidate": "candidate, shortlist, in the running",
    "favourite": "favourite, first choice",
    "talk": "talks, negotiate, meet",
    "agree": "agree, agreement, done deal",
    "close": "close to, on the verge, imminent",
    "interest": "interest, eye, admire, target",
    "offer": "offer, approach",
    "refuse": "refuse, turn down, decline",
    "collapse": "collapse, fail, fall through",
    "rule_out": "rule out, deny, out of the race",
    "stay": "stay, remain",
    "confidence": "confidence, backing, safe",
    "pressure": "pressure, crisis, on the brink",
    "future": "future, fate, days numbered",
    "rumour": "reportedly, according to, rumour",
    "win": "win, title, promotion",
    "lose": "lose, defeat, relegation",
    "former": "former, ex-, predecessor",
    "since": "since, years, spell",
    "lead": "lead, coach, manage",
    "work": "work, staff, career",
    "player": "player, striker, keeper",
    "assist": "assistant, right-hand man",
    "director": "sporting director, head of football",
    "bring": "bring, fetch, recruit",
    "youth": "youth, academy, under-19",
    "board": "board, chairman, owner",
    "say": "say, tell, write",
    "confirm": "confirm, announce, official",
    "release": "release, clause, compensation",
    "free": "free, without a club",
    "die": "die, death",
    "retire": "retire, pension",
    "search": "search, look for, process",
    "choose": "choose, decide",
    "suspend": "suspend, leave of absence",
    "lure": "lure, poach, tempt",
    "last": "last, latest, recent",
    "now": "now, today",
    "still": "still, yet",
    "new": "new, next",
    "no_longer": "no longer",
    "not": "not, never, no",
    "if": "if, unless",
    "will": "will, is to",
    "may": "may, could, should",
    "has": "has, have, had",
    "was": "was, became",
    "is": "is, are, becomes",
    "after": "after, following",
    "before": "before",
    "until": "until",
    "from": "from",
    "to": "to",
    "at": "at, in",
    "of": "of",
    "with": "with",
    "by": "by",
    "as": "as",
    "who": "who, which",
    "but": "but, however, while",
    "idiom": "words of figures of speech: door, suitcase, key",
    "wish": "at his own request, for personal reasons",
    "at_once": "with immediate effect",
    "source": "media, newspapers, insiders and what they learn",
    "day": "weekdays, months, seasons of the year",
    "thank": "thank, wish good luck",
    "results": "results, run, poor, points",
}


class ConceptTable:
    """The concepts of one language."""

    def __init__(self, lists: dict[str, list[str]]):
        words: dict[str, list[str]] = defaultdict(list)
        stems: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for concept, entries in lists.items():
            for entry in entries:
                if entry.endswith("*"):
                    stems[len(entry) - 1][entry[:-1]].append(concept)
                else:
                    words[entry].append(concept)
        self.words = dict(words)
        self.stems = {length: dict(found) for length, found in sorted(stems.items())}
        self.of = lru_cache(maxsize=20_000)(self._of)

    def _of(self, low: str) -> tuple[str, ...]:
        """What a word in small letters speaks of, in the order of the alphabet."""
        found = set(self.words.get(low, ()))
        for length, stems in self.stems.items():
            if len(low) < length:
                break
            found.update(stems.get(low[:length], ()))
        return tuple(sorted(found))


@lru_cache(maxsize=32)
def concept_table(language: str, folder: Path = FOLDER) -> ConceptTable | None:
    """The concepts of a language, or ``None`` where it has no file; ``LexiconError`` for a wrong one."""
    path = folder / f"{language}.toml"
    if not path.is_file():
        return None
    data = parsed(path, path.read_text(encoding="utf-8"))
    if set(data) != {"concepts"} or not isinstance(data["concepts"], dict):
        raise LexiconError(f"{path.name}: it holds one table, [concepts].")
    for concept, entries in data["concepts"].items():
        _check(f"{path.name}, key {concept}", concept, entries)
    return ConceptTable(data["concepts"])


def _check(where: str, concept: str, entries) -> None:
    if concept not in CONCEPTS:
        raise LexiconError(f"{where}: the concept is not known; it is one of {', '.join(CONCEPTS)}.")
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise LexiconError(f"{where}: must be a list of words in quotes.")
    for entry in entries:
        if not WORD.fullmatch(entry) or entry != entry.lower():
            raise LexiconError(f'{where}: "{entry}" is no single word in small letters, with a * at most.')
    if len(set(entries)) < len(entries):
        double = min(entry for entry in entries if entries.count(entry) > 1)
        raise LexiconError(f'{where}: "{double}" stands there twice.')
