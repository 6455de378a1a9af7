"""The table of a season: from the record, from printed lines, or both; with caretakers and without."""

from __future__ import annotations

import csv
import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from carousel import store
from carousel.models import Club, ClubAlias, Competition, Participation, Season
from tests.factories import make_club, make_coach, make_entry

pytestmark = pytest.mark.django_db

HEADING = "season,team,outgoing,manner,vacancy,position,incoming,appointment"
K = "2010–11 Kystliga"
PRINTED = [
    f"{K},Havnestad BK,Aksel Brandvold,Sacked,14 Sep 2010,12th,Ole Brink (caretaker),14 Sep 2010",
    f"{K},Havnestad BK,Ole Brink (caretaker),Interim spell over,24 Sep 2010,13th,Sten Lindqvist,24 Sep 2010",
    f"{K},Vesterlund IF,Lars Krogh,Signed by Sydby,End of 2010 Season,Pre-season,Per Holm & Ib Kjær,",
]  # fmt: skip


@pytest.fixture
def season() -> Season:
    competition = Competition.objects.create(slug="kystliga", name="Kystliga", country="DK", level=1)
    return Season.objects.create(
        competition=competition, slug="2010-11", starts_on="2010-07-01", ends_on="2011-06-30"
    )


@pytest.fixture
def printed(season, tmp_path):
    file = tmp_path / "changes.csv"
    file.write_text("\n".join([HEADING, *PRINTED]))
    call_command("import_changes", file)
    return season


def rows(client, season: Season, query: str = "") -> list[list[str]]:
    answer = client.get(f"{season.get_absolute_url()}?format=csv{query}")
    return list(csv.reader(answer.content.decode().splitlines()))[1:]


def plays(season: Season, *clubs: Club) -> None:
    Participation.objects.bulk_create(Participation(season=season, club=club) for club in clubs)


def test_printed_lines_come_back_cell_for_cell(client, printed):
    printed_cells = [line.split(",") for line in PRINTED]
    found = {tuple(row[:3]): row for row in rows(client, printed)}
    for cells in printed_cells:
        row = found[K, cells[1], cells[2]]
        assert (row[3], row[5], row[6]) == (cells[3], cells[5], cells[6])
    assert found[K, "Havnestad BK", "Aksel Brandvold"][4] == "14 Sep 2010"
    assert found[K, "Vesterlund IF", "Lars Krogh"][4] == "End of 2010 Season"


def test_without_caretakers_the_permanent_change_is_one_line(client, printed):
    came = ("Sten Lindqvist", "24 Sep 2010")
    found = [row for row in rows(client, printed, "&caretakers=without") if row[1] == "Havnestad BK"]
    assert [(row[2], row[6], row[7]) for row in found] == [("Aksel Brandvold", *came)]


def test_changes_of_the_record_stand_in_the_table(client, season):
    club = make_club("Havnestad BK")
    make_entry(make_coach("Aksel Brandvold"), club, "2009-07-01", "2010-11-02", manner="sacked")
    make_entry(make_coach("Sten Lindqvist"), club, "2010-11-05")
    plays(season, club)
    store.rebuild()
    assert rows(client, season) == [
        [K, "Havnestad BK", "Aksel Brandvold", "Sacked", "2 Nov 2010", "", "Sten Lindqvist", "5 Nov 2010"]
    ]  # fmt: skip
    page = client.get(season.get_absolute_url()).content.decode()
    assert "1 of 1" in page
    assert "First day and last" in page


def test_a_club_of_which_nothing_is_on_record_leaves_the_table_be(client, season):
    plays(season, make_club())
    assert rows(client, season) == []
    assert "No change is on record for this season." in client.get(season.get_absolute_url()).content.decode()


def test_a_change_of_the_record_that_is_also_printed_is_one_line(client, printed):
    assert len(rows(client, printed)) == len(PRINTED)


def test_a_change_of_another_season_is_not_in_the_table(client, season):
    club = make_club()
    make_entry(make_coach(), club, "2009-07-01", "2012-01-02")
    plays(season, club)
    store.rebuild()
    assert rows(client, season) == []


