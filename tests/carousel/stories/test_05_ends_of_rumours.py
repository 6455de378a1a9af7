"""Story 5: a rumour ends in one of a handful of named ways, each with the sentence that says so."""

import pytest

from carousel.models import Rumour

pytestmark = pytest.mark.django_db

ENDS = {
    ("withdrawn", "coach"): "Aksel Brandvold har takket nej til trænerjobbet i Havnestad BK.",
    (
        "withdrawn",
        "club",
    ): "Aksel Brandvold er ikke længere kandidat til trænerjobbet i Havnestad BK, oplyser klubben.",
    ("withdrawn", "unspecified"): "Forhandlingerne mellem Havnestad BK og Aksel Brandvold er brudt sammen.",
}


@pytest.mark.parametrize(("status", "by"), ENDS, ids=[by for _status, by in ENDS])
def test_each_ending_has_its_source(tell, brandvold, havnestad, status, by):
    tell("Havnestad BK forhandler med Aksel Brandvold om trænerjobbet.", "2020-09-20")
    last = tell(ENDS[status, by], "2020-09-22")
    rumour = Rumour.objects.get(coach=brandvold, club=havnestad)
    assert (rumour.status, rumour.by) == (status, by)
    assert last.pk in rumour.evidence.values_list("claim__article", flat=True)
