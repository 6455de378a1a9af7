"""A number is the sum of its parts, and a seat's candidates and somebody else are one."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carousel.likelihood import priors
from carousel.likelihood.boards import boards_of, whole_points
from carousel.likelihood.history import History
from tests.carousel.likelihood.cases import DAY, case, denial, voice

WEIGHTS = {"in": priors.WEIGHTS, "out": priors.WEIGHTS}
STAGES = ("linked", "candidate", "favourite", "talks", "agreed", "imminent")


def of(*cases, history=None):
    return boards_of(cases, history or History(), WEIGHTS)


def one(*voices, history=None, **fields):
    (found,) = of(case(*voices, **fields), history=history).values()
    return found


def step(likelihood, name):
    return next(s for s in likelihood.steps if s.name == name)


def test_a_lone_report_of_a_candidate_is_as_likely_as_its_stage():
    assert one().points == round(100 * priors.GETS_THE_POST["candidate"])
    assert [s.points for s in one().steps if s.name != "stage"] == [0] * 6


cases_of_a_seat = st.lists(
    st.tuples(
        st.lists(st.sampled_from(STAGES), min_size=1, max_size=6),
        st.integers(0, 60),
        st.sampled_from(["", "open", "held", "leaving"]),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=15,
)


@given(cases_of_a_seat)
def test_steps_add_up_to_the_number_shown_and_a_seat_to_a_hundred(rows):
    board = of(
        *(
            case(
                *(voice(f"p{n}", stage, DAY - timedelta(days=age)) for n, stage in enumerate(stages)),
                coach=coach,
                seat=seat,
                against=[denial(n, f"d{n}") for n in range(denied)],
            )
            for coach, (stages, age, seat, denied) in enumerate(rows, 1)
        )
    ).values()
    assert sum(x.points for x in board) + next(iter(board)).rest == 100
    assert sum(x.share for x in board) < 1
    for found in board:
        assert sum(s.points for s in found.steps) == found.points
        assert all(0 <= s.start <= 100 for s in found.steps)
        assert abs(found.points - 100 * found.share) < 1


def test_more_independent_outlets_make_it_likelier():
    assert one(voice("a"), voice("b")).points > one(voice("a")).points


def test_an_outlet_that_was_right_moves_it_up_and_the_more_it_was_the_more():
    def with_record(right, resolved):
        history = History()
        history.by_origin["outlet:herald", "candidate"].right = right
        history.by_origin["outlet:herald", "candidate"].resolved = resolved
        return step(one(history=history), "outlets").points

    assert 0 < with_record(3, 3) < with_record(60, 60)
    assert with_record(0, 60) < 0


def test_odds_halve_with_every_half_life_of_silence():
    quiet = one(voice(stage="talks"), day=DAY + timedelta(days=14))
    fresh = one(voice(stage="talks"))
    odds = [x.share / (1 - x.share) for x in (quiet, fresh)]
    assert odds[0] == pytest.approx(odds[1] / 2)


def test_silence_takes_nothing_from_what_is_reported_as_done():
    claimed = one(voice(stage="imminent"), day=DAY + timedelta(days=2000), is_done=True)
    assert (claimed.points, step(claimed, "age").points) == (85, 0)


def test_a_rival_takes_from_a_candidate_and_is_named():
    board = of(case(coach=1), case(voice(stage="imminent"), coach=2))
    weaker = board[1, 11, "in", 1]
    assert step(weaker, "rivals").points < 0
    assert step(weaker, "rivals").rivals == ((2, 11, "in", 1),)


def test_who_leaves_has_no_rivals():
    board = of(case(direction="out", coach=1), case(direction="out", coach=2))
    assert [step(x, "rivals").points for x in board.values()] == [0, 0]


def test_another_post_of_the_club_is_another_seat():
    board = of(case(coach=1), case(voice(stage="imminent"), coach=2, role="caretaker"))
    assert step(board[1, 11, "in", 1], "rivals").points == 0


def test_a_denial_weighs_and_fades():
    fresh, old = one(against=[denial()]), one(against=[denial(90)])
    assert step(fresh, "denials").points < step(old, "denials").points <= 0
    assert step(fresh, "denials").origins == ("outlet:herald",)


def test_an_open_seat_helps_and_a_held_one_does_not():
    assert one(seat="open").points > one().points > one(seat="held").points


def test_parts_name_their_evidence():
    found = one(voice("a", "talks", claim=7), voice("b", "favourite", claim=8), voice("c", "linked", claim=9))
    assert step(found, "stage").claims == (7,)
    assert step(found, "sources").claims == (7, 8)
    assert step(found, "outlets").origins == ("outlet:a", "outlet:b")


def test_points_that_lost_most_in_the_cut_are_rounded_up():
    assert whole_points([33.4, 33.3, 33.3], 100) == [34, 33, 33]
    assert whole_points([61.2, -3.6, 0.0], 57) == [61, -4, 0]