def test_the_table_as_it_stood_leaves_out_what_came_later(client, printed):
    found = rows(client, printed, "&as_of=2010-09-15")
    assert [(row[2], row[6]) for row in found] == [("Aksel Brandvold", "Ole Brink (caretaker)")]


def by_the_column(client, season: Season, sort: str) -> tuple[list[str], str]:
    """The teams from top to bottom, and the heading that says how they are sorted."""
    page = client.get(f"{season.get_absolute_url()}?sort={sort}").content.decode()
    table = page[page.index('<table class="changes') :].split("</table>")[0]
    (way,) = re.findall(r'aria-sort="(\w+)"', table)
    return re.findall(r'<th scope="row"><a[^>]+>([^<]+)</a>', table), way


@pytest.mark.parametrize(
    ("sort", "place"),
    [("team", 2), ("outgoing", 1), ("manner", 2), ("vacancy", 2), ("position", 2), ("incoming", 1)],
)
def test_the_table_is_sorted_by_the_column_that_is_asked_for(client, printed, sort, place):
    teams, way = by_the_column(client, printed, sort)
    assert (teams.index("Vesterlund IF"), way) == (place, "ascending")


@pytest.mark.parametrize(
    ("sort", "first"), [("team", "Vesterlund IF"), ("outgoing", "Havnestad BK"), ("incoming", "Havnestad BK")]
)
def test_a_heading_turns_the_table_round_and_leads_back(client, printed, sort, first):
    teams, way = by_the_column(client, printed, f"-{sort}")
    assert (teams[0], way) == (first, "descending")
    page = client.get(f"{printed.get_absolute_url()}?sort={sort}").content.decode()
    assert f'href="?sort=-{sort}"' in page
    assert f'href="?sort={sort}"' in client.get(f"{printed.get_absolute_url()}?sort=-{sort}").content.decode()


@pytest.mark.parametrize("sort", ["position", "-position", "appointment", "-appointment"])
def test_what_is_not_on_record_comes_last_whichever_way_the_table_is_sorted(client, printed, sort):
    assert by_the_column(client, printed, sort)[0][-1] == "Vesterlund IF"


@pytest.mark.parametrize("sort", ["salary", "-", "--team"])
def test_a_column_that_the_table_does_not_have_is_refused_in_words(client, printed, sort):
    answer = client.get(f"{printed.get_absolute_url()}?sort={sort}")
    assert answer.status_code == 400
    assert "Choose one of its headings." in answer.content.decode()


def test_wikitext_has_seven_columns(client, printed):
    text = client.get(f"{printed.get_absolute_url()}?format=wikitext").content.decode()
    assert text.startswith('{| class="wikitable sortable"')
    assert text.count("\n|-") == len(PRINTED)
    assert all(line.count("||") == 6 for line in text.splitlines() if line.startswith("| "))


def test_what_would_be_a_formula_in_a_spreadsheet_is_quoted(client, season):
    club = make_club("=cmd()")
    make_entry(make_coach(), club, "2009-07-01", "2010-11-02")
    plays(season, club)
    store.rebuild()
    assert rows(client, season)[0][1] == "'=cmd()"


def test_the_exports_read_back_the_same(client, printed, tmp_path):
    before = rows(client, printed)
    file = tmp_path / "again.csv"
    text = client.get(f"{printed.get_absolute_url()}?format=csv").content.decode()
    file.write_text(text.replace("Outgoing manager", "outgoing manager", 1))
    call_command("import_changes", file)
    assert rows(client, printed) == before


@pytest.mark.parametrize("clubs", [2, 12])
def test_queries_do_not_grow_with_the_clubs(client, season, django_assert_num_queries, clubs):
    made = [make_club() for _ in range(clubs)]
    for club in made:
        make_entry(make_coach(), club, "2009-07-01", "2010-11-02")
        make_entry(make_coach(), club, "2010-11-05")
    plays(season, *made)
    store.rebuild()
    with django_assert_num_queries(QUERIES):
        client.get(season.get_absolute_url())


QUERIES = 12


def test_the_list_names_every_season_under_its_country(client, season):
    page = client.get(reverse("seasons")).content.decode()
    assert "Denmark" in page
    assert season.get_absolute_url() in page


