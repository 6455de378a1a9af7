"""Printed tables go into the ledger once, and the record follows."""

from __future__ import annotations

import csv
from datetime import date

import pytest
import time_machine
from django.core.management import CommandError, call_command

from carousel import editions, store
from carousel.models import Change, Club, Coach, Competition, Season, Stint, StintEntry
from carousel.record.days import Days

pytestmark = pytest.mark.django_db

HEADING = "season,team,outgoing,manner,vacancy,position,incoming,appointment"
LINES = [
    "2010–11 Kystliga,havnestad bk,aksel brandvold,sacked,14 sep 2010,12th,ole brink (caretaker),14 sep 2010",
    "2010–11 Kystliga,havnestad bk,ole brink (caretaker),replaced,24 sep 2010,12th,sten lindqvist,24.9.2010",
    "2010–11 Kystliga,Vesterlund,Sten Lindqvist,Signed by Havnestad,2010-09-24,2nd,Per Holm & Ib Kjær,",
]


@pytest.fixture
def table(tmp_path):
    def write(*lines: str):
        file = tmp_path / "changes.csv"
        file.write_text("\n".join([HEADING, *lines]))
        return file

    return write


def stints() -> dict[tuple[str, str], tuple[str, str]]:
    def day(time, end: str) -> str:
        return str(getattr(time, end) or "") if time else ""

    return {
        (s.coach.name, s.club.name): (day(s.started, "lower"), day(s.ended, "lower"))
        for s in Stint.objects.select_related("coach", "club")
    }


def test_each_line_becomes_stints_of_who_went_and_who_came(table):
    Competition.objects.create(slug="kystliga", name="Kystliga", country="DK")
    call_command("import_changes", table(*LINES))
    assert stints()["Ole Brink", "Havnestad BK"] == ("2010-09-14", "2010-09-24")
    assert stints()["Sten Lindqvist", "Havnestad BK"][0] == "2010-09-24"
    assert stints()["Sten Lindqvist", "Vesterlund"][1] == "2010-09-24"
    assert Stint.objects.filter(arrangement="shared").count() == 2
    assert Stint.objects.get(coach__name="Ole Brink").role == "caretaker"
    assert Season.objects.get().clubs.count() == 2
    assert not store.check()


def test_who_is_new_is_unverified(table):
    call_command("import_changes", table(*LINES))
    assert Club.objects.filter(is_provisional=True).count() == 2
    assert Coach.objects.filter(is_provisional=True).count() == 5


def test_a_second_import_changes_nothing(table, capsys):
    call_command("import_changes", table(*LINES))
    before = (Change.objects.count(), StintEntry.objects.count())
    call_command("import_changes", table(*LINES))
    assert (Change.objects.count(), StintEntry.objects.count()) == before
    assert "0 lines read, 3 known already" in capsys.readouterr().out


def test_a_dry_run_writes_nothing_and_says_what_it_would_do(table, capsys):
    call_command("import_changes", table(*LINES, LINES[0]), "--dry-run")
    assert not Change.objects.exists()
    assert "Nothing was changed; it would be: 3 lines read, 0 known already, 1 printed twice" in (
        capsys.readouterr().out
    )


def test_an_odd_line_is_refused_with_its_reason_and_the_rest_goes_on(table, capsys):
    call_command("import_changes", table(LINES[0], LINES[1].replace("24 sep 2010", "some day", 1)))
    assert "line 3: The date of vacancy “some day” is no day that can be read." in capsys.readouterr().out
    assert Change.objects.count() == 1


def test_a_name_that_two_coaches_have_is_refused(table, capsys):
    for slug in ("one", "two"):
        Coach.objects.create(slug=slug, name="Aksel Brandvold")
    call_command("import_changes", table(*LINES))
    assert "“Aksel Brandvold” may be any of one, two." in capsys.readouterr().out


def test_of_two_coaches_of_a_name_the_one_who_is_known_for_the_club_is_meant(table):
    Club.objects.create(slug="havnestad-bk", name="Havnestad BK", country="DK")
    Coach.objects.create(slug="one", name="Aksel Brandvold")
    Coach.objects.create(slug="two", name="Aksel Brandvold", known_for=["Havnestad BK"])
    call_command("import_changes", table(*LINES))
    assert Stint.objects.filter(coach__slug="two").count() == 1


def test_a_file_without_a_line_that_can_be_read_is_refused(table):
    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_changes", table())


def test_every_cell_is_kept_as_it_was_printed(table):
    call_command("import_changes", table(*LINES))
    row = next(csv.DictReader([HEADING, LINES[0]]))
    change = Change.objects.order_by("id").first()
    assert change.cells["outgoing"] == row["outgoing"]
    assert (change.position, change.manner) == ("12th", "sacked")


def test_of_an_old_table_nobody_is_taken_to_be_in_charge_today(table):
    call_command("import_changes", table(*LINES))
    record = editions.of_seats(as_of=None, today=date(2026, 11, 29)).record
    came = Days.on(date(2010, 9, 24))
    last = next(stint for stint in record.stints if stint.started == came and stint.is_head)
    assert last.ended.earliest == date(2011, 6, 1)
    assert last.may_run_on(date(2011, 5, 31))
    assert not last.may_run_on(date(2026, 11, 29))


def test_the_table_of_the_season_says_who_is_in_charge_today(table):
    with time_machine.travel("2011-08-01T12:00Z", tick=False):
        call_command("import_changes", table(*LINES))
    assert stints()["Sten Lindqvist", "Havnestad BK"] == ("2010-09-24", "")


LATER = "2012–13 Kystliga,Havnestad BK,Sten Lindqvist,sacked,3 Oct 2012,9th,Per Holm,5 Oct 2012"


@pytest.mark.parametrize("files", [[[*LINES, LATER]], [LINES, [LATER]]])
def test_an_end_that_one_table_left_open_is_told_by_a_later_one(table, files):
    for lines in files:
        call_command("import_changes", table(*lines))
    assert stints()["Sten Lindqvist", "Havnestad BK"] == ("2010-09-24", "2012-10-03")
    assert Stint.objects.filter(coach__name="Sten Lindqvist", club__name="Havnestad BK").count() == 1


def test_who_came_or_went_on_a_day_that_is_not_printed_did_so_in_the_season(table):
    call_command("import_changes", table("2010–11 Kystliga,Sundby,Ib Kjær,sacked,,,Bo Lund,"))
    assert stints()["Bo Lund", "Sundby"][0] == "2010-06-01"
    assert stints()["Ib Kjær", "Sundby"][1] == "2010-06-01"
