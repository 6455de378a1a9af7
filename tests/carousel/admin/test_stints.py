"""Stints entered by hand, inline on a coach and on a club."""

from datetime import date

import pytest
from django.utils import timezone

from carousel import entering, store
from carousel.models import Club, Coach, Stint, StintEntry
from carousel.record.days import Days
from tests.carousel.admin.conftest import address, coach_form, stint_rows
from tests.factories import make_club, make_coach, make_entry, make_user, time_range

pytestmark = pytest.mark.django_db


def enter(coach, club, started, ended=None, **fields):
    entry = StintEntry(coach=coach, club=club, started=time_range(started), ended=time_range(ended), **fields)
    return entering.enter_stint(entry, editor=make_user("administrator"), at=timezone.now())


def save(client, coach, *rows, stored=0, **fields):
    form = coach_form(*rows, stored=stored, name=coach.name, slug=coach.slug, **fields)
    return client.post(address(Coach, "change", coach.pk), form)


def errors(response):
    """The sentences beside the rows of stints."""
    formset = next(
        inline.formset
        for inline in response.context["inline_admin_formsets"]
        if inline.formset.prefix == "stint_entries"
    )
    return [sentence for row in formset.errors for found in row.values() for sentence in found]


def test_a_stint_entered_on_a_coach_stands_on_the_record(client, administrator):
    coach, club = make_coach(), make_club()
    row = {"club": club.pk, "started": "aug 2018", "ended": "21.9.2020", "manner": "sacked"}
    assert save(client, coach, row).status_code == 302
    stint = Stint.objects.get(coach=coach, club=club)
    assert stint.started == time_range(Days(date(2018, 8, 1), date(2018, 8, 31)))
    assert (stint.ended, stint.manner, stint.start_basis) == (time_range("2020-09-21"), "sacked", "editor")
    assert StintEntry.objects.get().entered_by == administrator
    assert not store.check()


def test_a_new_coach_may_come_with_his_stints(client, administrator):
    club = make_club()
    rows = [{"club": club.pk, "started": "2016", "ended": "2017"}, {"club": club.pk, "started": "2019"}]
    assert client.post(address(Coach, "add"), coach_form(*rows, born="5.5.1970")).status_code == 302
    coach = Coach.objects.get()
    assert coach.born == time_range("1970-05-05")
    assert coach.stints.count() == 2


