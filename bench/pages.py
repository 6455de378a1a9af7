"""`python -m bench.pages`: how fast and how heavy the pages for readers are, in a database of its own.

A coach of thirty posts and three hundred rumours, a club of eighty coaches, a league of twenty seasons; all
invented, and dropped at the end. First by the test client, in this process: the time on the wall, what of it
this process was at work itself, queries and bytes. Each page is asked for three times over: drawn, as the
first reader gets it after the record has changed; kept, as those after him do; unchanged, by one who has it
already. Then as `make run` serves it, by one client, once keeping no page and once as it does. Then in
Chromium, at two widths: how far things move while it loads.
"""

import gzip
import http.client
import os
import random
import re
import statistics
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
NAME = "bench_pages"
ROUNDS = 30
GOAL_MS, GOAL_HTML, GOAL_CSS = 40, 60_000, 30_000
SHIFT = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


def main():
    from django.core.management import call_command

    from bench.__main__ import show
    from bench.pages_filling import Filling
    from config import collecting

    call_command("prepare", "--files", verbosity=0)
    call_command("migrate", verbosity=0)
    began, filling = time.perf_counter(), Filling(random.Random(7))
    found = {"coach": filling.career(), "club": filling.seat(), "season": filling.league()}
    filling.save()
    paths = {what: row.get_absolute_url() for what, row in found.items()} | lists()
    collecting.seldom()  # as in the processes that serve
    print(f"filled in {time.perf_counter() - began:.0f} s; median / 99th, in this process, queries, size")
    show(row for what, path in paths.items() for row in by_the_test_client(what, path))
    show(style_sheets(paths))
    show(as_served(paths, "drawn", KEPT_PAGES="0"))
    show(as_served(paths, "kept"))
    show(in_a_browser(paths))


def lists():
    return {"today": "/", "rumours": "/rumours/", "coaches": "/coaches/", "stats": "/stats/"}


# ---------------------------------------------------------------- by the test client


def by_the_test_client(what, path):
    from django.core.cache import caches
    from django.test import Client

    from bench.rows import Row, in_milliseconds

    client = Client(headers={"host": "localhost"})
    answer = client.get(path)
    if answer.status_code != 200:
        sys.exit(f"{path} answered {answer.status_code}.")
    html, packed = len(answer.content), len(gzip.compress(answer.content))
    weight = f"; {html / 1000:.1f} kB, packed {packed / 1000:.1f}{' TOO HEAVY' if html > GOAL_HTML else ''}"
    has_it = {"If-None-Match": answer["ETag"]}
    for name, headers, forget in (
        ("drawn", {}, caches["pages"].clear),
        ("kept", {}, lambda: None),
        ("unchanged", has_it, lambda: None),
    ):
        queries, took, own = timed(lambda headers=headers: client.get(path, headers=headers), forget)
        note = f"{in_milliseconds(took)}; in this process {statistics.median(own) * 1000:.1f} ms"
        note += f"; {queries} queries{weight if name == 'drawn' else ''}"
        yield Row(f"{what}, {name}", statistics.median(took) * 1000, "ms", note)


def timed(ask, forget):
    """How many queries it takes, how long on the wall, and how long this process was at work itself."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    forget()
    with CaptureQueriesContext(connection) as asked:
        ask()
        queries = len(asked)
    took, own = [], []
    for _round in range(ROUNDS):
        forget()
        began, busy = time.perf_counter(), time.process_time()
        ask()
        took.append(time.perf_counter() - began)
        own.append(time.process_time() - busy)
    return queries, took, own


def style_sheets(paths):
    """What the sheets of a page weigh as they are sent, packed."""
    from django.conf import settings
    from django.test import Client

    from bench.rows import Row

    for what, path in paths.items():
        page = Client(headers={"host": "localhost"}).get(path).content.decode()
        files = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', page)
        packed = sum(len(gzip.compress((settings.STATIC_ROOT / file).read_bytes())) for file in files)
        note = f"goal under {GOAL_CSS / 1000:.0f} kB"
        yield Row(f"style sheets of {what}, packed", packed / 1000, "kB", note)


# ---------------------------------------------------------------- as it is served


def as_served(paths, name, **variables):
    """The application server on the same cores, one client that asks again as soon as it is answered."""
    from bench.measures import site
    from bench.rows import Row, in_milliseconds

    with site(**variables) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        for what, path in paths.items():
            for _warm in range(4):
                ask(connection, path)
            took = []
            for _round in range(ROUNDS):
                began = time.perf_counter()
                ask(connection, path)
                took.append(time.perf_counter() - began)
            yield Row(f"{what}, {name}, served", statistics.median(took) * 1000, "ms", in_milliseconds(took))


def ask(connection, path):
    connection.request("GET", path)
    connection.getresponse().read()


# ---------------------------------------------------------------- in a browser


def in_a_browser(paths):
    from playwright.sync_api import sync_playwright

    from bench.measures import site
    from bench.rows import Row
    from tests.fixtures.browser import FLAGS, chromium

    if (where := chromium()) is None:
        yield Row("no Chromium: nothing seen in a browser", 0, "")
        return
    with site() as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=FLAGS)
        for width in (1280, 360):
            for what, path in paths.items():
                shifted = shift_of(browser, f"http://127.0.0.1:{port}{path}", width)
                yield Row(f"{what}, layout shift at {width} px", shifted, "", f"{shifted:.4f}, goal 0")
        browser.close()


def shift_of(browser, address, width):
    """The sum of all shifts until the page has rested for a while, from the top to the foot and back."""
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    tab = context.new_page()
    tab.add_init_script(SHIFT)
    tab.goto(address, wait_until="networkidle")
    tab.evaluate("scrollTo(0, document.body.scrollHeight)")
    tab.wait_for_timeout(300)
    shifted = tab.evaluate("window.shifted")
    context.close()
    return shifted


if __name__ == "__main__":
    os.environ["DATABASE_NAME"] = NAME
    from bench.desk_filling import drop
    from config.embedded import Hold, Server
    from config.environment import database_is_embedded

    if not database_is_embedded():
        sys.exit("This bench makes and drops a database, and does so in the built-in server alone.")
    server = Server()
    held = Hold(server).take()
    try:
        drop(server, NAME)
        server.create_database(NAME)
        import django

        django.setup()
        main()
    finally:
        drop(server, NAME)
        held.let_go()
