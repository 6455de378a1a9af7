"""Whole patterns: coach, club and what is said of them in one stretch; ``patterns/<language>.toml`` has them.

The file of a language holds

``[words]``
    Groups of words that patterns share: ``have = ["has", "have"]`` is written ``{have}`` in a form.
``[[pattern]]``
    ``id``        unique in the file
    ``means``     one of ``meanings.MEANINGS``; of two coaches ``<coach>`` is the one who comes, of two
                  clubs ``<club>`` the one that the meaning is about
    ``role``      a role that the pattern settles, left out where none is
    ``forms``     each a row of parts: ``<coach>``, ``<club>``, ``word``, ``one|other|two_words``, ``stem*``,
                  ``{group}``, with ``?`` behind a part that may be missing, and ``…`` for up to four
                  words of the same clause. Titles, ages, peoples and articles before a name, and asides
                  after one, need not be written.
    ``examples``  sentences that must yield a claim of that meaning by this pattern alone
    ``traps``     sentences that must yield none

A language without a file has no second reader; nothing else depends on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from .claims import Role
from .fold import lower
from .lexicon import LexiconError, parsed
from .meanings import MEANINGS

FOLDER = Path(__file__).parent / "patterns"
COACH, CLUB, GAP = "<coach>", "<club>", "…"
KEYS = {"id", "means", "role", "forms", "examples", "traps"}


@dataclass(frozen=True)
class Pattern:
    """One way to say one thing in a single stretch."""

    id: str
    means: str
    forms: tuple[str, ...]
    role: Role | None = None
    examples: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()


@dataclass(eq=False)
class Step:
    """A place in the web of all forms of a language: what may follow, and the patterns that end here."""

    words: dict[str, list[Step]] = field(default_factory=dict)
    stems: dict[int, dict[str, list[Step]]] = field(default_factory=dict)  # by length
    slots: dict[str, list[Step]] = field(default_factory=dict)  # COACH, CLUB and GAP
    ends: list[Pattern] = field(default_factory=list)

    def following(self, low: str) -> list[Step]:
        """The places that a word leads to."""
        found = self.words.get(low, [])
        for length, stems in self.stems.items():
            more = stems.get(low[:length])
            if more is not None:
                found = found + more
        return found

    def lead(self, part: str, to: Step) -> None:
        """Afterwards the part leads from here to that place."""
        if part in (COACH, CLUB, GAP):
            self.slots.setdefault(part, []).append(to)
        elif part.endswith("*"):
            self.stems.setdefault(len(part) - 1, {}).setdefault(part[:-1], []).append(to)
        else:
            self.words.setdefault(part, []).append(to)


@dataclass(frozen=True)
class PatternBook:
    """All patterns of a language, and the place where every form begins."""

    patterns: tuple[Pattern, ...]
    start: Step


@lru_cache(maxsize=32)
def pattern_book(language: str, folder: Path = FOLDER) -> PatternBook | None:
    """The patterns of a language, or ``None`` where it has no file; ``LexiconError`` for a wrong one."""
    path = folder / f"{language}.toml"
    if not path.is_file():
        return None
    data = parsed(path, path.read_text(encoding="utf-8"))
    groups = {name: [lower(word) for word in words] for name, words in data.get("words", {}).items()}
    patterns = tuple(_pattern(path.name, entry) for entry in data.get("pattern", []))
    ids = [pattern.id for pattern in patterns]
    if len(set(ids)) < len(ids):
        double = next(name for name in ids if ids.count(name) > 1)
        raise LexiconError(f'{path.name}: the pattern id "{double}" is used twice.')
    weaver = _Weaver(groups)
    for pattern in patterns:
        for form in pattern.forms:
            weaver.weave(f"{path.name}, pattern {pattern.id}", form, pattern)
    return PatternBook(patterns, weaver.start)


def _pattern(file: str, entry: dict) -> Pattern:
    where = f"{file}, pattern {entry.get('id', 'without an id')}"
    unknown = set(entry) - KEYS
    if unknown or "id" not in entry:
        raise LexiconError(f"{where}: {'unknown key ' + min(unknown) if unknown else 'an id is missing'}.")
    means = entry.get("means")
    if means not in MEANINGS or means == "nothing":
        raise LexiconError(f'{where}: the meaning "{means}" is not known.')
    role = entry.get("role")
    if role is not None and role not in {known.value for known in Role}:
        raise LexiconError(f'{where}: the role "{role}" is not known.')
    forms = tuple(entry.get("forms", ()))
    for form in forms:
        if form.count(COACH) != 1 or form.count(CLUB) != 1:
            raise LexiconError(f'{where}: the form "{form}" must hold one {COACH} and one {CLUB}.')
    if not forms or not entry.get("examples"):
        raise LexiconError(f"{where}: a pattern needs forms and examples.")
    return Pattern(
        entry["id"],
        means,
        forms,
        None if role is None else Role(role),
        tuple(entry["examples"]),
        tuple(entry.get("traps", ())),
    )


class _Weaver:
    """Weaves forms into one web; forms that begin alike share their beginning."""

    def __init__(self, groups: dict[str, list[str]]):
        self.start, self.groups = Step(), groups
        self.joints: dict[tuple, Step] = {}

    def weave(self, where: str, form: str, pattern: Pattern) -> None:
        """Afterwards every way to write the form leads from the start to an end of the pattern."""
        here: tuple[Step, ...] = (self.start,)
        for part in form.split():
            word = part.removesuffix("?")
            joint = self.joints.get((here, word))
            if joint is None:
                joint = self.joints[here, word] = Step()
                for words in _alternatives(where, word, self.groups):
                    for step in here:
                        _link(step, words, joint)
            here = (*here, joint) if part.endswith("?") else (joint,)
        for step in here:
            step.ends.append(pattern)


def _link(step: Step, words: tuple[str, ...], to: Step) -> None:
    for word in words[:-1]:
        between = Step()
        step.lead(word, between)
        step = between
    step.lead(words[-1], to)


def _alternatives(where: str, part: str, groups: dict[str, list[str]]) -> list[tuple[str, ...]]:
    if part in (COACH, CLUB, GAP):
        return [(part,)]
    found: list[tuple[str, ...]] = []
    for option in part.split("|"):
        if option.startswith("{"):
            name = option.strip("{}")
            if name not in groups:
                raise LexiconError(f"{where}: there is no group of words {{{name}}}.")
            found += [tuple(word.split()) for word in groups[name]]
        else:
            found.append(tuple(lower(option).split("_")))
    return found
