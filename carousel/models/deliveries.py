"""Articles brought in one go, many at once: how far that is, and who is at it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Outlet

LEASE = timedelta(minutes=1)  # whoever was at it and is silent for so long has died


class Delivery(models.Model):
    """Files and addresses that a command was given, taken in one after the other.

    ``place`` and ``line`` are what was taken last; whoever goes on begins after it. One ``holder`` is
    at it at a time, and is heard of every second or so.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        STOPPED = "stopped", _("stopped")
        DONE = "done", _("done")

    # Of the sources and what is said of them, so that the same command finds its delivery again.
    key = models.CharField(max_length=64, unique=True, editable=False)
    sources = models.JSONField(editable=False)
    title = models.CharField(max_length=500, blank=True, editable=False)
    outlet = models.ForeignKey(Outlet, models.SET_NULL, null=True, blank=True, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.RUNNING)
    total = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    place = models.TextField(blank=True, editable=False)
    line = models.PositiveIntegerField(default=0, editable=False)
    # Moments of the last minutes and how many were done by then, from which the rate follows.
    marks = models.JSONField(default=list, editable=False)
    trouble = models.TextField(_("the last that could not be taken"), blank=True)
    holder = models.CharField(max_length=32, blank=True, editable=False)
    began_at = models.DateTimeField(_("begun"))
    heard_at = models.DateTimeField(_("last heard of"))

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-began_at", "-id"]
        indexes = [models.Index(fields=["-began_at", "-id"], name="delivery_by_time")]

    def __str__(self) -> str:
        more = len(self.sources) - 1
        return f"{self.sources[0]} (+{more})" if more else str(self.sources[0])

    @property
    def done(self) -> int:
        return self.new + self.known + self.failed

    def is_held(self, at: datetime) -> bool:
        return bool(self.holder) and at - self.heard_at < LEASE

    def is_lost(self, at: datetime) -> bool:
        """Whether it should be going on and nobody has been heard of."""
        return self.state == self.State.RUNNING and at - self.heard_at >= LEASE
