"""The numbers of an outlet lead to its reports and articles, and never to what was rejected."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from carousel import editorial, store
from carousel.models import Rumour
from tests.carousel.pages.stories import SECRET, queries, reject_one, tell
from tests.factories import make_article, make_claim, make_coach, make_user

pytestmark = pytest.mark.django_db


def read(client, address: str) -> str:
    return " ".join(unescape(client.get(address).content.decode()).split())


@pytest.fixture
def story():
    """Carlsen gets the post that Kystposten had him for, and one report of it was rejected."""
    story = tell()
    reject_one(story)
    make_claim(
        make_article(story.paper, "2020-11-08"),
        "appointment",
        story.carlsen,
        story.fjordby,
        when="2020-11-08",
    )
    store.rebuild()
    rumour = Rumour.objects.get(coach=story.carlsen)
    editorial.confirm(rumour.pk, editor=make_user("editor"), at=datetime(2020, 11, 9, tzinfo=UTC))
    return story


def test_the_figures_of_the_record_lead_to_as_many_reports(client, story):
    context = client.get("/outlets/kystposten/").context
    for row in (context["record_whole"], *context["record_stages"]):
        behind = client.get("/outlets/kystposten/reports/", {"stage": row.stage}, follow=True).context
        assert behind["number"] + behind["hidden"] == row.score.resolved
        right = client.get(
            "/outlets/kystposten/reports/", {"stage": row.stage, "which": "right"}, follow=True
        ).context
        assert right["number"] == row.score.right


def test_first_reports_leads_and_rejections_lead_to_as_many(client, story):
    record = client.get("/outlets/kystposten/").context["record"]
    figures = {"first": record.first, "ahead": record.leads, "rejected": sum(record.rejected.values())}
    for which, figure in figures.items():
        behind = client.get("/outlets/kystposten/reports/", {"which": which}).context
        assert behind["number"] + behind["hidden"] == figure > 0
    page = read(client, "/outlets/kystposten/reports/?which=rejected&reason=known_false")
    assert "1 report counts as wrong" in page
    assert SECRET not in page
    assert 'href="/outlets/kystposten/reports/?which=rejected&reason=known_false"' in read(
        client, "/outlets/kystposten/"
    )
    assert client.get("/outlets/kystposten/reports/?which=rejected&reason=x").status_code == 400


def test_what_was_rejected_is_a_number_and_nothing_else(client, story):
    page = read(client, "/outlets/kystposten/reports/")
    assert "Ivar Carlsen" in page
    assert "1 more counts as wrong" in page
    assert SECRET not in page


def test_articles_that_repeat_and_are_repeated_are_listed(client, story):
    cited = client.get("/outlets/kystposten/?show=cited").context["articles"]
    assert [article.outlet.name for article in cited] == ["Ekko"]
    assert client.get("/outlets/kystposten/?show=echoes").context["articles"] == []


def test_more_reports_ask_no_more_queries(client, story):
    few = queries(client, "/outlets/kystposten/reports/")
    for number in range(8):
        article = make_article(story.paper, "2020-11-07")
        make_claim(article, "candidacy", make_coach(f"Coach {number}"), story.fjordby)
    store.rebuild()
    assert queries(client, "/outlets/kystposten/reports/") == few


def test_how_many_articles_tell_of_a_date_leads_to_each_of_them(client, story):
    page = read(client, story.berg.get_absolute_url())
    for anchor in re.findall(r'class="small quiet told count" href="#([^"]+)"', page):
        assert f'id="{anchor}"' in page
    assert "Every report of each date" in page
    assert "Havnestad BK, 2 Nov 2020: 1 independent source, 1 article" in page
