"""Cards: what is shown of a page where its address is shared."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from carousel import store
from carousel.cards import canvas
from carousel.models import Rumour
from tests.carousel.pages.stories import reject_one, tell
from tests.factories import make_article, make_claim, make_club, make_coach, make_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return tell()


def drawn(client, address: str) -> Image.Image:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


def amount(picture: Image.Image, ink: str) -> int:
    """How many pixels are of the ink."""
    wanted = bytes.fromhex(canvas.inks()[ink][1:])
    near = [
        n
        for n, colour in picture.getcolors(2**20)
        if all(abs(a - b) < 12 for a, b in zip(colour, wanted, strict=True))
    ]
    return sum(near)


def said_in_head(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', page))


def address_of(kind: str, story) -> str:
    rumour = Rumour.objects.get(coach=story.carlsen)
    found = {
        "coach": story.berg,
        "club": story.fjordby,
        "rumour": rumour,
        "season": make_season(story.havnestad),
    }
    return found[kind].get_absolute_url()


@pytest.mark.parametrize("kind", ["coach", "club", "rumour", "season"])
def test_a_page_names_its_card_with_its_size_and_what_it_shows(client, story, settings, kind):
    settings.SITE_URL = "https://carousel.example"
    address = address_of(kind, story)
    said = said_in_head(client.get(address).content.decode())
    assert said["og:image"] == f"https://carousel.example{address}card.png?lang=en"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:alt"]
    assert said["og:title"]
    assert said["twitter:card"] == "summary_large_image"
    assert drawn(client, f"{address}card.png").size == (1200, 630)


@pytest.mark.parametrize("kind", ["coach", "club", "rumour", "season"])
def test_a_card_is_told_unchanged_until_the_record_changes(client, story, kind):
    address = address_of(kind, story) + "card.png"
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    make_coach("Somebody New")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert first["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not first.cookies


def test_a_rejected_rumour_has_no_card_and_leaves_the_others(client, story):
    before = client.get(story.fjordby.get_absolute_url() + "card.png").content
    rumour = reject_one(story)
    assert client.get(rumour.get_absolute_url() + "card.png").status_code == 404
    assert "og:image" not in client.get(rumour.get_absolute_url()).content.decode()
    assert client.get(story.fjordby.get_absolute_url() + "card.png").content == before


def test_a_rumour_is_drawn_in_pencil_and_called_one(client, story):
    rumour = Rumour.objects.get(coach=story.carlsen)
    page = said_in_head(client.get(rumour.get_absolute_url()).content.decode())
    assert page["og:title"] == "Rumour: Ivar Carlsen, Fjordby IF"
    assert "not a fact" in page["og:image:alt"]
    picture = drawn(client, rumour.get_absolute_url() + "card.png")
    assert amount(picture, "pencil") > 5000
    assert amount(picture, "seal") == 0


def test_what_is_only_said_of_a_coach_is_on_his_card_in_pencil_alone(client, story):
    quiet = drawn(client, story.aas.get_absolute_url() + "card.png")
    talked_of = drawn(client, story.carlsen.get_absolute_url() + "card.png")
    assert amount(quiet, "pencil") == 0
    assert amount(talked_of, "pencil") > 500


def test_an_unverified_coach_is_called_so(client):
    known = drawn(client, make_coach("Ole Brink").get_absolute_url() + "card.png")
    unknown = drawn(client, make_coach("Ole Brink", is_provisional=True).get_absolute_url() + "card.png")
    assert amount(known, "pencil") == 0
    assert amount(unknown, "pencil") > 500


def test_a_card_as_it_stood_leaves_later_facts_out(client, story):
    address = story.berg.get_absolute_url()
    page = said_in_head(client.get(f"{address}?as_of=2020-10-01").content.decode())
    assert page["og:image"].endswith(f"{address}card.png?as_of=2020-10-01&amp;lang=en")
    then, now = (client.get(f"{address}card.png{asked}").content for asked in ("?as_of=2020-10-01", ""))
    assert then != now


def test_a_card_speaks_the_language_of_its_address(client, story):
    address = story.berg.get_absolute_url() + "card.png"
    assert client.get(f"{address}?lang=da").content != client.get(f"{address}?lang=en").content


def test_names_of_any_length_and_letters_fit(client):
    coach = make_coach("Zlatko Đurđević-Żółkiewski van den Nieuwenhuijzen-Łukasiewicz")
    club = make_club("Verein für Leibesübungen Borussia Großmönchengladbach 1900")
    make_claim(make_article(), "appointment", coach, club, when="2020-09-20")
    make_claim(make_article(), "candidacy", coach, make_club())
    store.rebuild()
    for address in (coach, club, *Rumour.objects.public()):
        picture = drawn(client, address.get_absolute_url() + "card.png")
        edge = picture.crop((1160, 0, 1200, 560))
        assert len(edge.getcolors()) == 1, address


def test_the_inks_are_those_of_the_style_sheet():
    assert canvas.inks()["pencil"] == "#834600"
    assert {"paper", "ink", "ink-2", "ink-3", "rule", "edge", "seal", "alarm"} <= set(canvas.inks())
