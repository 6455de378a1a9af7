"""The address of a passage on the outlet's own page."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carousel.fragments import address_of

PAGE = "https://kystposten.example/a?b=1"
HEAD = f"{PAGE}#:~:text="


def fragment(passage, whole=""):
    whole = whole or passage
    start = whole.index(passage)
    return address_of(PAGE, whole, start, start + len(passage)).removeprefix(HEAD)


@pytest.mark.parametrize(
    ("passage", "written"),
    [
        ("Rune Sandmo er fyret", "Rune%20Sandmo%20er%20fyret"),
        ("FC-træner ud", "FC%2Dtr%C3%A6ner%20ud"),
        ("Fyret, siger han", "Fyret%2C%20siger%20han"),
        ("Nord & Syd", "Nord%20%26%20Syd"),
        ("Æblerød Øst Å", "%C3%86bler%C3%B8d%20%C3%98st%20%C3%85"),
        ("Han\n er ude", "Han,er%20ude"),
        ("en to tre fire fem seks syv otte ni", "en%20to%20tre%20fire,seks%20syv%20otte%20ni"),
        ("en\nto tre fire fem\nseks", "en,seks"),
    ],
)
def test_what_has_a_meaning_of_its_own_is_written_in_percent_signs(passage, written):
    assert fragment(passage) == written


def test_words_that_stand_twice_are_told_apart_by_those_beside_them():
    whole = "Igår: Sandmo er fyret.\nI dag, kl. 9-10, sagde han: Sandmo er fyret. Mere & mere følger."
    start = whole.rindex("Sandmo er fyret.")
    found = address_of(PAGE, whole, start, start + len("Sandmo er fyret."))
    assert found == f"{HEAD}9%2D10%2C%20sagde%20han%3A-,Sandmo%20er%20fyret.,-Mere%20%26%20mere"


def test_a_line_that_stands_twice_takes_the_words_of_its_neighbours():
    whole = "Først.\nSandmo er fyret\nDernæst.\nSandmo er fyret"
    start = whole.rindex("Sandmo")
    assert address_of(PAGE, whole, start, len(whole)) == f"{HEAD}Dern%C3%A6st.-,Sandmo%20er%20fyret"


def test_an_address_has_one_fragment_and_no_page_has_none():
    assert address_of(f"{PAGE}#comments", "Ude", 0, 3) == f"{HEAD}Ude"
    assert address_of("", "Ude", 0, 3) == ""
    assert address_of("javascript:alert(1)", "Ude", 0, 3) == ""
    assert address_of(PAGE, "  \n ", 0, 3) == PAGE


@given(st.text(max_size=60), st.text(min_size=1, max_size=60), st.text(max_size=60))
def test_each_part_is_found_in_the_text_as_it_stands(before, passage, after):
    whole = before + passage + after
    found = address_of(PAGE, whole, len(before), len(before) + len(passage))
    for part in found.removeprefix(HEAD).split(",") if found != PAGE else []:
        words = unquote(part.removesuffix("-").removeprefix("-"))
        assert words in " ".join(whole.split())
