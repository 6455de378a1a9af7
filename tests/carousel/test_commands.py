"""The commands whose names and forms stay as they are."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from carousel import store
from carousel.models import Stint
from tests.factories import make_article, make_claim, make_club, make_coach, make_entry, make_outlet

pytestmark = pytest.mark.django_db

TEXT = "Havnestad BK har torsdag fyret cheftræner Aksel Brandvold. Det oplyser klubben.\n"


def run(*args: str) -> str:
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


@pytest.fixture
def cast():
    return make_coach("Aksel Brandvold", slug="aksel-brandvold"), make_club(
        "Havnestad BK", slug="havnestad-bk"
    )


def test_extract_reads_a_bare_text_and_writes_nothing(cast, tmp_path):
    path = tmp_path / "fyret.txt"
    path.write_text(TEXT)
    (line,) = run("extract", str(path), "--published", "2020-09-24", "--title", "Fyret").splitlines()
    read = json.loads(line)
    assert (read["language"], [c["kind"] for c in read["claims"]]) == ("da", ["departure"])
    assert (read["claims"][0]["coach"], read["claims"][0]["when"]) == ("Aksel Brandvold", "2020-09-24")
    assert not Article.objects.exists()


def test_extract_reads_json_lines_in_the_form_of_the_corpus(cast, tmp_path):
    path = tmp_path / "articles.jsonl"
    rows = [{"id": f"a{n}", "title": "", "text": TEXT, "published": None, "outlet": None} for n in range(2)]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    read = [json.loads(line) for line in run("extract", str(path)).splitlines()]
    assert [row["id"] for row in read] == ["a0", "a1"]
    assert all(len(row["claims"]) == 1 for row in read)


def test_extract_explains_every_claim_and_every_cue_without_one(cast, tmp_path):
    path = tmp_path / "fyret.txt"
    path.write_text(f"Bliver cheftræner Aksel Brandvold fyret igen i næste uge?\n{TEXT}")
    told = run("extract", "--explain", str(path), "--published", "2020-09-24")
    assert "departure: Aksel Brandvold / Havnestad BK" in told
    assert "coach       “Aksel Brandvold”, named in full" in told
    assert "asked, not said" in told
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"), [("{broken", "line 1 is not JSON"), ('{"title": "x"}', "needs at least a")]
)
def test_extract_names_the_line_that_it_cannot_read(tmp_path, content, sentence):
    path = tmp_path / "articles.jsonl"
    path.write_text(content)
    with pytest.raises(CommandError, match=sentence):
        run("extract", str(path))


def test_extract_says_that_a_file_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened"):
        run("extract", str(tmp_path / "none.txt"))


def test_as_of_prints_a_coach_as_he_stood(cast):
    coach, club = cast
    make_entry(coach, club, "2018-10-10")
    make_claim(make_article(make_outlet(tier=0), "2020-08-20"), "departure", coach, club, when="2020-08-20")
    store.update(coaches=[coach.pk], clubs=[club.pk])
    before, after = (json.loads(run("as_of", day, "aksel-brandvold")) for day in ("2020-08-19", "2020-08-20"))
    assert (before["as_of"], before["stints"][0]["ended"]) == ("2020-08-19", None)
    assert after["stints"][0]["ended"] == "2020-08-20"


def test_as_of_prints_a_club_with_its_vacancy(cast):
    coach, club = cast
    make_entry(coach, club, "2018-10-10", "2020-08-20")
    store.update(coaches=[coach.pk], clubs=[club.pk])
    body = json.loads(run("as_of", "2020-08-27", "havnestad-bk"))
    assert (body["club"], body["vacancies"][0]["days"]) == ("havnestad-bk", [7, 7])


@pytest.mark.parametrize(("day", "slug"), [("23.9.2020", "aksel-brandvold"), ("2020-09-23", "nobody")])
def test_as_of_refuses_with_a_sentence(cast, day, slug):
    with pytest.raises(CommandError, match=r"is not a day|No coach and no club"):
        run("as_of", day, slug)


def test_rebuild_check_fails_where_the_record_is_not_what_the_ledger_says(cast):
    entry = make_entry(*cast)
    store.update(coaches=[entry.coach_id], clubs=[entry.club_id])
    assert "nothing to change" in run("rebuild", "--check")
    Stint.objects.update(manner="sacked")
    with pytest.raises(CommandError, match="1 stints updated"):
        run("rebuild", "--check")


def test_rebuild_brings_the_record_back(cast):
    make_entry(*cast)
    assert "1 stints created" in run("rebuild")
    assert "nothing to change" in run("rebuild")
