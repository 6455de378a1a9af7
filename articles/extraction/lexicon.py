"""The languages that can be read: every ``lexicons/<language>.toml`` is one.

A file is read and checked as a whole; what is wrong with it is said in one
sentence that names the file and the line or the key. Its parts:

``language``, ``name``
    The ISO 639-1 code, which is also the name of the file, and the language's own name.
``[grammar]``
    What the words cannot tell, each ``true`` or left out, see ``GRAMMAR``.
``[articles]``
    The other forms of an article that an epithet may open with: ``el = ["al", "del"]``.
``[groups]``
    Words that the phrases of cues share, each a list: ``be = ["is", "was", "has been"]``.
``[cast]``
    ``coaches``, ``clubs``, ``nationals`` and ``outlets``: the names that the examples and traps use.
``[words]``
    Lists of words, see ``WORDS`` below. A phrase is plain words with spaces. A
    ``*`` at the end of a word stands for any ending ("træner*").
``[hints]``
    Phrases that make no claim and say of one that something else makes how far it has come, how the
    coach left or who called it off: lists under the names of such meanings, see ``HINTS``; written as
    the phrases of cues are.
``[roles]``
    Nouns for who somebody is, see ``ROLES``. ``player``, ``official`` and
    ``other_sport`` are those of whom no claim is made.
``[nationalities]``
    ISO 3166 alpha-2 (``GB-SCT`` and the like too) to the nouns that stand for a person ("danskeren").
``[times]``
    How a time is written, see ``TIMES``, with ``months`` (twelve), ``weekdays``
    (seven, Monday first), ``units`` and ``numbers``.
``[[cue]]``
    ``id``        unique in the file
    ``means``     one of ``meanings.MEANINGS``
    ``phrases``   written forms, all inflected ones; ``*`` as above; ``…`` is a gap of up to
                  eight words inside a clause ("stellte … frei"); ``(given|shown) the door`` is
                  short for both, and ``{be} sacked`` for every word of a group
    ``coach``     where the coach stands: "before", "after" or "any" (the default)
    ``club``      the same for the club; "none" where the cue never has a club beside it
    ``needs``     "role": a coaching noun must stand in the sentence, or the coach be a known one
                  "post": the same, and a known coach is not enough
                  "explicit": coach and club must both be named in the sentence
    ``role``      a role that the cue settles ("caretaker"), one of ``claims.Role``
    ``examples``  sentences that must yield a claim of that meaning
    ``traps``     sentences that must yield no claim of that kind

Word order is not fixed by ``coach`` and ``club``: they only make the other side
dearer, because most languages of the ten can turn a clause round.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from .claims import Kind, Role
from .fold import fold, lower
from .meanings import MEANINGS

FOLDER = Path(__file__).parent / "lexicons"

WORDS = {
    "abbreviations": "words that a full stop may follow without ending the sentence",
    "said": "verbs of saying, beside a quotation",
    "related": "openings of a line that links to another article",
    "teasers": "whole lines that are labels in a block of teasers",
    "captions": "openings of a picture line",
    "notices": "openings of a line that belongs to the page and not to the article",
    "negations": "not, never, no longer",
    "conditions": "if, unless, should it come to that",
    "modals": "verbs that make a fact a possibility: can, may, could",
    "futures": "words for what is to happen for certain: will, is to",
    "hedges": "reportedly, expected to, according to rumours",
    "denials": "verbs that deny what follows: denies that, rules out that",
    "borders": "conjunctions that open a new clause: but, while, after",
    "conjunctions": "and, or: what joins the items of a list",
    "relatives": "who, which, that",
    "pronouns": "third person singular, all cases",
    "first_person": "I, me, my",
    "club_prepositions": "in, at, of: before the club of a post",
    "place_prepositions": "those of them that also stand before a town: in, i",
    "by": "the preposition of the one who acts in a passive: by, af, von, door, par",
    "from": "prepositions before the club that is left",
    "against": "words before an opponent: against, versus, defeat to",
    "adverbs": "words that may stand between the words of a cue and change nothing: now, already, on Monday",
    "fillers": "small words that may stand inside a list or before a name: the, both, others",
    "present_copulas": "is, remains",
    "past_copulas": "was, has been",
    "becomes": "becomes, became: a copula that makes a holder a newcomer",
    "as": "the word before a post held: as, als, som",
    "former": "former, ex-, previous",
    "new": "new, incoming",
    "the_club": "nouns that stand for the club spoken of",
    "the_coach": "nouns that stand for the coach spoken of",
    "the_outlet": "nouns that stand for the outlet named before",
    "ages": "words after a number that make it a person's age: year-old",
    "post": "nouns for the post itself: the job, the vacancy",
    "national": "words that make a country's name mean its team: national team, landstræner",
    "successor": "nouns for the one who comes after: successor, replacement; never a post held",
    "youth_sides": "words that make a side a youth side: U19, under-20, academy",
    "women": "words that make a side the women's side",
    "contract": "contract, deal, terms: words that make a time its end",
    "matches": "match, defeat, win: words that make a time the day of a game",
    "own_wish": "what says that a coach wanted to go: at his own request, for personal reasons",
    "attributes_before": "what stands before the outlet that is the origin: according to",
    "attributes_after": "what stands after it: writes, reports, understands",
}
# Meanings that differ only in how far, how or by whom.
HINTS = tuple(
    name
    for name, meaning in MEANINGS.items()
    if meaning.kind in (Kind.DEPARTURE, Kind.CANDIDACY, Kind.WITHDRAWAL, Kind.PRESSURE) and name != "left"
)
GRAMMAR = {
    "genitive_s": "a genitive ends in s without an apostrophe: Thorups, Brøndbys",
    "compounds": "a hyphen joins a name to a noun: Thorup-fyring",
    "capital_nouns": "every noun opens with a capital, so that a capital alone is no name",
    "joined_clubs": "a club before a noun is joined to it, so that 'Mandag træner X' names none",
    "calendar_seasons": "a season is played within one year, so that contracts end in autumn",
    "club_articles": "a club bears an article and neither a person nor a town does: il Sestri, la Pro Patria",
}
ROLES = (
    *(role.value for role in Role),
    "player",
    "official",
    "other_sport",
)
TIMES = {
    "today": "the day of publication",
    "yesterday": "the day before",
    "tomorrow": "the day after",
    "before_yesterday": "the day before yesterday",
    "after_tomorrow": "the day after tomorrow",
    "weekend": "the weekend",
    "last": "last, past: before a unit, a weekday, a month or a season",
    "this": "this, the current",
    "next": "next, coming",
    "this_year": "this year, where that is no unit with this: i år",
    "later": "what stands after a span counted from the time before: two months later",
    "last_year": "one word for the year before",
    "last_week": "one word for the week before",
    "fortnight": "two weeks, where that is one word",
    "ago_before": "what stands before a span that lies back (il y a)",
    "ago_after": "what stands after a span that lies back (ago, siden)",
    "about": "about, a good, almost: between",
    "since": "since",
    "until": "until, through",
    "through": "what runs to the last day of the year behind it: ut 2027",
    "from": "from, between: opens a span of years",
    "between": "between: opens a span whose ends ``and`` joins",
    "to": "to: between the ends of a span",
    "and": "and: between the ends of a span that ``between`` opens; 2013 and 2014 alone are two years",
    "in": "in, on, at: before a time",
    "of": "of: between a day and its month, a month or a season and its year",
    "early": "the beginning of",
    "mid": "the middle of",
    "late": "the end of, the last days or months of",
    "end": "the very end of: the last day of a month or a year",
    "plural": "units in the plural, which last and next leave vague: weeks, months",
    "few": "a few, a couple of: a number that is not told",
    "half_year": "half a year",
    "same_year": "that year, the same year: the one of the time before",
    "same_day": "the same day: the one told before",
    "next_day": "a day later: after the day told before",
    "day_before": "the day before the one told before",
    "day_of_month": "before a bare day of the month: dia 17",
    "year_start": "the turn or the beginning of the year",
    "year_end": "the end of the year",
    "christmas": "",
    "new_year": "New Year's Day",
    "new_years_eve": "New Year's Eve",
    "season_start": "for the season: before years (2023/24), or with next the summer that it opens in",
    "future": "words that point any time forward: will be presented, planned",
    "ahead": "words of the present that point a month or a season forward: leaves, takes over",
    "past": "words that turn those of ``ahead`` in their clause back: hat … verlassen, since leaving",
    "when": "when: what a time leads on to, since March, when he was sacked",
    "expires": "runs out, ends: makes a time the end of a contract",
    "names": "names that hold a word of time and are none: Rio de Janeiro",
    "spring": "the season, as written for a time",
    "summer": "",
    "autumn": "",
    "winter": "",
    "contract_season": "the end of the season, end of a contract",
    "contract_years": "what contracts are counted in: years, seasons",
    "lasting": "what stands before the length of a contract: for (two seasons), over, another",
    "so_long": "what stands before a span that reaches to today: for the last, seit",
}
UNITS = ("day", "week", "month", "year", "hour")
CUE_KEYS = {"id", "means", "phrases", "coach", "club", "needs", "role", "examples", "traps"}
SIDES = ("before", "after", "any", "none")
CUE_ID = re.compile(r'^id\s*=\s*"([^"\n]*)"', re.M)
CHOICE = re.compile(r"\(([^()]*)\)|\{(\w+)\}")
PHRASE = re.compile(r"[^*…]+\*?([ …]+[^*…]+\*?)*")
NEEDS = ("", "role", "post", "explicit")


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the message is for the one who edits it."""


