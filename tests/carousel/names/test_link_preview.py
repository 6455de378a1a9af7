"""What it would change that a name is somebody's is shown before it is said, and nothing else is done."""

import re

import pytest

from carousel import store
from carousel.models import Coach, Decision, Rumour
from tests.carousel.desk.stories import report
from tests.factories import make_club, make_coach

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])


@pytest.fixture
def known(editor):
    return make_coach("Aksel Brandvold")


@pytest.fixture
def name(known):
    """A name that nobody knew, put forward for a club by one article."""
    name = make_coach("A. Brandvold", is_provisional=True)
    report(name, make_club("Havnestad BK"))
    return name


def look(client, name, known, headers=None):
    address = f"/desk/names/coach/{name.pk}/link/preview/"
    return client.post(address, {"into": known.pk}, headers=headers or {})


def link(client, name, known, token, headers=None):
    said = {"into": known.pk, "seen_link": token}
    return client.post(f"/desk/names/coach/{name.pk}/link/", said, headers=headers or {})


def token_in(answer):
    return re.search(r'name="seen_link" value="([^"]+)"', answer.content.decode())[1]


@BOTH
def test_what_moves_is_shown_and_nothing_is_written(client, name, known, headers):
    page = " ".join(look(client, name, known, headers).content.decode().split())
    assert "What would change if A. Brandvold is Aksel Brandvold" in page
    assert "1 claim moves." in page
    assert "Rumour: Aksel Brandvold to Havnestad BK" in page
    assert "<del>open, candidate</del>" in page
    assert Coach.objects.filter(pk=name.pk, is_provisional=True).exists()
    assert not Decision.objects.exists()
    assert not store.check()


def test_a_rumour_that_the_known_coach_has_there_already_gains_evidence(client, name, known):
    report(known, Rumour.objects.get().club, published_on="2020-09-19")
    page = look(client, name, known).content.decode()
    assert "more evidence" in page


@BOTH
def test_what_was_shown_is_done(client, name, known, headers):
    token = token_in(look(client, name, known, headers))
    assert link(client, name, known, token, headers).status_code == (200 if headers else 302)
    assert Rumour.objects.get().coach == known


@BOTH
def test_where_the_ground_moved_the_new_preview_is_shown_and_nothing_is_done(client, name, known, headers):
    token = token_in(look(client, name, known, headers))
    report(name, make_club("Nordhavn IF"), published_on="2020-09-20")
    answer = link(client, name, known, token, headers)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This would change something else than you were shown." in page
    assert "Rumour: Aksel Brandvold to Nordhavn IF" in page
    assert not Decision.objects.exists()


def test_a_token_that_nobody_signed_links_nobody(client, name, known):
    assert link(client, name, known, "made:up").status_code == 409
    assert not Decision.objects.exists()


def test_to_nobody_there_is_nothing_to_see(client, name, known):
    answer = client.post(f"/desk/names/coach/{name.pk}/link/preview/")
    assert answer.status_code == 409
    assert "Choose whose name it is." in answer.content.decode()
