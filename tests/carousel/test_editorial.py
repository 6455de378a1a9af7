"""What an editor may do, what it changes, and how it is taken back."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest
from django.db import connection

from carousel import editorial, previewing, store
from carousel.models import Club, Coach, Decision, Rumour, Stint
from carousel.permissions import NotAllowed
from carousel.record.days import Days
from tests.factories import (
    day,
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    make_user,
)

pytestmark = pytest.mark.django_db

AT = datetime(2020, 9, 24, 15, 2, tzinfo=UTC)


def rumoured(coach: Coach, club: Club, kind: str = "candidacy", on: str = "2020-09-23", **fields) -> Rumour:
    """An open rumour, as a claim made it."""
    make_claim(make_article(make_outlet(), on), kind, coach, club, **fields)
    store.update(coaches=[coach.pk], clubs=[club.pk])
    return Rumour.objects.get(coach=coach, club=club, status="open")


@pytest.fixture
def editor():
    return make_user("editor", first_name="Ida", last_name="Berg")


@pytest.fixture
def rumour() -> Rumour:
    return rumoured(make_coach("Aksel Brandvold"), make_club("Havnestad BK"))


def test_confirming_opens_the_stint_on_the_day_that_the_editor_gives(rumour, editor):
    editorial.confirm(rumour.pk, editor=editor, at=AT, on=Days.on(day("2020-09-24")))
    rumour.refresh_from_db()
    stint = Stint.objects.get(coach=rumour.coach, club=rumour.club)
    assert rumour.status == "confirmed"
    assert (stint.started.lower, stint.start_basis) == (day("2020-09-24"), "editor")


def test_confirming_closes_every_other_candidacy_in_the_same_transaction(rumour, editor):
    rival = rumoured(make_coach("Bertil Lund"), rumour.club)
    elsewhere = rumoured(rumour.coach, make_club("Østby IF"))
    editorial.confirm(rumour.pk, editor=editor, at=AT, on=Days.on(day("2020-09-24")))
    rival.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (rival.status, elsewhere.status) == ("seat_filled", "took_other_job")


def test_undoing_a_confirmation_opens_all_that_it_closed(rumour, editor):
    rival = rumoured(make_coach("Bertil Lund"), rumour.club)
    decision = editorial.confirm(rumour.pk, editor=editor, at=AT)
    editorial.undo(decision.pk, editor=editor, at=AT)
    assert set(Rumour.objects.filter(pk__in=[rumour.pk, rival.pk]).values_list("status", flat=True)) == {
        "open"
    }
    assert not Stint.objects.exists()
    assert Decision.objects.count() == 2


def test_confirming_a_departure_ends_the_stint(editor):
    entry = make_entry(started="2018-10-10")
    rumour = rumoured(entry.coach, entry.club, "departure", "2020-08-20", when="2020-08-20")
    editorial.confirm(rumour.pk, editor=editor, at=AT)
    assert Stint.objects.get().ended.lower == day("2020-08-20")


def test_rejecting_hides_the_rumour_and_keeps_the_reason(rumour, editor):
    decision = editorial.reject(rumour.pk, editor=editor, at=AT, reason="known_false", note="He said no.")
    rumour.refresh_from_db()
    assert (rumour.status, rumour.decision) == ("rejected", decision)
    assert not Rumour.objects.public().exists()


def test_a_rejected_rumour_stays_rejected_when_its_article_is_told_again(rumour, editor):
    editorial.reject(rumour.pk, editor=editor, at=AT, reason="old_news")
    store.update(coaches=[rumour.coach_id], clubs=[rumour.club_id])
    assert Rumour.objects.get().status == "rejected"


def test_a_report_from_another_article_asks_anew(rumour, editor):
    editorial.reject(rumour.pk, editor=editor, at=AT, reason="old_news")
    assert rumoured(rumour.coach, rumour.club, on="2020-10-12").status == "open"


def test_a_rejection_needs_a_reason(rumour, editor):
    with pytest.raises(editorial.MoveRefused, match="Say why"):
        editorial.reject(rumour.pk, editor=editor, at=AT, reason="")
    assert not Decision.objects.exists()


def test_a_rejected_rumour_cannot_be_confirmed(rumour, editor):
    editorial.reject(rumour.pk, editor=editor, at=AT, reason="old_news")
    with pytest.raises(editorial.MoveRefused, match="Ida Berg has rejected this already, 24 Sep 2020 15:02"):
        editorial.confirm(rumour.pk, editor=make_user("editor"), at=AT)


def test_the_second_of_two_editors_learns_what_the_first_did(rumour, editor):
    first = editorial.confirm(rumour.pk, editor=editor, at=AT)
    with pytest.raises(editorial.MoveRefused, match="Ida Berg has confirmed this already") as refused:
        editorial.confirm(rumour.pk, editor=make_user("editor"), at=AT)
    assert refused.value.decision == first
    assert Decision.objects.count() == 1


def test_a_rumour_that_has_changed_since_it_was_opened_is_not_decided(rumour, editor):
    seen = rumour.revision
    rumoured(rumour.coach, rumour.club)
    with pytest.raises(editorial.MoveRefused, match="New reports"):
        editorial.confirm(rumour.pk, editor=editor, at=AT, seen_revision=seen)


def test_what_is_undone_cannot_be_undone_again(rumour, editor):
    decision = editorial.confirm(rumour.pk, editor=editor, at=AT)
    undoing = editorial.undo(decision.pk, editor=editor, at=AT)
    with pytest.raises(editorial.MoveRefused, match="has undone this already"):
        editorial.undo(decision.pk, editor=editor, at=AT)
    with pytest.raises(editorial.MoveRefused, match="Undoing cannot be undone"):
        editorial.undo(undoing.pk, editor=editor, at=AT)


def test_retracting_an_article_takes_what_rested_on_it_along_and_undoing_brings_it_back(rumour, editor):
    article = rumour.evidence.get().claim.article
    decision = editorial.retract(article.pk, editor=editor, at=AT)
    rumour.refresh_from_db()
    assert rumour.status == "retracted"
    editorial.undo(decision.pk, editor=editor, at=AT)
    rumour.refresh_from_db()
    assert rumour.status == "open"


def test_an_article_is_retracted_once(rumour, editor):
    article = rumour.evidence.get().claim.article
    editorial.retract(article.pk, editor=editor, at=AT)
    with pytest.raises(editorial.MoveRefused, match="has retracted this already"):
        editorial.retract(article.pk, editor=editor, at=AT)


def test_a_confirmation_that_an_editors_word_leaves_no_room_for_is_refused(rumour, editor):
    entry = make_entry(make_coach("Carl Dam"), rumour.club, "2020-07-01", "2021-06-30")
    store.update(coaches=[entry.coach_id], clubs=[rumour.club_id])
    with pytest.raises(
        editorial.MoveRefused, match="Carl Dam stands in the record as head coach of Havnestad BK"
    ):
        editorial.confirm(rumour.pk, editor=editor, at=AT, on=Days.on(day("2020-09-24")))
    assert not Decision.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_preview_waits_for_nobody_who_writes_the_record(rumour, editor):
    given = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    with psycopg.connect(
        **{name: given[name] for name in names if given.get(name)}, autocommit=True
    ) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [store.RECORD_LOCK])
        assert previewing.preview(rumour, editor=editor, at=AT).fingerprint


@pytest.mark.parametrize("verb", ["confirm", "reject"])
def test_a_reader_decides_nothing(rumour, verb):
    extra = {"reason": "other"} if verb == "reject" else {}
    with pytest.raises(NotAllowed):
        getattr(editorial, verb)(rumour.pk, editor=make_user("reader"), at=AT, **extra)


def test_a_preview_says_what_would_change_and_changes_nothing(rumour, editor):
    rival = rumoured(make_coach("Bertil Lund"), rumour.club)
    preview = previewing.preview(rumour, editor=editor, at=AT)
    assert (preview.rumour.before.status, preview.rumour.after.status) == ("open", "confirmed")
    changed = {(type(c.after).__name__, str(c.after)) for c in preview.follows}
    assert ("Rumour", str(rival)) in changed
    assert {name for name, _text in changed} == {"Rumour", "Stint"}
    assert not Decision.objects.exists()
    assert set(Rumour.objects.values_list("status", flat=True)) == {"open"}
