"""The public log of corrections tells how hand-entered stints were corrected, and why."""

import copy
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from carousel import editorial, entering, naming
from carousel.importers import stints
from carousel.importers.rows import StintRow
from carousel.models import StintEntry
from carousel.record.days import Days
from tests.factories import make_club, make_coach, make_decision, make_entry, make_user, time_range

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 12, 1, 9, 0, tzinfo=UTC)
EMPTY = "Nothing has been corrected yet"


@pytest.fixture
def administrator():
    return make_user("administrator", "ada")


@pytest.fixture
def entry(administrator):
    coach, club = make_coach("Per Holmvik"), make_club("Havnestad BK")
    entry = StintEntry(coach=coach, club=club, started=time_range("2018-07-01"))
    return entering.enter_stint(entry, editor=administrator, at=NOW)


def correct(entry, editor, at=NOW, **values):
    changed = copy.copy(entry)
    for name, value in values.items():
        setattr(changed, name, value)
    return entering.correct_stint(entry.pk, changed, editor=editor, at=at)


def log(client, **asked):
    page = re.search(r"<main.*</main>", client.get("/corrections/", asked).content.decode(), re.S)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_what_was_corrected_stands_beside_what_was_said_with_its_source_and_without_the_note(
    client, entry, administrator
):
    ended = {"ended": time_range("2020-09-21"), "manner": "sacked"}
    correct(entry, administrator, **ended, source="Kystposten 22.9.2020", note="my brother said so")
    page = log(client)
    assert "To: 21 Sep 2020 (was: no end entered)" in page
    assert "How it ended: sacked (was: not on record)" in page
    assert "Source: Kystposten 22.9.2020 Per Holmvik , Havnestad BK" in page
    assert "From:" not in page
    assert "brother" not in page


def test_a_stint_that_was_taken_out_says_what_had_stood_and_no_reason(client, administrator):
    entry = make_entry(started="2018-07-01", contract_until=time_range("2021-06-30"), source="Kystposten")
    entering.withdraw_stint(entry.pk, editor=administrator, at=NOW)
    page = log(client)
    assert "A stint was taken out" in page
    assert "Role: head coach From: 1 Jul 2018 Contract until: 30 Jun 2021 no reason given" in page


def test_each_field_that_readers_see_is_told_old_and_new(client, entry, administrator):
    new = {"role": "caretaker", "arrangement": "shared", "coach": make_coach("Odd Strand")}
    correct(entry, administrator, **new, first_match_on=date(2018, 7, 9))
    page = log(client)
    assert "Coach: Odd Strand (was: Per Holmvik) Role: caretaker (was: head coach)" in page
    assert "Arrangement: shared (was: alone) First match on: 9 Jul 2018 (was: not on record)" in page


def test_an_entry_that_reads_as_the_one_before_is_no_correction(client, entry, administrator):
    correct(entry, administrator, note="looked up", source="Kystposten", known_since=date(2020, 1, 1))
    assert EMPTY in log(client)


def test_a_table_that_was_imported_again_corrects_nothing_and_a_person_who_corrects_it_does(
    client, administrator
):
    coach, club = make_coach(reference={"key": "holmvik"}), make_club(reference={"key": "havnestad"})
    given = (coach.reference["key"], club.reference["key"], "head_coach", Days.on(date(2018, 7, 1)))
    for ended in (None, Days.on(date(2020, 9, 21))):
        stints.enter({"one": StintRow("one", *given, ended, "", None, None, "", "")}, NOW)
    assert (StintEntry.objects.count(), EMPTY in log(client)) == (2, True)
    correct(StintEntry.objects.get(withdrawn_at=None), administrator, ended=time_range("2020-09-22"))
    assert "To: 22 Sep 2020 (was: 21 Sep 2020)" in log(client)


def test_a_merge_is_no_correction_and_one_between_the_two_is_none_while_they_are_one(
    client, entry, administrator
):
    other = make_coach("P. Holmvik")
    correct(entry, administrator, coach=other)
    assert "Coach: P. Holmvik (was: Per Holmvik)" in log(client)
    merged = naming.merge(other, entry.coach, editor=administrator, at=NOW)
    assert EMPTY in log(client)
    editorial.undo(merged.pk, editor=administrator, at=NOW)
    assert "Coach: P. Holmvik (was: Per Holmvik)" in log(client)


