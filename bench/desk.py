"""`python -m bench.desk`: the desk with ten thousand open questions, in a database of its own.

First every action of an editor by the test client, in this process: server time, what of it this process
was at work itself, and queries, with a few questions and with all. Then two hundred questions decided by
keyboard in Chromium, each after it was read for a while: from the key to the next item painted. The people,
clubs and outlets are invented; the database is dropped at the end.
"""

import argparse
import os
import random
import re
import statistics
import sys
import time
from html import unescape

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
NAME = "bench_desk"
FEW = 200
HTMX = {"HX-Request": "true", "HX-Target": "pane"}

# From the key, as the browser stamped it, to the paint after the one in which another item was put in.
STOPWATCH = """
let key = null;
addEventListener("keydown", (event) => {
  const pane = document.querySelector("#pane[data-item]");
  if (!pane || event.repeat || !(event.key === "c" || /[0-9]/.test(event.key))) return;
  key = { at: event.timeStamp, item: pane.dataset.item };
}, true);
addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
  const item = document.querySelector("#pane")?.dataset.item;
  if (!key || !item || item === key.item) return;
  const start = key.at;
  key = null;
  requestAnimationFrame(() => requestAnimationFrame((end) => performance.measure("painted", { start, end })));
}).observe(document.querySelector(".desk"), { childList: true }));
"""
PAINTED = "performance.getEntriesByName('painted').map((one) => one.duration)"


def options_of():
    parser = argparse.ArgumentParser(prog="python -m bench.desk")
    parser.add_argument("--open", type=int, default=10_000, help="so many questions wait")
    parser.add_argument("--rounds", type=int, default=40, help="so often each action")
    parser.add_argument("--keys", type=int, default=200, help="so many are decided by keyboard")
    parser.add_argument("--reading", type=float, default=1.0, help="seconds for which each is read before")
    return parser.parse_args()


def main(options):
    from django.core.management import call_command

    from bench.__main__ import show
    from bench.desk_filling import Filling

    call_command("prepare", "--files", verbosity=0)
    call_command("migrate", verbosity=0)
    rows = Filling(random.Random(5))
    rows.fill(FEW)
    client = client_of(rows.editor)
    few = {what: queries for what, _took, _own, queries in actions(client, rounds=6)}
    began = time.perf_counter()
    rows.fill(options.open)
    print(f"filled in {time.perf_counter() - began:.0f} s", flush=True)
    print(
        f"{rows.open_count():,} open questions; queries with {FEW} of them, with all, and the server's time"
    )
    show(as_rows(few, actions(client, rounds=options.rounds)))
    show(by_keyboard(rows.editor, options.keys, options.reading))


def as_rows(few, measured):
    from bench.rows import Row, in_milliseconds

    for what, took, own, queries in measured:
        busy = statistics.median(own) * 1000
        note = (
            f"{in_milliseconds(took)}; this process {busy:.0f} ms; queries {span(few[what])}, {span(queries)}"
        )
        yield Row(what, statistics.median(took) * 1000, "ms", note)


def span(numbers):
    return "–".join(str(number) for number in sorted({min(numbers), max(numbers)}))


def client_of(editor):
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(editor)
    return client


# ---------------------------------------------------------------- by the test client


