"""Mails to those who run the site: one when a feed has died, with its cause, and one when it is back."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from articles.feeds.models import Feed
from carousel.permissions import ADMINISTRATOR
from carousel.wording import moment_in_words

logger = logging.getLogger(__name__)

DEAD_AFTER = timedelta(hours=24)  # without a success
FAILURES = 3  # and at least so many in a row
SECONDS = 6  # that a mail server gets


def tell(feed_id: int, *, at: datetime) -> str:
    """Whoever runs the site is told once that the feed has died, and once that it is back.

    Says ``dead``, ``back`` or nothing. What could not be sent is tried again after the next check; a mail
    server that is down is logged and never in the way of the feed.
    """
    if not Feed.objects.filter(
        Q(told_dead_at__isnull=False) | Q(failures__gte=FAILURES), pk=feed_id
    ).exists():
        return ""
    try:
        with transaction.atomic():
            return _tell(feed_id, at)
    except OSError as error:  # also what smtplib raises
        logger.error("The mail about feed %s could not be sent: %s", feed_id, error)
        return ""


def _tell(feed_id: int, at: datetime) -> str:
    """The row stays locked until the mail is sent, so that two pollers cannot both send it."""
    feed = Feed.objects.select_for_update(of=("self",)).select_related("outlet").get(pk=feed_id)
    is_dead = _is_dead(feed, at)
    if is_dead == (feed.told_dead_at is not None) or (feed.failures and not is_dead):
        return ""
    people = addresses()
    if is_dead and not people:
        logger.error("Feed %s has died, and nobody has an address to be told.", feed_id)
        return ""
    feed.told_dead_at = at if is_dead else None
    feed.save(update_fields=["told_dead_at"])
    if people:
        _send(people, *(_of_death(feed) if is_dead else _of_return(feed)))
    return "dead" if is_dead else "back"


def _is_dead(feed: Feed, at: datetime) -> bool:
    """A feed that never answered counts from the first time that it was asked."""
    if not feed.is_on or feed.failures < FAILURES:
        return False
    since = feed.succeeded_at or feed.checks.order_by("at").values_list("at", flat=True).first() or at
    return at - since >= DEAD_AFTER


def addresses() -> list[str]:
    """Of the administrators and of those whom the settings name, each once."""
    named = [email for _name, email in settings.ADMINS]
    administrators = User.objects.filter(Q(groups__name=ADMINISTRATOR) | Q(is_superuser=True), is_active=True)
    found = administrators.exclude(email="").order_by("email").values_list("email", flat=True)
    return list(dict.fromkeys([*named, *found]))


def _send(people: list[str], subject: str, body: str) -> None:
    """One mail for all, in which nobody sees the address of another."""
    connection = get_connection(timeout=SECONDS)
    EmailMessage(subject, body, bcc=people, connection=connection).send()


def _of_death(feed: Feed) -> tuple[str, str]:
    with override(settings.LANGUAGE_CODE):
        subject = _("No news from %(outlet)s: a feed has died") % {"outlet": feed.outlet}
        failed = ngettext("It failed once.", "It failed %(n)s times in a row.", feed.failures)
        if feed.succeeded_at:
            last = _("It last answered on %(when)s.") % {"when": moment_in_words(feed.succeeded_at)}
        else:
            last = _("It has never answered.")
        lines = [
            _("The feed “%(feed)s” of %(outlet)s has brought nothing for a day or more.")
            % {"feed": feed, "outlet": feed.outlet},
            f"{last} {failed % {'n': feed.failures}}",
            _("What is wrong: %(failure)s") % {"failure": feed.failure},
            _("What to do: %(step)s") % {"step": _next_step(feed)},
            _("It is still asked, at most once a day apart. You hear of it again when it is back."),
            _where(feed),
        ]
    return _one_line(subject), "\n\n".join(lines) + "\n"


def _of_return(feed: Feed) -> tuple[str, str]:
    with override(settings.LANGUAGE_CODE):
        subject = _("News from %(outlet)s again: a feed is back") % {"outlet": feed.outlet}
        said = _("The feed “%(feed)s” of %(outlet)s answers again. There is nothing to do.")
        lines = [said % {"feed": feed, "outlet": feed.outlet}, _where(feed)]
    return _one_line(subject), "\n\n".join(lines) + "\n"


def _next_step(feed: Feed) -> str:
    """What helps most often against what is wrong."""
    kind = feed.failure_class
    if kind in ("no_feed", "status_404", "status_410"):
        return _("look on the site for the feed's new address and add that; then switch this one off.")
    if kind == "busy":
        return _("set more minutes between two looks on the feed's page.")
    if kind in ("status_401", "status_403", "refused"):
        return _("the site does not let us in: ask its owner, or look for another feed of the same news.")
    return _(
        "open the address in a browser. If the site is there, choose Ask now on the feed's page; else wait."
    )


def _where(feed: Feed) -> str:
    """The address of the feed, and where in Carousel it stands."""
    page = f"{settings.SITE_URL}{feed.get_absolute_url()}"
    return _("Address: %(url)s\nAt the desk: %(page)s") % {"url": feed.url, "page": page}


def _one_line(subject: str) -> str:
    return " ".join(subject.split())
