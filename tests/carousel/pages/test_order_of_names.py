"""Lists of names stand in the order of what the page shows, as the reader's language sorts."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import override

from carousel.collation import called, in_index
from carousel.models import Club, ClubAlias
from carousel.views.paging import page_by_name
from tests.factories import make_club

pytestmark = pytest.mark.django_db

NAMES = ("Aarhus BK", "Zenit", "Ærø IF", "Østby", "AA Nord", "Abild", "Årby", "1. FC Nord")
DANISH = ["1. FC Nord", "AA Nord", "Abild", "Zenit", "Ærø IF", "Østby", "Årby", "Aarhus BK"]
ENGLISH = ["1. FC Nord", "AA Nord", "Aarhus BK", "Abild", "Ærø IF", "Årby", "Østby", "Zenit"]


@pytest.fixture
def clubs() -> None:
    for name in NAMES:
        make_club(name)


@pytest.mark.parametrize(("language", "names"), [("da", DANISH), ("en", ENGLISH)])
def test_each_language_has_its_alphabet_in_the_database_and_beside_it(clubs, language, names):
    with override(language):
        shown, after = [], ""
        while True:
            page = page_by_name(Club.objects.all(), after, size=3, name=called())
            shown, after = [*shown, *(club.called for club in page.rows)], page.after
            if not after:
                break
        assert shown == names == sorted(NAMES, key=in_index)


def test_clubs_stand_by_what_they_are_called(client, clubs):
    ClubAlias.objects.create(
        club=Club.objects.get(name="Zenit"), text="Bernsten", language="da", is_shown=True
    )
    listed = re.findall(r'<a href="/clubs/[^"]+">([^<]+)</a>', client.get("/clubs/?lang=da").content.decode())
    assert listed[:4] == ["1. FC Nord", "AA Nord", "Abild", "Bernsten"]
