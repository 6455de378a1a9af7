"""Chains, told with invented coaches: Aas leaves, Berg comes from Fjordby, Carlsen from Elvmark."""

from datetime import date

import pytest

from carousel.chains import chains, longest_running, newest_of_several, origin_of
from carousel.record.days import Days
from tests.carousel.facts import stint, vacancy

AAS, BERG, CARLSEN, DAHL = 1, 2, 3, 4
HAVNESTAD, FJORDBY, ELVMARK = 11, 12, 13
DAY = date(2020, 11, 8)


@pytest.fixture
def story():
    """Havnestad sacks Aas, takes Berg from Fjordby, and Fjordby takes Carlsen from Elvmark."""
    aas = stint(AAS, HAVNESTAD, "2018-07-01", "2020-10-10", manner="sacked")
    berg_before = stint(BERG, FJORDBY, "2019-07-01", "2020-11-02", manner="left_for_club")
    berg = stint(BERG, HAVNESTAD, "2020-11-02")
    carlsen_before = stint(CARLSEN, ELVMARK, "2018-01-01", "2020-11-07", manner="unspecified")
    carlsen = stint(CARLSEN, FJORDBY, "2020-11-07")
    vacancies = (
        vacancy(aas, "2020-10-10", berg, "2020-11-02"),
        vacancy(berg_before, "2020-11-02", carlsen, "2020-11-07"),
        vacancy(carlsen_before, "2020-11-07"),
    )
    return (aas, berg_before, berg, carlsen_before, carlsen), vacancies


def clubs(chain):
    return [link.club_id for link in chain.links]


def test_an_empty_seat_travels_from_club_to_club(story):
    (chain,) = chains(*story)
    assert clubs(chain) == [HAVNESTAD, FJORDBY, ELVMARK]
    assert chain.is_running(DAY)


def test_the_order_in_which_facts_come_does_not_matter(story):
    stints, vacancies = story
    assert chains(stints[::-1], vacancies[::-1]) == chains(stints, vacancies)


def test_a_coach_without_a_club_ends_the_chain(story):
    stints, vacancies = story
    before = stint(DAHL, 99, "2015-07-01", "2019-05-30", manner="resigned")
    dahl = stint(DAHL, ELVMARK, "2020-11-20")
    vacancies = (*vacancies[:2], vacancy(stints[3], "2020-11-07", dahl, "2020-11-20"))
    (chain,) = chains((*stints, before, dahl), vacancies)
    assert chain.links[-1].origin.kind == "unattached"
    assert chain.links[-1].origin.stint == before
    assert not chain.is_running(date(2020, 11, 30))


def test_a_sacked_coach_who_finds_work_next_week_links_no_seats():
    sacked = stint(AAS, HAVNESTAD, "2018-07-01", "2020-09-10", manner="sacked")
    other = stint(BERG, FJORDBY, "2018-07-01", "2020-09-12", manner="sacked")
    again = stint(AAS, FJORDBY, "2020-09-17")
    found = chains(
        (sacked, other, again),
        (vacancy(sacked, "2020-09-10"), vacancy(other, "2020-09-12", again, "2020-09-17")),
    )
    assert sorted(clubs(chain) for chain in found) == [[HAVNESTAD], [FJORDBY]]


def test_the_assistant_who_moves_up_comes_from_inside():
    left = stint(AAS, HAVNESTAD, "2018-07-01", "2020-09-14", manner="sacked")
    helper = stint(BERG, HAVNESTAD, "2019-07-01", "2020-09-14", role="assistant")
    head = stint(BERG, HAVNESTAD, "2020-09-14", ordinal=2)
    (chain,) = chains((left, helper, head), (vacancy(left, "2020-09-14", head, "2020-09-14"),))
    assert chain.links[0].origin.kind == "inside"


def test_two_clubs_that_swap_coaches_make_one_chain_that_ends():
    aas, berg = (
        stint(AAS, HAVNESTAD, "2018-07-01", "2020-06-30", manner="left_for_club"),
        stint(BERG, FJORDBY, "2018-07-01", "2020-06-30", manner="left_for_club"),
    )
    aas_there, berg_there = stint(AAS, FJORDBY, "2020-07-01"), stint(BERG, HAVNESTAD, "2020-07-01")
    (chain,) = chains(
        (aas, berg, aas_there, berg_there),
        (
            vacancy(aas, "2020-06-30", berg_there, "2020-07-01"),
            vacancy(berg, "2020-06-30", aas_there, "2020-07-01"),
        ),
    )
    assert sorted(clubs(chain)) == [HAVNESTAD, FJORDBY]


def test_a_seat_empty_for_over_a_year_is_a_gap_in_the_record(story):
    found = chains(*story)
    assert longest_running(found, date(2026, 11, 28)) is None
    assert newest_of_several(found) == found[0]


def test_one_empty_seat_alone_is_no_chain():
    left = stint(AAS, HAVNESTAD, "2018-07-01", "2020-10-10", manner="sacked")
    found = chains((left,), (vacancy(left, "2020-10-10"),))
    assert longest_running(found, DAY) is None


def test_the_longest_of_the_running_chains_is_told(story):
    stints, vacancies = story
    lone = stint(DAHL, 99, "2019-07-01", "2020-11-08", manner="resigned")
    found = chains((*stints, lone), (*vacancies, vacancy(lone, "2020-11-08")))
    assert clubs(longest_running(found, DAY)) == [HAVNESTAD, FJORDBY, ELVMARK]


def test_a_stint_without_any_day_does_not_hide_where_a_coach_came_from(story):
    stints, vacancies = story
    undated = stint(CARLSEN, 98, None)
    (chain,) = chains((*stints, undated), vacancies)
    assert clubs(chain) == [HAVNESTAD, FJORDBY, ELVMARK]


def test_an_exit_known_to_the_season_only_links_no_seats():
    left = stint(AAS, HAVNESTAD, "2018-07-01", "2020-08-20", manner="sacked")
    before = stint(BERG, FJORDBY, "2017-07-01", "2020-05-01/2020-08-19", manner="unspecified")
    berg = stint(BERG, HAVNESTAD, "2020-08-20")
    found = chains(
        (left, before, berg),
        (vacancy(left, "2020-08-20", berg, "2020-08-20"), vacancy(before, "2020-05-01/2020-08-19")),
    )
    assert [len(chain.links) for chain in found] == [1, 1]


def test_nobody_is_called_out_of_work_who_may_have_gone_straight_on():
    before = stint(BERG, FJORDBY, "2022-07-01", "2024-01-01/2024-12-31")
    berg = stint(BERG, HAVNESTAD, "2024-06-01/2024-07-31")
    assert origin_of(berg, [before, berg]).kind == "unknown"


def test_a_chain_whose_last_day_is_a_month_is_a_range_of_days_long(story):
    stints, vacancies = story
    dahl = stint(DAHL, ELVMARK, "2020-12-01/2020-12-31")
    vacancies = (*vacancies[:2], vacancy(stints[3], "2020-11-07", dahl, "2020-12-01/2020-12-31"))
    (chain,) = chains((*stints, dahl), vacancies)
    assert chain.days == (52, 82)


def test_of_a_chain_whose_last_day_nobody_knows_the_fewest_days_are_known(story):
    stints, vacancies = story
    filled = Days(date(2020, 12, 1), None)
    dahl = stint(DAHL, ELVMARK, filled)
    (chain,) = chains((*stints, dahl), (*vacancies[:2], vacancy(stints[3], "2020-11-07", dahl, filled)))
    assert chain.days == (52, None)
