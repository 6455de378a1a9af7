"""Two editors on one item: each sees the other, nobody is blocked, and the slower one is told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from carousel import presences
from carousel.models import Decision, Presence
from carousel.permissions import NotAllowed
from tests.carousel.desk.stories import open_rumour
from tests.carousel.desk.test_deciding import HTMX, address, sent
from tests.factories import make_user

pytestmark = pytest.mark.django_db
AT = datetime(2020, 9, 24, 15, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ida():
    return make_user("editor", "ida", first_name="Ida", last_name="Berg")


def words(rumour, editor, at):
    return [presences.in_words(one, at) for one in presences.look_at(rumour, editor=editor, at=at)]


def test_each_sees_the_other_and_not_himself(ida, bo):
    rumour = open_rumour()
    assert words(rumour, ida, AT) == []
    assert words(rumour, bo, AT + MINUTE) == ["Ida Berg has this open, 1 min."]
    assert words(rumour, ida, AT + MINUTE) == ["bo has just opened this."]


def test_who_is_not_seen_for_two_minutes_is_gone_and_comes_back_anew(ida, bo):
    rumour = open_rumour()
    presences.look_at(rumour, editor=ida, at=AT)
    assert words(rumour, bo, AT + 3 * MINUTE) == []
    presences.look_at(rumour, editor=ida, at=AT + 4 * MINUTE)
    assert words(rumour, bo, AT + 4 * MINUTE) == ["Ida Berg has just opened this."]
    assert words(rumour, bo, AT + 5 * MINUTE) == ["Ida Berg has this open, 1 min."]


def test_who_walks_on_has_left_the_item_behind(ida, bo):
    first, second = open_rumour(), open_rumour("Rune Sandmo", "Nordhavn IF")
    presences.look_at(first, editor=ida, at=AT)
    presences.look_at(second, editor=ida, at=AT + timedelta(seconds=30))
    assert words(first, bo, AT + timedelta(seconds=31)) == []
    assert Presence.objects.filter(editor=ida).count() == 1


def test_only_editors_are_present():
    with pytest.raises(NotAllowed):
        presences.look_at(open_rumour(), editor=make_user("reader"), at=AT)


def test_the_pane_and_the_row_say_who_has_it_open(client, ida, bo):
    rumour = open_rumour()
    presences.look_at(rumour, editor=ida, at=timezone.now() - MINUTE)
    client.force_login(bo)
    page = client.get(reverse("desk-item", args=[rumour.pk])).content.decode()
    assert page.count("Ida Berg has this open, 1 min.") == 2
    assert "is-open-elsewhere" in page


def test_the_page_says_that_it_is_there_by_a_form_alone(client, ida):
    rumour = open_rumour()
    client.force_login(ida)
    assert client.get(reverse("desk-presence", args=[rumour.pk])).status_code == 405
    client.get(reverse("desk-item", args=[rumour.pk]))
    assert not Presence.objects.exists()
    assert client.post(reverse("desk-presence", args=[rumour.pk]), headers=HTMX).content.strip() == b""
    assert Presence.objects.get().editor == ida
    assert client.post(reverse("desk-presence", args=[999999])).status_code == 404


def test_presence_blocks_nobody_and_the_slower_one_is_told_on_every_way(client, ida, bo):
    rumour = open_rumour("Rune Sandmo")
    presences.look_at(rumour, editor=ida, at=timezone.now())
    client.force_login(bo)
    seen = sent(rumour)
    assert client.post(address("confirm", rumour), seen).status_code == 302
    client.force_login(ida)
    more = {"reason": "other", "choice": "record", "days": "1"}
    for way in ("confirm", "reject", "choose", "snooze"):
        answer = client.post(address(way, rumour), seen | more, headers=HTMX)
        assert (way, answer.status_code) == (way, 409)
    assert (
        "bo has confirmed this already"
        in client.post(address("reject", rumour), seen | more).content.decode()
    )
    assert Decision.objects.count() == 1


def test_the_queries_of_the_list_do_not_grow_with_those_present(client, ida, bo):
    rumour = open_rumour()
    client.force_login(ida)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("desk-item", args=[rumour.pk]))
        return len(captured)

    few = queries()
    for name in ("bo", "ada", "per"):
        user = bo if name == "bo" else make_user("editor", name)
        presences.look_at(rumour, editor=user, at=timezone.now())
    assert queries() == few
