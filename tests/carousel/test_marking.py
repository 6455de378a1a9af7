from hypothesis import given
from hypothesis import strategies as st

from carousel.marking import Mark, stretches

TEXT = "Aas er fyret i Havnestad.\nLæs også: Berg til Fjordby"


def joined(found):
    return "".join(segment.text for stretch in found for segment in stretch.segments)


def marked(found):
    return [(s.text, s.kinds) for stretch in found for s in stretch.segments if s.kinds]


def test_marks_stand_where_the_claim_found_them():
    found = stretches(TEXT, [Mark("coach", 0, 3), Mark("cue", 7, 12)], [(1, 25)], [])
    assert marked(found) == [("Aas", ("coach",)), ("fyret", ("cue",))]


def test_a_number_stands_after_the_passage_that_it_belongs_to():
    (stretch,) = stretches(TEXT, [], [(1, 25), (2, 25)], [])
    assert [s.numbers for s in stretch.segments] == [(1, 2), ()]


def test_marks_that_overlap_are_all_shown():
    found = stretches(TEXT, [Mark("cue", 4, 24), Mark("club", 15, 24)], [], [])
    assert marked(found) == [("er fyret i ", ("cue",)), ("Havnestad", ("cue", "club"))]


def test_two_claims_with_one_mark_show_it_once():
    found = stretches(TEXT, [Mark("coach", 0, 3), Mark("coach", 0, 3)], [], [])
    assert marked(found) == [("Aas", ("coach",))]


def test_what_is_set_aside_says_what_it_is():
    found = stretches(TEXT, [], [], [(0, 25, "body"), (26, len(TEXT), "related")])
    assert [stretch.set_aside for stretch in found] == ["", "related"]
    assert joined(found) == TEXT


@given(
    st.text(max_size=60),
    st.lists(
        st.tuples(st.sampled_from(["coach", "cue"]), st.integers(-5, 70), st.integers(-5, 70)), max_size=6
    ),
    st.lists(
        st.tuples(st.integers(0, 70), st.integers(0, 70), st.sampled_from(["body", "teaser"])), max_size=4
    ),
)
def test_whatever_is_marked_the_text_stays_letter_for_letter(text, marks, regions):
    found = stretches(text, [Mark(*mark) for mark in marks], [(1, 10)], regions)
    assert joined(found) == text


def test_headlines_on_lines_of_their_own_are_set_aside_together():
    text = "Aas er fyret.\nBerg kommer\n\nCarlsen går\n"
    found = stretches(text, [], [], [(0, 13, "body"), (14, 25, "teaser"), (27, 38, "teaser")])
    assert [stretch.set_aside for stretch in found] == ["", "teaser"]
