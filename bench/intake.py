"""How fast news comes in: pages and feeds parsed, and a thousand feeds of a thousand hosts polled."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from articles import isolation
from articles.cleaning import parsing
from articles.cleaning.html import article_from_html
from articles.cleaning.urls import url_key
from articles.feeds import polling
from articles.feeds.models import Entry, Feed
from articles.models import Outlet
from bench.rows import Row, in_milliseconds

PAGES = 100
FEEDS = 1_000
ITEMS = 10
PARAGRAPH = (
    "<p>The club said on Tuesday that its coach would stay until the summer, whatever came of the season.</p>"
)
PAGE = f"<html><title>A page</title><body><article><h1>A page</h1>{PARAGRAPH * 20}</article></body></html>"
ITEM = "<item><guid>{0}</guid><link>https://news.example/{0}</link><title>Number {0}</title></item>"
ITEM_LIST = "".join(ITEM.format(number) for number in range(ITEMS))
FEED = f"<rss version='2.0'><channel><title>News</title>{ITEM_LIST}</channel></rss>"


def all_of_them():
    yield pages_parsed()
    yield pages_parsed_bare()
    yield feeds_polled()


def pages_parsed():
    """Through the process apart, as the site does it."""
    took = timed(lambda: article_from_html(PAGE.encode(), "https://news.example/1"))
    return Row("pages to articles, parsed apart", len(took) / sum(took), "pages/s", in_milliseconds(took))


def pages_parsed_bare():
    """trafilatura and our dates in this process, without a fork: what the limits cost."""
    took = timed(lambda: parsing.read(PAGE, "https://news.example/1"))
    return Row("pages parsed in this process", len(took) / sum(took), "pages/s", in_milliseconds(took))


def timed(action):
    action()
    took = []
    for _number in range(PAGES):
        began = time.perf_counter()
        action()
        took.append(time.perf_counter() - began)
    return took


def feeds_polled():
    """One pass after the other by one worker, until none is due; nothing of it is kept."""
    isolation.ask("feed", FEED.encode(), content_type="")
    server = site()
    try:
        with override_settings(FETCH_ALLOWED_NETWORKS=["127.0.0.0/8"]), transaction.atomic():
            add_feeds(server.server_port)
            began, passes, asked = time.perf_counter(), 0, 0
            while ids := polling.take_due(at=timezone.now(), most=FEEDS):
                passes += 1
                asked += sum(polling.poll(pk, at=timezone.now()).state == "done" for pk in ids)
            took = time.perf_counter() - began
            kept = Entry.objects.filter(feed__outlet__slug="bench").count()
            transaction.set_rollback(True)
    finally:
        server.shutdown()
    note = f"{asked} of {FEEDS} answered, {kept} entries kept, {passes} passes"
    return Row("feeds polled, each of a host of its own", asked / took, "feeds/s", note)


def add_feeds(port):
    """On the thousand addresses of this machine's own network, so that no two share a host."""
    Feed.objects.update(is_on=False)
    outlet = Outlet.objects.create(slug="bench", name="Bench")
    urls = [f"http://127.1.{n // 250}.{n % 250 + 1}:{port}/feed" for n in range(FEEDS)]
    Feed.objects.bulk_create(Feed(outlet=outlet, url=url, url_key=url_key(url), is_on=True) for url in urls)


def site():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = FEED.encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