@pytest.fixture
def moved(season):
    """Havnestad changes twice and takes Vos out of another league, where Krag follows."""
    home, away, vos = make_club("Havnestad BK", slug="havnestad"), make_club("Sydby"), make_coach("Pim Vos")
    make_entry(make_coach("Aksel Brandvold"), home, "2009-07-01", "2010-09-02", manner="sacked")
    make_entry(make_coach("Ib Kjær"), home, "2010-09-05", "2011-01-10", manner="resigned")
    make_entry(vos, away, "2009-07-01", "2011-01-15", manner="left_for_club")
    make_entry(vos, home, "2011-01-15")
    make_entry(make_coach("Jan Krag"), away, "2011-01-20")
    plays(season, home, make_club("Vesterlund IF", slug="vesterlund"))
    store.rebuild()
    return season


def read(client, season, query: str = "") -> str:
    return " ".join(client.get(f"{season.get_absolute_url()}{query}").content.decode().split())


def test_each_count_leads_to_the_rows_that_it_counts(client, moved):
    page = read(client, moved)
    assert 'href="?manner=sacked#changes">1</a>' in page
    assert 'href="?club=havnestad#changes" aria-label="Havnestad BK: 2 changes">2</a>' in page
    one = client.get(f"{moved.get_absolute_url()}?manner=sacked").context
    assert [row.manner for row in one["rows"]] == ["Sacked"]
    assert (one["counts"].changes, one["chosen"]) == (2, "sacked")
    assert len(client.get(f"{moved.get_absolute_url()}?club=havnestad").context["rows"]) == 2


def test_the_chains_of_the_season_lead_out_of_the_league(client, moved):
    (chain,) = client.get(moved.get_absolute_url()).context["chains"]
    assert [club.name for club in chain.clubs] == ["Havnestad BK", "Sydby"]
    assert "Chains of the season" in read(client, moved)
    assert "No seat of this league" in read(client, moved, "?as_of=2010-12-01")


def test_those_in_charge_stand_by_how_long_they_have_been_as_of_the_day(client, moved):
    def holders(query: str) -> list[tuple]:
        rows = client.get(moved.get_absolute_url() + query).context["holders"]
        return [(row["first"][0].coach.name, row["last"][0].coach.name, row["days"]) for row in rows]

    assert holders("?as_of=2010-08-01") == [("Aksel Brandvold", "Aksel Brandvold", (396, 396))]
    assert holders("?as_of=2010-10-05") == [("Aksel Brandvold", "Ib Kjær", (30, 30))]


def test_counts_of_an_older_day_are_those_of_that_day(client, moved):
    counts = [
        client.get(f"{moved.get_absolute_url()}?as_of={day}").context["counts"]
        for day in ("2010-09-01", "2010-10-05")
    ]
    assert [(one.changes, one.clubs_changed) for one in counts] == [(0, 0), (1, 1)]
    late = client.get(f"{moved.get_absolute_url()}?as_of=2010-09-03").context["rows"]
    assert [row.incoming for row in late] == [()]


def test_a_printed_line_calls_club_and_coach_as_the_table_does(client, season, tmp_path):
    ClubAlias.objects.create(club=make_club("Havnestad Boldklub"), text="Havnestad BK")
    cells = "havnestad bk,Ole Brink,End of caretaker spell,14 Sep 2010,12th,Per Holm (interim),15 Sep 2010"
    file = tmp_path / "changes.csv"
    file.write_text(f"{HEADING}\n{K},{cells}")
    call_command("import_changes", file)
    (row,) = rows(client, season)
    assert (row[1], row[2], row[6]) == ("Havnestad BK", "Ole Brink", "Per Holm (caretaker)")
    page = client.get(season.get_absolute_url(), {"lang": "da"}).content.decode()
    assert ">Havnestad Boldklub</a>" in page
    assert page[page.index("<tbody>") : page.index("</tbody>")].count("Midlertidig") == 2


def test_a_printed_place_is_told_in_the_readers_language(client, printed):
    page = client.get(printed.get_absolute_url(), {"lang": "da"}).content.decode()
    places = re.findall(r'<td[^>]*data-label="Placering"[^>]*>([^<]+)<', page)
    assert set(places) == {"12.", "13.", "Før sæsonen"}


