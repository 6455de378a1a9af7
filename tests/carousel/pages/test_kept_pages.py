"""A page that was drawn once is given to the next reader, and to nobody whose page would be another."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.test.utils import CaptureQueriesContext

from carousel import editorial, page_changes
from carousel.models import Coach, Rumour
from carousel.views import kept_pages
from carousel.views.unchanged import kept_while_unchanged
from tests.carousel.pages.stories import tell
from tests.factories import make_user

pytestmark = pytest.mark.django_db

HOSTS = [(False, "testserver"), (False, "other.example"), (True, "testserver")]
AT = datetime(2020, 11, 7, 9, 0, tzinfo=UTC)
PLAIN = ["/", "/rumours/", "/coaches/", "/clubs/", "/chains/", "/market/", "/stats/", "/outlets/", "/about/"]


@pytest.fixture(autouse=True)
def _kept(settings):
    """As a site that serves has it, with nothing in it yet."""
    pages = settings.CACHES["pages"] | {"BACKEND": settings.LOCAL, "LOCATION": "pages of a test"}
    settings.CACHES = settings.CACHES | {"pages": pages}
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def story():
    return tell()


def held() -> int:
    return len(caches["pages"]._cache)


def queries(address: str, client: Client | None = None, **headers) -> int:
    """How many a reader's visit takes; one where the page was kept."""
    with CaptureQueriesContext(connection) as asked:
        answer = (client or Client()).get(address, headers=headers)
    assert answer.status_code == 200
    return len(asked)


def visit(rf, view, address: str = "/a-page/", *, secure: bool = False, host: str = "testserver") -> bytes:
    """A reader's visit to a view that stands at no address of the site."""
    request = rf.get(address, secure=secure, headers={"host": host})
    request.session, request._messages = SessionBase(), SimpleNamespace(added_new=False)
    return view(request).content


def body(address: str, **headers) -> str:
    return Client().get(address, headers=headers).content.decode()


@pytest.mark.parametrize("address", PLAIN)
def test_the_second_reader_gets_the_page_of_the_first_for_one_query(story, address):
    first = Client().get(address)
    with CaptureQueriesContext(connection) as asked:
        second = Client().get(address)
    assert (len(asked), second.status_code) == (1, 200)
    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())


def test_a_page_changes_when_the_record_does_and_when_that_is_undone(story):
    rumour = Rumour.objects.get(coach=story.carlsen)
    address = rumour.get_absolute_url()
    first = body(address)
    editor = make_user("editor")
    decision = editorial.confirm(rumour.pk, editor=editor, at=AT)
    confirmed = body(address)
    assert confirmed != first
    editorial.undo(decision.pk, editor=editor, at=AT)
    assert body(address) not in (confirmed,)
    Coach.objects.filter(pk=story.carlsen.pk).update(name="Iver Karlsen")
    assert "Iver Karlsen" in body(address)


def test_a_readers_page_is_never_given_to_an_editor_nor_his_to_a_reader(story):
    address = Rumour.objects.get(coach=story.carlsen).get_absolute_url()
    for_readers = body(address)
    editor = Client()
    editor.force_login(make_user("editor"))
    with CaptureQueriesContext(connection) as asked:
        his = editor.get(address).content.decode()
    assert len(asked) > 1
    assert "editor" in his
    assert "csrfmiddlewaretoken" in his
    assert body(address) == for_readers


def test_what_only_an_editor_has_asked_for_is_not_kept(story):
    editor = Client()
    editor.force_login(make_user("editor"))
    editor.get("/coaches/")
    assert held() == 0
    assert "Sign in" in body("/coaches/")


def test_whoever_is_owed_a_message_gets_a_page_of_his_own(story):
    body("/coaches/")
    owed = Client()
    owed.cookies["messages"] = "anything"
    assert queries("/coaches/", owed) > 1


def test_each_language_has_its_own_by_the_browser_and_by_the_address(story):
    assert "Sign in" in body("/coaches/")
    assert "Sign in" not in body("/coaches/", **{"Accept-Language": "da"})
    assert 'lang="da"' in body("/coaches/?lang=da")
    assert 'lang="da"' in body("/coaches/?lang=da")
    assert Client().get("/coaches/?lang=da").cookies["django_language"].value == "da"
    assert "Sign in" in body("/coaches/")


def test_the_theme_is_the_browsers_and_leaves_no_trace_in_what_is_kept(story):
    body("/")
    assert queries("/", **{"Sec-CH-Prefers-Color-Scheme": "dark"}) == 1
    assert "data-theme" not in body("/")


