"""Story 18: an article that was wrong takes all that rested on it alone along."""

from datetime import UTC, datetime

from carousel import editorial
from carousel.models import Rumour, StintEvidence
from tests.carousel.stories.conftest import only_stint
from tests.factories import make_entry, make_outlet

AT = datetime(2020, 9, 1, tzinfo=UTC)


def test_a_dismissal_that_was_none_leaves_the_record(tell, brandvold, havnestad, vesterlund, editor):
    make_entry(brandvold, havnestad, "2019-07-01")
    wrong = tell(
        "Havnestad BK har fyret cheftræner Aksel Brandvold. Aksel Brandvold er kandidat til trænerjobbet i "
        "Vesterlund IF.",
        "2020-08-31",
        make_outlet(tier=1),
    )
    Rumour.objects.get(coach=brandvold, club=vesterlund, status="open")
    decision = editorial.retract(wrong.pk, editor=editor, at=AT, note="the paper took it back")
    stint = only_stint(brandvold, havnestad)
    assert stint.ended is None
    assert not StintEvidence.objects.filter(claim__article=wrong).exists()
    assert Rumour.objects.get(coach=brandvold, club=vesterlund).status == "retracted"
    editorial.undo(decision.pk, editor=editor, at=AT)
    assert Rumour.objects.get(coach=brandvold, club=vesterlund).status == "open"
