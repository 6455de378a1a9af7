"""Putting off and waking: what sleeps, until when, and what wakes it early."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from carousel import desk, snoozing
from carousel.desk_filters import Wanted
from carousel.editorial import MoveRefused
from carousel.models import Decision, Rumour, Snooze
from carousel.wording import day_in_words
from tests.carousel.desk.stories import open_rumour, report
from tests.factories import make_outlet, make_user

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
TODAY, NOW = date(2026, 11, 28), datetime(2026, 11, 28, 12, tzinfo=UTC)


def put_off(rumour, editor, days=3, **more):
    until = TODAY + timedelta(days=days)
    return snoozing.snooze(rumour.pk, editor=editor, at=NOW, today=TODAY, until=until, **more)


def asleep(day):
    return list(Rumour.objects.filter(snoozing.asleep(day)))


def test_what_is_put_off_sleeps_until_its_day_and_is_back_on_it(ida):
    rumour = open_rumour()
    put_off(rumour, ida, days=3)
    assert list(asleep(TODAY + timedelta(days=2))) == [rumour]
    assert not asleep(TODAY + timedelta(days=3))


@pytest.mark.parametrize(
    "more",
    [{}, {"stage": "talks"}, {"kind": "appointment"}],
    ids=["another article", "a higher stage", "a fact"],
)
def test_a_new_report_wakes_it(ida, more):
    rumour = open_rumour()
    put_off(rumour, ida)
    report(rumour.coach, rumour.club, published_on="2020-09-20", outlet=make_outlet("Byposten"), **more)
    assert not asleep(TODAY)
    assert snoozing.snooze_of(Rumour.objects.open().get(), TODAY) is None


def test_it_leaves_the_list_and_the_counts_and_has_a_list_of_its_own(client, ida):
    rumour, other = open_rumour("Rune Sandmo"), open_rumour("Per Holmvik", "Nordhavn IF")
    answer = client.post(reverse("rumour-snooze", args=[rumour.pk]), {"days": "1", "seen_revision": 1})
    snooze = Snooze.objects.get()
    assert answer["Location"] == f"/desk/{other.pk}/?snooze={snooze.pk}#pane"
    assert snooze.until == timezone.localdate() + timedelta(days=1)
    assert list(desk.waiting()) == [other]
    assert (desk.counts()["all"], desk.counts()["snoozed"]) == (1, 1)
    assert list(desk.waiting(Wanted(show="snoozed"))) == [rumour]
    page = client.get(reverse("desk"), {"show": "snoozed"}).content.decode()
    assert "Wake now" in page
    assert f'action="/desk/snoozes/{snooze.pk}/wake/"' in page


def test_the_list_and_the_item_say_until_when_it_sleeps_and_who_put_it_off(client, ida):
    client.post(reverse("rumour-snooze", args=[open_rumour().pk]), {"days": "7"})
    said = f"ida put it off until {day_in_words(Snooze.objects.get().until)}"
    page = client.get(reverse("desk"), {"show": "snoozed"}).content.decode()
    assert f'<p class="why">{said}</p>' in page.split('id="pane"')[0]
    assert said in page.split('id="pane"')[1]


def test_waking_brings_it_back_and_in_hand(client, ida):
    rumour = open_rumour("Rune Sandmo")
    snooze = put_off(rumour, ida)
    answer = client.post(reverse("snooze-wake", args=[snooze.pk]))
    assert answer["Location"] == f"/desk/{rumour.pk}/?snooze={snooze.pk}#pane"
    assert list(desk.waiting()) == [rumour]
    assert "Awake again: Rune Sandmo" in client.get(answer["Location"]).content.decode()
    assert client.post(reverse("snooze-wake", args=[snooze.pk])).status_code == 302


def test_undo_takes_back_what_came_last_a_snooze_as_any_verdict(client, ida):
    rumour, other = open_rumour("Rune Sandmo"), open_rumour("Per Holmvik", "Nordhavn IF")
    client.post(reverse("rumour-reject", args=[other.pk]), {"reason": "other"})
    client.post(reverse("rumour-snooze", args=[rumour.pk]), {"days": "7"})
    snooze = Snooze.objects.get()
    assert f'action="/desk/snoozes/{snooze.pk}/wake/"' in client.get(reverse("desk")).content.decode()
    client.post(reverse("snooze-wake", args=[snooze.pk]))
    undo = reverse("decision-undo", args=[Decision.objects.get().pk])
    assert f'action="{undo}"' in client.get(reverse("desk")).content.decode()


def test_a_day_is_read_as_people_write_it(client, ida):
    rumour, day = open_rumour(), timezone.localdate() + timedelta(days=40)
    client.post(reverse("rumour-snooze", args=[rumour.pk]), {"until": f"{day.day}.{day.month}.{day.year}"})
    assert Snooze.objects.get().until == day


@pytest.mark.parametrize("until", ["", "soon", "2027", "1.2.2020", "1.2.2030", "0000", "31.2.2027"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_day_that_is_none_or_too_far_is_refused_and_kept_on_the_list(client, ida, until, headers):
    rumour = open_rumour()
    answer = client.post(reverse("rumour-snooze", args=[rumour.pk]), {"until": until}, headers=headers)
    assert answer.status_code in (400, 409, 422)
    assert 'role="alert"' in answer.content.decode()
    assert list(desk.waiting()) == [rumour]
    assert f'value="{until}"' in answer.content.decode()


def test_what_changed_or_is_decided_is_not_put_off(ida):
    rumour = open_rumour()
    with pytest.raises(MoveRefused, match="New reports"):
        put_off(rumour, ida, seen_revision=rumour.revision + 1)
    Rumour.objects.update(status="expired", ended_on="2020-10-01", expires_on=None)
    with pytest.raises(MoveRefused, match="no longer open"):
        put_off(rumour, ida)


def test_putting_off_again_moves_the_day(ida):
    rumour = open_rumour()
    put_off(rumour, ida, days=3)
    put_off(rumour, ida, days=9)
    assert [snooze.until.day for snooze in Snooze.objects.filter(woken_at__isnull=True)] == [7]


def test_a_rumour_that_is_gone_is_answered_with_a_way_on(client, ida):
    assert client.post(reverse("rumour-snooze", args=[999999]), {"days": "1"}).status_code == 409


def test_a_reader_may_not_put_off(client):
    client.force_login(make_user("reader"))
    assert client.post(reverse("rumour-snooze", args=[open_rumour().pk]), {"days": "1"}).status_code == 403
