"""Every fact leads to the sentence that says so, and says how many articles and voices tell of it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from carousel import store
from carousel.models import Change
from tests.carousel.pages.stories import Story, many, queries, tell
from tests.carousel.pages.test_addresses import season_of
from tests.factories import make_article, make_claim, make_outlet

pytestmark = pytest.mark.django_db
DAY = "?as_of=2020-11-08"
SENTENCE = re.compile(r'class="evidence-marker" href="(/articles/[^"]+)#(claim-\d+)" aria-label="([^"]+)"')
BASIS = "2 independent sources, 2 articles"


@pytest.fixture
def story() -> Story:
    """Two papers tell of the exit of Aas."""
    story = tell()
    again = make_article(story.paper, "2020-10-10", text="Per Aas er fortid i Havnestad BK.")
    make_claim(again, "departure", story.aas, story.havnestad, when="2020-10-10")
    store.rebuild()
    return story


def page_of(client, address: str) -> str:
    return unescape(client.get(address + DAY).content.decode())


def season(story: Story) -> str:
    made = season_of(story)
    return f"/seasons/{made['competition']}/{made['season']}/"


def row_of(page: str, caption: str) -> str:
    """The first row of the table with the caption."""
    return re.search(rf"<caption[^>]*>{caption}.*?<tbody>.*?(<tr.*?</tr>)", page, re.S)[1]


def test_facts_of_lists_lead_to_a_sentence_of_an_article(client, story):
    for address in ("/", "/chains/", "/market/", season(story)):
        page = page_of(client, address)
        found = SENTENCE.findall(page[page.index("<main") :])
        assert found, address
        for article, anchor, label in found:
            assert f'id="{anchor}"' in page_of(client, article.split("?")[0])
            assert label.startswith("The sentence: Klubberne, ")


def test_an_open_seat_has_the_sentence_of_its_exit_at_the_foot_of_the_page(client, story):
    page = page_of(client, "/")
    row = row_of(page, "Open head-coach posts")
    (number,) = set(re.findall(r'href="#(e\d+)"', row))
    assert f'id="{number}"' in page


def test_a_fact_is_told_by_as_many_everywhere(client, story):
    places = ("/", "/clubs/havnestad/", "/chains/", "/market/", season(story), story.aas.get_absolute_url())
    for address in places:
        assert BASIS in page_of(client, address), address


def test_how_many_tell_of_it_leads_to_all_of_them(client, story):
    (href,) = set(re.findall(rf'href="([^"]+)" aria-label="{BASIS}"', page_of(client, "/market/")))
    address, anchor = href.split("#")
    there = unescape(client.get(address).content.decode())
    (reports,) = re.findall(rf'<ol class="sources" id="{anchor}">(.*?)</ol>', there, re.S)
    assert reports.count("<blockquote") == 2


def test_a_printed_line_names_its_table_and_the_articles_that_tell_the_same(client, story):
    address = season(story)
    change = Change.objects.create(
        season=story.havnestad.seasons.get(), club=story.havnestad, manner="sacked", cells={}, key="1",
        vacated="[2020-10-10,2020-10-11)", source="kystliga.csv", imported_at="2021-01-01T12:00Z",
    )  # fmt: skip
    change.coaches.create(coach=story.aas, side="out", role="head_coach", place=0)
    row = row_of(page_of(client, address), "Managerial changes")
    assert "printed in kystliga.csv" in row
    assert BASIS in row


@pytest.mark.parametrize("address", ["/", "/market/", "/chains/", "/clubs/havnestad/", "season"])
def test_more_facts_ask_no_more_queries(client, story, address):
    address = season(story) if address == "season" else address
    few = queries(client, address + DAY)
    for number in range(4):
        paper = make_outlet(f"Avis {number}")
        make_claim(
            make_article(paper, "2020-10-11"), "departure", story.aas, story.havnestad, when="2020-10-10"
        )
    many(4, story)
    assert queries(client, address + DAY) == few