def actions(client, *, rounds):
    """Each action: what it is, and what `timed` says of it."""
    from carousel import desk
    from carousel.models import Rumour

    spread = list(desk.waiting().values_list("pk", flat=True))
    spread = spread[:: max(1, len(spread) // (rounds * 8))]
    picked = iter(spread)
    yield "list, first page", *timed(lambda n: client.get("/desk/"), rounds)
    places = [f"/desk/?after={desk.Place.of(Rumour.objects.get(pk=pk))}" for pk in spread[:rounds]]
    yield "list, a page further on", *timed(lambda n: client.get(places[n % len(places)]), rounds)
    yield "list, narrowed to a word", *timed(lambda n: client.get("/desk/?q=Sand"), rounds)
    yield (
        "item, with what would change",
        *timed(lambda n: client.get(f"/desk/{next(picked)}/", headers=HTMX), rounds),
    )
    yield (
        "what a rejection would change",
        *timed(lambda n: client.get(f"/desk/{next(picked)}/rejection/", headers=HTMX), rounds),
    )
    for verb, more in (("confirm", {}), ("reject", {"reason": "old_news"}), ("snooze", {"days": "7"})):
        forms = [form_of(client, verb, next(picked), more) for _round in range(rounds)]
        yield f"{verb}, with the next item", *timed(posting(client, forms), rounds)
        if verb != "snooze":
            undoings = [(f"/decisions/{pk}/undo/", {}) for pk in standing()[:rounds]]
            yield f"undo of a {verb}", *timed(posting(client, undoings), len(undoings))
            forms = [form_of(client, verb, next(picked), more) for _round in range(rounds)]
            post, load = ahead(client, forms)
            yield f"{verb}, the next item loaded ahead", *timed(post, rounds, before=load)
            # What one decision closes, another round could have been about.
            for pk in standing():
                client.post(f"/decisions/{pk}/undo/")


def posting(client, forms):
    return lambda n: client.post(*forms[n], headers=HTMX)


def ahead(client, forms):
    """As a browser posts that holds the next item already; and what it loads before, which is not timed."""
    from carousel import desk
    from carousel.models import Rumour

    held = {}

    def load(n):
        pk = int(forms[n][0].split("/")[2])
        upcoming = desk.next_after(desk.Place.of(Rumour.objects.get(pk=pk)))
        pane = client.get(f"/desk/{upcoming.pk}/", headers=HTMX).content.decode()
        held[n] = {"X-Ahead": re.search(r'data-stamp="([^"]*)"', pane)[1]}

    return lambda n: client.post(*forms[n], headers=HTMX | held[n]), load


def standing():
    from carousel.models import Decision

    found = Decision.objects.exclude(kind="undo").filter(undone_by__isnull=True)
    return list(found.order_by("-pk").values_list("pk", flat=True))


def form_of(client, verb, pk, more):
    """The address of the form that decides an item, and its fields with what is typed."""
    page = client.get(f"/desk/{pk}/").content.decode()
    address = re.escape(f"/rumours/{pk}/{verb}/")
    form = re.search(rf'<form[^>]*action="{address}(?:#pane)?".*?</form>', page, re.S)
    if form is None:
        sys.exit(f"The page of {pk} has no form to {verb}.")
    inputs = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form[0])
    return f"/rumours/{pk}/{verb}/", {name: unescape(value) for name, value in inputs} | more


def timed(ask, rounds, before=lambda n: None):
    """How long each took, how long of it this process was at work, and its queries.

    ``before`` is what is done untimed before each. An answer that is none stops the bench. The queries are
    counted by a wrapper that only counts: Django's own capture keeps and logs the words of each as well.
    """
    from django.db import connection

    took, own, queries, strange = [], [], [], 0
    for n in range(rounds):
        before(n)
        counted = Counted()
        with connection.execute_wrapper(counted):
            began, busy = time.perf_counter(), time.process_time()
            response = ask(n)
            took.append(time.perf_counter() - began)
            own.append(time.process_time() - busy)
        queries.append(counted.number)
        strange += response.status_code != 200
    if strange > rounds // 4:
        sys.exit(f"{strange} of {rounds} were refused, the last with {response.status_code}.")
    return took, own, queries


class Counted:
    """How many queries went by, savepoints not among them."""

    number = 0

    def __call__(self, execute, *asked):
        self.number += 1
        return execute(*asked)


# ---------------------------------------------------------------- by keyboard


def by_keyboard(editor, count, reading):
    """Real server, real browser, real keys."""
    from django.conf import settings
    from playwright.sync_api import sync_playwright

    from bench.measures import site
    from bench.rows import Row, in_milliseconds
    from carousel.models import Decision
    from tests.fixtures.browser import FLAGS, chromium

    if (where := chromium()) is None:
        yield Row("no Chromium: nothing decided by keyboard", 0, "")
        return
    before = Decision.objects.count()
    session = client_of(editor).cookies[settings.SESSION_COOKIE_NAME].value
    with site() as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=FLAGS)
        tab = signed_in(browser, f"http://127.0.0.1:{port}", {settings.SESSION_COOKIE_NAME: session})
        painted, refused = decide(tab, count, reading)
        browser.close()
    made = Decision.objects.count() - before
    seconds = [duration / 1000 for duration in painted]
    note = f"{in_milliseconds(seconds)}; {made} decided, {refused} refused; each read for {reading:g} s"
    yield Row("from key to next item painted, mean", statistics.mean(painted), "ms", note)


def signed_in(browser, address, cookies):
    """A tab at the desk. Its policy is put aside for the stopwatch, which asks the page by expressions."""
    tab = browser.new_context(
        base_url=address, viewport={"width": 1280, "height": 900}, bypass_csp=True
    ).new_page()
    tab.context.add_cookies(
        [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
    )
    tab.add_init_script(STOPWATCH)
    tab.goto("/desk/")
    return tab


def decide(tab, count, reading):
    """How long each took, and how many were refused: those are passed over with `j`.

    Every other is confirmed, the rest are rejected. It ends when the last is written.
    """
    painted, refused = 0, 0
    while painted < count:
        tab.wait_for_timeout(reading * 1000)
        if tab.query_selector("#pane [role=alert]"):
            refused += 1
            item = tab.get_attribute("#pane", "data-item")
            tab.keyboard.press("j")
            tab.wait_for_function(f"document.querySelector('#pane').dataset.item !== '{item}'")
            continue
        if painted % 2:
            tab.keyboard.press("r")
            tab.keyboard.press("3")
        else:
            tab.keyboard.press("c")
        tab.wait_for_function(
            f"performance.getEntriesByName('painted').length > {painted} || "
            "document.querySelector('#pane [role=alert]')",
            timeout=15_000,
        )
        painted = tab.evaluate(f"{PAINTED}.length")
    tab.wait_for_function("!document.querySelector('.item[aria-busy]') && !line.length")
    return tab.evaluate(PAINTED), refused


if __name__ == "__main__":
    os.environ["DATABASE_NAME"] = NAME
    from bench.desk_filling import drop
    from config.embedded import Hold, Server
    from config.environment import database_is_embedded

    if not database_is_embedded():
        sys.exit("This bench makes and drops a database, and does so in the built-in server alone.")
    options, server = options_of(), Server()
    held = Hold(server).take()
    try:
        drop(server, NAME)
        server.create_database(NAME)
        import django

        django.setup()
        main(options)
    finally:
        drop(server, NAME)
        held.let_go()
