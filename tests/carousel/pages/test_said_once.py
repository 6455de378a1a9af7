"""What pages say over and over is made once, and is what it would be if it were made each time."""

from __future__ import annotations

import gc
from datetime import date

import pytest
from django.db import connection
from django.template import Context, Template
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils.safestring import mark_safe
from django.utils.translation import override

from articles.paths import path_of, path_to
from carousel.known_ranges import KnownRanges
from carousel.record.days import Days
from carousel.views import signs
from config import collecting

OF_ONE = [("coach", "per-aas"), ("club", "fjordby"), ("rumour", 17), ("outlet", "kystposten"), ("article", 3)]


@pytest.mark.parametrize(("name", "key"), OF_ONE)
def test_a_path_is_what_the_table_of_addresses_says_also_below_another(name, key):
    before = get_script_prefix()
    try:
        for prefix in ("/", "/football/"):
            set_script_prefix(prefix)
            assert path_to(name, key) == reverse(name, args=[key])
            assert path_of("report-new") == reverse("report-new")
    finally:
        set_script_prefix(before)


def read(written: str):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::daterange", [written])
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "written", ["[2020-08-20,2020-08-21)", "(,2020-01-01)", "[2020-01-01,)", "empty", "(,)"]
)
def test_a_range_is_read_once_and_as_ever(written):
    first = read(written)
    assert read(written) is first
    assert first.isempty == (written == "empty")
    assert first.lower == (date.fromisoformat(written[1:11]) if written.startswith("[") else None)


@pytest.mark.django_db
def test_ranges_without_end_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr("carousel.known_ranges.MOST", 10)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT daterange('2020-01-01'::date, '2020-02-01'::date + n) FROM generate_series(1, 50) n"
        )
        assert len(set(cursor.fetchall())) == 50
    assert len(KnownRanges.known) <= 10


def test_a_sign_has_the_words_of_each_language():
    day = Days.on(date(2020, 10, 1))
    with override("da"):
        danish = (
            signs.status("rumour"),
            signs.time(day),
            signs.evidence_marker(3),
            signs.ladder("in", "talks", "open"),
        )
    english = (
        signs.status("rumour"),
        signs.time(day),
        signs.evidence_marker(3),
        signs.ladder("in", "talks", "open"),
    )
    assert all(da != en for da, en in zip(danish, english, strict=True))
    assert "Rumour" in english[0]
    assert "1 Oct 2020" in english[1]


def test_words_that_are_safe_and_words_that_are_not_are_kept_apart():
    assert "<b>" in signs.status("ended", mark_safe("<b>so</b>"))
    assert "&lt;b&gt;" in signs.status("ended", "<b>so</b>")
    assert "<b>" in signs.status("ended", mark_safe("<b>so</b>"))


SAID = Template(
    '{% load i18n %}{% translate "Club" %}, {% translate "Open" context "seat" as word %}{{ word }}, '
    "{% translate name %}, {% translate name|upper %}"
)


def test_the_words_of_a_template_are_those_of_the_language_and_variables_are_looked_up_each_time():
    for _twice in range(2):
        assert SAID.render(Context({"name": "Coach"})) == "Club, Open, Coach, COACH"
        with override("da"):
            assert SAID.render(Context({"name": "Coach"})) == "Klub, Ledigt, Træner, TRÆNER"
            assert SAID.render(Context({"name": "Today"})).endswith(", I dag, I DAG")


def test_what_is_loaded_at_the_start_is_not_looked_through_for_garbage():
    before = gc.get_threshold()
    try:
        collecting.seldom()
        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold()[0] == collecting.NEW_OBJECTS
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
