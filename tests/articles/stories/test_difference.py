"""What an edit changed, sentence by sentence and word by word."""

from __future__ import annotations

import doctest
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from articles.stories import difference
from articles.stories.difference import compare, shortened

TEXTS = st.text(alphabet="ab .!\n", max_size=60)


def test_the_example_holds():
    assert doctest.testmod(difference).failed == 0


@given(TEXTS, TEXTS)
def test_the_pieces_are_both_texts_letter_for_letter(before, after):
    pieces = compare(before, after)
    assert "".join(p.text for p in pieces if p.kind != "new") == before
    assert "".join(p.text for p in pieces if p.kind != "gone") == after


def test_what_stays_the_same_far_from_a_change_is_left_out():
    long = "Det er en sætning, som ingen har rørt. " * 40
    pieces = shortened(compare(f"{long}Han går. {long}", f"{long}Han bliver. {long}"))
    kinds = [piece.kind for piece in pieces]
    assert kinds == ["left_out", "same", "gone", "new", "same", "left_out"]
    assert sum(len(piece.text) for piece in pieces) < 400


def test_long_texts_that_repeat_themselves_are_compared_at_once():
    began = perf_counter()
    compare("a. b.\n" * 1400, "b. a.\n" * 1450)
    compare("a b " * 100_000, "b a c " * 60_000)
    assert perf_counter() - began < 5
