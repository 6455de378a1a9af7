"""The feeds of the reference files: off, made once, and then the editors' own."""

from __future__ import annotations

import csv
from datetime import UTC, datetime

import pytest

from articles.feeds.models import Feed
from articles.models import Outlet
from carousel.importers.reference import FOLDER, apply, parse
from tests.carousel.importers.reference_files import write

AT = datetime(2020, 9, 21, 12, tzinfo=UTC)
URL = "https://www.kystposten.example/rss"


def folder_with(tmp_path, *lines: str):
    write(tmp_path)
    (tmp_path / "feeds.csv").write_text("\n".join(("outlet,url,title", *lines)), encoding="utf-8")
    return tmp_path


@pytest.mark.django_db
def test_a_feed_is_made_switched_off_and_is_never_due(tmp_path):
    apply(parse(folder_with(tmp_path, f"kystposten,{URL},Kystposten: sport")), AT)
    feed = Feed.objects.get()
    assert (feed.url, feed.title, feed.outlet.slug) == (URL, "Kystposten: sport", "kystposten")
    assert (feed.is_on, feed.next_check_at, feed.interval_minutes) == (False, None, None)


@pytest.mark.django_db
def test_a_feed_that_is_there_stays_as_its_editor_has_it(tmp_path):
    rows = parse(folder_with(tmp_path, f"kystposten,{URL},Kystposten: sport"))
    apply(rows, AT)
    Outlet.objects.update(slug="kysten")
    Feed.objects.update(is_on=True, title="Ours", url="http://kystposten.example/rss/", interval_minutes=30)
    before = Feed.objects.values().get()
    result = apply(rows, AT)
    assert (Feed.objects.values().get(), result.created) == (before, [])


def test_a_feed_of_nobody_without_an_address_or_named_twice_is_refused_with_its_line(tmp_path):
    twice = f"kystposten,{URL.replace('https', 'http')}/,Again"
    lines = [f"kystposten,{URL},A", "nobody,https://nobody.example/rss,B", "kystposten,,C", twice]
    found = parse(folder_with(tmp_path, *lines))
    assert len(found.feeds) == 1
    assert [refusal.line for refusal in found.refused] == [3, 4, 5]
    assert str(found.refused[0]) == "feeds.csv, line 3: No outlet has the key “nobody”."


def test_the_desk_starts_with_at_least_sixty_feeds_in_ten_languages():
    reference = parse(FOLDER)
    languages = {reference.outlets[feed.outlet].language for feed in reference.feeds.values()}
    assert (len(reference.feeds) >= 60, len(languages), reference.refused) == (True, 10, [])


def test_every_feed_that_an_outlet_names_stands_in_the_list_of_feeds():
    with (FOLDER / "feeds.csv").open(encoding="utf-8", newline="") as table:
        listed = {row["url"] for row in csv.DictReader(table)}
    assert {row.feed_url for row in parse(FOLDER).outlets.values() if row.feed_url} <= listed
