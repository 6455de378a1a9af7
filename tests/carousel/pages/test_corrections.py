"""The public log of corrections: what, when and why, and never again what was found untrue."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from carousel import editorial
from carousel.edits import Edit
from carousel.models import Rumour
from tests.carousel.desk.stories import open_rumour, report
from tests.factories import make_article, make_coach, make_decision, make_outlet, make_user

pytestmark = pytest.mark.django_db


def ida() -> User:
    return User.objects.filter(username="ida").first() or make_user("editor", "ida")


def now(function, pk, *, editor=None, after=0, **said):
    return function(pk, editor=editor or ida(), at=timezone.now() + timedelta(minutes=after), **said)


def log(client, **asked):
    return client.get("/corrections/", asked).content.decode()


def test_nothing_corrected(client):
    assert "Nothing has been corrected yet" in log(client)


def test_a_rejected_rumour_is_told_by_day_and_reason_and_not_by_name(client):
    rumour = open_rumour("Rune Sandmo")
    now(editorial.reject, rumour.pk, reason="wrong_name", note="it was his brother")
    page = log(client)
    assert "A rumour was withdrawn" in page
    assert "Wrong coach or club" in page
    for never in ("Rune Sandmo", "Havnestad BK", "his brother", f"/rumours/{rumour.pk}/"):
        assert never not in page


def test_a_rumour_that_is_open_again_is_linked(client):
    rejected = now(editorial.reject, open_rumour("Rune Sandmo").pk, reason="other")
    now(editorial.undo, rejected.pk, reason="other")
    page = log(client)
    assert "A rumour that had been withdrawn is open again" in page
    assert Rumour.objects.get().get_absolute_url() in page
    assert page.count("no page any more") == 1


def test_a_confirmation_taken_back_has_its_reason_and_no_name_once_the_rumour_is_rejected(client):
    rumour = open_rumour("Rune Sandmo")
    confirmed = now(editorial.confirm, rumour.pk)
    now(editorial.undo, confirmed.pk, reason="known_false")
    assert "A confirmation was taken back" in log(client)
    assert "Rune Sandmo" in log(client)
    now(editorial.reject, Rumour.objects.open().get().pk, reason="known_false")
    assert "Rune Sandmo" not in log(client)


@pytest.mark.parametrize(("move", "said"), [("confirm", {}), ("reject", {"reason": "other"})])
def test_a_verdict_that_its_editor_takes_back_within_ten_minutes_is_a_slip_and_no_correction(
    client, move, said
):
    slip = now(getattr(editorial, move), open_rumour("Rune Sandmo").pk, **said)
    now(editorial.undo, slip.pk, after=9)
    assert "Nothing has been corrected yet" in log(client)
    client.force_login(ida())
    assert client.get("/desk/decisions/").content.decode().count("Rune Sandmo to Havnestad BK") == 2


def test_what_is_taken_back_later_or_by_another_or_after_another_built_on_it_is_a_correction(client):
    bo, pairs = make_user("editor", "bo"), [("Rune Sandmo", "Aby"), ("Odd Strand", "Fjordby FK")]
    late, others = (now(editorial.confirm, open_rumour(*pair).pk) for pair in pairs)
    now(editorial.undo, late.pk, after=11)
    now(editorial.undo, others.pk, editor=bo, after=1)
    asked = open_rumour("Per Holmvik", "Nordhavn IF")
    built = now(editorial.confirm, asked.pk)
    report(make_coach("Jens Lund"), asked.club, "departure")
    now(editorial.reject, Rumour.objects.get(coach__name="Jens Lund").pk, editor=bo, after=1, reason="other")
    now(editorial.undo, built.pk, after=2)
    assert log(client).count(">A confirmation was taken back") == 3


def test_a_report_that_was_told_as_done_and_rejected_is_no_rumour(client):
    rejected = now(editorial.reject, open_rumour("Rune Sandmo", kind="departure").pk, reason="not_said")
    assert "A report was rejected" in log(client)
    now(editorial.undo, rejected.pk, after=60)
    page = log(client)
    assert "A report that had been rejected is open again" in page
    assert not re.search("A rumour (was|that had been) withdrawn", page)


def test_a_misreading_names_what_was_misread_and_leads_to_the_right_one_alone(client):
    right = make_coach("Per Holmvik")
    now(editorial.confirm, open_rumour("Rune Sandmo").pk, edit=Edit(coach=right))
    page = log(client)
    assert "A report had been misread: coach" in page
    assert "Per Holmvik" in page
    assert "Rune Sandmo" not in page


def test_a_retracted_article_is_linked_and_an_older_day_has_what_was_corrected_by_then(client):
    article = make_article(make_outlet(), title="Havnestad skifter træner")
    make_decision("retract", None, None, "", editor=ida(), articles=[article])
    assert f'href="/articles/{article.pk}/"' in log(client)
    assert "Nothing has been corrected yet" in log(client, as_of="2020-09-23")


def test_why_an_article_was_retracted_is_told_and_the_editors_note_is_not(client):
    article = make_article(make_outlet())
    now(editorial.retract, article.pk, reason="joke_or_question", note="my brother said so")
    page = log(client)
    assert "Joke or question" in page
    assert "my brother" not in page


def test_questions_about_the_past_were_never_shown_and_are_not_corrections(client):
    make_decision("reject", direction="held")
    assert "Nothing has been corrected yet" in log(client)


def test_the_log_pages_by_key_in_a_constant_number_of_queries(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            log(client)
        return len(captured)

    make_decision("reject", editor=ida())
    few = queries()
    for _ in range(55):
        make_decision("reject", editor=ida())
    assert queries() == few
    page = log(client)
    assert page.count(">A rumour was withdrawn") == 50
    assert 'rel="next"' in page
    after = re.search(r'rel="next" href="\?after=([^"]+)"', page).group(1)
    assert log(client, after=after).count(">A rumour was withdrawn") == 6
    assert client.get("/corrections/?after=junk").status_code == 400


def test_whoever_brought_an_article_learns_why_what_it_said_was_rejected(client):
    rumour = open_rumour("Rune Sandmo")
    article = rumour.evidence.get().claim.article
    now(editorial.reject, rumour.pk, reason="old_news")
    assert "Rejected at the desk" not in client.get(article.get_absolute_url()).content.decode()
    client.force_login(ida())
    assert "old news (1)" in client.get(article.get_absolute_url()).content.decode()
