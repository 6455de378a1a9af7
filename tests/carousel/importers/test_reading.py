"""Each rule that a reference row must keep, and the sentence that says which it broke."""

from __future__ import annotations

from datetime import date

import pytest

from carousel.importers.reading import parse
from carousel.importers.reference import FOLDER
from carousel.record.days import Days
from tests.carousel.importers.reference_files import write


def refusals(folder) -> list[str]:
    return [str(refusal) for refusal in parse(folder).refused]


def test_plain_rows_are_read_as_they_stand(tmp_path):
    found = parse(write(tmp_path))
    assert found.refused == []
    assert found.clubs["havnestad-bk"].level == 1
    assert [form.text for form in found.clubs["havnestad-bk"].forms if form.is_ambiguous] == ["HBK"]
    assert found.coaches["aksel-brandvold"].born == Days.on(date(1971, 3, 2))
    assert found.stints["brandvold-havnestad"].ended == Days(date(2020, 9, 1), date(2020, 9, 30))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"key": "Havnestad BK"}, "The key “Havnestad BK” is not small letters"),
        ({"name": ""}, "The name is missing."),
        ({"name": "H" * 121}, "is longer than 120 characters."),
        ({"country": "DANMARK"}, "The country “DANMARK” is no ISO 3166 code"),
        ({"country": ""}, "The country is missing."),
        ({"level": "0"}, "The level “0” is not a number from 1 to 12."),
        ({"level": "top"}, "The level “top” is not a number"),
        ({"side": "both"}, "The side “both” is none of men, women."),
        ({"kind": "firm"}, "The kind “firm” is none of club, national."),
        ({"kind": "national"}, "A national side has neither level nor city."),
        ({"colour1": "blue"}, "The colour “blue” is not written as # and six digits"),
        ({"colour1": "", "colour2": "#ffffff"}, "The second colour stands without a first."),
        ({"aliases": "HBK|HBK"}, "“HBK” stands twice among aliases."),
        ({"aliases": "HBK|HBK!"}, "The alias “HBK” stands once with “!” and once without."),
        ({"aliases": "HBK||Havnen"}, "Between two bars of aliases stands nothing."),
        ({"aliases": "!"}, "The alias “!” is no name."),
        ({"epithets": "havneklubben"}, "does not say its language, like da:hovedstadsklubben."),
        ({"epithets": "xx:havneklubben"}, "The language “xx” is not one of the two-letter codes"),
        ({"wikidata": "1137"}, "“1137” is not a Wikidata number"),
    ],
)
def test_a_club_that_breaks_a_rule_is_refused_with_its_sentence(tmp_path, row, sentence):
    first, *_ = refusals(write(tmp_path, clubs=row))
    assert first.startswith("clubs.csv, line 2: ")
    assert sentence in first


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"born": "2.3.1971"}, "The date of birth “2.3.1971” is not a day, month or year"),
        ({"born": "1971-02-30"}, "The date of birth “1971-02-30” is not a day"),
        ({"born": "2031"}, "The date of birth “2031” is no coach's."),
        ({"nationality": "Norge"}, "The nationality “Norge” is no ISO 3166 code"),
        ({"gender": "x"}, "The gender “x” is none of m, f."),
        ({"known_for": "Byfjord IL"}, "known_for names “Byfjord IL”, and no club here is called so."),
    ],
)
def test_a_coach_that_breaks_a_rule_is_refused_with_its_sentence(tmp_path, row, sentence):
    first, *_ = refusals(write(tmp_path, coaches=row))
    assert first.startswith("coaches.csv, line 2: ")
    assert sentence in first


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"language": "danish"}, "The language “danish” is not one of the two-letter codes"),
        ({"country": "GB-ENG"}, "An outlet's country is two letters (GB)"),
        ({"domain": "https://kystposten.example"}, "is not a domain, like bold.dk."),
        ({"kind": "blog"}, "The kind “blog” is none of newspaper"),
        ({"tier": "7"}, "The tier “7” is not a number from 0 to 4."),
        ({"tier": "0"}, "Tier 0 is for clubs, leagues and exchanges"),
        ({"feed": "ftp://kystposten.example/rss"}, "is not an address that begins with https://."),
    ],
)
def test_an_outlet_that_breaks_a_rule_is_refused_with_its_sentence(tmp_path, row, sentence):
    assert [sentence in refusal for refusal in refusals(write(tmp_path, outlets=row))] == [True]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"coach": "nobody"}, "No coach has the key “nobody”."),
        ({"club": "nowhere"}, "No club has the key “nowhere”."),
        ({"role": "boss"}, "The role “boss” is none of head_coach"),
        ({"manner": "vanished"}, "The manner “vanished” is none of sacked"),
        ({"ended": ""}, "It says how the stint ended, but not when."),
        ({"ended": "2018"}, "The stint ends before it begins."),
        ({"started": "2020/2019"}, "The start “2020/2019” ends before it begins."),
        ({"known_since": "2020"}, "The day since which it was known “2020” is not one day."),
    ],
)
def test_a_stint_that_breaks_a_rule_is_refused_with_its_sentence(tmp_path, row, sentence):
    assert [sentence in refusal for refusal in refusals(write(tmp_path, stints=row))] == [True]


