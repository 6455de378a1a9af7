"""Loading reference data: once, again, and beside an editor."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Outlet
from carousel import store
from carousel.importers.reference import FOLDER, apply, parse
from carousel.models import Club, ClubAlias, Coach, Stint, StintEntry
from tests.carousel.importers.reference_files import many_clubs, write
from tests.factories import make_club

pytestmark = pytest.mark.django_db
AT = datetime(2020, 9, 21, 12, tzinfo=UTC)


def load(folder, **rows):
    return apply(parse(write(folder, **rows)), AT)


def test_a_first_load_makes_every_record_with_its_forms(tmp_path):
    result = load(tmp_path)
    assert (len(result.created), result.refused) == (4, [])
    club = Club.objects.get(slug="havnestad-bk")
    forms = club.aliases.values_list("text", "is_ambiguous", "language", "is_epithet").order_by("id")
    assert list(forms) == [
        ("HBK", True, "", False),
        ("Havnestad Boldklub", False, "", False),
        ("havneklubben", False, "da", True),
    ]
    assert Coach.objects.get().known_for == ["Havnestad BK"]
    assert Outlet.objects.get().cited_as == ["Kystposten", "KP"]


def test_a_second_load_changes_nothing(tmp_path):
    load(tmp_path)
    before = [
        list(model.objects.order_by("pk").values()) for model in (Club, ClubAlias, Coach, Outlet, StintEntry)
    ]
    result = load(tmp_path)
    after = [
        list(model.objects.order_by("pk").values()) for model in (Club, ClubAlias, Coach, Outlet, StintEntry)
    ]
    assert (result.created, result.updated, result.kept, result.unchanged) == ([], [], [], 4)
    assert before == after


def test_what_the_files_say_anew_is_updated(tmp_path):
    load(tmp_path)
    result = load(tmp_path, clubs={"city": "Nyhavn", "aliases": "HBK|Havnen"}, coaches={"born": "1971"})
    assert result.updated == [
        "club havnestad-bk: city, “HBK”, “Havnen”, no longer “Havnestad Boldklub”",
        "coach aksel-brandvold: born",
    ]
    club = Club.objects.get()
    assert (club.city, club.updated_at) == ("Nyhavn", AT)
    assert sorted(club.aliases.values_list("text", "is_ambiguous")) == [
        ("HBK", False), ("Havnen", False), ("havneklubben", False),
    ]  # fmt: skip
    assert Coach.objects.get().born.upper.isoformat() == "1972-01-01"


def test_what_an_editor_changed_is_kept(tmp_path):
    load(tmp_path)
    Club.objects.update(city="Gammelhavn", wikidata="Q5")
    Club.objects.get().aliases.create(text="Havnen")
    ClubAlias.objects.filter(text="HBK").delete()
    result = load(tmp_path, clubs={"city": "Nyhavn", "level": "2"})
    assert result.kept == ["club havnestad-bk: city, wikidata, without “HBK”"]
    club = Club.objects.get()
    assert (club.city, club.wikidata, club.level) == ("Gammelhavn", "Q5", 2)
    assert sorted(club.aliases.values_list("text", flat=True)) == [
        "Havnen",
        "Havnestad Boldklub",
        "havneklubben",
    ]
    assert load(tmp_path, clubs={"city": "Nyhavn", "level": "2"}).kept == result.kept


def test_a_renamed_slug_is_still_the_same_club(tmp_path):
    load(tmp_path)
    Club.objects.update(slug="havnestad")
    assert load(tmp_path).unchanged == 4
    assert Club.objects.get().slug == "havnestad"


def test_a_key_whose_slug_an_editor_gave_away_gets_another(tmp_path):
    load(tmp_path)
    Club.objects.update(slug="hasle-bk")
    hasle = {"key": "hasle-bk", "name": "Hasle BK", "short": "", "aliases": "", "epithets": ""}
    assert load(tmp_path, clubs=[{}, hasle]).created == ["club hasle-bk"]
    assert Club.objects.get(name="Hasle BK").slug == "hasle-bk-2"
    assert load(tmp_path, clubs=[{}, hasle]).unchanged == 5


def test_a_club_that_an_editor_made_first_gets_only_what_it_lacks(tmp_path):
    make_club("Havnestad Boldklub", slug="havnestad-bk", colour1="#111111", colour2="")
    result = load(tmp_path)
    club = Club.objects.get()
    assert (club.name, club.colour1, club.city) == ("Havnestad Boldklub", "#111111", "Havnestad")
    assert result.kept == ["club havnestad-bk: name, colour1"]


def test_a_provisional_club_takes_the_file_s_word_and_is_verified(tmp_path):
    make_club("HAVNESTAD", slug="havnestad-bk", is_provisional=True)
    load(tmp_path)
    club = Club.objects.get()
    assert (club.name, club.is_provisional) == ("Havnestad BK", False)


def test_the_record_follows_from_the_stints_of_the_files(tmp_path):
    load(tmp_path)
    stint = Stint.objects.get()
    assert (stint.coach.slug, stint.club.slug, stint.manner) == ("aksel-brandvold", "havnestad-bk", "sacked")
    assert not store.check()


def test_a_stint_for_which_the_record_has_no_room_is_reported(tmp_path):
    rival = {"key": "rival", "coach": "nils-odde", "started": "2019-08-01", "ended": "2020-06-01"}
    coaches = [{}, {"key": "nils-odde", "name": "Nils Odde", "aliases": ""}]
    result = load(tmp_path, coaches=coaches, stints=[{}, rival])
    assert [str(refusal)[:25] for refusal in result.refused] == ["stint rival: The ledger h"]


def test_a_stint_that_the_files_correct_replaces_its_ledger_row(tmp_path):
    load(tmp_path)
    result = load(tmp_path, stints={"ended": "2020-09-03"})
    old, new = StintEntry.objects.order_by("id")
    assert result.updated == ["stint brandvold-havnestad: ended"]
    assert (old.withdrawn_at, new.replaces, new.ended.lower.isoformat()) == (AT, old, "2020-09-03")
    assert result.pairs == {(new.coach_id, new.club_id)}


def test_a_stint_that_an_editor_withdrew_stays_withdrawn(tmp_path):
    load(tmp_path)
    StintEntry.objects.update(withdrawn_at=AT)
    assert load(tmp_path, stints={"ended": "2020-10"}).kept == ["stint brandvold-havnestad: withdrawn"]
    assert StintEntry.objects.filter(withdrawn_at=None).count() == 0


def queries_of(folder, count):
    with CaptureQueriesContext(connection) as seen:
        load(folder, clubs=many_clubs(count), coaches={"known_for": "Klub 1"}, stints={"club": "club-1"})
    return len(seen)


def test_a_hundred_rows_take_as_many_queries_as_ten(tmp_path):
    ten = queries_of(tmp_path, 10)
    Club.objects.filter(stint_entries=None).delete()
    hundred = queries_of(tmp_path, 100)
    again = queries_of(tmp_path, 100)
    assert hundred <= ten
    assert again < ten


def test_the_command_reports_and_a_dry_run_changes_nothing(tmp_path):
    out = StringIO()
    folder = write(tmp_path, outlets=[{}, {"key": "x", "domain": "x", "name": "X"}])
    call_command("load_reference", folder, "--dry-run", stdout=out)
    assert "refused: outlets.csv, line 3: “x” is not a domain, like bold.dk." in out.getvalue()
    assert "Nothing was changed; it would be: 4 created, 0 updated" in out.getvalue()
    assert not Club.objects.exists()


def test_a_folder_without_rows_is_one_sentence(tmp_path):
    with pytest.raises(CommandError, match="no reference row could be read"):
        call_command("load_reference", tmp_path / "nowhere", stderr=StringIO())


def test_the_project_s_own_files_load_whole_and_only_once():
    first = apply(parse(FOLDER), AT)
    again = apply(parse(FOLDER), AT)
    assert (first.refused, first.kept, first.updated) == ([], [], [])
    assert (again.created, again.updated, again.kept, again.unchanged) == ([], [], [], len(first.created))
    assert not store.check()
