"""Story 6: who gets the seat closes every other question about it, and one undo opens them all again."""

from datetime import UTC, datetime

from carousel import editorial
from carousel.models import Rumour

AT = datetime(2020, 9, 24, 18, tzinfo=UTC)


def open_questions() -> dict[tuple[str, str], str]:
    rows = Rumour.objects.select_related("coach", "club")
    return {(r.coach.name, r.club.name): r.status for r in rows}


def test_confirming_one_closes_the_others_and_undo_opens_them(
    tell, brandvold, lindqvist, havnestad, vesterlund, editor
):
    tell("Aksel Brandvold er topkandidat til trænerjobbet i Havnestad BK.", "2020-09-21")
    tell("Sten Lindqvist er kandidat til trænerjobbet i Havnestad BK.", "2020-09-21")
    tell("Aksel Brandvold er kandidat til trænerjobbet i Vesterlund IF.", "2020-09-22")
    before = open_questions()
    chosen = Rumour.objects.get(coach=brandvold, club=havnestad)
    decision = editorial.confirm(chosen.pk, editor=editor, at=AT)
    assert open_questions() == {
        ("Aksel Brandvold", "Havnestad BK"): "confirmed",
        ("Sten Lindqvist", "Havnestad BK"): "seat_filled",
        ("Aksel Brandvold", "Vesterlund IF"): "took_other_job",
    }
    editorial.undo(decision.pk, editor=editor, at=AT)
    assert open_questions() == before