@pytest.mark.parametrize("form", ["csv", "wikitext"])
def test_an_export_is_in_the_language_that_the_import_reads_on_a_danish_page_too(client, printed, form):
    english = client.get(f"{printed.get_absolute_url()}?format={form}").content
    assert client.get(f"{printed.get_absolute_url()}?format={form}&lang=da").content == english


def test_of_a_league_that_a_table_of_changes_alone_names_it_is_not_said_how_many_clubs_played(
    client, printed
):
    page = client.get(printed.get_absolute_url()).content.decode()
    assert "3 managerial changes. 2 clubs changed coach." in page
    plays(printed, make_club("Sundby BK"))
    assert "2 of 3 clubs changed coach." in client.get(f"{printed.get_absolute_url()}?x").content.decode()


def test_who_came_last_in_a_printed_season_holds_the_seat_at_its_end(client, printed):
    page = client.get(printed.get_absolute_url()).content.decode()
    holders = page[page.index('<table class="holders') : page.index('id="by-club"')]
    assert re.search(r'data-label="Last"><a href="[^"]+">Sten Lindqvist</a>', holders)


def test_who_is_first_told_of_years_later_does_not_hold_the_seat_in_the_season(client, season):
    club = make_club("Havnestad BK")
    make_entry(make_coach("Aksel Brandvold"), club, None, "2011-02-01")
    make_entry(make_coach("Sten Lindqvist"), club, None, "2019-06-16")
    plays(season, club)
    store.rebuild()
    page = client.get(season.get_absolute_url()).content.decode()
    holders = page[page.index('<table class="holders') : page.index('id="by-club"')]
    assert "Aksel Brandvold" in holders
    assert "Sten Lindqvist" not in holders


def test_the_manners_counted_add_up_to_the_changes_with_those_not_on_record(client, season):
    manners = ["sacked", "sacked", "resigned", "retired", "died", ""]
    for number, manner in enumerate(manners):
        club = make_club(f"Klub {number}")
        make_entry(make_coach(), club, "2009-07-01", f"2010-11-{number + 2:02}", manner=manner)
        plays(season, club)
    store.rebuild()
    answer = client.get(season.get_absolute_url())
    found = answer.context["manners"]
    assert sum(number for *_, number in found) == answer.context["counts"].changes == len(manners)
    assert found[-1] == ("unspecified", "manner not on record", 1)
    assert "<dt>Manner not on record</dt>" in answer.content.decode()
    for manner, _words, number in found:
        assert len(client.get(f"{season.get_absolute_url()}?manner={manner}").context["rows"]) == number


def test_a_stay_of_one_day_is_told_as_1_day(client, season):
    club = make_club("Havnestad BK")
    make_entry(make_coach(), club, "2010-10-31", "2010-11-01")
    make_entry(make_coach(), club, "2010-11-03")
    plays(season, club)
    store.rebuild()
    tiles = client.get(season.get_absolute_url()).content.decode()
    tiles = tiles[tiles.index('<dl class="counts">') :]
    tiles = tiles[: tiles.index("</dl>")]
    assert tiles.count("1</a> <small>day</small>") == 1


def test_with_caretakers_they_are_among_those_who_left_and_the_seat_stood_empty_as_long(client, season):
    home = make_club("Havnestad BK", slug="havnestad")
    make_entry(make_coach("Aksel Brandvold"), home, "2009-07-01", "2010-09-14", manner="sacked")
    make_entry(make_coach("Ole Brink"), home, "2010-09-18", "2010-09-22", role="caretaker")
    make_entry(make_coach("Sten Lindqvist"), home, "2010-09-23")
    plays(season, home)
    store.rebuild()

    def found(query: str = "") -> tuple:
        context = client.get(f"{season.get_absolute_url()}{query}").context
        stays = context["stays"]
        return (
            [s.coach.name for s in stays.rows],
            stays.median,
            stays.longest_empty[1],
            context["counts"].days_empty,
        )

    assert found() == (["Aksel Brandvold", "Ole Brink"], (222, 222), (9, 9), 9)
    assert found("?caretakers=without") == (["Aksel Brandvold"], (440, 440), (9, 9), 9)
