"""A verdict that waits for a second editor is closed when its question ends without him, and comes back."""

import pytest
from django.utils import timezone

from carousel import editorial, four_eyes, naming, store
from carousel.models import Opinion, Rumour
from tests.carousel.desk.stories import open_rumour, report
from tests.factories import make_coach, make_outlet

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_eyes_more(settings):
    settings.FOUR_EYES = ["appointment"]


@pytest.fixture
def waiting(ida) -> Rumour:
    """A fact on which one editor has given his verdict."""
    rumour = open_rumour("Rune Sandmo", kind="appointment")
    assert four_eyes.weigh(rumour.pk, "confirm", editor=ida, at=timezone.now())
    return rumour


def fill(rumour):
    """Another has the seat, by the club's own word."""
    official = make_outlet("Klubben", tier=0)
    return report(make_coach("Per Holmvik"), rumour.club, "appointment", outlet=official)


def now(rumour) -> Rumour:
    return Rumour.objects.get(coach=rumour.coach, club=rumour.club, direction=rumour.direction)


def test_it_is_closed_when_another_fills_the_seat_and_says_so(waiting, bo):
    fill(waiting)
    opinion = Opinion.objects.get()
    assert now(waiting).status == opinion.closed_as == "seat_filled"
    assert [turn["ended_as"] for turn in opinion.turns] == ["seat_filled"]
    assert four_eyes.in_words(now(waiting), bo) == [
        "A verdict waited when this ended. It is closed, and waits again if that is undone."
    ]


def test_it_waits_again_when_that_is_undone_and_both_turns_stay_on_record(waiting, bo):
    filled = fill(waiting)
    editorial.retract(filled.article_id, editor=bo, at=timezone.now())
    opinion = Opinion.objects.get()
    assert now(waiting).is_open
    assert (opinion.settled_at, opinion.closed_as) == (None, "")
    assert [turn["ended_as"] for turn in opinion.turns] == ["seat_filled", ""]
    assert not four_eyes.weigh(now(waiting).pk, "confirm", editor=bo, at=timezone.now())


def test_its_article_retracted_it_is_closed_and_comes_back_with_the_article(waiting, bo):
    claim = waiting.evidence.get().claim
    decision = editorial.retract(claim.article_id, editor=bo, at=timezone.now())
    assert Opinion.objects.get().closed_as == "retracted"
    editorial.undo(decision.pk, editor=bo, at=timezone.now())
    assert Opinion.objects.get().settled_at is None


def test_a_later_report_of_the_same_asks_both_editors_anew(waiting, ida, bo):
    claim = waiting.evidence.get().claim
    editorial.retract(claim.article_id, editor=bo, at=timezone.now())
    report(
        waiting.coach, waiting.club, "appointment", outlet=make_outlet("Byposten"), published_on="2020-10-20"
    )
    again = Rumour.objects.open().get(coach=waiting.coach)
    assert Opinion.objects.get().closed_as == "retracted"
    assert four_eyes.weigh(again.pk, "confirm", editor=bo, at=timezone.now())
    assert not Opinion.objects.get(editor=bo).closed_as


def test_what_a_second_editor_settled_is_settled_and_nothing_reopens_it(waiting, bo):
    decision = editorial.confirm(waiting.pk, editor=bo, at=timezone.now())
    opinion = Opinion.objects.get()
    assert (opinion.settled_at is not None, opinion.closed_as) == (True, "")
    editorial.undo(decision.pk, editor=bo, at=timezone.now())
    assert Opinion.objects.get().settled_at is not None


def test_a_second_source_makes_it_a_fact_and_the_verdict_is_closed(waiting):
    report(waiting.coach, waiting.club, "appointment", outlet=make_outlet("Klubben", tier=0))
    assert Opinion.objects.get().closed_as


def test_by_a_merge_it_follows_its_question_and_back(waiting, bo):
    known = make_coach("Rune G. Sandmo")
    decision = naming.merge(waiting.coach, known, editor=bo, at=timezone.now())
    assert (Opinion.objects.get().coach, Opinion.objects.get().closed_as) == (known, "")
    editorial.undo(decision.pk, editor=bo, at=timezone.now())
    assert (Opinion.objects.get().coach, Opinion.objects.get().settled_at) == (waiting.coach, None)


def test_rebuilding_turns_nothing(waiting):
    fill(waiting)
    store.rebuild()
    assert len(Opinion.objects.get().turns) == 1
