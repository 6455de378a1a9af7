"""What sites send, and what becomes of it."""

import gzip
import socket
import threading
import time

import pytest

from articles.fetching.client import FetchFailed, FetchRefused, fetch
from tests.site import fall_silent, never_answer, never_end, trickle, trickle_headers

MIB = 2**20


def test_a_page_comes_with_its_kind_and_charset(site):
    url = site.answer("/a?b=1", "æ".encode(), kind="text/html; charset=UTF-8")
    page = fetch(url)
    assert (page.url, page.final_url, page.status) == (url, url, 200)
    assert (page.body, page.content_type, page.charset) == ("æ".encode(), "text/html", "utf-8")


def test_the_request_says_who_asks_and_nothing_about_the_reader(site, settings):
    settings.FETCH_CONTACT = "https://carousel.example/about"
    fetch(site.answer("/"))
    _path, headers = site.asked[0]
    assert headers["User-Agent"] == "Carousel/1.0 (+https://carousel.example/about)"
    assert headers["Host"] == f"127.0.0.1:{site.port}"
    assert not {"Cookie", "Referer", "Authorization"} & set(headers)


def test_no_proxy_of_the_environment_is_used(site, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(site.answer("/")).status == 200


def test_a_name_is_asked_at_the_address_that_was_checked_and_resolved_once(site):
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    site.answer("/a")
    page = fetch(f"http://avis.example:{site.port}/a", resolve=lambda host, port: answers.pop(0))
    assert page.status == 200
    assert len(answers) == 1
    assert site.asked[0][1]["Host"] == f"avis.example:{site.port}"


def test_an_address_that_does_not_answer_is_passed_over_for_the_next(site):
    site.answer("/")
    url = f"http://avis.example:{site.port}/"
    assert fetch(url, resolve=lambda host, port: ["127.9.9.9", "127.0.0.1"]).status == 200


def test_three_redirects_are_followed(site):
    for number in range(3):
        site.answer(f"/{number}", status=302, Location=f"/{number + 1}")
    end = site.answer("/3", b"there")
    page = fetch(site.url("/0"))
    assert (page.final_url, page.body, page.url) == (end, b"there", site.url("/0"))


@pytest.mark.parametrize(
    ("location", "error", "sentence"),
    [
        ("/start", FetchFailed, "in a circle"),
        ("http://10.0.0.1/", FetchRefused, "not lead to a public site"),
        ("http://[::ffff:7f00:1]/", FetchRefused, "not lead to a public site"),
        ("file:///etc/hostname", FetchRefused, "http:// or https://"),
        ("http://127.0.0.1:99999/", FetchRefused, "cannot be read"),
        ("http://[oops/", FetchFailed, "no address"),
    ],
)
def test_a_redirect_to_where_we_do_not_go_is_not_followed(site, location, error, sentence):
    with pytest.raises(error, match=sentence):
        fetch(site.answer("/start", status=301, Location=location))
    assert len(site.asked) == 1


def test_a_fourth_redirect_is_not_followed(site):
    for number in range(5):
        site.answer(f"/{number}", status=307, Location=f"/{number + 1}")
    with pytest.raises(FetchFailed, match="more than 3 times"):
        fetch(site.url("/0"))
    assert len(site.asked) == 4


@pytest.mark.parametrize(
    ("status", "sentence", "is_temporary"),
    [
        (404, "no such page", False),
        (410, "no such page", False),
        (403, "does not let us in", False),
        (429, "answered 429", True),
        (500, "answered 500", True),
        (503, "answered 503", True),
        (204, "answered 204", False),
        (304, "answered 304", False),
    ],
)
def test_an_answer_without_the_page_is_told_without_repeating_it(site, status, sentence, is_temporary):
    with pytest.raises(FetchFailed, match=sentence) as failure:
        fetch(site.answer("/", b"" if status in (204, 304) else b"a secret", status=status))
    assert (failure.value.status, failure.value.is_temporary) == (status, is_temporary)
    assert "secret" not in str(failure.value)


@pytest.mark.parametrize(
    "kind", ["image/png", "application/zip", "application/pdf", "", "nonsense", "text/html2"]
)
def test_what_is_no_text_is_not_read(site, kind):
    with pytest.raises(FetchFailed, match="not a page of text"):
        fetch(site.answer("/", kind=kind))


@pytest.mark.parametrize("action", [trickle, trickle_headers, never_answer, fall_silent])
def test_a_site_that_trickles_is_cut_off_at_the_deadline(site, action):
    with pytest.raises(FetchFailed, match="took too long") as failure:
        fetch(site.behave("/", action), deadline=0.6)
    assert failure.value.is_temporary
    assert site.done == []


def test_a_name_server_that_does_not_answer_is_not_waited_for():
    with pytest.raises(FetchFailed, match="took too long"):
        fetch("https://avis.example/", deadline=0.2, resolve=lambda host, port: time.sleep(1) or [])


def test_a_name_that_does_not_exist_is_said_to_be_none():
    def resolve(host, port):
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    with pytest.raises(FetchFailed, match=r"no site named avis\.example"):
        fetch("https://avis.example/", resolve=resolve)


def test_a_body_without_end_is_cut_off(site):
    with pytest.raises(FetchFailed, match="larger than 10 MiB"):
        fetch(site.behave("/", never_end))


def test_a_packed_page_is_unpacked_also_in_several_parts(site):
    body = gzip.compress(b"first ") + gzip.compress(b"second")
    assert fetch(site.answer("/", body, Content_Encoding="gzip")).body == b"first second"


def test_a_small_answer_that_unpacks_to_a_gigabyte_is_cut_off(site):
    body = gzip.compress(bytes(1024 * MIB), compresslevel=1)[: 5 * MIB]
    with pytest.raises(FetchFailed, match="larger than 10 MiB"):
        fetch(site.answer("/", body, Content_Encoding="gzip"))


@pytest.mark.parametrize("body", [b"not gzip at all", gzip.compress(b"text" * 5000, mtime=0)[:-20], b""])
def test_a_damaged_packing_is_said_to_be_damaged(site, body):
    with pytest.raises(FetchFailed, match="damaged"):
        fetch(site.answer("/", body, Content_Encoding="gzip"))


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd"])
def test_a_packing_that_was_not_asked_for_is_refused(site, encoding):
    with pytest.raises(FetchFailed, match="not asked for"):
        fetch(site.answer("/", Content_Encoding=encoding))


def test_a_body_that_is_shorter_than_it_says_is_a_broken_connection(site):
    with pytest.raises(FetchFailed, match="broke off") as failure:
        fetch(site.answer("/", b"short", Content_Length="500"))
    assert failure.value.is_temporary


def test_a_body_in_pieces_is_put_together(site):
    def pieces(handler):
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        handler.wfile.write(b"3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n")

    assert fetch(site.behave("/", pieces)).body == b"abcdefg"


@pytest.mark.parametrize(
    "noise", [b"", b"\x00\x01\x02", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500]
)
def test_what_is_not_the_language_of_the_web_is_a_broken_connection(site, noise):
    with pytest.raises(FetchFailed, match=r"broke off|not a page of text"):
        fetch(site.behave("/", lambda handler: handler.wfile.write(noise)))


def test_a_site_that_is_not_there_does_not_answer(site):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(FetchFailed, match="does not answer"):
        fetch(f"http://127.0.0.1:{port}/")


def test_nothing_is_left_behind_by_a_fetch(site):
    url = site.answer("/")
    fetch(url)
    before = threading.active_count()
    for _time in range(5):
        fetch(url)
    assert threading.active_count() <= before + 5  # the site's own threads may linger
