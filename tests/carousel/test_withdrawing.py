"""An editor keeps what lost its only source, or takes it back; and either can be undone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from carousel import editorial, store, withdrawing
from carousel.editorial import MoveRefused
from carousel.models import Rumour, Stint
from tests.factories import make_article, make_claim, make_outlet, make_user

pytestmark = pytest.mark.django_db
AT = datetime(2020, 9, 25, 12, tzinfo=UTC)


@pytest.fixture
def withdrawn() -> Rumour:
    """The question that is left of an appointment whose article was retracted; an editor had confirmed it."""
    claim = make_claim(make_article(make_outlet(), "2020-09-21"), "appointment", when="2020-09-21")
    store.update(coaches=[claim.subject.coach_id], clubs=[claim.subject.club_id])
    editor = make_user("editor")
    editorial.confirm(Rumour.objects.get().pk, editor=editor, at=AT)
    editorial.retract(claim.article_id, editor=editor, at=AT)
    return Rumour.objects.without_source().get()


def test_what_was_confirmed_waits_and_still_stands(withdrawn):
    assert Stint.objects.get().start_basis == "editor"
    assert str(store.check()) == "nothing to change"


def test_kept_it_is_as_it_was_before(withdrawn):
    withdrawing.keep(withdrawn.pk, editor=make_user("editor"), at=AT)
    assert Rumour.objects.get().status == "confirmed"
    assert Stint.objects.exists()
    assert str(store.check()) == "nothing to change"


def test_taken_back_it_is_gone_and_undoing_brings_it_back(withdrawn):
    decision = withdrawing.take_back(withdrawn.pk, editor=make_user("editor"), at=AT)
    assert not Stint.objects.exists()
    assert not Rumour.objects.without_source().exists()
    editorial.undo(decision.pk, editor=make_user("editor"), at=AT)
    assert Stint.objects.exists()
    assert Rumour.objects.without_source().exists()


def test_it_is_decided_once(withdrawn):
    withdrawing.take_back(withdrawn.pk, editor=make_user("editor"), at=AT)
    with pytest.raises(MoveRefused, match="decided already"):
        withdrawing.keep(withdrawn.pk, editor=make_user("editor"), at=AT)
