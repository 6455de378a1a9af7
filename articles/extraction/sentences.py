"""Lines into sentences, sentences into words with the clause that each stands in."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from functools import cache

from .claims import Part, Region
from .phrases import Match, Phrasebook, Token, tokenize

# Nothing that was taken is given back: a page of full stops or spaces is gone through once.
BORDER = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s++(?=[\"'“”‘«»(\[–—-]*+\s*+[^\W_])")
LAST_WORD = re.compile(r"[\w.]*\w$")
INITIALS = re.compile(r"(\w\.)*[^\W\d_]")
LEVEL = re.compile(r"\b(?:s[eé]rie|girone|gruppo|groupe|grupo|gruppe|group|poule) \w$", re.I)  # no initial
FIRST_WORD = re.compile(r"[^\W_]+")
CLAUSE_MARKS = frozenset(",;:")
PARTING = CLAUSE_MARKS | {"-", "–", "—"}
CLOSING = "\"'”’»)]"
OPEN_QUOTES = '"“”„«»'
WORDS_BEFORE_POST = 1  # between "als" and the noun: "als neuen Trainer"
MAX_SENTENCE = 900  # longer ones are cut: no paper writes them, and slots cost time in pairs


@dataclass
class Sentence:
    """One sentence of the title or the text. ``matches`` are all phrases of the language in it."""

    part: Part
    start: int
    end: int
    region: Region
    line: int
    tokens: list[Token] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    is_question: bool = False
    is_quote: bool = False
    index: int = 0
    asides: frozenset[int] = frozenset()
    by_label: dict[str, list[Match]] = field(default_factory=dict)
    by_group: dict[str, list[Match]] = field(default_factory=dict)

    def borders(self, left: int, right: int) -> int:
        """How many clause borders lie between two words; a relative clause or an aside between them is
        stepped over.
        """
        first, last = sorted((self.tokens[left].clause, self.tokens[right].clause))
        over = sum(first < clause < last for clause in self.asides)
        return max(0, last - first - 2 * over)

    def labelled(self, label: str) -> list[Match]:
        return self.by_label.get(label, [])

    def grouped(self, group: str) -> list[Match]:
        """The matches of a group of labels ("role", "cue"), in order."""
        return self.by_group.get(group, [])

    def has(self, label: str) -> bool:
        return label in self.by_label

    def has_near(self, label: str, at: int) -> bool:
        """True where such a phrase stands at most one clause border away from a word."""
        return any(self.borders(match.first, at) <= 1 for match in self.labelled(label))

    def openings(self, *groups: str) -> set[int]:
        """The words at which a phrase of one of the groups ("role", "nation") begins."""
        return {match.first for group in groups for match in self.grouped(group)}


def split(text: str, start: int, end: int, book: Phrasebook) -> list[tuple[int, int]]:
    """Where the sentences of one line lie."""
    borders = []
    for found in BORDER.finditer(text, start, end):
        if not _is_abbreviation(text, start, found, book) and found.end() < end:
            borders.append(found.end())
    edges = [start, *borders, end]
    spans = []
    for left, right in itertools.pairwise(edges):
        while left < right and right - left > MAX_SENTENCE:
            cut = text.rfind(" ", left, left + MAX_SENTENCE)
            cut = cut if cut > left else left + MAX_SENTENCE
            spans.append((left, cut))
            left = cut
        spans.append((left, right))
    return [span for left, right in spans if (span := _trimmed(text, left, right))]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _is_abbreviation(text: str, start: int, found: re.Match, book: Phrasebook) -> bool:
    mark = found.group()[0]
    following = text[found.end() : found.end() + 1]
    if following.islower():
        return True
    if mark != ".":
        return False
    word = LAST_WORD.search(text[max(start, found.start() - 24) : found.start()])
    if word is None:
        return False
    last = word.group().lower()
    if last in book.abbreviations:
        return True
    if INITIALS.fullmatch(last):
        return LEVEL.search(text, max(start, found.start() - 24), found.start()) is None
    if last.isdecimal() and len(last) <= 2:
        after = FIRST_WORD.match(text[found.end() : found.end() + 30])
        before = text[max(start, found.start() - len(last) - 1)]
        if book.lexicon.capital_nouns and after is not None and before not in ":-–":
            return after.group().lower() not in book.function_words  # "Die 59. Saison", and not "3:2. Er …"
        return after is not None and (
            after.group().lower() in book.month_names or after.group() in ("FC", "Liga", "Bundesliga")
        )
    return False


def make_sentence(text: str, part: Part, span: tuple[int, int], region: Region, line: int, book: Phrasebook):
    """A sentence with its words, clauses and phrases."""
    start, end = span
    tokens = tokenize(text, start, end)
    _number_clauses(tokens, book)
    matches = book.find(tokens)
    by_label, by_group = _sorted_out(matches)
    roles = by_group.get("role", [])
    titles = _commas_before_titles(tokens, roles) | _as_before_posts(tokens, by_label, roles, book)
    if titles:
        _number_clauses(tokens, book, titles)
        matches = book.find(tokens)
        by_label, by_group = _sorted_out(matches)
    body = text[start:end].rstrip(CLOSING + " ")
    opening = text[start : start + 1]
    return Sentence(
        part=part,
        start=start,
        end=end,
        region=region,
        line=line,
        tokens=tokens,
        matches=matches,
        asides=_asides(tokens, matches),
        by_label=by_label,
        by_group=by_group,
        is_question=body.endswith("?"),
        is_quote=opening in OPEN_QUOTES + "–—" or (opening == "-" and text[start + 1 : start + 2] == " "),
    )


VERBS = ("word:present_copulas", "word:past_copulas", "word:becomes", "word:pronouns")
NO_COMMAS: frozenset[int] = frozenset()


def _number_clauses(tokens: list[Token], book: Phrasebook, joining: frozenset[int] = NO_COMMAS) -> None:
    """Afterwards every word knows the number of its clause."""
    clause, fresh = 0, True
    for at, token in enumerate(tokens):
        if not token.is_word and at not in joining and _parts_clauses(tokens, at):
            clause, fresh = clause + (not fresh), True
        elif not fresh and at not in joining and token.low in book.borders:
            clause, fresh = clause + 1, True
        elif token.is_word:
            fresh = False
        token.clause = clause


def _parts_clauses(tokens: list[Token], at: int) -> bool:
    text = tokens[at].text
    if text not in PARTING:
        return False
    is_dash = text in "–—" or (text == "-" and _stands_free(tokens, at))
    is_mark = text in CLAUSE_MARKS or is_dash
    return is_mark and not _joins_names(tokens, at) and not _is_number_mark(tokens, at)


def _commas_before_titles(tokens: list[Token], roles: list[Match]) -> frozenset[int]:
    """Commas inside "cheftræner Bo Lind, assistenttræner Jens Holm og …": they part no clauses."""
    return frozenset(
        role.first - 1
        for role in roles
        if role.first > 1
        and tokens[role.first - 1].text == ","
        and tokens[role.first - 2].is_capital
        and role.last < len(tokens)
        and tokens[role.last].is_capital
    )


def _as_before_posts(
    tokens: list[Token], by_label: dict[str, list[Match]], roles: list[Match], book: Phrasebook
) -> frozenset[int]:
    """The "als" of "als neuen Trainer", where the word can also open a clause: "als er kam"."""
    if "word:as" not in by_label:
        return NO_COMMAS
    posts = {role.first for role in roles}
    return frozenset(
        match.first
        for match in by_label["word:as"]
        if tokens[match.first].low in book.borders
        and not posts.isdisjoint(range(match.last, match.last + WORDS_BEFORE_POST + 1))
        and not any(token.text in CLAUSE_MARKS for token in tokens[match.last : match.last + 1])
    )


def _sorted_out(matches: list[Match]) -> tuple[dict[str, list[Match]], dict[str, list[Match]]]:
    """The matches by label and by group of labels."""
    by_label: dict[str, list[Match]] = {}
    by_group: dict[str, list[Match]] = {}
    for match in matches:
        label = match[0]
        row = by_label.get(label)
        if row is None:
            by_label[label] = [match]
        else:
            row.append(match)
        group = _group_of(label)
        row = by_group.get(group)
        if row is None:
            by_group[group] = [match]
        else:
            row.append(match)
    return by_label, by_group


@cache
def _group_of(label: str) -> str:
    """What stands before the colon; there are no more labels than the languages have."""
    return label.partition(":")[0]


def _asides(tokens: list[Token], matches: list[Match]) -> frozenset[int]:
    """Clauses that interrupt: ", der blev fyret i maj," and ", 61," and ", a former Rangers full-back,"."""
    if not tokens or tokens[-1].clause == 0:
        return frozenset()
    openings: dict[int, int] = {}
    clause = -1
    for at, token in enumerate(tokens):
        if token.clause != clause and token.is_word:
            clause = token.clause
            openings[clause] = at
    relatives: set[int] = set()
    verbs: set[int] = set()
    posts: set[int] = set()
    for label, first, _, _ in matches:
        sort = _sort_in_aside(label)
        if not sort:
            continue
        clause = tokens[first].clause
        at = openings.get(clause, first + 1)
        if first < at:
            continue
        if sort == "verb":
            verbs.add(clause)
        elif first - at <= (1 if sort == "relative" else 5):
            (relatives if sort == "relative" else posts).add(clause)
    return frozenset(
        clause
        for clause, at in openings.items()
        if clause
        and (
            clause in relatives or (clause not in verbs and (clause in posts or tokens[at].text.isdecimal()))
        )
    )


@cache
def _sort_in_aside(label: str) -> str:
    """What a phrase says of its clause: that it is relative, has a verb, opens on a post, or nothing."""
    if label == "word:relatives":
        return "relative"
    if label.startswith("cue:") or label in VERBS:
        return "verb"
    return "post" if label.startswith("role:") else ""


def _stands_free(tokens: list[Token], at: int) -> bool:
    before = at > 0 and tokens[at - 1].end < tokens[at].start
    after = at + 1 < len(tokens) and tokens[at].end < tokens[at + 1].start
    return before and after


def _joins_names(tokens: list[Token], at: int) -> bool:
    """A comma between two capitals: an item of a list, "Bo Lind, Jens Holm og …"."""
    return (
        tokens[at].text == ","
        and 0 < at < len(tokens) - 1
        and tokens[at - 1].is_capital
        and tokens[at + 1].is_capital
    )


def _is_number_mark(tokens: list[Token], at: int) -> bool:
    return 0 < at < len(tokens) - 1 and tokens[at - 1].text.isdecimal() and tokens[at + 1].text.isdecimal()
