"""What sites send instead of a page or a feed: the rows say it in words, nothing is lost, and all goes on."""

import gzip
from datetime import timedelta
from email.utils import format_datetime

import pytest

from articles.feeds.schedule import LATEST
from articles.fetching import client
from articles.fetching.manners import GAP
from carousel import intake
from tests.articles.feeds.documents import RSS
from tests.articles.feeds.test_polling import AT
from tests.site import fall_silent, hang_up, never_answer, never_end, talk_nonsense, trickle, trickle_headers

from .conftest import PAGE, SAID, announce, answer_well

SLOW = "The site took too long to answer."
BROKEN = "The connection to the site broke off."
DAMAGED = "What the site sent is damaged."
LARGE = "The page is larger than 10 MiB."
PACKED = "The site packed the page in a way that was not asked for."
NO_TEXT = "The address leads to something that is not a page of text."
INSTEAD = "The site answered {} instead of the page."
GONE = "The site says that this feed is gone for good (410). It is asked once a day from now on."
BOMB = gzip.compress(bytes(64 * 2**20))
WHOLE = gzip.compress(SAID.encode() * 50)


def behaves(action):
    return lambda site, path: site.behave(path, action)


def answers(body=b"no", **told):
    return lambda site, path: site.answer(path, body, **told)


# What is done, its class, its sentence, and whether asking again later may help.
BAD = {
    "slow body": (behaves(trickle), "no_answer", SLOW, True),
    "slow headers": (behaves(trickle_headers), "no_answer", SLOW, True),
    "nothing after the headers": (behaves(fall_silent), "no_answer", SLOW, True),
    "nothing at all": (behaves(never_answer), "no_answer", SLOW, True),
    "reset": (behaves(hang_up), "no_answer", BROKEN, True),
    "nonsense": (behaves(talk_nonsense), "no_answer", BROKEN, True),
    "endless": (behaves(never_end), "too_large", LARGE, False),
    "longer than it says": (answers(b"short", Content_Length="500"), "no_answer", BROKEN, True),
    "gzip bomb": (answers(BOMB, Content_Encoding="gzip"), "too_large", LARGE, False),
    "nested gzip": (answers(gzip.compress(WHOLE), Content_Encoding="gzip, gzip"), "broken", PACKED, False),
    "br": (answers(Content_Encoding="br"), "broken", PACKED, False),
    "broken gzip": (answers(WHOLE[:-9], Content_Encoding="gzip"), "no_answer", DAMAGED, True),
    "no gzip": (answers(SAID.encode(), Content_Encoding="gzip"), "no_answer", DAMAGED, True),
    "cut off by its length": (
        answers(WHOLE, Content_Encoding="gzip", Content_Length=str(len(WHOLE) - 9)),
        *("no_answer", DAMAGED, True),
    ),
    "etag of a megabyte": (
        answers(ETag='"' + "a" * 2**20 + '"'),
        *("broken", "What the site sends with its answer is too long.", False),
    ),
    "pdf": (answers(b"%PDF-1.7", kind="application/pdf"), "not_text", NO_TEXT, False),
    "zip": (answers(b"PK", kind="application/zip"), "not_text", NO_TEXT, False),
    "image": (answers(b"GIF89a", kind="image/gif"), "not_text", NO_TEXT, False),
    "304 unasked": (answers(b"", status=304), "status_304", INSTEAD.format(304), False),
    "403": (answers(status=403), "status_403", "The site does not let us in (403).", False),
    "404": (answers(status=404), "status_404", "The site has no such page (404).", False),
    "429": (answers(status=429), "busy", INSTEAD.format(429), True),
    "500": (answers(status=500), "status_500", INSTEAD.format(500), True),
    "503": (answers(status=503), "status_503", INSTEAD.format(503), True),
}  # fmt: skip
each = pytest.mark.parametrize(("make", "kind", "sentence", "is_temporary"), BAD.values(), ids=BAD)


def options(sentence):
    """Only what is slow on purpose is not waited for."""
    return {"deadline": 0.5} if sentence == SLOW else {}


@each
def test_a_feed_that_goes_wrong_keeps_what_it_had_says_why_and_comes_back(
    way, site, make, kind, sentence, is_temporary
):
    announce(site, ETag='"1"')
    way.poll()
    make(site, "/feed")
    if kind == "status_304":
        way.feed.etag = ""  # nothing was asked about, so that there is nothing to be unchanged
        way.feed.save()
    kept = way.feed.etag
    check = way.poll(**options(sentence))
    assert (check.state, check.failure_class, check.failure) == ("failed", kind, sentence)
    assert (way.feed.failure, way.feed.failures, way.feed.is_on) == (sentence, 1, True)
    assert (way.feed.entries.count(), way.feed.etag) == (2, kept)
    assert way.feed.next_check_at == AT + timedelta(minutes=2)
    announce(site)
    assert (way.poll().state, way.feed.failure) == ("nothing_new", "")


