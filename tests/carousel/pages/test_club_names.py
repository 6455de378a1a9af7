"""A club is called as the reader's language calls it; its address, the API and the desk keep its own name."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from carousel.importers import reading
from carousel.importers.reference import apply
from carousel.models import Club, ClubAlias
from tests.carousel.pages.stories import tell
from tests.carousel.pages.test_addresses import PUBLIC, row_of
from tests.factories import make_club, make_user

pytestmark = pytest.mark.django_db

OWN, DANISH = "Qvrxhavn Sportsklubb", "Havnestad Boldklub"


@pytest.fixture
def story():
    """Its club has a name that no article prints, and is called otherwise in Danish."""
    story = tell()
    Club.objects.filter(pk=story.havnestad.pk).update(name=OWN, short_name="Qvrxhavn")
    call(story.havnestad, "da", DANISH)
    return story


def call(club: Club, language: str, name: str, **more) -> ClubAlias:
    return ClubAlias.objects.create(club=club, text=name, language=language, is_shown=True, **more)


def asked(name: str) -> str:
    return {"search": "?q=qvrxhavn", "corrections": "", "stats-rows": "?from=2018&to=2021"}.get(
        name, "?as_of=2020-11-08"
    )


@pytest.mark.parametrize("name", [name for name in PUBLIC if not name.endswith("-card")])
def test_no_page_for_danish_readers_has_the_clubs_own_name(client, story, name):
    address = reverse(name, kwargs=row_of(name, story))
    for query in ("?", asked(name) + "&" if asked(name) else "?"):
        page = client.get(f"{address}{query}lang=da").content.decode()
        assert OWN not in page.replace("qvrxhavn", ""), query


def test_each_language_has_its_name_and_the_rest_the_clubs_own(client, story):
    page = story.havnestad.get_absolute_url()
    assert f"<h1>{DANISH}</h1>" in client.get(f"{page}?lang=da").content.decode()
    assert f"<h1>{OWN}</h1>" in client.get(f"{page}?lang=en").content.decode()
    assert f"<h1>{DANISH}</h1>" in client.get(f"{page}?lang=da&as_of=2020-11-08").content.decode()


def test_a_club_is_found_by_what_it_is_called(client, story):
    page = client.get("/search/?q=havnestad+boldklub&lang=en").content.decode()
    assert story.havnestad.get_absolute_url() in page
    assert OWN in page


def test_a_name_costs_no_query_more(client, story):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/clubs/?lang=da")
        return len(asked)

    before = queries()
    for number in range(5):
        call(make_club(f"Klub {number}"), "da", f"Boldklubben {number}")
    assert queries() == before
    assert "Boldklubben 4" in client.get("/clubs/?lang=da").content.decode()


def test_whoever_writes_a_form_or_a_club_leaves_the_names_as_the_forms_say():
    club = make_club("FC Fjordby")
    form = call(club, "en", "Fjordby Town")
    club.names = {"da": "never"}
    club.save()
    club.refresh_from_db()
    assert club.names == {"en": "Fjordby Town"}
    call(club, "en", "Fjordby City")
    club.refresh_from_db()
    assert club.names == {"en": "Fjordby Town"}
    ClubAlias.objects.filter(pk=form.pk).delete()
    club.refresh_from_db()
    assert club.names == {"en": "Fjordby City"}
    with translation.override("en"):
        assert (club.called, club.name, str(club)) == ("Fjordby City", "FC Fjordby", "FC Fjordby")


def test_a_name_says_in_which_language_and_is_no_epithet():
    club = make_club("FC Fjordby")
    for wrong in ({"language": ""}, {"language": "da", "is_epithet": True}):
        with pytest.raises(ValidationError, match="in which language"):
            ClubAlias(club=club, text="Fjordby", is_shown=True, **wrong).full_clean()


def test_administrators_enter_it_beside_the_other_forms(client):
    club = make_club("FC Fjordby")
    client.force_login(make_user("administrator", is_staff=True, is_superuser=True))
    page = client.get(reverse("admin:carousel_club_change", args=[club.pk])).content.decode()
    assert 'name="aliases-0-is_shown"' in page


def test_the_reference_data_calls_clubs_in_danish_and_english(tmp_path):
    club = "key,name,short,country,city,level,side,kind,colour1,colour2,aliases,epithets,wikidata\n"
    (tmp_path / "clubs-x.csv").write_text(club + "fjordby,FC Fjordby,,DK,,1,men,club,,,,,\n")
    names = "club,language,name\nfjordby,en,Fjordby Town\nfjordby,en,Twice\nnobody,da,Ingen\nfjordby,xx,No\n"
    (tmp_path / "club_names.csv").write_text(names)
    read = reading.parse(tmp_path)
    assert [refusal.line for refusal in read.refused] == [3, 4, 5]
    apply(read, timezone.now())
    assert Club.objects.get(slug="fjordby").names == {"en": "Fjordby Town"}
    assert apply(reading.parse(tmp_path), timezone.now()).updated == []
