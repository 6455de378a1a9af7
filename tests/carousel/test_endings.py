"""The table of endings is the one that the docs show, that editors are held to and that the store obeys."""

from __future__ import annotations

import pytest
from django.conf import settings

from carousel import editorial, store
from carousel.management.commands import draw_endings
from carousel.models import Rumour
from carousel.record import endings
from tests.factories import make_article, make_claim, make_decision, make_rumour


def test_the_diagram_in_the_docs_is_drawn_from_the_table():
    drawn = (settings.BASE_DIR / "docs" / "rumour-endings.md").read_text(encoding="utf-8")
    assert drawn == draw_endings.page(), "run `manage.py draw_endings`"


def test_the_table_has_every_status_that_a_rumour_can_have():
    assert set(endings.TABLE) == set(Rumour.Status.values)


@pytest.mark.django_db
@pytest.mark.parametrize("status", Rumour.Status.values)
def test_an_editor_may_do_what_the_table_says_and_nothing_else(status):
    rumour = make_rumour(status=status)
    for after in Rumour.Status.values:
        assert editorial.may_become(rumour, after) == ("editor" in endings.TABLE[status].get(after, ""))


@pytest.mark.django_db
def test_a_step_that_moves_a_rumour_against_the_table_is_refused_and_nothing_is_written():
    claim = make_claim(make_article(), "candidacy")
    coach, club = claim.subject.coach, claim.subject.club
    store.update(coaches=[coach.pk], clubs=[club.pk], by=endings.REPORT)
    make_decision("reject", coach, club, articles=(claim.article,))
    with pytest.raises(endings.WrongEnding, match="open became rejected by report"):
        store.update(coaches=[coach.pk], clubs=[club.pk], by=endings.REPORT)
    assert Rumour.objects.get().is_open
    store.update(coaches=[coach.pk], clubs=[club.pk], by=endings.EDITOR)
    assert Rumour.objects.get().status == "rejected"