@each
def test_a_page_that_goes_wrong_is_told_on_its_row_and_taken_in_when_it_is_well(
    way, site, make, kind, sentence, is_temporary
):
    make(site, "/1")
    entry = way.entry(site.url("/1"), text="Hvad feedet selv siger.")
    job = way.take(entry, **options(sentence))
    assert (job.failure_class, job.failure) == (kind, sentence)
    assert job.state == ("waiting" if is_temporary else "failed")
    assert job.next_try_at == (AT + intake.FIRST_RETRY if is_temporary else None)
    answer_well(site)
    later = AT + intake.FIRST_RETRY
    job = way.take(entry, at=later) if is_temporary else way.retry(entry, at=later)
    assert (job.state, job.failure, len(way.articles)) == ("done", "", 1)


@each
def test_a_robots_txt_that_goes_wrong_is_no_page_that_is_forbidden(
    way, site, make, kind, sentence, is_temporary
):
    make(site, "/robots.txt")
    answer_well(site)
    job = way.take(way.entry(site.url("/1")), **options(sentence))
    if kind in ("not_text", "status_403", "status_404"):  # there are no rules, so that all is open
        assert job.state == "done"
        return
    assert job.failure == f"The site's robots.txt cannot be had, so that its pages are not asked: {sentence}"
    assert (job.state, job.failure_class) == ("waiting" if is_temporary else "failed", kind)


def test_what_goes_wrong_each_time_is_set_aside_after_some_tries_with_its_last_sentence(way, site):
    site.answer("/1", b"", status=503)
    entry = way.entry(site.url("/1"))
    jobs = [way.take(entry, at=AT + timedelta(hours=hours)) for hours in range(intake.MOST_TRIES)]
    assert [job.state for job in jobs] == ["waiting"] * (intake.MOST_TRIES - 1) + ["failed"]
    assert "503" in jobs[-1].failure


WAITS = {
    "seconds": ("3600", timedelta(hours=1)),
    "a date": (format_datetime(AT + timedelta(hours=2), usegmt=True), timedelta(hours=2)),
    "a date that is over": (format_datetime(AT - timedelta(hours=2), usegmt=True), None),
    "negative": ("-5", None),
    "ten years": ("315360000", LATEST),
    "a date in ten years": (format_datetime(AT + timedelta(days=3650), usegmt=True), LATEST),
    "more digits than a number may have": ("9" * 5000, LATEST),
    "a zone that cannot be": ("Mon, 02 Mar 2026 10:00:00 +99999999999999", None),
    "no time at all": ("soon", None),
}


@pytest.mark.parametrize(("said", "wait"), WAITS.values(), ids=WAITS)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_kept_by_feeds_and_pages_within_a_day(way, site, said, wait, status):
    for path in ("/feed", "/1"):
        site.answer(path, b"", status=status, Retry_After=said)
    way.poll()
    job = way.take(way.entry(site.url("/1")))
    assert way.feed.next_check_at == AT + (wait or timedelta(minutes=2))
    assert job.next_try_at == AT + (wait or intake.FIRST_RETRY)


def test_a_host_that_asks_to_be_left_alone_is_not_asked_for_its_other_pages(way, site):
    site.answer("/1", b"", status=429, Retry_After="3600")
    way.take(way.entry(site.url("/1")))
    job = way.take(way.entry(answer_well(site, "/2")), at=AT + GAP)
    assert (job.state, job.attempts, job.next_try_at) == ("waiting", 0, AT + timedelta(hours=1))
    assert "/2" not in [path for path, _headers in site.asked]


def test_nothing_new_is_no_failure_and_keeps_the_validators(way, site):
    announce(site, ETag='"1"')
    way.poll()
    site.answer("/feed", b"", status=304, kind=None, Content_Length=None)
    assert (way.poll().state, way.feed.etag, way.feed.failure) == ("nothing_new", '"1"', "")


def test_a_feed_that_is_gone_is_asked_once_a_day_until_it_is_back(way, site):
    site.answer("/feed", b"", status=410)
    for day in range(3):
        check = way.poll(at=AT + LATEST * day)
        assert way.feed.next_check_at == AT + LATEST * (day + 1)
    assert check.failure == GONE
    assert (way.feed.is_on, way.feed.is_gone) == (True, True)
    announce(site)
    assert (way.poll(at=AT + LATEST * 3).state, way.feed.is_gone) == ("done", False)


@pytest.mark.parametrize(
    ("etag", "back"),
    [("a" * 5000, ""), ("\x01", ""), ("a\r\n b", "a b"), ("\xe6", "\xe6")],
    ids=["long", "hidden", "folded", "latin-1"],
)
def test_a_validator_that_cannot_be_given_back_is_no_hindrance(way, site, etag, back):
    body = RSS.format(base=site.url("")).encode()

    def send(handler):
        told = f"Content-Type: text/xml\r\nContent-Length: {len(body)}\r\nETag: {etag}\r\n\r\n"
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + told.encode("latin-1") + body)

    site.behave("/feed", send)
    assert [way.poll().state, way.poll().state] == ["done", "nothing_new"]
    assert site.asked[-1][1].get("If-None-Match", "") == back


