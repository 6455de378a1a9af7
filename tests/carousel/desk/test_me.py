"""An editor's own page, and the mail of the day."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.urls import reverse

from carousel import desk_mails, editorial, snoozing, tasks
from carousel.models import Decision, DeskMail, Rumour
from carousel.own_work import own_work
from tests.carousel.desk.stories import open_rumour, report
from tests.factories import make_club, make_coach, make_decision, make_outlet, make_user

pytestmark = pytest.mark.django_db
MORNING = datetime(2020, 9, 24, 7, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def ida():
    return make_user("editor", "ida", email="ida@carousel.example")


@pytest.fixture
def reader_of_mail(ida):
    desk_mails.want(ida, is_wanted=True)
    return ida


def decided(editor, *minutes, kind="confirm", **more):
    at = [MORNING + timedelta(minutes=n) for n in minutes]
    return [make_decision(kind, editor=editor, made_at=moment, **more) for moment in at]


def named(editor, kind, minute):
    made_at = MORNING + timedelta(minutes=minute)
    return Decision.objects.create(kind=kind, editor=editor, made_at=made_at, coach=make_coach())


def test_work_is_counted_by_day_and_by_who_took_it_back(ida):
    first, second, *_rest = decided(ida, 0, 1, 2)
    decided(ida, -24 * 60, kind="reject")
    make_decision("undo", undoes=first, editor=ida, made_at=MORNING)
    make_decision("undo", undoes=second, editor=make_user("editor", "bo"), made_at=MORNING)
    work = own_work(ida, at=MORNING + DAY / 4)
    assert dict(work.per_day)[date(2020, 9, 24)] == 3
    assert (work.confirmed, work.rejected, work.by_self, work.by_others) == (3, 1, 1, 1)
    assert work.agreed == 75


def test_every_answer_is_work_called_off_withdrawn_and_names_too(client, ida):
    for minute, kind in enumerate(["confirm", "reject", "keep", "take_back"]):
        decided(ida, minute, kind=kind)
    decided(ida, 4, 5, kind="call_off", by="club")
    for minute, kind in enumerate(["link", "create", "merge"], 6):
        named(ida, kind, minute)
    work = own_work(ida, at=MORNING + DAY / 4)
    assert (work.confirmed, work.rejected, work.called_off, work.withdrawn, work.names) == (1, 1, 2, 2, 3)
    assert (work.made, work.seconds) == (9, 60)
    decided(ida, 20, kind="retract")
    assert own_work(ida, at=MORNING + DAY / 4).made == 9


def test_the_page_tells_of_what_was_called_off_only_where_something_was(client, ida, monkeypatch):
    client.force_login(ida)
    monkeypatch.setattr("carousel.views.desk_me.timezone.now", lambda: MORNING + DAY / 4)
    decided(ida, 0)
    assert "Called off" not in client.get(reverse("desk-me")).content.decode()
    decided(ida, 1, kind="call_off", by="club")
    assert "<dt>Called off</dt><dd>1</dd>" in client.get(reverse("desk-me")).content.decode()


def test_the_time_for_one_is_that_between_two_without_pauses_and_batches(ida):
    decided(ida, 0, 1, 2, 2, 2, 60, 63, 66, 70)
    assert own_work(ida, at=MORNING + DAY / 4).seconds == 180
    assert own_work(make_user("editor", "bo"), at=MORNING).seconds is None


def test_decisions_of_long_ago_are_left_out(ida):
    decided(ida, -31 * 24 * 60)
    assert own_work(ida, at=MORNING).made == 0


def test_the_page_shows_the_editors_own_work_alone(client, ida):
    make_decision(editor=make_user("editor", "bo"))
    client.force_login(ida)
    page = client.get(reverse("desk-me")).content.decode()
    assert "You have decided nothing in this time" in page
    client.force_login(make_user("reader"))
    assert client.get(reverse("desk-me")).status_code == 403


def test_the_mail_is_switched_on_and_off_on_the_page(client, ida):
    client.force_login(ida)
    client.post(reverse("desk-mail"), {"is_wanted": "on"})
    assert 'name="is_wanted" checked' in client.get(reverse("desk-me")).content.decode()
    client.post(reverse("desk-mail"), {})
    assert not desk_mails.is_wanted(ida)


def test_two_runs_of_a_day_send_one_mail_and_the_next_day_sends_one_more(reader_of_mail):
    open_rumour("Rune Sandmo")
    assert [desk_mails.send_due(at=MORNING + hours * DAY / 24) for hours in (0, 1, 24, 25)] == [1, 0, 1, 0]
    first = mail.outbox[0]
    assert first.to == ["ida@carousel.example"]
    assert first.subject.startswith("1 waits at the desk")
    assert "Rumours: 1" in first.body
    assert "For more than three days: 1" in first.body
    assert "/desk/me/" in first.body


def test_nothing_waits_and_no_mail_is_sent(reader_of_mail):
    assert desk_mails.send_due(at=MORNING) == 0
    assert mail.outbox == []
    assert DeskMail.objects.get().sent_on is None


def test_what_wakes_today_is_told(reader_of_mail):
    rumour = open_rumour("Rune Sandmo", published_on="2020-09-22")
    snoozing.snooze(
        rumour.pk, editor=reader_of_mail, at=MORNING - DAY, today=date(2020, 9, 23), until=date(2020, 9, 24)
    )
    assert desk_mails.send_due(at=MORNING) == 1
    assert "Put off until today: 1" in mail.outbox[0].body
    assert "For more than three days" not in mail.outbox[0].body


def test_what_lost_its_source_is_told(reader_of_mail):
    claim = report(make_coach("Rune Sandmo"), make_club(), "appointment", outlet=make_outlet(tier=0))
    editorial.retract(claim.article_id, editor=reader_of_mail, at=MORNING)
    assert desk_mails.send_due(at=MORNING) == 1
    assert "Source withdrawn: 1" in mail.outbox[0].body


def test_no_mail_in_the_night_nor_to_who_wants_none_or_may_not_see_the_desk(reader_of_mail):
    open_rumour()
    desk_mails.want(make_user("editor", "bo", email="bo@carousel.example"), is_wanted=False)
    assert desk_mails.send_due(at=MORNING.replace(hour=1)) == 0
    reader_of_mail.groups.clear()
    assert desk_mails.send_due(at=MORNING) == 0


def test_what_the_mail_server_does_not_take_is_sent_later(reader_of_mail, monkeypatch):
    open_rumour()

    def refuse(self, *given, **more):
        raise SMTPException("try later")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        assert desk_mails.send_due(at=MORNING) == 0
    assert DeskMail.objects.get().sent_on is None
    assert desk_mails.send_due(at=MORNING) == 1


def test_the_task_sends_what_is_due(reader_of_mail, monkeypatch):
    open_rumour()
    monkeypatch.setattr("carousel.tasks.timezone.now", lambda: MORNING)
    assert tasks.mail_desk() == 1
    assert Rumour.objects.open().exists()
