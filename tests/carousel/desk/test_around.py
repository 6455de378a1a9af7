"""What stands around an item: other reports on coach and seat, the history, and the way to the source."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from carousel import editorial
from tests.carousel.desk.stories import open_rumour, report
from tests.carousel.desk.test_deciding import HTMX
from tests.factories import make_club, make_coach, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def rumour(ida):
    """A rumour with one beside it on the coach, one on the seat, and one before it that was rejected."""
    before = open_rumour("Rune Sandmo", published_on="2020-03-01")
    editorial.reject(before.pk, editor=ida, at=timezone.now(), reason="old_news")
    report(before.coach, before.club, stage="talks", published_on="2020-09-18")
    report(before.coach, make_club("Nordhavn IF"))
    report(make_coach("Per Holmvik"), before.club)
    return before.coach.rumours.open().get(club=before.club)


def test_the_neighbours_stand_on_a_page_and_in_the_pane(client, rumour):
    whole = client.get(reverse("desk-around", args=[rumour.pk])).content.decode()
    part = client.get(reverse("desk-around", args=[rumour.pk]), headers=HTMX).content.decode()
    assert ("<html" in whole, "<html" in part) == (True, False)
    rejected, climbed = "Rejected: Rune Sandmo to Havnestad BK", ">18 Sep 2020</time> in talks"
    for told in ("Nordhavn IF", "Per Holmvik", rejected, climbed):
        assert told in whole
        assert told in part


def test_the_pane_loads_them_when_they_are_opened_and_links_them_without_script(client, rumour):
    page = client.get(reverse("desk-item", args=[rumour.pk])).content.decode()
    address = reverse("desk-around", args=[rumour.pk])
    assert f'hx-get="{address}" hx-trigger="toggle once"' in page
    assert f'<a href="{address}">' in page
    assert "Per Holmvik er kandidat" not in page


def test_their_queries_do_not_grow(client, rumour):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("desk-around", args=[rumour.pk]))
        return len(captured)

    few = queries()
    for number in range(6):
        report(rumour.coach, make_club(f"Klub {number}"))
        report(make_coach(f"Nils {number}"), rumour.club)
    assert queries() == few


def test_each_passage_is_linked_where_it_stands_at_the_source(client, rumour):
    Article.objects.filter(claims__rumour_evidence__rumour=rumour).update(url="https://kystposten.example/1")
    page = client.get(reverse("desk-item", args=[rumour.pk])).content.decode()
    assert "https://kystposten.example/1#:~:text=Rune%20Sandmo%20er%20kandidat" in page


def test_strangers_and_readers_see_none_of_it(client, rumour):
    client.force_login(make_user("reader"))
    assert client.get(reverse("desk-around", args=[rumour.pk])).status_code == 403
    client.logout()
    assert client.get(reverse("desk-around", args=[rumour.pk])).status_code == 302
