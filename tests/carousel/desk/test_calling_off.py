"""A rumour that came to nothing is ended at the desk by an editor, who says who called it off."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from carousel import calling_off, editorial, store
from carousel.editorial import MoveRefused
from carousel.models import Decision, Rumour
from carousel.views.desk_shown import calling_off_shown
from tests.carousel.desk.stories import open_rumour, report
from tests.carousel.desk.test_deciding import HTMX, address, sent
from tests.factories import make_coach

pytestmark = pytest.mark.django_db


@pytest.fixture
def rumour(ida) -> Rumour:
    return open_rumour("Rune Sandmo", stage="talks")


def shown(client, rumour, **headers):
    return client.get(reverse("desk-calling-off", args=[rumour.pk]), headers=headers).content.decode()


def ended(rumour: Rumour) -> Rumour:
    return Rumour.objects.get(coach=rumour.coach, club=rumour.club, direction=rumour.direction)


def test_the_current_club_blocks_it_and_every_page_says_so(client, rumour):
    answer = client.post(address("call-off", rumour), sent(rumour, by="employer", note="by telephone"))
    assert answer.status_code == 302
    now = ended(rumour)
    assert (now.status, now.by, now.decision.note) == ("withdrawn", "employer", "by telephone")
    client.logout()
    page = client.get(now.get_absolute_url()).content.decode()
    assert "Blocked by the current club" in page
    assert "The club that Rune Sandmo was at blocked it." in page
    assert "Talks took place, so the reports were right." in page
    for of in (rumour.coach, rumour.club):
        assert "Blocked by the current club" in client.get(of.get_absolute_url()).content.decode()


def test_what_it_would_change_is_shown_and_nothing_is_written(client, rumour):
    page = shown(client, rumour, **HTMX)
    assert "<del>open, in talks</del>" in page
    assert "<ins>called off</ins>" in page
    assert not Decision.objects.exists()
    assert not store.check()


@pytest.mark.parametrize("by", ["coach", "club", "employer", "unspecified"])
def test_what_was_shown_is_done_whoever_called_it_off(client, rumour, by):
    token = re.search(r'name="seen_calling_off" value="([^"]+)"', shown(client, rumour, **HTMX))[1]
    answer = client.post(address("call-off", rumour), sent(rumour, by=by, seen_calling_off=token))
    assert answer.status_code == 302
    assert ended(rumour).by == by


def test_where_it_would_change_something_else_both_are_shown_and_nothing_is_done(client, ida, rumour):
    yesterday = calling_off_shown(rumour, ida, timezone.now() - timedelta(days=1))
    said = sent(rumour, by="club", seen_calling_off=yesterday.token)
    answer = client.post(address("call-off", rumour), said, headers=HTMX)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Look again, then call it off." in page
    assert page.count("<ins>called off</ins>") == 2
    assert not Decision.objects.exists()


def test_without_saying_by_whom_nothing_is_done(client, rumour):
    answer = client.post(address("call-off", rumour), sent(rumour))
    assert answer.status_code == 400
    assert "Say who called it off." in answer.content.decode()
    assert ended(rumour).is_open


def test_undoing_opens_it_again_as_if_nothing_had_been_said(ida, rumour):
    said = {"editor": ida, "at": timezone.now()}
    decision = calling_off.call_off(rumour.pk, by="employer", **said)
    editorial.undo(decision.pk, **said)
    assert ended(rumour).is_open
    assert not store.check()


def test_that_a_coach_loses_his_post_is_nothing_to_call_off(client, ida):
    leaving = open_rumour("Aksel Brandvold", kind="pressure", stage="pressure")
    with pytest.raises(MoveRefused, match="Only a move to a post"):
        calling_off.call_off(leaving.pk, editor=ida, at=timezone.now(), by="club")
    page = client.get(reverse("desk-item", args=[leaving.pk])).content.decode()
    assert reverse("rumour-call-off", args=[leaving.pk]) not in page


def test_a_fact_that_takes_two_editors_is_not_called_off_by_one(client, ida, settings):
    settings.FOUR_EYES = ["appointment"]
    told = open_rumour("Aksel Brandvold", kind="appointment")
    assert client.post(address("call-off", told), sent(told, by="club")).status_code == 409
    with pytest.raises(MoveRefused):
        calling_off.call_off(told.pk, editor=ida, at=timezone.now(), by="club")


@pytest.mark.parametrize("is_of_a_day", [False, True])
def test_the_list_of_rumours_is_narrowed_by_how_they_ended(client, ida, rumour, is_of_a_day):
    report(make_coach("Jon Falk"), rumour.club)
    calling_off.call_off(rumour.pk, editor=ida, at=timezone.now(), by="employer")
    then = {"as_of": timezone.localdate().isoformat()} if is_of_a_day else {}
    rows = client.get("/rumours/", {"ending": "employer", **then}).context["page"].rows
    assert [row.coach.name for row in rows] == ["Rune Sandmo"]
    assert client.get("/rumours/", {"ending": "boredom"}).status_code == 400
