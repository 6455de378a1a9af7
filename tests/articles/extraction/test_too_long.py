"""An article longer than is read: read up to the cap, and it is said that the rest was not."""

from __future__ import annotations

import pytest

from articles.extraction import ArticleText, read
from articles.extraction.corpus import to_corpus
from articles.extraction.explain import explain, lines
from articles.extraction.pipeline import LONGEST, LONGEST_TITLE

from .cast import NAMES, PUBLISHED, told

SACKED = "Brøndby IF har fyret cheftræner Jess Thorup."
HIRED = "KRC Genk har ansat Hannes Wolf som ny cheftræner."
FILLER = "Der blev spillet en kamp i går, og det regnede hele dagen. "


def article(text: str, title: str = "") -> ArticleText:
    return ArticleText(title, text, PUBLISHED, language="da")


def long_text() -> str:
    return SACKED + "\n" + FILLER * (LONGEST // len(FILLER)) + "\n" + HIRED


def test_what_lies_before_the_cap_is_read_and_what_lies_behind_it_is_not():
    reading = read(article(long_text()), NAMES)
    assert told(reading.claims) == {("departure", "Jess Thorup", "Brøndby IF")}
    assert all(span.end <= LONGEST for span in reading.regions)


def test_how_much_was_left_out_is_said_wherever_a_reading_is_shown():
    text = long_text()
    reading = read(article(text), NAMES)
    assert len(text) - LONGEST <= reading.unread < len(text) - LONGEST + 100
    assert reading.note == f"too long: the last {reading.unread:,} characters were not read"
    assert to_corpus(reading)["note"] == reading.note
    explanation = explain(article(text), NAMES)
    assert explanation.reading == reading
    assert reading.note in next(iter(lines(explanation)))


def test_the_cap_cuts_no_word_in_two():
    text = "x" * (LONGEST - 5) + " Thorups mand"
    (body,) = [span for span in read(article(text), NAMES).regions if span.part == "text"]
    assert text[body.start : body.end] == "x" * (LONGEST - 5)


@pytest.mark.parametrize("text", ["", "AaB vandt.", "a" * LONGEST])
def test_an_article_that_is_read_to_its_end_has_no_note(text):
    reading = read(article(text), NAMES)
    assert reading.unread == 0
    assert reading.note == ""
    assert "note" not in to_corpus(reading)


def test_a_headline_without_an_end_is_capped_too():
    title = SACKED + " " + "og så videre " * 1000
    reading = read(article("", title), NAMES)
    assert told(reading.claims) == {("departure", "Jess Thorup", "Brøndby IF")}
    assert len(title) - LONGEST_TITLE <= reading.unread


def test_a_text_of_one_word_without_an_end_is_cut_all_the_same():
    assert read(article("a" * (LONGEST + 7)), NAMES).unread == 7
