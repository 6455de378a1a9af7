"""A reader says what is wrong, an editor answers, and the reader finds the answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from carousel import reporting
from carousel.editorial import MoveRefused
from carousel.models import ErrorReport
from carousel.permissions import NotAllowed
from tests.factories import make_coach, make_user

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
GIVEN = {"about": "/coaches/", "row": "Ole Brink at Havnestad BK", "wrong": "He left in May.", "source": ""}


def report(**fields) -> ErrorReport:
    given = {"path": "/coaches/", "row": "", "wrong": "He left in May.", "source": "", "at": AT}
    return reporting.report(**{**given, **fields})


def test_a_report_leads_to_the_page_of_its_answer(client):
    sent = client.post("/reports/new/", GIVEN)
    made = ErrorReport.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, made.get_absolute_url())
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Your report waits for an editor" in page
    assert "He left in May." in page
    assert "noindex" in page


def test_a_receipt_says_by_which_clock_it_was_sent(client):
    assert "1 Nov 2026 12:00 UTC" in client.get(report().get_absolute_url()).content.decode()


def test_the_form_knows_the_row_that_it_is_about(client):
    coach = make_coach("Ole Brink")
    page = client.get(coach.get_absolute_url()).content.decode()
    assert f"/reports/new/?about={coach.get_absolute_url()}" in page
    form = client.get("/reports/new/", {"about": "/coaches/", "row": GIVEN["row"]}).content.decode()
    assert "About: Ole Brink at Havnestad BK." in form


@pytest.mark.parametrize(
    "wrong",
    [{"wrong": ""}, {"about": "https://evil.example/"}, {"about": "/no/such/page/"}, {"wrong": "x" * 1001}],
)
def test_a_report_that_says_nothing_is_asked_again_and_keeps_what_was_typed(client, wrong):
    answer = client.post("/reports/new/", {**GIVEN, "source": "Kystposten", **wrong})
    assert answer.status_code == 422
    assert "Kystposten" in answer.content.decode()
    assert not ErrorReport.objects.exists()


def test_a_program_that_fills_in_every_field_is_not_kept(client):
    client.post("/reports/new/", {**GIVEN, "website": "https://evil.example"})
    assert not ErrorReport.objects.exists()


def test_more_reports_than_people_write_are_refused_in_words(client):
    ErrorReport.objects.bulk_create(
        ErrorReport(path="/", wrong="x", made_at=datetime.now(UTC) - timedelta(minutes=1)) for _ in range(100)
    )
    answer = client.post("/reports/new/", GIVEN)
    assert answer.status_code == 429
    assert "Too many reports" in answer.content.decode()


def test_an_editor_answers_and_the_reader_sees_it(client):
    made = report()
    client.force_login(make_user("editor", first_name="Ida"))
    assert "He left in May." in client.get("/desk/reports/").content.decode()
    client.post(f"/desk/reports/{made.pk}/answer/", {"state": "mended", "answer": "He did. <b>Thanks</b>"})
    client.logout()
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Mended, thank you" in page
    assert "He did. &lt;b&gt;Thanks" in page


def test_an_answer_needs_words_and_is_given_once(client):
    made, editor = report(), make_user("editor")
    with pytest.raises(MoveRefused, match="in words"):
        reporting.answer(made.pk, state="mended", words=" ", editor=editor, at=AT)
    with pytest.raises(MoveRefused, match="Say whether"):
        reporting.answer(made.pk, state="open", words="x", editor=editor, at=AT)
    reporting.answer(made.pk, state="right", words="The paper says June.", editor=editor, at=AT)
    client.force_login(editor)
    again = client.post(f"/desk/reports/{made.pk}/answer/", {"state": "mended", "answer": "No."})
    assert again.status_code == 409
    assert "Somebody has answered this already." in again.content.decode()


def test_a_reader_answers_nothing():
    with pytest.raises(NotAllowed):
        reporting.answer(report().pk, state="mended", words="x", editor=make_user("reader"), at=AT)


def test_the_page_about_the_site_shows_how_well_each_language_is_read(client):
    page = client.get("/about/").content.decode()
    assert "Danish" in page
    assert "version 20" in page
