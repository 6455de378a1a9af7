"""Thousands of articles taken in the whole way, in processor time, beside bare trafilatura on the same pages.

Each page goes through the one door and is read: its HTML parsed apart, its text kept and tied to its copies,
its claims identified, the record followed. What it costs is the processor time of this process, of the one
that parses and of all of PostgreSQL, so that a busy machine changes little; the network and the queue, whose
own speed stands in docs/decisions/0004-queue.md, are left out. It all happens in a database of its own, which
starts with the reference data and is gone afterwards.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psutil
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles.fetching.client import Page
from articles.models import Article, Claim, Outlet
from bench.rows import Row, in_milliseconds
from bench.varied_pages import Told, pages
from carousel import door, reading
from carousel.models import Rumour, Stint
from config import embedded, processes
from config.environment import database_is_embedded

DATABASE = "bench_taking_in"
PARSER = "articles.isolation.server"
PARTS = 5  # the last of them shows what a fuller record costs
BARE = 500


@dataclass(frozen=True)
class Spent:
    """Seconds of processor time: in this process, in the one that parses, in PostgreSQL."""

    here: float = 0.0
    parser: float = 0.0
    server: float = 0.0

    @property
    def total(self) -> float:
        return self.here + self.parser + self.server

    def since(self, before: Spent) -> Spent:
        return Spent(self.here - before.here, self.parser - before.parser, self.server - before.server)


def all_of_them(number: int) -> Iterator[Row]:
    with database_of_its_own():
        yield from taken_in(number)
    yield bare(min(number, BARE))


@contextmanager
def database_of_its_own():
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = DATABASE
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        call_command("load_reference", verbosity=0)
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def taken_in(number: int) -> Iterator[Row]:
    reading.make_ready()
    outlets = outlets_by_language()
    each, refused, laps = [], 0, [spent(0.0)]
    ends = ends_of_parts(number)
    for at, told in enumerate(pages(number), start=1):
        page, began = page_of(told, at, outlets), time.process_time()
        refused += not take(page)
        each.append(time.process_time() - began)
        if at in ends:
            laps.append(spent(sum(each)))
    yield from rows(laps, each, number, refused)


def ends_of_parts(number: int) -> list[int]:
    """The page with which each part ends: as many parts as there are pages for, alike but for one page."""
    return sorted({number * part // PARTS for part in range(1, PARTS + 1)} - {0})


def take(page: Page) -> bool:
    """The page is an article and has been read; says whether it could be."""
    at = timezone.now()
    try:
        article = door.bring_in(
            door.Submission(title="", text="", url=page.url), at=at, get=lambda _url: page, queue=False
        ).article
    except door.Refused:
        return False
    return reading.read_article(article.pk, at=at).state == "done"


def rows(laps: list[Spent], each: list[float], number: int, refused: int) -> Iterator[Row]:
    whole, last = laps[-1].since(laps[0]), laps[-1].since(laps[-2])
    *_before, begin, end = 0, *ends_of_parts(number)
    what = f"{number:,} pages taken in and read"
    shares = f"{whole.here:.1f} s here, {whole.parser:.1f} s parsing, {whole.server:.1f} s PostgreSQL"
    yield Row(what, number / whole.total, "a core-s", shares)
    here = f"here {in_milliseconds(each)}"
    yield Row(f"the last {end - begin:,} of them", (end - begin) / last.total, "a core-s", here)
    counted = {"claims": Claim, "stints": Stint, "rumours": Rumour}
    kept = ", ".join(f"{model.objects.count():,} {word}" for word, model in counted.items())
    yield Row("articles kept", Article.objects.count(), "articles", f"{kept}; {refused} refused")


def bare(number: int) -> Row:
    """trafilatura alone, without dates, isolation, database and reading."""
    import trafilatura

    made = [told.page() for told in pages(number)]
    trafilatura.extract(made[0])
    took = []
    for page in made:
        began = time.process_time()
        trafilatura.extract(page)
        took.append(time.process_time() - began)
    what = f"{number:,} of the same pages, trafilatura alone"
    return Row(what, number / sum(took), "a core-s", in_milliseconds(took))


def page_of(told: Told, at: int, outlets: dict[str, list[str]]) -> Page:
    domains = outlets.get(told.language) or outlets[""]
    url = f"https://{domains[at % len(domains)]}/{told.day.year}/article-{at}"
    return Page(url, url, 200, told.page().encode(), "text/html", "utf-8")


def outlets_by_language() -> dict[str, list[str]]:
    """Where outlets of a language publish; under nothing, where all do."""
    found: dict[str, list[str]] = {"": []}
    for language, domain in (
        Outlet.objects.exclude(domain="").order_by("pk").values_list("language", "domain")
    ):
        found.setdefault(language, []).append(domain)
        found[""].append(domain)
    return found


def spent(here: float) -> Spent:
    return Spent(here, _of(_parser()), _of(_postmaster()))


def _parser() -> psutil.Process | None:
    return next((child for child in psutil.Process().children() if PARSER in child.cmdline()), None)


def _postmaster() -> psutil.Process | None:
    """None where the server runs elsewhere: then its share is not counted."""
    return processes.postmaster_of(embedded.data_folder()) if database_is_embedded() else None


def _of(process: psutil.Process | None) -> float:
    """The process and its children; those that have ended are in its own account."""
    if process is None:
        return 0.0
    seconds = 0.0
    for one in [process, *process.children()]:
        with suppress(psutil.NoSuchProcess):
            seconds += sum(one.cpu_times()[:4]) if one == process else sum(one.cpu_times()[:2])
    return seconds
