"""Story 4: the site as it stood on a day, and today's page none the wiser."""

from carousel import editions
from tests.carousel.stories.conftest import TODAY
from tests.factories import day, make_club, make_entry


def candidacies(club, on: str) -> dict[str, tuple[str, str]]:
    edition = editions.of_club(club, as_of=day(on), today=TODAY)
    return {
        edition.coaches[r.coach_id].name: (r.status, r.stage)
        for r in edition.record.rumours
        if r.direction == "in"
    }


def test_the_leader_of_monday_is_out_of_the_race_on_wednesday(tell, brandvold, lindqvist, havnestad, client):
    make_entry(lindqvist, make_club(), "2010-01-01", "2011-01-01")
    tell("Havnestad BK forhandler med Sten Lindqvist om jobbet som ny cheftræner.", "2020-09-21")
    tell("Forhandlingerne mellem Havnestad BK og Sten Lindqvist er brudt sammen.", "2020-09-22")
    tell("Aksel Brandvold er nu topkandidat til trænerjobbet i Havnestad BK.", "2020-09-23")
    before = candidacies(havnestad, "2020-12-31")
    assert candidacies(havnestad, "2020-09-21") == {"Sten Lindqvist": ("open", "talks")}
    assert candidacies(havnestad, "2020-09-23") == {
        "Sten Lindqvist": ("withdrawn", "talks"),
        "Aksel Brandvold": ("open", "favourite"),
    }
    page = client.get(f"/clubs/{havnestad.slug}/?as_of=2020-09-21").content.decode()
    assert "Sten Lindqvist" in page
    assert "Aksel Brandvold" not in page
    assert candidacies(havnestad, "2020-12-31") == before
