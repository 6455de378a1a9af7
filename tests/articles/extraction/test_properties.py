"""What holds for any text at all."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.extraction import ArticleText, read
from articles.extraction.fold import fold, lower

from .cast import CLUBS, COACHES, NAMES

WORDS = [
    *(row["name"] for row in CLUBS + COACHES),
    *"blev fyret er ny cheftræner i og , der men ikke hvis træner sagde op Wolf tirsdag for en måned siden fra 2015 til".split(),  # noqa: E501, SIM905
    *"was sacked by has appointed as manager of , who yesterday the former boss club he “ ” \n . ? – ( ) : Læs også:".split(  # noqa: E501, SIM905
        " "
    ),
]
TEXTS = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(st.text(max_size=300))
def test_folding_keeps_every_character_in_its_place(text):
    assert len(fold(text)) == len(lower(text)) == len(text)


@SLOW
@given(title=TEXTS, text=TEXTS, language=st.sampled_from(["da", "en", None]))
def test_every_passage_is_copied_letter_for_letter(title, text, language):
    reading = read(ArticleText(title, text, date(2020, 9, 23), language=language), NAMES)
    for claim in reading.claims:
        for passage in (claim.evidence, *(mark.passage for mark in claim.marks)):
            whole = title if passage.part == "title" else text
            assert passage.text
            assert whole[passage.start : passage.end] == passage.text


@SLOW
@given(text=TEXTS, published=st.sampled_from([None, date(2020, 2, 29), date(1900, 1, 1)]))
def test_the_same_article_is_always_read_the_same(text, published):
    article = ArticleText(text[:80], text, published, language="da")
    assert read(article, NAMES) == read(article, NAMES)


@SLOW
@given(text=TEXTS)
def test_confidence_lies_between_nothing_and_certainty(text):
    for claim in read(ArticleText("", text, date(2020, 9, 23), language="da"), NAMES).claims:
        assert 0 <= claim.confidence <= 1
        assert claim.rule


@SLOW
@given(text=TEXTS)
def test_no_statement_is_made_twice(text):
    claims = read(ArticleText("", text, date(2020, 9, 23), language="da"), NAMES).claims
    told = [(claim.kind, claim.coach, claim.club) for claim in claims]
    assert len(told) == len(set(told))
