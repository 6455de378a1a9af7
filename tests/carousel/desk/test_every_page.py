"""Every page under /desk/, in both languages, light and dark: no barrier, and no sideways scrolling."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.urls import URLPattern, reverse

from articles.models import Article
from carousel import editorial, snoozing
from carousel.models import Rumour
from carousel.urls import urlpatterns
from tests.articles.feeds.test_polling import make_feed
from tests.carousel.desk.stories import open_rumour
from tests.carousel.pages.barriers import COLOURS, barriers, look_like, with_axe
from tests.factories import make_article, make_coach, make_outlet, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.browser]

AT = datetime(2026, 9, 24, 15, 2, tzinfo=UTC)
DAY = AT.date()


@pytest.fixture
def newsroom(ida) -> dict[str, list]:
    """Something on every page; and what those addresses name that name one thing."""
    waiting = open_rumour("Rune Sandmo", "Havnestad BK")
    asleep = open_rumour("Per Holmvik", "Nordhavn IF")
    snoozing.snooze(asleep.pk, editor=ida, at=AT, today=DAY, until=DAY.replace(year=DAY.year + 1))
    rejected = open_rumour("Odd Strand", "Fjordby FK", kind="appointment")
    editorial.reject(rejected.pk, editor=ida, at=AT, reason="wrong_name")
    make_article(
        make_outlet("Fjordbladet"),
        state=Article.State.FAILED,
        failure="It has no text.",
        failure_class="empty",
    )
    unknown = open_rumour("R. Sandmo", "Tangen IL").coach
    type(unknown).objects.filter(pk=unknown.pk).update(is_provisional=True)
    feed = make_feed("https://kystposten.example/feed", outlet=make_outlet("Kystposten"), title="Sporten")
    make_coach("Rune Sandmoe")
    return {
        "desk-item": [waiting.pk],
        "desk-around": [waiting.pk],
        "desk-rejection": [waiting.pk],
        "desk-calling-off": [waiting.pk],
        "desk-next": [waiting.pk],
        "feed": [feed.pk],
        "merge": ["coach", waiting.coach.slug],
    }


def addresses(client, named: dict[str, list]) -> list[str]:
    """Every address under /desk/ that answers a reader with a page."""
    found = []
    for pattern in urlpatterns:
        if not isinstance(pattern, URLPattern) or not str(pattern.pattern).startswith("desk/"):
            continue
        takes = re.findall(r"<(\w+):", str(pattern.pattern))
        given = named.get(pattern.name or "", [1 if kind == "int" else "coach" for kind in takes])
        answer = client.get(reverse(pattern.name, args=given))
        if answer.status_code in (204, 302, 405):
            continue
        assert answer.status_code == 200, f"{pattern.name} answers {answer.status_code}: name what it shows"
        if b"<html" in answer.content:
            found.append(reverse(pattern.name, args=given))
    return found


# Each language sees both themes: one with all rules, the other with those that a theme may break.
@pytest.mark.parametrize(("language", "scheme", "other"), [("en", "light", "dark"), ("da", "dark", "light")])
def test_no_page_of_the_desk_has_a_barrier_or_scrolls_sideways(
    new_page, sign_in, ida, client, newsroom, language, scheme, other
):
    client.force_login(ida)
    pages = addresses(client, newsroom)
    assert len(pages) > 8
    # So high that the bar of actions, which stays in sight, covers nothing that scrolling would show.
    look = {"width": 360, "height": 2400}
    tab, found = sign_in(with_axe(new_page(viewport=look, locale=language)), ida), []
    for address in pages:
        look_like(tab, scheme, **look)
        tab.goto(address)
        assert tab.get_attribute("html", "lang") == language
        found += [(address, scheme, barrier) for barrier in barriers(tab)]
        look_like(tab, other, **look)
        found += [(address, other, barrier) for barrier in barriers(tab, COLOURS)]
        if tab.evaluate("document.documentElement.scrollWidth") > 360:
            found.append((address, "scrolls sideways"))
    assert found == []


def test_what_was_typed_and_said_stays_when_another_editor_was_first(new_page, sign_in, ida):
    """Two real browsers: the second is told who did what, and keeps his note."""
    rumour = open_rumour("Rune Sandmo", "Havnestad BK", kind="appointment")
    first, second = sign_in(new_page(), ida), sign_in(new_page(), make_user("editor", "bo"))
    for tab in (first, second):
        tab.goto(reverse("desk-item", args=[rumour.pk]) + "?show=facts")
    second.locator("#note").fill("called the club")
    first.keyboard.press("r")
    first.keyboard.press("3")
    first.locator("#toast").get_by_text("Rejected").wait_for()
    with second.expect_response(re.compile("/confirm/")) as answered:
        second.locator("#note").press("Control+Enter")
    assert answered.value.status == 409
    second.get_by_role("alert").get_by_text("ida").first.wait_for()
    assert "called the club" in second.content()
    assert Rumour.objects.get(pk=rumour.pk).status == "rejected"
