"""Story 11: who denied what, and what came of it."""

from carousel.models import Rumour
from carousel.record.afterwards import appointed_after_denial
from carousel.record.days import Days
from tests.carousel.facts import rumour, stint
from tests.factories import day, make_outlet

DENIED = rumour(1, 11, status="withdrawn", by="coach", ended_on=day("2020-07-10"))


def test_what_the_club_says_and_what_the_coach_says_stand_side_by_side(tell, client, brandvold, havnestad):
    tell("Havnestad BK er enig med Aksel Brandvold om jobbet som ny cheftræner.", "2020-07-10")
    tell("Aksel Brandvold har takket nej til trænerjobbet i Havnestad BK.", "2020-07-11")
    told = Rumour.objects.get(coach=brandvold, club=havnestad)
    page = client.get(told.get_absolute_url()).content.decode()
    assert "er enig med Aksel Brandvold" in page
    assert "har takket nej" in page


def test_a_denial_that_did_not_hold_is_told(tell, client, brandvold, havnestad):
    tell("Aksel Brandvold er topkandidat til trænerjobbet i Havnestad BK.", "2020-07-08")
    tell("Aksel Brandvold har takket nej til trænerjobbet i Havnestad BK.", "2020-07-10")
    own = make_outlet("Havnestad BK's side", tier=0)
    tell("Havnestad BK har i dag ansat Aksel Brandvold som ny cheftræner.", "2020-07-30", own)
    told = Rumour.objects.get(coach=brandvold, club=havnestad, status="withdrawn")
    page = " ".join(client.get(told.get_absolute_url()).content.decode().split())
    assert "Aksel Brandvold withdrew." in page
    assert "Yet Aksel Brandvold got the post, 30 Jul 2020." in page


def test_denied_and_then_appointed_within_thirty_days_is_said():
    came = stint(1, 11, "2020-07-30")
    assert appointed_after_denial(DENIED, [came]) == (came, Days.on(day("2020-07-30")))


def test_an_appointment_much_later_or_elsewhere_refutes_no_denial():
    assert appointed_after_denial(DENIED, [stint(1, 11, "2021-01-05"), stint(1, 12, "2020-07-20")]) is None
