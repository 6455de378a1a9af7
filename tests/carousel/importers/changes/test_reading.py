"""Each cell of a printed table is read right or refused with its reason."""

from __future__ import annotations

import pytest

from carousel.importers.changes import dates, manners, people, seasons
from carousel.importers.changes.parsing import parse, team_name
from carousel.importers.rows import Refused

SPLIT = seasons.read("2010–11 Superliga")
YEAR = seasons.read("2010 Allsvenskan")


@pytest.mark.parametrize(
    ("written", "season", "earliest", "latest"),
    [
        ("5 june 2010", SPLIT, "2010-06-05", "2010-06-05"),
        ("3 septebmer 2010", SPLIT, "2010-09-03", "2010-09-03"),
        ("sep 14 , 2010", SPLIT, "2010-09-14", "2010-09-14"),
        ("May 8, 2010", SPLIT, "2010-05-08", "2010-05-08"),
        ("2010-11-07", SPLIT, "2010-11-07", "2010-11-07"),
        ("31.05.2010", SPLIT, "2010-05-31", "2010-05-31"),
        ("14 april 2011 (dutch)", SPLIT, "2011-04-14", "2011-04-14"),
        ("june 13", YEAR, "2010-06-13", "2010-06-13"),
        ("22 november", SPLIT, "2010-11-22", "2010-11-22"),
        ("12 february", SPLIT, "2011-02-12", "2011-02-12"),
        ("1st of March 2011", SPLIT, "2011-03-01", "2011-03-01"),
        ("August 2010", SPLIT, "2010-08-01", "2010-08-31"),
        ("End of 2009 Season", YEAR, "2009-11-01", "2009-12-31"),
        ("end of 2009 - 10 season", SPLIT, "2010-05-01", "2010-06-30"),
        ("2 2010", SPLIT, "2010-01-01", "2010-12-31"),
    ],
)
def test_a_day_is_read_in_every_shape(written, season, earliest, latest):
    time = dates.read(written, season, "date").time
    assert (time.earliest.isoformat(), time.latest.isoformat()) == (earliest, latest)


@pytest.mark.parametrize("written", ["", "–", "n/a", "TBD"])
def test_no_day_is_no_day(written):
    assert not dates.read(written, SPLIT, "date").is_given


@pytest.mark.parametrize("written", ["after the derby", "45 May 2010", "5 June 1910"])
def test_what_is_no_day_of_the_season_is_refused_in_words(written):
    with pytest.raises(Refused, match=written):
        dates.read(written, SPLIT, "date")


@pytest.mark.parametrize(
    ("heading", "name", "slug"),
    [
        ("2007–08 Premier League", "Premier League", "2007-08"),
        ("2007-2008 Premier League", "Premier League", "2007-08"),
        ("2008–09 Argentine Primera División season", "Argentine Primera División", "2008-09"),
        ("Primera División Apertura 2008", "Primera División Apertura", "2008"),
        ("2009–10 2. Bundesliga", "2. Bundesliga", "2009-10"),
        ("1999–00 Superliga", "Superliga", "1999-00"),
    ],
)
def test_a_heading_names_the_competition_and_the_years(heading, name, slug):
    season = seasons.read(heading)
    assert (season.competition, season.slug) == (name, slug)


@pytest.mark.parametrize("heading", ["2008 Senior Hurling Championship", "Premier League", "2007–12 Liga"])
def test_other_sports_and_headings_without_a_season_are_refused(heading):
    with pytest.raises(Refused):
        seasons.read(heading)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("jens - ole vang", [("Jens-Ole Vang", "head_coach")]),
        ("Ulf Berg (caretaker)", [("Ulf Berg", "caretaker")]),
        ("per holm & ib kjær", [("Per Holm", "head_coach"), ("Ib Kjær", "head_coach")]),
        ("a li , b ek and c ley", [("A Li", "head_coach"), ("B Ek", "head_coach"), ("C Ley", "head_coach")]),
        ("ion pop , jr", [("Ion Pop Jr", "head_coach")]),
        ("Ulf Berg1", [("Ulf Berg", "head_coach")]),
        ("angus mcleish", [("Angus McLeish", "head_coach")]),
        ("vacant", []),
    ],
)  # fmt: skip
def test_people_come_apart_and_get_their_capitals(cell, names):
    assert [(person.name, person.role) for person in people.read(cell)] == names


@pytest.mark.parametrize(
    ("words", "manner"),
    [
        ("Sacked", "sacked"),
        ("mutual consent (hired by northtown)", "mutual_consent"),
        ("end of contract", "contract_ended"),
        ("contract terminated", "sacked"),
        ("Signed by Northtown", "left_for_club"),
        ("northtown purchased rights for £3m", "left_for_club"),
        ("End of interim spell", "caretaker_ended"),
        ("stepped down to assistant position", "resigned"),
        ("gardening leave 1", "sacked"),
        ("Not on record", "unspecified"),
    ],
)
def test_a_manner_has_its_word(words, manner):
    assert manners.read(words, was_caretaker=False)[0] == manner


def test_a_caretaker_who_is_replaced_has_ended_his_spell():
    assert manners.read("replaced", was_caretaker=True) == ("caretaker_ended", "replaced")


def test_a_manner_that_nobody_knows_is_refused():
    with pytest.raises(Refused, match="abducted"):
        manners.read("abducted", was_caretaker=False)


def test_a_team_in_small_letters_gets_its_capitals():
    assert team_name("queen 's park") == "Queen's Park"
    assert team_name("vfb nordstadt ii") == "VfB Nordstadt II"
    assert team_name("unión de la costa") == "Unión de la Costa"


def test_a_file_without_the_columns_says_which_one(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("team,outgoing\nx,y\n")
    assert "column season" in str(parse(file).refused[0])
