"""Story 2: two manners of one exit are both kept; a difference is shown, and figures can use either."""

import pytest

from carousel import store
from carousel.models import Stint
from carousel.record.facts import ANNOUNCED, REPORTED
from tests.factories import make_article, make_claim, make_club, make_coach, make_entry, make_outlet

pytestmark = pytest.mark.django_db

# What the club said and what the papers said: as in Brazil in 2021, in England in 2004, in Germany in 2022.
CASES = [("mutual_consent", "sacked"), ("resigned", "sacked"), ("sacked", "mutual_consent")]


def gone(announced: str, reported: str) -> Stint:
    coach, club = make_coach(), make_club()
    make_entry(coach, club, "2019-07-01")
    for outlet, manner in ((make_outlet(tier=0), announced), (make_outlet(), reported)):
        make_claim(make_article(outlet), "departure", coach, club, when="2020-09-21", manner=manner)
    store.update(coaches=[coach.pk], clubs=[club.pk])
    return Stint.objects.get(coach=coach)


@pytest.mark.parametrize(("announced", "reported"), CASES)
def test_both_manners_are_kept_and_shown_as_contested(announced, reported, client):
    stint = gone(announced, reported)
    assert (stint.manner, stint.manner_reported) == (announced, reported)
    page = client.get(stint.coach.get_absolute_url()).content.decode()
    assert "Announced and reported differ" in page
    assert "reported as:" in page


@pytest.mark.parametrize(("announced", "reported"), CASES)
def test_figures_can_be_switched_between_them(announced, reported):
    stint = gone(announced, reported)
    assert stint.manner_as(ANNOUNCED) == announced
    assert stint.manner_as(REPORTED) == reported


def test_two_papers_that_tell_it_differently_are_contested_too():
    coach, club = make_coach(), make_club()
    make_entry(coach, club, "2019-07-01")
    for manner in ("sacked", "sacked", "mutual_consent"):
        make_claim(make_article(make_outlet()), "departure", coach, club, when="2020-09-21", manner=manner)
    store.update(coaches=[coach.pk], clubs=[club.pk])
    stint = Stint.objects.get(coach=coach)
    assert (stint.manner, stint.manner_reported) == ("sacked", "mutual_consent")
