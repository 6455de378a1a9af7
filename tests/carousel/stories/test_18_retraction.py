"""Story 18: an article that was wrong takes all that rested on it alone along."""

from datetime import UTC, datetime

from django.urls import reverse

from carousel import editorial, reports
from carousel.models import Rumour, StintEvidence
from tests.carousel.stories.conftest import only_stint
from tests.factories import day, make_entry, make_outlet

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


def test_all_that_it_said_is_back_in_the_queue_of_the_desk(
    tell, client, brandvold, havnestad, vesterlund, editor
):
    make_entry(brandvold, havnestad, "2019-07-01")
    wrong = tell(
        "Havnestad BK har fyret cheftræner Aksel Brandvold. Aksel Brandvold er kandidat til trænerjobbet i "
        "Vesterlund IF.",
        "2020-08-31",
        make_outlet(tier=1),
    )
    editorial.retract(wrong.pk, editor=editor, at=AT)
    asked = Rumour.objects.waiting().filter(evidence__claim__article=wrong).distinct()
    assert {(r.club.name, r.direction, r.status) for r in asked} == {
        ("Havnestad BK", "out", "retracted"),
        ("Vesterlund IF", "in", "retracted"),
    }
    client.force_login(editor)
    queue = client.get(reverse("desk")).content.decode()
    assert all(reverse("desk-item", args=[rumour.pk]) in queue for rumour in asked)


def test_a_retracted_dismissal_is_no_move_and_ends_no_row(tell, client, brandvold, havnestad, editor):
    make_entry(brandvold, havnestad, "2019-07-01")
    own = make_outlet("Havnestad BK's side", tier=0)
    wrong = tell("Havnestad BK har i dag fyret cheftræner Aksel Brandvold.", "2020-08-31", own)

    def shown() -> tuple[int, bool]:
        moves = client.get("/?as_of=2020-09-02").context["moves"]
        rows = client.get(f"{havnestad.get_absolute_url()}?as_of=2020-09-02").context["history"].rows
        return len(moves), any(row.stint and row.is_running for row in rows)

    assert shown()[1] is False
    before = shown()[0]
    editorial.retract(wrong.pk, editor=editor, at=AT)
    assert shown() == (before - 1, True)


def test_the_score_of_the_outlet_is_counted_anew(tell, brandvold, havnestad, editor):
    paper = make_outlet("Kystposten", tier=1)
    tell("Aksel Brandvold er topkandidat til trænerjobbet i Havnestad BK.", "2020-08-20", paper)
    own = make_outlet("Havnestad BK's side", tier=0)
    came = tell("Havnestad BK har i dag ansat Aksel Brandvold som ny cheftræner.", "2020-08-25", own)
    right = {(r.origin, r.is_right) for r in reports.reports_up_to(day("2020-08-30"))}
    assert (f"outlet:{paper.slug}", True) in right
    decision = editorial.retract(came.pk, editor=editor, at=AT)
    after = {(r.origin, r.is_right) for r in reports.reports_up_to(day("2020-08-30"))}
    assert (f"outlet:{paper.slug}", True) not in after
    editorial.undo(decision.pk, editor=editor, at=AT)
    assert {(r.origin, r.is_right) for r in reports.reports_up_to(day("2020-08-30"))} == right
