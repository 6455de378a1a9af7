"""What an edit changed, sentence by sentence and word by word."""

from __future__ import annotations

import doctest

import pytest
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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a. b.\n" * 1400, "b. a.\n" * 1450),
        ("a. b.\n" * 2000, "b. a.\n" * 2000),
        ("a b " * 100_000, "b a c " * 60_000),
    ],
    ids=["many sentences", "too many sentences", "one long sentence"],
)
def test_no_stretch_is_compared_bit_by_bit_that_is_longer_than_its_bound(monkeypatch, before, after):
    compared, steps = [], difference._steps
    monkeypatch.setattr(difference, "_steps", lambda a, b: compared.append((len(a), len(b))) or steps(a, b))
    pieces = compare(before, after)
    assert max((max(pair) for pair in compared), default=0) <= difference.MOST_SENTENCES
    assert "".join(p.text for p in pieces if p.kind != "new") == before
