"""Importing a public list of clubs on top of those that are known."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carousel.importers.clubs import apply, is_ordinary, parse
from carousel.models import Club, ClubAlias
from tests.factories import make_club

pytestmark = pytest.mark.django_db


def write(folder, *rows):
    path = folder / "clubs.csv"
    path.write_text("\n".join(["name,country,city,aliases,kind", *rows]) + "\n", encoding="utf-8")
    return path


def run(folder, *rows):
    return apply(parse(write(folder, *rows)))


def forms_of(slug):
    return dict(ClubAlias.objects.filter(club__slug=slug).values_list("text", "is_ambiguous"))


def test_a_missing_club_is_added_with_its_forms(tmp_path):
    result = run(tmp_path, "Stensjö FK,Sweden,Malmö (Limhamn),Stensjö|Stensjö Fotboll,club")
    club = Club.objects.get()
    assert (club.slug, club.country, club.city, club.kind) == ("stensjo-fk", "SE", "Malmö", "club")
    assert forms_of("stensjo-fk") == {"Stensjö": False, "Stensjö Fotboll": False}
    assert (len(result.created), result.forms, result.flagged) == (1, 2, 0)


def test_a_known_club_is_found_by_name_or_form_and_stays_as_it_is(tmp_path):
    club = make_club("Havnestad BK", slug="havnestad", city="Havnestad")
    club.aliases.create(text="Havnens Boldklub")
    result = run(tmp_path, "HAVNESTAD BK,Denmark,Elsewhere,HBK,", "Hårby,Denmark,,Havnens boldklub,")
    assert (result.matched, result.created) == (2, [])
    assert Club.objects.get().city == "Havnestad"
    assert forms_of("havnestad") == {"Havnens Boldklub": False}


def test_the_same_name_in_another_country_is_another_club(tmp_path):
    make_club("Havnestad BK", slug="havnestad-bk", country="NO")
    run(tmp_path, "Havnestad BK,Denmark,,,")
    assert forms_of("havnestad-bk-dk") == {"Havnestad BK": True}


def test_an_ambiguous_form_never_finds_a_club(tmp_path):
    make_club("Havnestad BK", slug="havnestad-bk").aliases.create(text="HBK", is_ambiguous=True)
    run(tmp_path, "Hasle Boldklub,Denmark,Hasle,HBK,")
    assert forms_of("hasle-boldklub") == {"HBK": True}


def test_a_form_of_two_clubs_of_the_list_is_flagged_in_both(tmp_path):
    result = run(tmp_path, "Byfjord IL,Norway,,BIL,", "Borgnes IL,Norway,,BIL,")
    assert forms_of("byfjord-il") == forms_of("borgnes-il") == {"BIL": True}
    assert result.flagged == 2


def test_given_names_and_ordinary_words_are_flagged(tmp_path):
    run(tmp_path, "Sigurd Athletic,England,,Rasmus|Racing|SA|Sigurdians,")
    assert forms_of("sigurd-athletic") == {"Rasmus": True, "Racing": True, "SA": True, "Sigurdians": False}
    assert is_ordinary("Lag") is False
    assert is_ordinary("Standard")


def test_a_row_that_may_be_two_clubs_is_left_out_with_both_named(tmp_path):
    for name in ("Hasle", "Havnestad"):
        make_club(f"{name} BK", slug=name.lower()).aliases.create(text=f"Gamle {name}")
    result = run(tmp_path, "Union 1910,Denmark,,Gamle Hasle|Gamle Havnestad,")
    assert [str(row) for row in result.unclear] == [
        "clubs.csv, line 2: “Union 1910” may be any of hasle, havnestad."
    ]
    assert Club.objects.count() == 2


def test_errors_of_the_source_are_mended_and_bad_rows_do_not_stop_the_rest(tmp_path):
    result = run(
        tmp_path,
        "Derry City FC,Northern Ireland,,,",
        "FK Nord,Latvija,city:nord,,",
        "Elf,Yugoslavia,,,",
        ",Denmark,,,",
        "Alte Elf,Germany,,,veterans",
    )
    assert dict(Club.objects.values_list("name", "country")) == {"Derry City FC": "IE", "FK Nord": "LV"}
    assert [(row.line, row.reason) for row in result.refused] == [
        (4, "The country “Yugoslavia” is not known here."),
        (5, "The name is missing."),
        (6, "The kind “veterans” is none of club, reserve, national team."),
    ]


def test_a_national_side_is_not_taken_for_a_club_of_that_name(tmp_path):
    make_club("Austria", slug="austria", country="AT", kind="national")
    result = run(tmp_path, "Austria,Austria,,,national team", "Austria,Austria,Wien,,club")
    assert (result.matched, result.created) == (1, ["club austria-at"])


def test_importing_twice_changes_nothing(tmp_path):
    rows = [
        "Byfjord IL,Norway,,BIL,",
        "Borgnes IL,Norway,,BIL,",
        "Byfjord IL,Norway,,Fjorden,",
        "Ø,Norway,,,",
    ]
    run(tmp_path, *rows)
    before = list(Club.objects.order_by("pk").values()), list(ClubAlias.objects.order_by("pk").values())
    result = run(tmp_path, *rows)
    assert (result.created, result.matched) == ([], 4)
    assert before == (
        list(Club.objects.order_by("pk").values()),
        list(ClubAlias.objects.order_by("pk").values()),
    )


def test_a_hundred_rows_take_as_many_queries_as_ten(tmp_path):
    seen = []
    for count in (10, 100):
        with CaptureQueriesContext(connection) as queries:
            run(tmp_path, *(f"Klub {n},Denmark,,K{n}|Klubben {n}," for n in range(count)))
        seen.append(len(queries))
    assert seen[1] <= seen[0] + 1  # the second run also fetches the first ten's forms


def test_the_command_reports_and_a_dry_run_changes_nothing(tmp_path):
    out = StringIO()
    call_command("import_clubs", write(tmp_path, "Byfjord IL,Norway,,BIL,"), "--dry-run", stdout=out)
    assert out.getvalue().splitlines() == [
        "created: club byfjord-il",
        "Nothing was changed; it would be: 1 created with 1 written forms (0 ambiguous), "
        "0 known already, 0 unclear, 0 refused",
    ]
    assert not Club.objects.exists()


def test_a_file_that_is_no_list_of_clubs_is_one_sentence(tmp_path):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="no club could be read"):
        call_command("import_clubs", tmp_path / "other.csv", stderr=StringIO())
