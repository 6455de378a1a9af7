"""A claim's sentence in its paragraph, with its marks: pure."""

from hypothesis import given
from hypothesis import strategies as st

from carousel.passages import LONGEST_ASIDE, Segment, cut, in_paragraph

TEXT = (
    "Først lidt om vejret.\nRygtet går. Rune Sandmo er kandidat i Nordhavn IF. Mere følger.\nTil sidst sport."
)
SAID = "Rune Sandmo er kandidat i Nordhavn IF."
START = TEXT.index(SAID)
END = START + len(SAID)
MARKS = [["club", "text", END - 12, END - 1], ["coach", "text", START, START + 11]]


def plain(segments):
    return "".join(segment.text for segment in segments)


def test_the_sentence_stands_between_the_rest_of_its_paragraph():
    passage = in_paragraph(TEXT, START, END, MARKS)
    assert plain(passage.before).strip() == "Rygtet går."
    assert plain(passage.said) == SAID
    assert plain(passage.after).strip() == "Mere følger."


def test_marks_are_cut_out_in_their_order():
    assert cut(TEXT, START, END, MARKS) == (
        Segment("Rune Sandmo", "coach"),
        Segment(" er kandidat i "),
        Segment("Nordhavn IF", "club"),
        Segment("."),
    )


def test_of_two_marks_that_overlap_the_first_has_the_word():
    marks = [["coach", "text", 0, 6], ["club", "text", 3, 9]]
    assert cut("abcdefghi", 0, 9, marks) == (Segment("abcdef", "coach"), Segment("ghi"))


def test_a_mark_in_the_sentence_before_shows_there():
    marks = [*MARKS, ["source", "text", TEXT.index("Rygtet"), TEXT.index("Rygtet") + 6]]
    assert Segment("Rygtet", "source") in in_paragraph(TEXT, START, END, marks).before


def test_a_paragraph_of_one_sentence_has_nothing_around_it():
    passage = in_paragraph(SAID, 0, len(SAID), [])
    assert (passage.before, passage.after) == ((), ())


def test_long_asides_are_shortened_at_a_word():
    around = "lang tekst " * 100
    whole = f"{around}{SAID} {around}"
    passage = in_paragraph(whole, len(around), len(around) + len(SAID), [])
    assert plain(passage.before).startswith("… ")
    assert plain(passage.before)[2:].split()[0] in ("lang", "tekst")
    assert plain(passage.after).endswith(" …")
    assert plain(passage.after)[:-2].split()[-1] in ("lang", "tekst")
    assert len(plain(passage.before)) <= LONGEST_ASIDE + 2


@given(
    st.text(max_size=60),
    st.lists(
        st.tuples(st.sampled_from(["coach", "cue"]), st.just("text"), st.integers(0, 70), st.integers(0, 70))
    ),
)
def test_the_segments_are_the_text_letter_for_letter_whatever_the_marks(whole, marks):
    assert plain(cut(whole, 0, len(whole), marks)) == whole
