"""No text costs more than its length: what a reading does is counted in steps, never in time."""

from __future__ import annotations

import cProfile
import importlib
import pkgutil
import re
from functools import lru_cache
from re import _constants, _parser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import extraction
from articles.extraction import ArticleText, read
from articles.extraction.lexicon import lexicons

from .cast import CLUBS, COACHES, NAMES, PUBLISHED

NAMED = [row["name"] for row in CLUBS + COACHES]
MARKS = list(",.:;!?…-–—()[]«»“”„\"'’/*•|►\n\t ")
SMALL, LARGE = 4_000, 16_000
PIECE = 500
# Four times the text may cost four times the steps, and some more: short texts end before they are under way.
# What grows with the square would take sixteen times as many.
MOST = 6.0


@lru_cache(maxsize=16)
def cue_words(language: str) -> tuple[str, ...]:
    """The words of every cue of a language, and of everything else that it has a name for."""
    lexicon = lexicons()[language]
    phrases = [phrase for cue in lexicon.cues for phrase in cue.phrases]
    for table in (lexicon.words, lexicon.roles, lexicon.times, lexicon.nationalities):
        phrases += [phrase for entries in table.values() for phrase in entries]
    return tuple(phrase.replace("*", "").replace("…", " ") for phrase in phrases)


