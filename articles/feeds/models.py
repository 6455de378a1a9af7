"""Feeds, what they announced, and the jobs that came of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Feed(models.Model):
    """A feed of an outlet. It is due at ``next_check_at``; until ``claimed_until`` somebody is asking it."""

    class Format(models.TextChoices):
        RSS = "rss", "RSS"
        ATOM = "atom", "Atom"
        JSON = "json", "JSON Feed"
        SITEMAP = "sitemap", _("news sitemap")
        UNKNOWN = "", _("not known yet")

    outlet = models.ForeignKey("articles.Outlet", models.CASCADE, related_name="feeds")
    url = models.TextField(_("address"))
    url_key = models.CharField(max_length=64, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=300, blank=True)
    format = models.CharField(_("format"), max_length=10, choices=Format, default="", blank=True)
    is_on = models.BooleanField(_("switched on"), default=False)
    interval_minutes = models.PositiveIntegerField(
        _("minutes between looks"), null=True, blank=True, help_text=_("empty: as often as it publishes")
    )
    keep_words = ArrayField(
        models.CharField(max_length=80), verbose_name=_("keep only with"), default=list, blank=True
    )
    drop_words = ArrayField(
        models.CharField(max_length=80), verbose_name=_("drop with"), default=list, blank=True
    )
    # Given back to the site byte for byte.
    etag = models.TextField(blank=True, editable=False)
    last_modified = models.TextField(blank=True, editable=False)
    next_check_at = models.DateTimeField(_("next check"), null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    checked_at = models.DateTimeField(_("last check"), null=True, blank=True, editable=False)
    succeeded_at = models.DateTimeField(_("last success"), null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    failure_class = models.CharField(max_length=40, blank=True, editable=False)
    failure = models.TextField(_("what is wrong"), blank=True, editable=False)
    told_dead_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_gone = models.BooleanField(default=False, editable=False)
    # Where the site says that the feed stands from now on; an editor decides.
    moved_to = models.TextField(blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        ordering = ["outlet__name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(url__startswith="https://") | models.Q(url__startswith="http://"),
                name="feed_address_is_of_the_web",
            ),
            models.CheckConstraint(
                condition=models.Q(interval_minutes__isnull=True) | models.Q(interval_minutes__gte=5),
                name="feed_interval_is_no_flood",
            ),
            models.CheckConstraint(
                condition=models.Q(failures=0, failure="", failure_class="")
                | models.Q(failures__gt=0) & ~models.Q(failure=""),
                name="feed_failure_only_when_it_fails",
            ),
        ]
        indexes = [
            models.Index(fields=["next_check_at"], condition=models.Q(is_on=True), name="feed_due"),
        ]

    def __str__(self) -> str:
        return self.title or self.url

    def get_absolute_url(self) -> str:
        return reverse("feed", args=[self.pk])


class Entry(models.Model):
    """What a feed announced, once however often it is announced; ``key`` is of its own id or its address."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be fetched")
        TAKEN = "taken", _("taken in")
        KNOWN = "known", _("known already")
        DROPPED = "dropped", _("dropped by a rule")
        FAILED = "failed", _("could not be fetched")
        DISMISSED = "dismissed", _("dismissed")

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64, editable=False)
    url = models.TextField(_("address"), blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    text = models.TextField(blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    seen_at = models.DateTimeField(_("first seen"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    article = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, blank=True, related_name="entries"
    )
    done_at = models.DateTimeField(null=True, blank=True)  # when its latest fetch came to an end
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    turn_at = models.DateTimeField(null=True, blank=True)  # of its host, given to this entry and not used yet
    failure_class = models.CharField(max_length=40, blank=True)
    failure = models.TextField(_("why it could not be fetched"), blank=True)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["feed", "key"], name="entry_is_one_of_its_feed"),
            models.CheckConstraint(
                condition=models.Q(state__in=["failed", "dismissed", "waiting"]) | models.Q(failure=""),
                name="entry_failure_only_when_failed",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="entry_by_state"),
            models.Index(fields=["state", "failure_class", "-id"], name="entry_by_failure"),
            # the list of jobs, newest first: of all, of one state, of one feed
            models.Index(fields=["-seen_at", "-id"], name="entry_by_time"),
            models.Index(fields=["state", "-seen_at", "-id"], name="entry_by_state_and_time"),
            models.Index(fields=["feed", "-seen_at", "-id"], name="entry_by_feed_and_time"),
            # how many were fetched of late, from which follows how long the rest takes
            models.Index(fields=["done_at"], condition=models.Q(done_at__isnull=False), name="entry_by_end"),
        ]

    def __str__(self) -> str:
        return self.title or self.url


class Check(models.Model):
    """One look at a feed: when, and what came of it. Rows are only added, and dropped when they are old."""

    class State(models.TextChoices):
        DONE = "done", _("done")
        NOTHING_NEW = "nothing_new", _("nothing new")
        FAILED = "failed", _("failed")

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="checks")
    at = models.DateTimeField()
    state = models.CharField(_("state"), max_length=12, choices=State)
    new = models.PositiveIntegerField(default=0)
    failure_class = models.CharField(max_length=40, blank=True)
    failure = models.TextField(blank=True)
    note = models.TextField(blank=True, default="")  # what was odd about an answer that was kept all the same

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["feed", "-at"], name="check_by_feed")]

    def __str__(self) -> str:
        return f"{self.feed}, {self.at:%Y-%m-%d %H:%M}: {self.get_state_display()}"
