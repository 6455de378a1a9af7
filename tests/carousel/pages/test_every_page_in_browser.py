"""Every page for readers, in both languages, themes and widths: no barrier, nothing scrolls sideways."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from carousel import store
from carousel.models import Coach
from tests.carousel.pages.barriers import COLOURS, WCAG, barriers, look_like, with_axe
from tests.carousel.pages.stories import Story, many, reject_one, tell
from tests.carousel.pages.test_addresses import PUBLIC, row_of
from tests.factories import make_article, make_claim, make_coach, make_entry, make_outlet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.browser]

NO_PAGES = ("manifest", "coach-card", "club-card", "rumour-card", "season-card", "site-card")
NO_PAGES += ("moves-feed", "rumours-feed", "coach-feed", "club-feed")
LONG = "Wolfgang-Maximilian Oberholzer-Katzenbach"


@pytest.fixture
def story() -> Story:
    """The story that pages share, with open talk of today, long and unverified names, and a gone rumour."""
    story = tell()
    many(3, story)
    today = timezone.localdate()
    long_name = make_coach(LONG, is_provisional=True)
    make_entry(long_name, story.havnestad, "2012-07-01", "2014-10-31")
    for number, stage in enumerate(["linked", "talks", "agreed"]):
        talk = make_article(
            make_outlet(f"Avis {number}", domain=f"avis{number}.example"),
            today - timedelta(days=number),
            text=f"{LONG} er et navn i Fjordby {number}.",
            url=f"https://avis{number}.example/{number}",
        )
        make_claim(talk, "candidacy", long_name, story.fjordby, stage=stage)
        make_claim(talk, "pressure", story.berg, story.havnestad)
    store.rebuild()
    return story


def addresses(story: Story) -> list[str]:
    """Every public page, some as they stood, what is searched for, and pages of what is wrong."""
    found = [reverse(name, kwargs=row_of(name, story)) for name in PUBLIC if name not in NO_PAGES]
    found += [reverse("coach", args=[Coach.objects.get(name=LONG).slug]), story.fjordby.get_absolute_url()]
    found += [story.berg.get_absolute_url() + "?as_of=2020-11-06", "/?as_of=2020-11-08&since=2020-10-01"]
    season = row_of("season", story)
    found += [reverse("season", kwargs=season) + "?only=lines", "/stats/?table=movements", "/?only=seats"]
    found += [f"/?since={timezone.localdate() - timedelta(days=3)}", "/rumours/?stage=talks&age=reported-7"]
    found += ["/search/?q=Berg", "/coaches/?q=zzzz", "/accounts/login/"]
    return [*found, reject_one(story).get_absolute_url(), "/nothing/", "/?as_of=never"]


# Each language sees both themes and both widths, and the two of them every pair of theme and width.
SEEN = [("da", ("light", 360), ("dark", 1280)), ("en", ("dark", 1280), ("light", 360))]


@pytest.mark.parametrize(("language", "first", "second"), SEEN)
def test_no_page_for_readers_has_a_barrier_or_scrolls_sideways(new_page, story, language, first, second):
    (scheme, width), (other_scheme, _other_width) = first, second
    tab = with_axe(new_page(color_scheme=scheme, locale=language, reduced_motion="reduce"))
    found = []
    for address in addresses(story):
        look_like(tab, *first)
        tab.goto(address)
        assert tab.get_attribute("html", "lang") == language
        for look, rules in ((first, WCAG), ((other_scheme, width), COLOURS), (second, WCAG)):
            look_like(tab, *look)
            found += [(address, look, barrier) for barrier in barriers(tab, rules)]
            if tab.evaluate("document.documentElement.scrollWidth") > look[1]:
                found.append((address, look, "scrolls sideways"))
    assert found == []


def test_with_letters_twice_as_large_nothing_scrolls_sideways(new_page, story):
    tab, wide = new_page(locale="da"), []
    for address in addresses(story):
        tab.goto(address)
        tab.evaluate("document.documentElement.style.fontSize = '200%'")
        for width in (1280, 720):
            tab.set_viewport_size({"width": width, "height": 900})
            if tab.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((address, width))
    assert wide == []