def test_a_stint_may_be_entered_on_a_club_too(client, administrator):
    coach, club = make_coach(), make_club()
    form = {"name": club.name, "slug": club.slug, "kind": "club", "side": "men", "country": "DK"}
    form |= {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    form |= stint_rows({"coach": coach.pk, "started": "2018-08-01"})
    assert client.post(address(Club, "change", club.pk), form).status_code == 302
    assert Stint.objects.get().club == club


def test_a_second_head_coach_at_once_is_refused_with_the_name_of_the_first(client, administrator):
    club = make_club("Havnestad BK")
    enter(make_coach("Even Solstad"), club, "2018-07-01", "2020-09-21")
    answer = save(client, make_coach(), {"club": club.pk, "started": "2019-01-01", "ended": "2019-12-31"})
    assert answer.status_code == 200
    assert "Even Solstad was head coach of Havnestad BK then." in errors(answer)[0]
    assert StintEntry.objects.count() == Stint.objects.count() == 1


def test_a_second_head_coach_is_refused_to_a_new_coach_too_and_nothing_is_kept(client, administrator):
    club = make_club()
    enter(make_coach("Even Solstad"), club, "2018-07-01", "2020-09-21")
    answer = client.post(address(Coach, "add"), coach_form({"club": club.pk, "started": "2019"}))
    assert "Even Solstad was head coach" in errors(answer)[0]
    assert Coach.objects.count() == 1


def test_a_club_with_a_long_history_can_be_saved_whole(client, administrator):
    coach, club = make_coach(), make_club()
    entries = [make_entry(coach, club, f"{year}-01-01", f"{year}-12-31") for year in range(1930, 2020)]
    rows = [
        {
            "id": entry.pk,
            "coach": coach.pk,
            "club": club.pk,
            "started": f"{year}-01-01",
            "ended": f"{year}-12-31",
        }
        | dict.fromkeys(("manner", "arrangement", "contract_until", "known_since", "source", "note"), "")
        for year, entry in enumerate(entries, start=1930)
    ]
    assert save(client, coach, *rows, stored=90).status_code == 302
    assert StintEntry.objects.count() == 90


def test_two_may_share_a_post(client, administrator):
    club, coach = make_club(), make_coach()
    enter(make_coach("Even Solstad"), club, "2018-07-01", "2020-09-21", arrangement="shared")
    row = {"club": club.pk, "started": "2018-07-01", "ended": "2020-09-21", "arrangement": "shared"}
    assert save(client, coach, row).status_code == 302
    assert Stint.objects.filter(club=club).count() == 2


def test_a_correction_adds_a_row_and_withdraws_the_old_one(client, administrator):
    coach, club = make_coach(), make_club()
    old = enter(coach, club, "2018-07-01")
    row = {"id": old.pk, "coach": coach.pk, "club": club.pk, "started": "1 July 2018", "ended": "2020-09-21"}
    assert save(client, coach, row, stored=1).status_code == 302
    new = StintEntry.objects.get(withdrawn_at=None)
    old.refresh_from_db()
    assert (new.replaces, new.started) == (old, old.started)
    assert old.withdrawn_at is not None
    assert old.ended is None
    assert Stint.objects.get().ended == time_range("2020-09-21")


def test_a_form_sent_back_as_it_was_adds_nothing_to_the_ledger(client, administrator):
    coach, club = make_coach(), make_club()
    entry = enter(coach, club, "2018-07-01")
    row = {"id": entry.pk, "coach": coach.pk, "club": club.pk, "started": "1 July 2018"}
    assert save(client, coach, row, stored=1).status_code == 302
    assert StintEntry.objects.get().withdrawn_at is None


def test_a_stint_that_is_removed_is_withdrawn_and_not_deleted(client, administrator):
    coach, club = make_coach(), make_club()
    entry = enter(coach, club, "2018-07-01")
    row = {"id": entry.pk, "coach": coach.pk, "club": club.pk, "started": "2018-07-01", "DELETE": "on"}
    assert save(client, coach, row, stored=1).status_code == 302
    entry.refresh_from_db()
    assert entry.withdrawn_at is not None
    assert not Stint.objects.exists()


def test_a_withdrawn_stint_is_not_offered_for_change(client, administrator):
    coach = make_coach()
    entry = enter(coach, make_club(), "2018-07-01")
    entering.withdraw_stint(entry.pk, editor=administrator, at=timezone.now())
    page = client.get(address(Coach, "change", coach.pk)).content.decode()
    assert 'name="stint_entries-INITIAL_FORMS" value="0"' in page


def test_a_stint_that_another_has_changed_meanwhile_is_not_changed_again(client, administrator):
    coach, club = make_coach(), make_club()
    entry = enter(coach, club, "2018-07-01")
    entering.withdraw_stint(entry.pk, editor=administrator, at=timezone.now())
    row = {"id": entry.pk, "coach": coach.pk, "club": club.pk, "started": "2019-07-01"}
    answer = save(client, coach, row, stored=1)
    assert "Somebody has changed this stint since you opened it" in errors(answer)[0]


def test_a_change_that_comes_second_between_check_and_save_is_told(client, administrator, monkeypatch):
    coach, club = make_coach(), make_club()
    enter(make_coach("Even Solstad"), club, "2018-07-01", "2020-09-21")
    monkeypatch.setattr("carousel.stint_forms.StintFormSet._try", lambda formset: None)
    answer = client.post(
        address(Coach, "change", coach.pk),
        coach_form({"club": club.pk, "started": "2019"}, name=coach.name, slug=coach.slug),
        follow=True,
    )
    assert "Even Solstad was head coach" in answer.content.decode()
    assert StintEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"started": "2020-13"}, "There is no month 13."),
        ({"started": "30.2.2020"}, "February 2020 has no day 30."),
        ({"started": "soon"}, "cannot be read as a date"),
        ({"started": "03/04/2020"}, "can be read in two ways"),
        ({"started": "2020", "ended": "2019"}, "The stint ends before it begins."),
        ({"started": "2020", "manner": "sacked"}, "Say when it ended"),
        ({"club": "", "started": "2020"}, "This field is required."),
        ({"club": "999999", "started": "2020"}, "Select a valid choice"),
    ],
)
def test_a_stint_that_makes_no_sense_is_refused_with_a_sentence(client, administrator, fields, sentence):
    coach, club = make_coach(), make_club()
    answer = save(client, coach, {"club": club.pk, **fields})
    assert answer.status_code == 200
    assert sentence in errors(answer)[0]
    assert not StintEntry.objects.exists()


def test_a_stint_of_a_coach_whose_own_form_has_a_mistake_is_not_lost(client, administrator):
    form = coach_form({"club": make_club().pk, "started": "2020"}, name="", slug="")
    answer = client.post(address(Coach, "add"), form)
    assert answer.status_code == 200
    assert 'value="2020"' in answer.content.decode()
    assert not Coach.objects.exists()


def test_what_a_stint_ended_with_may_be_unknown(client, administrator):
    coach, club = make_coach(), make_club()
    row = {"club": club.pk, "started": "before 2018", "ended": "unknown", "manner": "resigned"}
    assert save(client, coach, row).status_code == 302
    entry = StintEntry.objects.get()
    assert entry.ended.lower is entry.ended.upper is None
