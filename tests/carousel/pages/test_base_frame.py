"""The frame around every page, and the pages for what went wrong."""

import json
import re

import pytest
from django.template import loader
from django.test import Client
from django.urls import reverse

from tests.carousel.pages.stories import tell
from tests.carousel.pages.test_addresses import PUBLIC, row_of
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def read(client, address="/coaches/"):
    return client.get(address).content.decode()


def test_the_skip_link_comes_first_and_leads_to_the_content(client):
    body = read(client).split("<body", 1)[1]
    first_link = re.search(r'<a [^>]*href="([^"]+)"', body).group(1)
    assert first_link == "#main"
    assert 'id="main"' in body


def test_readers_are_offered_no_desk_and_editors_are(client):
    assert "/desk/" not in read(client)
    user = make_user("editor")
    client.login(username=user.username, password=PASSWORD)
    page = read(client)
    assert 'href="/desk/"' in page
    assert 'href="/articles/new/"' in page
    assert "Sign out" in page


def test_the_place_where_the_reader_is_is_marked_once(client):
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', read(client)) == ["/coaches/"]


def test_the_language_is_switched_by_a_form_and_kept(client):
    client.post("/i18n/setlang/", {"language": "da"}, headers={"Referer": "http://testserver/coaches/"})
    page = read(client)
    assert '<html lang="da">' in page


def test_htmx_may_not_run_text_and_shows_what_was_refused(client):
    config = json.loads(re.search(r"name=\"htmx-config\" content='([^']+)'", read(client)).group(1))
    assert (config["allowEval"], config["allowScriptTags"], config["selfRequestsOnly"]) == (
        False,
        False,
        True,
    )
    answers = {answer["code"]: answer["swap"] for answer in config["responseHandling"]}
    assert (answers["4.."], answers["5.."]) == (True, False)


def test_a_form_without_its_token_gets_a_page_of_the_site_that_leads_back():
    strict = Client(enforce_csrf_checks=True)
    sent = {"referer": "http://testserver/coaches/", "hx-request": "true"}
    answer = strict.post("/i18n/setlang/", {"language": "da"}, headers=sent)
    assert answer.status_code == 403
    assert answer["HX-Retarget"] == "#main"
    page = answer.content.decode()
    assert "Nothing was saved." in page
    assert 'href="http://testserver/coaches/"' in page


def test_a_form_without_its_token_leads_to_no_other_site():
    sent = {"referer": "http://elsewhere.example/"}
    answer = Client(enforce_csrf_checks=True).post("/i18n/setlang/", headers=sent)
    assert b"elsewhere" not in answer.content


def test_a_browser_that_asks_for_an_icon_gets_the_mark(client):
    assert client.get("/favicon.ico")["Location"] == "/static/img/icon.svg"


def test_a_page_holds_no_style_or_script_of_its_own(client):
    page = read(client)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", page))


def test_an_older_edition_is_marked_and_leads_back(client):
    page = read(client, "/coaches/?as_of=2020-09-23")
    assert "As it stood on Wednesday 23 Sep 2020." in page
    assert "Back to today" in page


@pytest.mark.parametrize("code", [400, 403, 404, 410, 500, 503])
def test_every_error_page_can_be_drawn_without_a_request(code):
    page = loader.get_template(f"{code}.html").render({"exception": "Why it was."})
    assert 'content="noindex"' in page
    assert "<h1>" in page


def head_of(page: str) -> tuple[set[str], list[str]]:
    """The places that its menu leads to, and the languages of its switch."""
    menu = page[page.index("<nav ") : page.index("</nav>")]
    languages = page[page.index('class="languages"') : page.index("</header>")]
    assert 'id="theme"' in languages
    return set(re.findall(r'href="([^"]+)"', menu)), re.findall(r'hreflang="(\w+)"', languages)


@pytest.mark.parametrize("code", [400, 403, 404, 410, 500, 503])
def test_an_error_page_has_the_head_of_other_pages_without_the_database(client, code):
    drawn = head_of(loader.get_template(f"{code}.html").render({"exception": "Why it was."}))
    assert len(drawn[0]) == 10
    assert drawn[1] == ["en", "da"]


@pytest.mark.django_db
def test_an_error_page_leads_where_other_pages_do_and_to_itself_in_the_other_language(client):
    assert head_of(read(client, "/nothing/")) == head_of(read(client, "/coaches/"))
    page = read(client, "/coaches/?as_of=never&q=Aas")
    assert '<a href="?as_of=never&amp;q=Aas&amp;lang=da" lang="da"' in page
    assert "Siden er ikke registreret" in read(client, "/nothing/?lang=da")


def test_a_refusal_says_why():
    assert "Why it was." in loader.get_template("400.html").render({"exception": "Why it was."})
    assert "Why it was." in loader.get_template("403.html").render({"exception": "Why it was."})


def test_an_error_shows_only_its_main_part_where_htmx_asked(client):
    response = client.get("/coaches/?as_of=never", headers={"HX-Request": "true"})
    assert response.status_code == 400
    assert (response["HX-Retarget"], response["HX-Reselect"]) == ("#main", "#main")
    assert 'id="main"' in response.content.decode()


def test_an_error_in_a_page_of_its_own_is_not_retargeted(client):
    assert "HX-Retarget" not in client.get("/coaches/?as_of=never")


@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_for_readers_has_one_style_sheet(client, name):
    answer = client.get(reverse(name, kwargs=row_of(name, tell())))
    if answer["Content-Type"].startswith("text/html"):
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', answer.content.decode())
        assert sheets == ["/static/css/readers.css"]


@pytest.mark.parametrize(
    "name", ["desk", "desk-history", "desk-keys", "names", "feeds", "jobs", "article-new"]
)
def test_a_page_of_the_desk_has_one_style_sheet(client, name):
    client.force_login(make_user("editor"))
    page = read(client, reverse(name))
    assert len(re.findall(r'<link rel="stylesheet" href="/static/css/editors-[a-z]+\.css"', page)) == 1
    assert page.count('rel="stylesheet"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["today", "coaches", "login"])
def test_nothing_is_painted_before_the_dateline_is_whole(client, name):
    page = client.get(reverse(name)).content.decode()
    (awaited,) = re.findall(r'<link rel="expect" href="#([\w-]+)" blocking="render">', page)
    ends = (
        page.index("</form>", page.index('name="as_of"')) if 'name="as_of"' in page else page.index("<body")
    )
    assert ends < page.index(f'id="{awaited}"') < page.index("<main")


def test_a_page_on_paper_says_where_it_comes_from(client, settings):
    settings.SITE_URL = "https://carousel.example"
    assert 'data-address="https://carousel.example/coaches/"' in read(client)
    past = read(client, "/coaches/?as_of=2020-11-08")
    assert 'data-address="https://carousel.example/coaches/?as_of=2020-11-08"' in past