def of_the_language(language: str) -> dict[str, str]:
    """Pieces of the words of a language, to be met again and again."""
    words, posts = cue_words(language), lexicons()[language].roles["head_coach"]
    return {
        "phrases of the trade": " ".join(words[:: len(words) // 60])[:PIECE] + " ",
        "one cue after a name": f"Jess Thorup {words[0]} Brøndby IF ",
        "posts": " ".join(posts[:20]) + " Jess Thorup, ",
    }


OF_ANY_LANGUAGE = {
    "names in a list": "Jess Thorup, Bo Henriksen, Hannes Wolf, KRC Genk, ",
    "names that nobody knows": "Aron Bex og Ole Ryt, Ib Dax (Vam FC), ",
    "capitals": "Aa Bb ",
    "commas": ", ",
    "quotes": "“A” ’s « » \" ' ",
    "dashes": "- – — ",
    "marks without end": "...!!!???",
    "brackets": "((([[[",
    "digits": "20. 8 2020 12/3 ",
    "years": "2015-2018, siden 2019 til 2020 ",
    "short lines": "Ja\n",
    "quoted lines": "– Nej, sagde han.\n",
    "one word": "abcdefgh",
}


def steps(article: ArticleText) -> int:
    """How many functions a reading calls, those of C counted too."""
    counter = cProfile.Profile()
    counter.runcall(read, article, NAMES)
    return sum(called.callcount for called in counter.getstats())


def grown(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def assert_is_linear(piece: str, language: str) -> None:
    small, large = (
        ArticleText("Jess Thorup", grown(piece, size), PUBLISHED, language=language)
        for size in (SMALL, LARGE)
    )
    read(small, NAMES)  # what is loaded or learnt once is not counted
    first, second = steps(small), steps(large)
    assert second <= MOST * first, f"{first} steps for {SMALL} characters, {second} for four times as many"


@pytest.mark.parametrize("what", OF_ANY_LANGUAGE)
def test_four_times_the_text_takes_four_times_the_steps(what):
    assert_is_linear(OF_ANY_LANGUAGE[what], "da")


@pytest.mark.parametrize("language", ["da", "de", "en", "es", "fr", "it", "nl", "no", "pt", "sv"])
def test_four_times_the_words_of_a_language_take_four_times_the_steps(language):
    for piece in of_the_language(language).values():
        assert_is_linear(piece, language)


def test_a_sentence_without_an_end_takes_no_more_than_its_length():
    sentence = "Jess Thorup blev ifølge rygter fyret i Brøndby IF og Bo Henriksen ansat i AaB mens "
    small, large = (ArticleText("", sentence * n, PUBLISHED, language="da") for n in (50, 200))
    read(small, NAMES)
    assert steps(large) <= MOST * steps(small)


SAID = st.one_of(
    st.text(max_size=40),
    st.sampled_from(NAMED),
    st.sampled_from(MARKS),
    st.text(alphabet="0123456789./-: ", max_size=12),
    st.text(alphabet="абвгд漢字かなكتابעברית日🙂́​ \xa0\u2028İßŉ", max_size=12),
    st.sampled_from(sorted({w for code in ("da", "de", "en", "fr", "it") for w in cue_words(code)})),
)
REPEATED = st.tuples(SAID, st.sampled_from([1, 1, 2, 3, 100])).map(lambda pair: pair[0] * pair[1])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    pieces=st.lists(REPEATED, max_size=15),
    between=st.sampled_from([" ", "", "\n", ", ", ". "]),
    title=st.lists(SAID, max_size=6).map(" ".join),
    language=st.sampled_from([*lexicons(), None]),
)
def test_any_text_is_read_and_every_passage_stands_in_it(pieces, between, title, language):
    text = between.join(pieces)
    reading = read(ArticleText(title, text, PUBLISHED, language=language), NAMES)
    for claim in reading.claims:
        for passage in (claim.evidence, *(mark.passage for mark in claim.marks)):
            whole = title if passage.part == "title" else text
            assert passage.text
            assert whole[passage.start : passage.end] == passage.text
    for span in reading.regions:
        assert 0 <= span.start <= span.end <= len(title if span.part == "title" else text)


def patterns():
    """Every regular expression that a module of the reading keeps."""
    for module in pkgutil.iter_modules(extraction.__path__):
        found = vars(importlib.import_module(f"{extraction.__name__}.{module.name}"))
        yield from (
            (f"{module.name}.{name}", value) for name, value in found.items() if isinstance(value, re.Pattern)
        )


UNBOUNDED = _parser.MAXREPEAT
ON_A_FEW_CHARACTERS = {"sentences.LAST_WORD"}  # searches the two dozen characters before a full stop
ON_OUR_OWN_FILES = {"concepts.WORD", "lexicon.CUE_ID", "lexicon.PHRASE"}


def giving_back(parsed) -> int:
    """How many repeats without a bound a pattern holds that may try again with less than they took."""
    found = 0
    for operation, argument in parsed:
        if operation is _constants.MAX_REPEAT or operation is _constants.MIN_REPEAT:
            inside = giving_back(argument[2])
            endless = argument[1] == UNBOUNDED
            found += 2 if endless and inside else endless or inside  # a repeat of repeats is never well
        elif operation is _constants.SUBPATTERN:
            found += giving_back(argument[-1])
        elif operation in (_constants.ASSERT, _constants.ASSERT_NOT):
            found += giving_back(argument[1])
        elif operation is _constants.BRANCH:
            found += max(map(giving_back, argument[1]))
    return found


def begins_anywhere(parsed) -> bool:
    """True of ``a+b``: in a row of a's it begins at each, and goes to the end of the row from each."""
    first, argument = parsed[0]
    is_repeat = first in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
    return len(parsed) > 1 and is_repeat and argument[1] == UNBOUNDED


def is_linear(pattern: re.Pattern) -> bool:
    parsed = list(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    return giving_back(parsed) <= 1 and not begins_anywhere(parsed)


@pytest.mark.parametrize("unkind", ["a+b", "(a+)+b", "xa*\\s*b", "x(?=a*\\s*b)", "(?:xa+|b)*"])
def test_a_pattern_that_can_blow_up_is_known_as_one(unkind):
    assert not is_linear(re.compile(unkind))


def test_no_pattern_of_the_reading_can_blow_up():
    found = dict(patterns())
    assert "sentences.BORDER" in found
    for name in found.keys() - ON_A_FEW_CHARACTERS - ON_OUR_OWN_FILES - {"sentences.INITIALS"}:
        assert is_linear(found[name]), name


@pytest.mark.parametrize("text", ["." * 40_000, "Nej." + " " * 39_000 + "-", "x." + "\t" * 39_000 + "-"])
def test_a_page_of_full_stops_or_spaces_is_read_to_its_end(text):
    assert read(ArticleText("", text, language="da"), NAMES).unread == 0
