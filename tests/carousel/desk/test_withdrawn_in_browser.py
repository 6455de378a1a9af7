"""Keeping and taking back by a real keyboard."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from carousel import editorial
from carousel.models import Rumour
from tests.carousel.desk.stories import report
from tests.factories import make_club, make_coach, make_outlet

AT = datetime(2020, 9, 24, 15, 2, tzinfo=UTC)


@pytest.mark.parametrize("key", ["y", "t"])
def test_a_key_answers_and_u_asks_again(live_server, page, sign_in, ida, key):
    claim = report(make_coach(), make_club(), "appointment", outlet=make_outlet(tier=0))
    editorial.retract(claim.article_id, editor=ida, at=AT)
    asked = Rumour.objects.without_source().get()
    sign_in(page, ida).goto(live_server.url + reverse("desk-item", args=[asked.pk]))
    page.set_viewport_size({"width": 390, "height": 1400})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press(key)
    page.get_by_role("heading", name="Nothing waits").wait_for()
    page.keyboard.press("u")
    page.get_by_text("How its source went").wait_for()
    assert Rumour.objects.without_source().exists()
