"""How heavy the heaviest pages are: those of the bench, whose people and clubs nobody has in life."""

from __future__ import annotations

import random

import pytest

from bench.pages import GOAL_HTML
from bench.pages_filling import Filling

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LISTS = (
    "/",
    "/rumours/",
    "/market/",
    "/stats/",
    "/chains/",
    "/seasons/",
    "/clubs/",
    "/coaches/",
    "/outlets/",
)


def test_a_page_weighs_less_than_sixty_kilobytes_in_each_language(client):
    filling = Filling(random.Random(7))
    rows = (filling.career(), filling.seat(), filling.league())
    filling.save()
    paths = [row.get_absolute_url() for row in rows] + list(LISTS)
    pages = [f"{path}?lang={language}" for path in paths for language in ("en", "da")]
    weights = {page: len(client.get(page).content) for page in pages}
    assert {page: weight for page, weight in weights.items() if weight >= GOAL_HTML} == {}
