"""What is known of editors at work: who looks at what, who wants the day's mail. No part of the record."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from carousel.models.clubs import Club
from carousel.models.coaches import Coach
from carousel.models.ledger import Direction


class Presence(models.Model):
    """An editor has a question open since then, and was last seen with it at ``seen_at``.

    It ends by itself: a row that is older than ``HOLDS`` says nothing any more.
    """

    HOLDS = timedelta(minutes=2)

    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences")
    coach = models.ForeignKey(Coach, models.CASCADE, related_name="presences")
    club = models.ForeignKey(Club, models.CASCADE, related_name="presences")
    direction = models.CharField(max_length=5, choices=Direction)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(
                fields=["editor", "coach", "club", "direction"],
                name="presence_is_one_per_editor_and_question",
            ),
            models.CheckConstraint(
                condition=models.Q(since__lte=models.F("seen_at")), name="presence_begins_before_it_is_seen"
            ),
        ]
        indexes = [models.Index(fields=["seen_at"], name="presence_by_last_sight")]

    def __str__(self) -> str:
        return f"{self.editor} on {self.coach}, {self.club}"


class DeskMail(models.Model):
    """An editor wants one mail a day about what waits; ``sent_on`` is the day of the last one."""

    editor = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="desk_mail"
    )
    is_wanted = models.BooleanField(default=False)
    sent_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("mail of the desk")
        verbose_name_plural = _("mails of the desk")

    def __str__(self) -> str:
        return f"mail of the desk to {self.editor}"


class Opinion(models.Model):
    """The first of two verdicts on what is damaging to a living person; nobody sees it before the second.

    It names the question by its pair and direction, and keeps what the editor said so
    that it can be applied once another editor agrees. ``settled_at`` is when the second verdict came,
    or when the question ended in another way: ``closed_as`` then says how, and ``turns`` keeps each such
    closing and each coming back, with its moment. ``articles`` are those that the editor had before him.
    """

    class Verdict(models.TextChoices):
        CONFIRM = "confirm", _("confirm")
        REJECT = "reject", _("reject")

    coach = models.ForeignKey(Coach, models.CASCADE, related_name="opinions")
    club = models.ForeignKey(Club, models.CASCADE, related_name="opinions")
    direction = models.CharField(max_length=5, choices=Direction)
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=300, blank=True)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="opinions")
    given_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    articles = ArrayField(models.BigIntegerField(), default=list, blank=True)
    closed_as = models.CharField(max_length=20, blank=True)
    turns = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["coach", "club", "direction", "editor"],
                condition=models.Q(settled_at__isnull=True),
                name="opinion_is_one_per_editor_and_question",
            ),
            models.CheckConstraint(
                condition=~models.Q(verdict="reject") | ~models.Q(reason=""),
                name="opinion_to_reject_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.editor}: {self.verdict}"
