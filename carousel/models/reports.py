"""What readers say is wrong, and what came of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ErrorReport(models.Model):
    """A reader's word that something on a page is wrong. It changes nothing; an editor answers it."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        MENDED = "mended", _("mended")
        RIGHT = "right", _("right as it stands")

    MOST_OPEN_AN_HOUR = 100

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    path = models.CharField(max_length=300)
    row = models.CharField(max_length=200, blank=True, help_text="what on the page it is about, in words")
    wrong = models.CharField(_("what is wrong"), max_length=1000)
    source = models.CharField(_("where it says so"), max_length=500, blank=True)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    answer = models.CharField(_("answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="answered_reports"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("error report")
        verbose_name_plural = _("error reports")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(wrong=""), name="report_says_what_is_wrong"),
            models.CheckConstraint(
                condition=models.Q(state="open", answered_at__isnull=True)
                | (~models.Q(state="open") & models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
                name="report_is_answered_in_words_or_open",
            ),
        ]
        indexes = [models.Index(fields=["state", "-made_at", "-id"], name="report_by_state")]

    def __str__(self) -> str:
        return f"{self.row or self.path}: {self.wrong[:60]}"

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.token])
