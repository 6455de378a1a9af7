"""Story 7: talks that took place were rightly reported, although nobody was appointed."""

from carousel.likelihood.truth import came_true, was_right
from carousel.models import Rumour


def test_talks_that_fell_through_are_right_as_talks_and_not_as_an_appointment(
    tell, client, brandvold, havnestad
):
    tell("Havnestad BK forhandler med Aksel Brandvold om jobbet som ny cheftræner.", "2020-09-21")
    tell("Forhandlingerne mellem Havnestad BK og Aksel Brandvold er brudt sammen.", "2020-09-22")
    rumour = Rumour.objects.get(coach=brandvold, club=havnestad)
    assert was_right("in", rumour.stage, rumour.status, is_borne_out=False) is True
    assert came_true(rumour.status) is False
    page = " ".join(client.get(rumour.get_absolute_url()).content.decode().split())
    assert "Talks took place, so the reports were right." in page
