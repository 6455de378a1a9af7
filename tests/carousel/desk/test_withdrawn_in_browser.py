"""Keeping and taking back by a real keyboard, and without a script."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from carousel import editorial
from carousel.models import Decision, Rumour
from tests.carousel.desk.stories import report
from tests.factories import make_club, make_coach, make_outlet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
AT = datetime(2020, 9, 24, 15, 2, tzinfo=UTC)


@pytest.fixture
def asked(ida):
    """What is asked of a fact whose only article was retracted."""
    claim = report(make_coach(), make_club(), "appointment", outlet=make_outlet(tier=0))
    editorial.retract(claim.article_id, editor=ida, at=AT)
    return Rumour.objects.without_source().get()


@pytest.mark.parametrize(("key", "kind"), [("y", "keep"), ("t", "take_back")])
def test_a_key_answers_and_u_asks_again(live_server, page, sign_in, ida, asked, key, kind):
    sign_in(page, ida).goto(live_server.url + reverse("desk-item", args=[asked.pk]))
    page.set_viewport_size({"width": 390, "height": 1400})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press(key)
    page.get_by_role("heading", name="Nothing waits").wait_for()
    assert Decision.objects.latest("pk").kind == kind
    page.keyboard.press("u")
    page.get_by_text("How its source went").wait_for()
    assert Rumour.objects.without_source().exists()


@pytest.mark.parametrize(("answer", "kind"), [("Keep", "keep"), ("Take back", "take_back")])
def test_without_javascript_a_button_answers_and_undo_asks_again(new_page, sign_in, ida, asked, answer, kind):
    tab = sign_in(new_page(java_script_enabled=False), ida)
    tab.goto(reverse("desk-item", args=[asked.pk]))
    tab.get_by_role("button", name=answer).click()
    tab.get_by_role("heading", name="Nothing waits").wait_for()
    assert Decision.objects.latest("pk").kind == kind
    tab.locator(".notice").get_by_role("button", name="Undo").click()
    tab.get_by_text("How its source went").wait_for()
    assert Rumour.objects.without_source().exists()
