"""From a page to the article in it; the pages and their news are invented."""

from datetime import UTC, date, datetime

import pytest

from articles.cleaning.decoding import decode
from articles.cleaning.html import NotReadable, article_from_html

URL = "https://www.kystposten.example/sport/havnestad?utm_source=x"
FIRST = "Havnestad BK har mandag aften opsagt samarbejdet med Aksel Brandvold efter fire nederlag på stribe."
SECOND = (
    "Klubben ventes at præsentere en afløser, før holdet søndag møder Fjordby på udebane i pokalturneringen."
)
BODY = f"<article><h1>Havnestad fyrer Brandvold</h1><p>{FIRST}</p><p>{SECOND}</p></article>"


def page(head="", body=BODY, lang="da"):
    title = "<title>Havnestad fyrer Brandvold</title>"
    menu = "<nav><ul><li><a href='/'>Forside</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    foot = "<footer><p>Ophavsret Kystposten. Alle rettigheder forbeholdes.</p></footer>"
    return (
        f"<!doctype html><html lang='{lang}'><head>{title}{head}</head><body>{menu}{body}{foot}</body></html>"
    )


def read(html, charset="utf-8"):
    return article_from_html(html.encode(charset), URL, charset)


def test_title_and_paragraphs_are_kept_and_the_frame_is_not():
    article = read(page())
    assert article.title == "Havnestad fyrer Brandvold"
    assert article.text.split("\n") == [FIRST, SECOND]
    assert article.language == "da"


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle",'
        '"datePublished":"2020-09-21T18:30:00+02:00","dateModified":"2020-09-25T08:00:00Z"}]}</script>',
        '<meta property="article:published_time" content="2020-09-21T16:30:00Z">',
    ],
)
def test_the_moment_of_publication_is_that_of_the_pages_own_data(head):
    article = read(page(head))
    assert article.published_at == datetime(2020, 9, 21, 16, 30, tzinfo=UTC)
    assert (article.published_on, article.published_from) == (None, "page")


@pytest.mark.parametrize(
    "marked",
    [
        '<meta name="date" content="2020-09-21">',
        '<time datetime="2020-09-21">i dag</time>',
        '<time datetime="2020-01-01"></time><time class="published" datetime="2020-09-21"></time>',
    ],
)
def test_a_page_that_gives_a_day_gives_no_moment(marked):
    article = read(page(body=marked + BODY))
    assert (article.published_on, article.published_at) == (date(2020, 9, 21), None)
    assert article.published_from == "page"


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta name="date" content="2020-02-30">',
        '<script type="application/ld+json">{"datePublished": 5}</script>',
        '<time datetime="2020-09-21">før</time><time datetime="2020-09-22">nu</time>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
    ],
)
def test_without_a_date_that_can_be_read_none_is_given(head):
    article = read(page(head))
    assert (article.published_on, article.published_at, article.published_from) == (None, None, "")


def test_the_day_in_an_address_is_taken_where_the_page_gives_none():
    url = "https://www.kystposten.example/2020/09/21/havnestad"
    assert article_from_html(page().encode(), url).published_on == date(2020, 9, 21)


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("/sport/havnestad", "https://www.kystposten.example/sport/havnestad"),
        ("https://kystposten.example/a#x", "https://kystposten.example/a"),
        ("https://other.example/a", "https://www.kystposten.example/sport/havnestad"),
        ("http://[", "https://www.kystposten.example/sport/havnestad"),
        ("javascript:alert(1)", "https://www.kystposten.example/sport/havnestad"),
    ],
)
def test_a_page_may_name_its_own_address_and_no_other_sites(said, address):
    assert read(page(f'<link rel="canonical" href="{said}">')).canonical_url == address


@pytest.mark.parametrize("body", ["", "<div></div>", "<script>let x = 'text that is code'</script>"])
def test_a_page_without_an_article_is_said_to_have_none(body):
    with pytest.raises(NotReadable, match="no article text"):
        article_from_html(f"<html><body>{body}</body></html>".encode(), URL)


