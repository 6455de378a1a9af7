"""The one door for all text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.cleaning.text import one_line, text_key, tidy

texts = st.text(st.characters(exclude_categories=()), max_size=60)


@given(texts)
def test_tidying_twice_is_tidying_once(text):
    assert tidy(tidy(text)) == tidy(text)


@given(texts)
def test_a_tidied_text_can_be_encoded_and_holds_no_nul(text):
    assert b"\x00" not in tidy(text).encode()


@given(texts)
def test_the_key_of_a_text_is_the_key_of_the_tidied_text(text):
    assert text_key(tidy(text)) == text_key(text)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Tho\u00adrup", "Thorup"),
        ("Gent\x00 fyrer", "Gent fyrer"),
        ("Bo\u0308lo\u0308ni", "Bölöni"),
        ("abc\u202edef\u202c", "abcdef"),
        ("en\u200bbar", "enbar"),
        ("e\u200d\u0301n", "én"),
        ("x\ud800y\uffff", "xy"),
        ("  først \r\n\r\n\r\n\r\n så\tnu ", "først\n\nså nu"),
        ("a\u2029b\x85c\x0bd", "a\nb\nc\nd"),
    ],
)
def test_what_cannot_be_seen_is_gone_and_paragraphs_stay(raw, clean):
    assert tidy(raw) == clean


def test_a_title_stands_on_one_line():
    assert one_line(" Gent\n fyrer\r\nThorup ") == "Gent fyrer Thorup"


def test_capitals_and_spacing_make_no_new_text():
    assert text_key("GENT fyrer\n\nThorup") == text_key("gent  fyrer thorup\u200b")


def test_another_word_makes_another_text():
    assert text_key("Gent fyrer Thorup") != text_key("Genk fyrer Thorup")
