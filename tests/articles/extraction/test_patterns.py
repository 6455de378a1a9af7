"""The second reader: every example of every pattern yields its claim by the pattern alone, no trap does."""

from __future__ import annotations

import pytest

from articles.extraction import ArticleText
from articles.extraction.lexicon import FOLDER, LexiconError, lexicons
from articles.extraction.meanings import MEANINGS
from articles.extraction.pattern_book import pattern_book
from articles.extraction.pattern_reader import PatternReader
from articles.extraction.pipeline import prepare

from .test_lexicons import PUBLISHED, cast_of

BOOKS = {language: book for language in lexicons() if (book := pattern_book(language)) is not None}
EXAMPLES = [(lang, p, text) for lang, book in BOOKS.items() for p in book.patterns for text in p.examples]
TRAPS = [(lang, p, text) for lang, book in BOOKS.items() for p in book.patterns for text in p.traps]


def claims_of(language: str, text: str):
    _, _, document = prepare(ArticleText("", text, PUBLISHED, language=language), cast_of(language))
    assert document is not None
    return PatternReader().claims(document)


def name_of(case) -> str:
    return f"{case[0]}-{case[1].id}-{case[2][:40]}"


@pytest.mark.parametrize("case", EXAMPLES, ids=name_of)
def test_an_example_yields_the_claim_of_its_pattern(case):
    language, pattern, text = case
    meaning = MEANINGS[pattern.means]
    found = [(claim.kind, claim.rule) for claim in claims_of(language, text)]
    assert (meaning.kind, f"pattern:{pattern.id}") in found


@pytest.mark.parametrize("case", TRAPS, ids=name_of)
def test_a_trap_yields_nothing_by_its_pattern(case):
    language, pattern, text = case
    kind = MEANINGS[pattern.means].kind
    rule = f"pattern:{pattern.id}"
    assert [claim for claim in claims_of(language, text) if (claim.kind, claim.rule) == (kind, rule)] == []


def book_of(tmp_path, text: str):
    (tmp_path / "xx.toml").write_text(text, encoding="utf-8")
    return pattern_book("xx", tmp_path)


GOOD = 'id = "a"\nmeans = "dismissed"\nexamples = ["x"]\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[pattern]", "is not TOML"),
        (f'[[pattern]]\n{GOOD}forms = ["<club> sacks"]', "must hold one <coach> and one <club>"),
        (f'[[pattern]]\n{GOOD}forms = ["<club> {{nobody}} <coach>"]', "no group of words {nobody}"),
        ('[[pattern]]\nid = "a"\nmeans = "eats"\nforms = ["<club> <coach>"]', '"eats" is not known'),
        (f'[[pattern]]\n{GOOD}forms = ["<club> x <coach>"]\nside = 1', "unknown key side"),
        (f'[[pattern]]\n{GOOD}forms = ["<club> x <coach>"]\n' * 2, '"a" is used twice'),
    ],
)
def test_a_pattern_file_that_is_wrong_says_where(tmp_path, text, complaint):
    with pytest.raises(LexiconError, match=r"xx\.toml") as caught:
        book_of(tmp_path, text)
    assert complaint in str(caught.value)


def test_a_language_without_patterns_has_no_second_reader(tmp_path):
    assert pattern_book("xx", tmp_path) is None
    assert FOLDER.is_dir()
