"""Feeds and jobs in a real browser: on a narrow screen, without script, and while jobs move."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles.feeds.models import Check, Entry, Feed
from carousel import jobs
from carousel.models import Delivery
from tests.articles.feeds.test_polling import AT, make_feed
from tests.carousel.desk.conftest import sign_in  # noqa: F401
from tests.factories import make_article, make_outlet, make_user

from .conftest import announce
from .test_jobs import GONE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def feed():
    paper = make_outlet("Kystposten for Havnestad og Fjordby")
    failing = {
        "failures": 4,
        "failure": "The site answered 503 and said nothing more.",
        "failure_class": "status_503",
    }
    feed = make_feed(
        "https://kystposten.example/sporten/fodbold/superligaen/feed.xml", outlet=paper, **failing
    )
    make_feed("https://kystposten.example/b", outlet=paper, title="Sporten", is_on=False)
    announce(feed, "Havnestad fyrer Per Aas efter ni nederlag i træk", **GONE)
    announce(feed, "Vejret i morgen", "Fjordby henter Per Aas", state="waiting")
    make_article(paper, state="failed", failure="ValueError: no")
    Check.objects.create(feed=feed, at=AT, state="failed", failure_class="status_503", failure=feed.failure)
    at = timezone.now()
    source = "/srv/nyheder/arkiv/2025/kystposten/sporten/fodbold/superligaen"
    Delivery.objects.create(sources=[source], total=10_000, new=4_000, holder="x", began_at=at, heard_at=at)
    return feed


def test_no_page_scrolls_sideways_at_360_pixels_and_none_complains(new_page, sign_in, feed):  # noqa: F811
    tab = sign_in(new_page(viewport={"width": 360, "height": 800}), make_user("editor"))
    complaints = []
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for address in ("/desk/feeds/", f"/desk/feeds/{feed.pk}/", "/desk/jobs/", feed.outlet.get_absolute_url()):
        tab.goto(address)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert complaints == []


def test_rules_are_tried_and_saved_without_script(new_page, sign_in, feed):  # noqa: F811
    tab = sign_in(new_page(java_script_enabled=False), make_user("editor"))
    tab.goto(f"/desk/feeds/{feed.pk}/")
    tab.get_by_label("Keep only with").fill("aas")
    tab.get_by_role("button", name="Try on the last 100 entries").click()
    expect(tab.get_by_text("Of the last 3 entries 2 would be taken in.")).to_be_visible()
    tab.get_by_role("button", name="Save").click()
    expect(tab.get_by_text("Saved.")).to_be_visible()
    assert Feed.objects.get(pk=feed.pk).keep_words == ["aas"]


def test_a_delivery_is_stopped_and_resumed_by_keyboard_without_script(new_page, sign_in, feed):  # noqa: F811
    tab = sign_in(new_page(java_script_enabled=False), make_user("editor"))
    tab.goto("/desk/jobs/")
    tab.get_by_role("button", name="Stop: /srv").press("Enter")
    expect(tab.get_by_text("It stops after the article in hand.")).to_be_visible()
    tab.get_by_role("button", name="Resume: /srv").press("Enter")
    expect(tab.get_by_text("It goes on in a moment, where it stopped.")).to_be_visible()
    assert Delivery.objects.get().state == "running"


def test_counts_and_rows_follow_while_jobs_move(page, sign_in, feed):  # noqa: F811
    tab = sign_in(page, make_user("editor"))
    tab.goto("/desk/jobs/?kind=fetch")
    waiting = Entry.objects.filter(state="waiting")
    first = waiting.first()
    row = tab.locator(f"#job-fetch-{first.pk}")
    expect(row).to_contain_text("Waiting")
    waiting.update(**GONE)
    expect(row).to_contain_text("The site answered 404.")
    expect(tab.locator("#progress")).to_contain_text("Failed 3")
    row.get_by_role("button", name="Retry").click()
    expect(tab.get_by_text("1 job waits to be done again.")).to_be_visible()
    assert jobs.counts(jobs.Wanted(kind="fetch")).states["failed"] == 2