@dataclass(frozen=True)
class Cue:
    """One way to say one thing."""

    id: str
    means: str
    phrases: tuple[str, ...]
    coach: str = "any"
    club: str = "any"
    needs: str = ""
    role: Role | None = None
    examples: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Lexicon:
    """One language, ready to be compiled into a matcher."""

    language: str
    name: str
    words: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, tuple[str, ...]]
    nationalities: Mapping[str, tuple[str, ...]]
    times: Mapping[str, tuple[str, ...]]
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    units: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    lengths: Mapping[str, int]
    cues: tuple[Cue, ...]
    cast: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    genitive_s: bool = False
    compounds: bool = False
    joined_clubs: bool = False
    club_articles: bool = False
    calendar_seasons: bool = False
    capital_nouns: bool = False
    articles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> dict[str, Cue]:
        return {cue.id: cue for cue in self.cues}


def lexicons(folder: Path = FOLDER) -> dict[str, Lexicon]:
    """Every language of the folder by its code. A file that is wrong stops all: a silent gap would be
    worse.
    """
    return {language: lexicon(language, folder) for language in languages(folder)}


@lru_cache(maxsize=8)
def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """The codes of the languages that have a file."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


@lru_cache(maxsize=64)
def lexicon(language: str, folder: Path = FOLDER) -> Lexicon:
    """One language of the folder, read when it is first asked for."""
    return read_lexicon(folder / f"{language}.toml")


def read_lexicon(path: Path) -> Lexicon:
    """One file, read and checked."""
    text = path.read_text(encoding="utf-8")
    return _Reader(path.name, path.stem, text).read(parsed(path, text))


def parsed(path: Path, text: str) -> dict:
    """The tables in the text of a language's file; ``LexiconError`` where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.name} is not TOML: {error}.") from None


