"""Story 5: a rumour ends in one of a handful of named ways, each with the sentence that says so."""

from datetime import UTC, datetime
from functools import partial

import pytest
import time_machine

from carousel import editorial, store
from carousel.editorial import MoveRefused
from carousel.models import Rumour
from carousel.record import endings
from carousel.record.ages import expiry_of
from tests.factories import day, make_entry

pytestmark = pytest.mark.django_db

ENDS = {
    ("withdrawn", "coach"): "Aksel Brandvold har takket nej til trænerjobbet i Havnestad BK.",
    (
        "withdrawn",
        "club",
    ): "Aksel Brandvold er ikke længere kandidat til trænerjobbet i Havnestad BK, oplyser klubben.",
    (
        "withdrawn",
        "employer",
    ): "Havnestad BK vil have Aksel Brandvold som cheftræner, men hans klub nægter at slippe ham.",
    ("withdrawn", "unspecified"): "Forhandlingerne mellem Havnestad BK og Aksel Brandvold er brudt sammen.",
}


@pytest.mark.parametrize(("status", "by"), ENDS, ids=[by for _status, by in ENDS])
def test_each_ending_has_its_source(tell, brandvold, havnestad, status, by):
    tell("Havnestad BK forhandler med Aksel Brandvold om trænerjobbet.", "2020-09-20")
    last = tell(ENDS[status, by], "2020-09-22")
    rumour = Rumour.objects.get(coach=brandvold, club=havnestad)
    assert (rumour.status, rumour.by) == (status, by)
    assert last.pk in rumour.evidence.values_list("claim__article", flat=True)


def test_who_stays_is_a_rumour_denied_by_a_sentence(tell, client, brandvold, havnestad):
    make_entry(brandvold, havnestad, "2019-07-01")
    tell("Cheftræner Aksel Brandvold er under massivt pres i Havnestad BK.", "2020-09-10")
    last = tell(
        "Formanden i Havnestad BK bakker op: Aksel Brandvold fortsætter som cheftræner.", "2020-09-22"
    )
    rumour = Rumour.objects.get(coach=brandvold, club=havnestad, direction="out")
    assert (rumour.status, rumour.ended_on) == ("denied", day("2020-09-22"))
    assert last.pk in rumour.evidence.values_list("claim__article", flat=True)
    assert "bakker op" in client.get(rumour.get_absolute_url()).content.decode()


def test_of_whom_nobody_speaks_any_more_the_rumour_is_outdated_and_says_since_when(
    tell, client, brandvold, havnestad, age_by
):
    last = tell("Havnestad BK forhandler med Aksel Brandvold om trænerjobbet.", "2020-09-20")
    age_by("2020-12-31")
    with time_machine.travel("2020-12-31T12:00Z", tick=False):
        store.rebuild()
        rumour = Rumour.objects.get(coach=brandvold, club=havnestad)
        page = " ".join(client.get(rumour.get_absolute_url()).content.decode().split())
    assert (rumour.status, rumour.ended_on) == ("expired", expiry_of("talks", day("2020-09-20")))
    assert last.pk in rumour.evidence.values_list("claim__article", flat=True)
    assert "No report for" in page


@pytest.mark.parametrize("status", ["rejected", "confirmed"])
def test_a_move_that_the_table_does_not_have_is_refused(tell, brandvold, havnestad, editor, status):
    tell("Havnestad BK forhandler med Aksel Brandvold om trænerjobbet.", "2020-09-20")
    rumour = Rumour.objects.get(coach=brandvold, club=havnestad)
    said = {"editor": editor, "at": datetime(2020, 9, 21, tzinfo=UTC)}
    editorial.reject(rumour.pk, reason="known_false", **said)
    assert not endings.may_move("rejected", status, endings.EDITOR)
    move = editorial.confirm if status == "confirmed" else partial(editorial.reject, reason="known_false")
    with pytest.raises(MoveRefused):
        move(rumour.pk, **said)