def test_a_form_of_two_clubs_is_refused_unless_one_of_them_flags_it(tmp_path):
    other = {"key": "hasle-bk", "name": "Hasle BK", "short": "Hasle", "epithets": ""}
    assert parse(write(tmp_path, clubs=[{}, other | {"aliases": "HBK"}])).refused == []
    plain = refusals(write(tmp_path, clubs=[{"aliases": "HBK"}, other | {"aliases": "HBK"}]))
    assert plain == [
        "clubs.csv, line 3: “HBK” also means havnestad-bk; a form of two must carry “!” in one of them."
    ]


def test_a_key_may_stand_once_and_a_domain_belong_to_one_outlet(tmp_path):
    folder = write(tmp_path, coaches=[{}, {"name": "Another"}], outlets=[{}, {"key": "kp"}])
    assert refusals(folder) == [
        "coaches.csv, line 3: The key “aksel-brandvold” stands already in an earlier row.",
        "outlets.csv, line 3: The domain kystposten.example is that of kystposten.",
    ]


def test_a_bad_row_does_not_stop_the_rest(tmp_path):
    bad, good = {"level": "?"}, {"key": "byfjord-il", "name": "Byfjord IL", "short": "", "aliases": ""}
    found = parse(write(tmp_path, clubs=[bad, good], coaches={"known_for": "Byfjord IL"}))
    assert list(found.clubs) == ["byfjord-il"]
    assert list(found.coaches) == ["aksel-brandvold"]
    assert [refusal.line for refusal in found.refused] == [2, 2]


def test_a_file_that_is_no_table_is_refused_with_a_sentence(tmp_path):
    write(tmp_path)
    (tmp_path / "coaches.csv").write_bytes(b"key,name\nx,\xff\xfe")
    (tmp_path / "outlets.csv").write_text("key,name\n")
    (tmp_path / "stints.csv").write_text((tmp_path / "stints.csv").read_text() + "one,two\n")
    assert refusals(tmp_path) == [
        "coaches.csv: This is not a text file in UTF-8.",
        "outlets.csv, line 1: The first line does not name the column language.",
        "stints.csv, line 2: No coach has the key “aksel-brandvold”.",
        "stints.csv, line 3: It has 2 cells, the first line names 11 columns.",
    ]


def test_the_project_s_own_files_are_clean():
    found = parse(FOLDER)
    assert found.refused == []
    assert len(found.clubs) > 2500
    assert len(found.coaches) > 1400
    assert found.stints["thorup-denmark-u21"].coach == "jess-thorup"
