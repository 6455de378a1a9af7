"""The time of publication that a page shows; the pages are invented."""

from datetime import UTC, date, datetime

import pytest

from articles.cleaning.dateline import fold, read
from tests.articles.cleaning.test_html import BODY, URL, article_from_html, page

JSON_DAY = '<script type="application/ld+json">{"datePublished": "2020-09-21"}</script>'
SHOWN = '<p class="dateline">Publiceret 21. september 2020 kl. 18.30</p>'


def article(html, country=""):
    return article_from_html(html.encode(), URL, country=country)


@pytest.mark.parametrize(
    ("shown", "moment"),
    [
        ("21. september 2020 kl. 18.30", "2020-09-21T18:30:00"),
        ("Aktualisiert 21.09.2020, 18:30 Uhr", "2020-09-21T18:30:00"),
        ("Montag, 21. März 2022 | 18:30 MEZ", "2022-03-21T18:30:00+01:00"),
        ("September 21, 2020 6:30 pm", "2020-09-21T18:30:00"),
        ("21st September 2020, 12:05 AM BST", "2020-09-21T00:05:00+01:00"),
        ("21 de septiembre de 2020 18:30", "2020-09-21T18:30:00"),
        ("21 de janeiro de 2025 às 16:16", "2025-01-21T16:16:00"),
        ("Publié le 1er août 2024 à 18h30", "2024-08-01T18:30:00"),
        ("mercoledì 26 ottobre 2016, 09:15", "2016-10-26T09:15:00"),
        ("21 september 2020 om 22u39", "2020-09-21T22:39:00"),
        ("Publisert 3. des. 2021 kl. 07:05", "2021-12-03T07:05:00"),
        ("21/09/2020", "2020-09-21"),
        ("2020-09-21 18.30", "2020-09-21T18:30:00"),
        ("31/02/2020", ""),
        ("sæson 2020/2021", ""),
        ("4-2 (2-1)", ""),
    ],
)
def test_a_day_and_time_are_read_as_the_papers_of_ten_languages_write_them(shown, moment):
    assert read(fold(shown)) == moment


def test_the_month_comes_first_only_where_the_page_is_american():
    assert (read("09/21/2020"), read("09/10/2020"), read("09/10/2020", is_american=True)) == (
        "",
        "2020-10-09",
        "2020-09-10",
    )


def test_what_the_page_shows_counts_where_its_data_give_nothing_and_in_its_country_s_zone():
    found = article(page(body=SHOWN + BODY), "DK")
    assert (found.published_at, found.published_from) == (datetime(2020, 9, 21, 16, 30, tzinfo=UTC), "text")


def test_without_a_country_a_time_without_a_zone_is_only_a_day():
    found = article(page(body=SHOWN + BODY))
    assert (found.published_at, found.published_on) == (None, date(2020, 9, 21))


def test_the_page_s_own_data_come_before_what_it_shows_linked_data_before_meta():
    meta = '<meta property="article:published_time" content="2020-09-23T10:00:00Z">'
    later = SHOWN.replace("21.", "24.")
    found = article(page(meta + JSON_DAY.replace("21", "22"), later + BODY), "DK")
    assert (found.published_on, found.published_from) == (date(2020, 9, 22), "page")


def test_of_one_day_told_twice_the_data_with_a_time_are_taken():
    meta = '<meta property="article:published_time" content="2020-09-21T18:30:00">'
    assert article(page(JSON_DAY + meta), "SE").published_at == datetime(2020, 9, 21, 16, 30, tzinfo=UTC)


def test_the_zone_of_the_page_goes_before_the_country_s():
    meta = '<meta name="date" content="Mon, 21 Sep 2020 18:30:00 +0000">'
    assert article(page(meta), "BR").published_at == datetime(2020, 9, 21, 18, 30, tzinfo=UTC)


def test_midnight_without_a_zone_is_a_day():
    meta = '<meta name="date" content="2020-09-21T00:00:00">'
    found = article(page(meta), "DK")
    assert (found.published_at, found.published_on) == (None, date(2020, 9, 21))


def test_the_article_s_own_node_of_linked_data_goes_before_a_video_s():
    data = (
        '<script type="application/ld+json">[{"@type": "VideoObject", "datePublished": "2019-01-01"},'
        '{"@type": "NewsArticle", "datePublished": "2020-09-21"}]</script>'
    )
    assert article(page(data)).published_on == date(2020, 9, 21)


@pytest.mark.parametrize(
    "around",
    [
        "<aside><span class='date'>3. maj 2019</span></aside>",
        "<div class='related'><span class='date'>3. maj 2019</span></div>",
        "<p>Kampen den 3. maj 2019 endte uden mål.</p>",
        "<p class='dateline'>Opdateret 3. maj 2019</p>",
        "".join(f"<li class='date'>{day}. maj 2019</li>" for day in range(1, 7)),
    ],
)
def test_a_day_that_is_not_the_article_s_own_is_left_alone(around):
    found = article(page(body=BODY + around), "DK")
    assert (found.published_on, found.published_at, found.published_from) == (None, None, "")


@pytest.mark.parametrize(
    "body",
    [
        BODY.replace("</h1>", "</h1><p>Af Ida Holm</p><p>Mandag 21. september 2020</p>"),
        f"<div>21.09.2020 | Superligaen</div>{BODY}",
    ],
)
def test_a_day_alone_beside_the_headline_is_the_page_s(body):
    assert article(page(body=body)).published_on == date(2020, 9, 21)


@pytest.mark.parametrize(
    "line",
    [
        "Opdateret 21. september 2020",
        "Gælder til 21. september 2020",
        "Kampen den 21. september 2020 blev den sidste for træneren i klubben",
        "Født 21.09.1970 i Havnestad, born 21.09.1970",
    ],
)
def test_a_day_of_something_else_beside_the_headline_is_not(line):
    assert article(page(body=BODY.replace("</h1>", f"</h1><p>{line}</p>"))).published_on is None


@pytest.mark.parametrize("between", ["", "<!-- ad -->", "<?php?>"])
def test_text_behind_an_element_stands_where_it_stands_on_the_page(between):
    body = BODY.replace("</h1>", f"</h1>{between}21. september 2020<div>12. maj 2019</div>")
    assert article(page(body=body)).published_on == date(2020, 9, 21)


def test_a_day_is_found_in_linked_data_that_breaks_the_rules():
    broken = '<script type="application/ld+json">{"a": "", // views\n"datePublished": "2020-09-21"}</script>'
    assert article(page(head=broken)).published_on == date(2020, 9, 21)
