"""A walk over every page for readers: a number in the text leads to the rows behind it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from carousel.models import LikelihoodFit, Rumour
from tests.carousel.pages.numbers import leading_nowhere
from tests.carousel.pages.stories import Story, many, tell
from tests.carousel.pages.test_addresses import PUBLIC, row_of
from tests.carousel.pages.test_every_page_in_browser import NO_PAGES

pytestmark = pytest.mark.django_db

# What may stand without a link, by its place and its words, and why.
EXCUSED = (
    (r"span\.key|span\.n", r"\d+", "the number of the sentence that it stands beside"),
    (r".* td\.place", r"\d+", "the place of the row that it stands in"),
    (
        r"table\.made-of td\.is-number",
        r"\d+",
        "what the score of a language is made of, printed nowhere else",
    ),
    (r"table\.parts\.folds td\.is-number", "±0", "a part that adds nothing rests on nothing"),
    (r"p", r"Since .*: .*\.", "says what the list below it holds"),
    (r"h1", r"Nyt fra .*", "what an outlet called its article"),
    (r"h2", r"Why \d+", "the heading of the parts that add up to it"),
    (
        r"(.* )?(p|caption|figcaption|small).*",
        r".*\b(in 100|of 100|95 times in 100|makes? 100|of a hundred)\b.*",
        "says the scale",
    ),
    (r"p.*", r".*\b(until|Under|fewer than|has) \d+ .*resolved.*", "a rule of the site, not a count"),
    (r"(.* )?span.*", r"0|50|100|95 in 100 lie within", "the scale of a drawing"),
    (r"span\.small\.quiet", r".*they make 100\..*", "says the scale"),
    (r"p", r"Measured on \d+ articles.*", "the marked articles are no rows of the site"),
    (r"p\.visually-hidden", r"\d+ results?\..*", "says to a screen reader what is listed below"),
    (r"summary", r".*: \d+ independent.*", "opens the reports that it counts"),
)


@pytest.fixture
def story() -> Story:
    story = tell()
    many(2, story)
    figures = dict.fromkeys(
        ("brier", "base_rate", "brier_of_base_rate", "brier_of_best_outlet", "calibration_error"), 0.2
    )
    keys = [list(rumour.key) for rumour in Rumour.objects.filter(direction="in")[:2]]
    LikelihoodFit.objects.create(
        direction="in", made_on="2020-11-01", is_fitted=True, resolved=2, weights={},
        figures=figures | {"best_outlet": "", "groups": [[30, 40, 2.0, 0.35, 1.0, keys]]},
    )  # fmt: skip
    return story


def is_excused(place: str, text: str) -> bool:
    return any(re.fullmatch(where, place) and re.fullmatch(words, text) for where, words, _why in EXCUSED)


def addresses(story: Story) -> list[str]:
    day = "as_of=2020-11-08"
    found = [reverse(name, kwargs=row_of(name, story)) for name in PUBLIC if name not in NO_PAGES]
    found += [story.berg.get_absolute_url(), story.fjordby.get_absolute_url()]
    found = [f"{address}?{day}" for address in found] + found
    return [*found, f"/?{day}&since=2020-10-01", f"/search/?q=Berg&{day}", f"/outlets/hold/?from=30&{day}"]


def test_every_number_on_every_page_leads_to_the_rows_behind_it(client, story):
    lost = {}
    for address in addresses(story):
        answer = client.get(address, follow=True)
        if "html" not in answer["Content-Type"] or answer.status_code != 200:
            continue
        if found := [one for one in leading_nowhere(answer.content.decode()) if not is_excused(*one)]:
            lost[address] = found
    assert lost == {}
