"""Stints that people enter by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from carousel import editorial, entering, store
from carousel.models import Stint
from carousel.permissions import NotAllowed
from tests.factories import make_coach, make_entry, make_user

pytestmark = pytest.mark.django_db

AT = datetime(2020, 9, 24, 15, 2, tzinfo=UTC)


def test_an_editor_enters_no_stints():
    entry = make_entry()
    with pytest.raises(NotAllowed):
        entering.withdraw_stint(entry.pk, editor=make_user("editor"), at=AT)


def test_a_corrected_stint_replaces_the_old_one_and_both_stay_in_the_ledger():
    chief = make_user("administrator")
    entry = make_entry(started="2018-10-10")
    changed = type(entry)(
        coach=entry.coach, club=entry.club, started=entry.started, ended=entry.started, manner="sacked"
    )
    corrected = entering.correct_stint(entry.pk, changed, editor=chief, at=AT)
    entry.refresh_from_db()
    assert (entry.withdrawn_at, corrected.replaces) == (AT, entry)
    assert Stint.objects.get().manner == "sacked"


def test_a_second_head_coach_is_refused_with_the_name_of_the_first():
    chief = make_user("administrator")
    standing = make_entry(make_coach("Carl Dam"), started="2018-07-01", ended="2020-06-30")
    other = type(standing)(
        coach=make_coach(), club=standing.club, started=standing.started, ended=standing.ended
    )
    store.update(coaches=[standing.coach_id], clubs=[standing.club_id])
    with pytest.raises(editorial.MoveRefused, match="Carl Dam was head coach of Havnestad BK then"):
        entering.enter_stint(other, editor=chief, at=AT)
    assert Stint.objects.count() == 1


def test_a_withdrawn_stint_cannot_be_corrected():
    chief = make_user("administrator")
    entry = make_entry()
    entering.withdraw_stint(entry.pk, editor=chief, at=AT)
    with pytest.raises(editorial.MoveRefused, match="Somebody has changed this stint"):
        entering.withdraw_stint(entry.pk, editor=chief, at=AT)