class _Reader:
    """Checks one file; ``where`` puts the file and the place in front of each complaint."""

    def __init__(self, file: str, stem: str, text: str):
        self.file, self.stem, self.text = file, stem, text
        self.groups: dict[str, tuple[str, ...]] = {}
        self.cue_lines = {found[1]: found.start() for found in reversed(list(CUE_ID.finditer(text)))}

    def fail(self, where: str, sentence: str):
        raise LexiconError(f"{self.file}, {where}: {sentence}")

    def line_of(self, needle: str) -> str:
        at = self.text.find(needle)
        return f"line {self.text.count(chr(10), 0, at) + 1}" if at >= 0 else "an entry"

    def read(self, data: dict) -> Lexicon:
        known = {"language", "name", "grammar", "groups", "cast", "words", "roles", "nationalities"}
        known |= {"times", "cue", "hints", "articles"}
        self.only(data, known, "top level")
        self.groups = self.lists(data.get("groups", {}), None, "groups")
        if data.get("language") != self.stem:
            self.fail("key language", f'must be "{self.stem}", like the name of the file.')
        times = dict(self.table(data, "times"))
        months = self.calendar(times.pop("months", None), "times.months", 12)
        weekdays = self.calendar(times.pop("weekdays", None), "times.weekdays", 7)
        units = self.lists(times.pop("units", {}), UNITS, "times.units")
        numbers, lengths = (self.numbers(times.pop(key, {}), key) for key in ("numbers", "lengths"))
        return Lexicon(
            language=self.stem,
            name=str(data.get("name") or self.stem),
            words=self.lists(self.table(data, "words"), WORDS, "words"),
            hints=self.hints(data.get("hints", {})),
            roles=self.lists(self.table(data, "roles"), ROLES, "roles"),
            nationalities=self.lists(data.get("nationalities", {}), None, "nationalities"),
            times=self.lists(times, TIMES, "times"),
            months=months,
            weekdays=weekdays,
            units=units,
            numbers=numbers,
            lengths=lengths,
            cues=self.cues(data.get("cue", [])),
            cast=self.lists(data.get("cast", {}), ("coaches", "clubs", "nationals", "outlets"), "cast"),
            **self.grammar(data.get("grammar", {})),
            articles={
                fold(article): tuple(map(fold, forms))
                for article, forms in self.lists(data.get("articles", {}), None, "articles").items()
            },
        )

    def hints(self, table) -> dict[str, tuple[str, ...]]:
        found = self.lists(table, HINTS, "hints")
        return {means: self.written_out(phrases, f"key hints.{means}") for means, phrases in found.items()}

    def numbers(self, table, key: str) -> dict[str, int]:
        if not isinstance(table, dict) or not all(isinstance(n, int) for n in table.values()):
            self.fail(f"key times.{key}", "must be words with whole numbers.")
        return {lower(word): number for word, number in table.items()}

    def grammar(self, table) -> dict[str, bool]:
        if not isinstance(table, dict) or not all(isinstance(value, bool) for value in table.values()):
            self.fail("key grammar", "must be a table of true and false.")
        self.only(table, GRAMMAR, "[grammar]")
        return dict(table)

    def table(self, data: dict, key: str) -> dict:
        if not isinstance(data.get(key), dict):
            self.fail(f"key {key}", f"the table [{key}] is missing.")
        return data[key]

    def only(self, data: dict, allowed, where: str) -> None:
        for key in data:
            if key not in allowed:
                self.fail(f"{where}, {self.line_of(key)}", f'the key "{key}" is not known here.')

    def lists(self, table: dict, allowed, where: str) -> dict[str, tuple[str, ...]]:
        if allowed is not None:
            self.only(table, allowed, f"[{where}]")
        return {key: self.phrases(value, f"key {where}.{key}") for key, value in table.items()}

    def phrases(self, value, where: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.fail(where, "must be a list of words in quotes, none of them empty.")
        if len(set(value)) < len(value):
            double = min(item for item in value if value.count(item) > 1)
            self.fail(where, f'"{double}" stands there twice.')
        return tuple(value)

    def calendar(self, value, where: str, length: int) -> tuple[tuple[str, ...], ...]:
        if not isinstance(value, list) or len(value) != length:
            self.fail(
                f"key {where}", f"must be a list of {length}; other spellings of one follow after a bar."
            )
        return tuple(tuple(lower(word.strip()) for word in str(entry).split("|")) for entry in value)

    def cues(self, entries) -> tuple[Cue, ...]:
        if not isinstance(entries, list) or not entries:
            self.fail("key cue", "a language needs at least one [[cue]].")
        ids: set[str] = set()
        owner: dict[str, str] = {}
        cues = []
        for number, entry in enumerate(entries, 1):
            cue = self.cue(entry, number)
            if cue.id in ids:
                self.fail(self.place(cue.id), f'the cue id "{cue.id}" is used twice.')
            ids.add(cue.id)
            for phrase in cue.phrases:
                if lower(phrase) in owner:
                    self.fail(
                        self.place(cue.id),
                        f'the phrase "{phrase}" already belongs to "{owner[lower(phrase)]}".',
                    )
                owner[lower(phrase)] = cue.id
            cues.append(cue)
        return tuple(cues)

    def written_out(self, phrases: tuple[str, ...], where: str) -> tuple[str, ...]:
        """Every phrase that the short forms stand for, each once."""
        found: dict[str, None] = {}
        for phrase in phrases:
            found.update(dict.fromkeys(self.choices(phrase, where)))
        for phrase in found:
            if not PHRASE.fullmatch(phrase) or phrase.count("…") > 1:
                self.fail(where, f'"{phrase}": a * may only end a word, and one … may stand between words.')
        return tuple(found)

    def choices(self, phrase: str, where: str) -> list[str]:
        choice = CHOICE.search(phrase)
        if choice is None:
            return [" ".join(phrase.split())]
        written, group = choice.groups()
        if group is not None and group not in self.groups:
            self.fail(where, f'"{phrase}": there is no group of words {{{group}}}.')
        options = self.groups[group] if group is not None else written.split("|")
        before, after = phrase[: choice.start()], phrase[choice.end() :]
        return [whole for option in options for whole in self.choices(before + option + after, where)]

    def place(self, cue_id: str) -> str:
        at = self.cue_lines.get(cue_id)
        return f'cue "{cue_id}"' if at is None else f"line {self.text.count(chr(10), 0, at) + 1}"

    def cue(self, entry: dict, number: int) -> Cue:
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            self.fail(f"cue number {number}", "has no id.")
        where = self.place(entry["id"])
        for key in entry:
            if key not in CUE_KEYS:
                self.fail(where, f'the key "{key}" is not known in a cue.')
        means = str(entry.get("means"))
        if means not in MEANINGS:
            self.fail(where, f'the meaning "{means}" is not known; it is one of {", ".join(MEANINGS)}.')
        for key, allowed in (("coach", SIDES[:3]), ("club", SIDES), ("needs", NEEDS)):
            if entry.get(key, allowed[0]) not in allowed:
                self.fail(where, f'{key} = "{entry[key]}" is not one of {", ".join(filter(None, allowed))}.')
        if entry.get("role", "head_coach") not in {role.value for role in Role}:
            self.fail(where, f'the role "{entry["role"]}" is not known.')
        phrases = self.written_out(self.phrases(entry.get("phrases"), f"{where}, phrases"), where)
        examples = self.phrases(entry.get("examples", []), f"{where}, examples")
        if not examples and means != "nothing":
            self.fail(where, f'the cue "{entry["id"]}" has no example.')
        return Cue(
            id=entry["id"],
            means=means,
            phrases=phrases,
            coach=entry.get("coach", "any"),
            club=entry.get("club", "any"),
            needs=entry.get("needs", ""),
            role=Role(entry["role"]) if "role" in entry else None,
            examples=examples,
            traps=self.phrases(entry.get("traps", []), f"{where}, traps"),
        )
