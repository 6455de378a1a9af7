"""One mail a day to each editor who wants it: what waits, what is stuck, and what wakes today."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from carousel import desk
from carousel.desk_filters import ANY, open_rumours
from carousel.editorial import User
from carousel.models import DeskMail, Snooze
from carousel.permissions import is_editor, require_editor
from carousel.wording import long_day_in_words

logger = logging.getLogger(__name__)

NOT_BEFORE = 6  # o'clock, here
STUCK = timedelta(days=3)
SECONDS = 6  # that a mail server gets
KINDS = ("conflicts", "facts", "rumours", "background", "withdrawn", "expiring")


def want(editor: User, *, is_wanted: bool) -> None:
    """The editor gets the mail of the day from now on, or no more."""
    require_editor(editor)
    DeskMail.objects.update_or_create(editor_id=editor.pk, defaults={"is_wanted": is_wanted})


def is_wanted(editor: User) -> bool:
    return DeskMail.objects.filter(editor=editor.pk, is_wanted=True).exists()


def send_due(*, at: datetime) -> int:
    """Whoever wants it and has not had it today has it now, if anything waits; returns how many were sent.

    What a mail server does not take is logged and tried again at the next call.
    """
    here = timezone.localtime(at)
    if here.hour < NOT_BEFORE:
        return 0
    due = DeskMail.objects.filter(is_wanted=True).exclude(sent_on=here.date())
    sent = 0
    for pk in list(due.order_by("pk").values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                sent += _send(pk, here.date())
        except OSError as error:  # also what smtplib raises
            logger.error("The desk's mail to editor %s could not be sent: %s", pk, error)
    return sent


def _send(pk: int, day: date) -> bool:
    """The row stays locked until the mail is sent, so that two workers cannot both send it."""
    rows = DeskMail.objects.select_for_update(of=("self",), skip_locked=True).select_related("editor")
    mail = rows.filter(pk=pk, is_wanted=True).exclude(sent_on=day).first()
    if mail is None or not mail.editor.email or not is_editor(mail.editor):
        return False
    written = written_on(day)
    if written is None:
        return False
    mail.sent_on = day
    mail.save(update_fields=["sent_on"])
    subject, body = written
    EmailMessage(subject, body, to=[mail.editor.email], connection=get_connection(timeout=SECONDS)).send()
    return True


def written_on(day: date) -> tuple[str, str] | None:
    """Subject and text of the day's mail; nothing where nothing waits and nothing wakes."""
    counts = desk.counts(ANY, day)
    woken = Snooze.objects.filter(woken_at__isnull=True, until=day).count()
    if not counts["all"]:
        return None
    stuck = open_rumours(ANY, day).filter(opened_on__lt=day - STUCK).count()
    with override(settings.LANGUAGE_CODE):
        labels = {
            "conflicts": _("Conflicts"),
            "facts": _("Facts"),
            "rumours": _("Rumours"),
            "background": _("Background"),
            "withdrawn": _("Source withdrawn"),
            "expiring": _("Expiring soon"),
        }
        waits = ngettext("%(n)s waits at the desk", "%(n)s wait at the desk", counts["all"])
        lines = [f"{labels[kind]}: {counts[kind]}" for kind in KINDS if counts[kind]]
        lines.append("")
        if stuck:
            lines.append(_("For more than three days: %(n)s") % {"n": stuck})
        if woken:
            lines.append(_("Put off until today: %(n)s") % {"n": woken})
        lines += [
            _("The desk: %(address)s") % {"address": f"{settings.SITE_URL}{reverse('desk')}"},
            _("Switch this mail off: %(address)s") % {"address": f"{settings.SITE_URL}{reverse('desk-me')}"},
        ]
        subject = f"{waits % {'n': counts['all']}}, {long_day_in_words(day)}"
    return subject, "\n".join(lines) + "\n"
