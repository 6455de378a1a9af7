"""Every number on a page leads to the rows behind it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from carousel.models import LikelihoodFit, Rumour
from carousel.views.career import anchor_of_key
from tests.carousel.pages.stories import Story, reject_one, tell

pytestmark = pytest.mark.django_db
DAY = "?as_of=2020-11-08"


@pytest.fixture
def story() -> Story:
    return tell()


def page_of(client, address: str) -> str:
    return unescape(client.get(address + DAY).content.decode())


def leads(page: str, words: str) -> list[str]:
    """Where the links go whose whole text is that."""
    links = re.findall(r'<a class="[^"]+" href="([^"]+)">(.*?)</a>', page, re.S)
    return [href for href, text in links if " ".join(re.sub(r"<[^>]+>", "", text).split()) == words]


@pytest.mark.parametrize("address", ["/", "/rumours/", "/clubs/fjordby/"])
def test_a_likelihood_leads_to_the_parts_that_it_adds_up_from(client, story, address):
    rumour = Rumour.objects.get(coach=story.carlsen)
    found = re.findall(r'<a class="likelihood" href="([^"]+)">', page_of(client, address))
    assert found
    assert set(found) == {f"{rumour.get_absolute_url()}{DAY}#h-why"}
    assert 'id="h-why"' in page_of(client, rumour.get_absolute_url())


def test_how_long_a_seat_stood_empty_leads_to_the_row_of_whoever_filled_it(client, story):
    (href, *_rest) = leads(page_of(client, "/"), "23 days")
    anchor = anchor_of_key((story.berg.pk, story.havnestad.pk, 1))
    assert href == f"/clubs/havnestad/{DAY}#{anchor}"
    assert f'id="{anchor}"' in page_of(client, "/clubs/havnestad/")


def test_days_of_a_stint_and_of_the_empty_seat_before_lead_to_the_careers(client, story):
    page = page_of(client, "/clubs/havnestad/")
    stint = anchor_of_key((story.berg.pk, story.havnestad.pk, 1))
    before = anchor_of_key((story.aas.pk, story.havnestad.pk, 1))
    assert leads(page, "6")[0].endswith(f"{DAY}#{stint}")
    in_all, of_the_row = leads(page, "23 days")
    assert in_all == "#stints"
    assert of_the_row.endswith(f"{DAY}#{before}")
    assert f'id="{before}"' in page_of(client, story.aas.get_absolute_url())


def test_length_and_days_of_a_chain_lead_to_its_moves(client, story):
    page = page_of(client, "/chains/")
    (href,) = leads(page, "2 seats, 23 days.")
    assert f'<ol class="chain-words" id="{href[1:]}">' in page


def test_whether_our_numbers_hold_leads_to_the_rumours_that_are_counted(client, story):
    talk, rejected = Rumour.objects.get(coach=story.carlsen), reject_one(story)
    keys = [list(talk.key), list(rejected.key)]
    scores = dict.fromkeys(
        ("brier", "base_rate", "brier_of_base_rate", "brier_of_best_outlet", "calibration_error"), 0.2
    )
    LikelihoodFit.objects.create(
        direction="in", made_on="2020-11-01", is_fitted=True, resolved=2, weights={},
        figures=scores | {"best_outlet": "", "groups": [[30, 40, 2.0, 0.35, 1.0, keys]]},
    )  # fmt: skip
    address = "/outlets/hold/"
    assert f"{address}?from=30&as_of=2020-11-08" in leads(page_of(client, "/outlets/"), "2")
    shown = unescape(client.get(f"{address}?from=30&as_of=2020-11-08").content.decode())
    assert ">2 rumours stand behind it.</a>" in shown
    assert ">1 was rejected by an editor and is not shown.</a>" in shown
    assert f'href="{talk.get_absolute_url()}{DAY}"' in shown
    assert rejected.get_absolute_url() not in shown
    assert client.get(f"{address}?from=40{DAY.replace('?', '&')}").status_code == 400