def test_who_was_rejected_for_the_post_is_not_named_once_his_stint_is_taken_out(client, entry, administrator):
    correct(entry, administrator, coach=make_coach("Odd Strand"), source="Per Holmvik himself")
    assert "Per Holmvik" in log(client)
    make_decision("reject", entry.coach, entry.club, "in")
    page = log(client)
    assert "A stint was corrected" in page
    assert "Holmvik" not in page
    assert "no page any more" in page


def test_who_was_rejected_for_a_post_that_the_record_says_he_had_is_named(client, entry, administrator):
    correct(entry, administrator, started=time_range("2018-07-02"))
    make_decision("reject", entry.coach, entry.club, "in")
    assert "From: 2 Jul 2018 (was: 1 Jul 2018)" in log(client)
    assert "Per Holmvik , Havnestad BK" in log(client)


def test_an_end_that_was_rejected_is_not_told_again(client, entry, administrator):
    sacked = correct(entry, administrator, ended=time_range("2020-09-21"), manner="sacked")
    correct(sacked, administrator, ended=None, manner="", contract_until=time_range("2021-06-30"))
    make_decision("reject", entry.coach, entry.club, "out")
    page = log(client)
    assert page.count("To: rejected, and not told again") == 2
    assert "Contract until: 30 Jun 2021 (was: not on record)" in page
    assert "acked" not in page
    assert "21 Sep" not in page


def test_a_name_that_is_nobodys_is_in_no_correction(client, administrator):
    coach = make_coach("Havnestads Træner", is_provisional=True)
    entry = make_entry(coach)
    entering.withdraw_stint(entry.pk, editor=administrator, at=NOW)
    assert coach.name in log(client)
    naming.ignore(coach, editor=administrator, at=NOW)
    assert EMPTY in log(client)


def test_a_past_day_has_what_was_corrected_by_then_and_the_slider_halts_there(client, entry, administrator):
    correct(entry, administrator, at=NOW, ended=time_range("2020-09-21"))
    assert EMPTY in log(client, as_of="2020-11-30")
    assert "To: 21 Sep 2020" in log(client, as_of="2020-12-01")
    page = client.get("/corrections/").content.decode()
    assert 'data-days="2020-12-01 today"' in page
    assert "1 Dec 2020: corrections" in page


def test_decisions_and_stints_page_by_key_in_one_order(client, administrator):
    taken_out = [make_entry(make_coach(f"Coach {number:02}")) for number in range(51)]
    for number, entry in enumerate(taken_out):
        at = NOW + timedelta(hours=number)
        entering.withdraw_stint(entry.pk, editor=administrator, at=at)
        make_decision("reject", made_at=at, reason="other", editor=administrator)
    told, after = [], ""
    while after is not None:
        page = client.get("/corrections/", {"after": after} if after else {}).content.decode()
        told += re.findall(r"Coach \d\d(?=</a>)|A rumour was withdrawn(?=<)", page)
        found = re.search(r'rel="next" href="\?after=([^"]+)"', page)
        after = found and found[1]
    expected = [[f"Coach {number:02}", "A rumour was withdrawn"] for number in reversed(range(51))]
    assert told == [row for pair in expected for row in pair]


def test_more_corrections_of_either_kind_ask_no_more_queries(client, administrator):
    def correct_some(number):
        for _ in range(number):
            entry = make_entry(make_coach(), make_club(), entered_by=administrator)
            correct(entry, administrator, ended=time_range("2020-09-21"))
            make_decision("retract", entry.coach, entry.club, "in", editor=administrator)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            log(client)
        return len(asked)

    correct_some(2)
    few = queries()
    correct_some(9)
    assert queries() == few


@pytest.mark.parametrize("after", ["12", "1606813200000000:vacancy:1", "1:entry:", "x:entry:1"])
def test_a_place_that_is_none_is_refused(client, after):
    assert client.get("/corrections/", {"after": after}).status_code == 400


def test_whoever_kept_the_page_gets_it_anew_once_a_stint_is_corrected(client, entry, administrator):
    tag = client.get("/corrections/")["ETag"]
    assert client.get("/corrections/", headers={"If-None-Match": tag}).status_code == 304
    correct(entry, administrator, ended=time_range("2020-09-21"))
    answer = client.get("/corrections/", headers={"If-None-Match": tag})
    assert (answer.status_code, "21 Sep 2020" in answer.content.decode()) == (200, True)