def test_a_new_day_is_a_new_page(story):
    with time_machine.travel("2021-03-01 23:59:00+00:00"):
        body("/market/")
        assert queries("/market/") == 1
    with time_machine.travel("2021-03-02 00:01:00+00:00"):
        assert queries("/market/") > 1


def test_another_release_prints_new_pages(story, monkeypatch):
    body("/coaches/")
    monkeypatch.setattr(page_changes, "release", lambda: "another")
    assert queries("/coaches/") > 1


def test_in_development_every_page_is_drawn(story, settings):
    settings.DEBUG = True
    body("/coaches/")
    assert (held(), queries("/coaches/") > 1) == (0, True)


@pytest.mark.parametrize(
    "address",
    ["/?as_of=2020-11-01", "/search/?q=Aas", "/coaches/?x=1", "/coaches/?lang=xx", "/?since=2020-11-01",
     "/rumours/?direction=in", "/stats/?format=csv", "/coaches/?lang=da&lang=en"],
)  # fmt: skip
def test_addresses_without_end_are_drawn_and_fill_nothing(story, address):
    body(address)
    assert held() == 0


@pytest.mark.parametrize("address", ["/coaches/nobody/", "/rumours/0/", "/?as_of=never"])
def test_what_is_wrong_or_gone_is_not_kept(story, address):
    assert Client().get(address).status_code >= 400
    assert held() == 0


def test_parts_and_readers_with_cookies_of_others_fill_nothing(story):
    Client().get("/coaches/", headers={"HX-Request": "true", "HX-Target": "main"})
    stranger = Client()
    stranger.cookies["_visitor"] = "17"
    stranger.get("/coaches/")
    assert held() == 0


def test_the_head_alone_is_answered_from_what_is_kept_and_keeps_nothing(story):
    head = Client().head("/coaches/")
    assert held() == 0
    body("/coaches/")
    again = Client().head("/coaches/")
    assert (again.content, dict(again.items())) == (b"", dict(head.items()))


def test_what_is_kept_has_the_tag_by_which_it_is_told_unchanged(story):
    tags = {Client().get("/coaches/")["ETag"] for _reader in range(2)}
    assert len(tags) == 1
    assert Client().get("/coaches/", headers={"If-None-Match": tags.pop()}).status_code == 304
    assert Client().get("/coaches/")["Cache-Control"] == "no-cache"


def test_a_page_is_kept_for_the_host_and_the_scheme_by_which_it_was_asked_for(settings, rf):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    told = [
        visit(rf, names_its_host, secure=secure, host=host) for _twice in range(2) for secure, host in HOSTS
    ]
    assert told == [b"http://testserver/", b"http://other.example/", b"https://testserver/"] * 2
    assert held() == 3


@kept_while_unchanged
def names_its_host(request):
    return HttpResponse(request.build_absolute_uri("/"))


def test_what_is_drawn_later_is_not_kept(story):
    assert Client().get("/sitemap-coaches.xml").status_code == 200
    assert held() == 0


@pytest.mark.parametrize(
    "special",
    [
        lambda request, answer: answer.set_cookie("seen", "1"),
        lambda request, answer: get_token(request),
        lambda request, answer: request.session.update({"seen": True}),
        lambda request, answer: answer.headers.setdefault("Cache-Control", "private"),
        lambda request, answer: answer.headers.setdefault("Cache-Control", "max-age=0, no-store"),
        lambda request, answer: answer.headers.setdefault("Vary", "Accept"),
        lambda request, answer: setattr(answer, "status_code", 201),
        lambda request, answer: answer.write("x" * (kept_pages.LARGEST + 1)),
    ],
)
def test_what_is_of_one_visit_or_too_large_is_drawn_each_time(rf, special):
    drawn = []

    @kept_while_unchanged
    def view(request):
        answer = HttpResponse("page")
        special(request, answer)
        drawn.append(answer)
        return answer

    for _reader in range(2):
        visit(rf, view)
    assert (len(drawn), held()) == (2, 0)


def test_of_a_thousand_addresses_no_more_is_kept_than_there_is_room_for(settings, rf):
    settings.CACHES = settings.CACHES | {"pages": settings.CACHES["pages"] | {"OPTIONS": {"MAX_ENTRIES": 50}}}

    @kept_while_unchanged
    def view(request):
        return HttpResponse("page")

    for number in range(200):
        visit(rf, view, f"/a-page/{number}/")
    assert 0 < held() <= 50