NEVER, LONG_AGO = "20491231000000Z", "20210101000000Z"


@pytest.mark.parametrize(
    ("name", "ends", "is_trusted"),
    [("avis.example", NEVER, False), ("avis.example", LONG_AGO, True), ("evil.example", NEVER, True)],
    ids=["nobody vouches for it", "expired", "of another site"],
)
def test_a_certificate_that_is_not_valid_is_told_and_nothing_is_asked(
    way, site, authority, monkeypatch, name, ends, is_trusted
):
    if is_trusted:
        monkeypatch.setattr(client, "_trust", authority.trust)
    site.secure("avis.example", *authority.certificate(name, ends=ends))
    way.feed.url = site.url("/feed")
    way.feed.save()
    check, job = way.poll(), way.take(way.entry(site.url("/1")))
    sentence = "The site's certificate is not valid, or its encryption failed."
    assert (check.failure, check.failure_class) == (sentence, "certificate")
    assert (job.state, job.failure_class, sentence in job.failure) == ("failed", "certificate", True)
    assert site.asked == []


def test_a_certificate_that_is_valid_lets_feed_and_page_in(way, site, authority, monkeypatch):
    monkeypatch.setattr(client, "_trust", authority.trust)
    site.secure("avis.example", *authority.certificate("avis.example"))
    way.feed.url = announce(site)
    way.feed.save()
    assert way.poll().state == "done"
    assert way.take(way.entry(answer_well(site))).state == "done"


def test_plain_text_on_the_port_of_https_is_told(way, site):
    way.feed.url = site.url("/feed").replace("http:", "https:")
    way.feed.save()
    assert way.poll().failure_class == "certificate"


TEXT = PAGE.format("Fyret i Tårnby", SAID.replace("søndag", "på Åens ældste bænk søndag"))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (TEXT.encode(), "text/html; charset=iso-8859-1"),
        (TEXT.encode("latin-1"), "text/html; charset=utf-8"),
        (TEXT.encode("latin-1"), "text/html; charset=no-such-thing"),
        (TEXT.encode("utf-16-le"), "text/html"),
        (TEXT.encode("utf-16"), "text/html; charset=iso-8859-1"),
    ],
)
def test_a_page_that_is_wrong_about_its_charset_is_read_all_the_same(way, site, body, kind):
    entry = way.entry(site.answer("/1", body, kind=kind), title="")
    assert way.take(entry).state == "done"
    (article,) = way.articles
    assert article.title == "Fyret i Tårnby"
    assert "Åens ældste bænk" in article.text


FEED = RSS.replace(' encoding="utf-8"', "").replace("Fjordby", "Åby")


@pytest.mark.parametrize(
    ("charset", "kind"),
    [
        ("utf-8", "application/rss+xml; charset=iso-8859-1"),
        ("latin-1", "text/xml; charset=utf-8"),
        ("latin-1", "text/xml; charset=no-such-thing"),
        ("utf-16", "text/xml; charset=utf-8"),
        ("utf-16-le", "text/xml"),
    ],
)
def test_a_feed_that_is_wrong_about_its_charset_is_read_all_the_same(way, site, charset, kind):
    announce(site, FEED.format(base=site.url("")).encode(charset), kind=kind)
    assert way.poll().new == 2
    assert way.feed.entries.filter(title="Åby henter Per Aas").exists()


def test_letters_that_are_half_a_letter_are_no_hindrance(way, site):
    announce(
        site,
        '{"version": "https://jsonfeed.org/version/1.1", "title": "K\\ud800", "items": [{"id": "\\udfff",'
        ' "url": "/1\\ud800", "title": "Aas \\ud83d ude", "content_text": "Et \\u0000 ord."}]}',
        kind="application/feed+json",
    )
    assert (way.poll().new, way.poll().state) == (1, "nothing_new")
    assert way.feed.entries.get().title == "Aas ude"


def test_a_feed_that_moved_for_good_to_another_host_is_read_and_the_address_proposed(way, site):
    new = f"http://ny.example:{site.port}/rss"
    site.answers["/rss"] = site.answers["/feed"]
    old = site.answer("/feed", status=301, Location=new)
    check = way.poll()
    assert (check.new, way.feed.url, way.feed.moved_to) == (2, old, new)
    assert check.note == f"The site says that the feed has moved for good: {new}"


def test_a_feed_that_leads_on_for_now_proposes_nothing(way, site):
    site.answers["/rss"] = site.answers["/feed"]
    site.answer("/feed", status=302, Location="/rss")
    assert (way.poll().new, way.feed.moved_to) == (2, "")


def test_what_nobody_thought_of_is_told_and_the_feed_is_not_asked_again_at_once(way, monkeypatch):
    def stumble(*_given):
        raise ValueError("odd")

    monkeypatch.setattr("articles.feeds.polling.read_feed", stumble)
    check = way.poll()
    assert (check.state, check.failure_class) == ("failed", "stumbled")
    assert "its log says where" in check.failure
    assert (way.feed.claimed_until, way.feed.next_check_at) == (None, AT + timedelta(minutes=2))