@pytest.mark.parametrize("body", [b"", b"\x00" * 50, b"\xff\xfe", b"\x89PNG\r\n"])
def test_bytes_that_are_no_page_are_answered_with_a_sentence(body):
    with pytest.raises(NotReadable, match=r"\.$"):
        article_from_html(body, URL)


def test_a_page_that_is_nested_too_deeply_is_refused_and_not_read_as_empty():
    with pytest.raises(NotReadable, match="nested too deeply"):
        read(page(body="<div>" * 200_000 + BODY))


def test_a_page_that_is_deep_within_bounds_is_read():
    assert FIRST in read(page(body="<div>" * 200 + BODY + "</div>" * 200)).text


def test_tags_that_a_script_writes_or_that_nobody_closes_are_no_depth():
    tags = f"<script>write('{'<div>' * 300}')</script>" + "<p><b>Ja.</p></section>" * 300
    assert FIRST in read(page(body=tags + BODY)).text


def test_a_character_that_is_cut_in_two_spoils_no_other():
    body = (
        page(body=BODY + "<p>Læs også om æ, ø og å på Færøerne: æøåæøåæøåæøå</p>").encode()
        + b"<p>P\xc3...</p>"
    )
    assert "præsentere" in article_from_html(body, URL, "utf-8").text


def test_the_rows_of_a_table_are_lines():
    rows = "".join(
        f"<tr><td>{club}</td><td>{coach}</td></tr>" for club, coach in (("Fjordby", "Aas"), ("Vik", "Dahl"))
    )
    assert "\nFjordby | Aas\nVik | Dahl" in read(page(body=f"{BODY}<table>{rows}</table>{BODY}")).text


def test_a_page_that_is_too_large_is_refused():
    with pytest.raises(NotReadable, match="too large"):
        read(page(body="<p>" + "a " * 3_000_000))


def test_a_page_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr("articles.isolation.client.SECONDS", 0.0)
    with pytest.raises(NotReadable, match="too much time"):
        read(page())


def test_a_page_that_keeps_the_parser_busy_is_ended_by_its_own_limit(monkeypatch):
    monkeypatch.setattr("articles.isolation.client.SECONDS", 3600.0)
    attributes = " ".join(f"a{number}=1" for number in range(100_000))
    with pytest.raises(NotReadable, match="too much time"):
        read(page(body=f"<div {attributes}></div>{BODY}"))


def test_scripts_and_handlers_do_not_reach_the_text():
    text = read(
        page(body=BODY.replace(SECOND, f"<b onclick='steal()'>{SECOND}</b><script>steal()</script>"))
    ).text
    assert "steal" not in text
    assert SECOND in text


def test_hidden_characters_are_gone_from_title_and_text():
    article = read(page(body=BODY.replace("Brandvold", "Brand\u00advold")))
    assert "Aksel Brandvold" in article.text


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        ("træner".encode(), "", "træner"),
        ("træner".encode(), "iso-8859-1", "træner"),
        ("træner".encode("latin-1"), "iso-8859-1", "træner"),
        ("træner’s".encode("cp1252"), "", "træner’s"),
        (b"<meta charset='iso-8859-2'>" + "łódź".encode("iso-8859-2"), "", "<meta charset='iso-8859-2'>łódź"),
        ("træner".encode("utf-16"), "", "træner"),
        ("<html>træner".encode("utf-16-be"), "utf-8", "<html>træner"),
        (b"tr\xe6ner", "no-such-charset", "træner"),
        (b"tr\xe6ner", "hex", "træner"),
        (b"tr\xe6ner", "\x00", "træner"),
    ],
)
def test_the_charset_is_found_also_where_the_site_is_wrong_about_it(body, charset, text):
    assert decode(body, charset) == text
