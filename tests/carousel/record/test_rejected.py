"""What was rejected stays rejected, and not a word more than that."""

import pytest

from .builders import claim, decision, record


def statuses(*rows):
    return [r.status for r in record(*rows).rumours]


def told(**fields):
    given = {"known": "2020-09-18", "stage": "talks", "story": "7", "outlet": "herald"}
    return claim("candidacy", **{**given, **fields})


def test_the_same_text_in_another_paper_is_folded_into_the_rejection():
    seen, copy = told(), told(outlet="globe")
    (found,) = record(seen, copy, decision("reject", "in", seen)).rumours
    assert (found.status, len(found.articles)) == ("rejected", 2)


@pytest.mark.parametrize(
    "more",
    [{"story": "8"}, {"story": ""}, {"stage": "agreed"}, {"role": "caretaker"}],
    ids=["other words", "a text by itself", "a higher stage", "another post"],
)
def test_other_words_another_fact_or_a_higher_stage_ask_anew(more):
    seen = told()
    assert sorted(statuses(seen, told(outlet="globe", **more), decision("reject", "in", seen))) == [
        "open",
        "rejected",
    ]


def test_a_lower_stage_in_the_same_text_is_no_news():
    seen = told()
    assert statuses(seen, told(stage="linked"), decision("reject", "in", seen)) == ["rejected"]


def test_a_rejected_fact_silences_its_copies_and_not_another_day():
    def left(**fields):
        return claim("departure", known="2020-09-18", story="7", is_official=True, **fields)

    seen = left()
    assert statuses(seen, left(), decision("reject", "out", seen)) == ["rejected"]
    again = record(seen, left(when="2020-06-30"), decision("reject", "out", seen))
    assert (len(again.rumours), len(again.stints)) == (1, 1)
