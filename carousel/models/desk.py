"""What editors keep at the desk: snoozes, saved views and their own keys. None of it is the record's."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from carousel.models.clubs import Club
from carousel.models.coaches import Coach
from carousel.models.ledger import Batch, Direction


class Snooze(models.Model):
    """A question put off until a day. It names the question by its pair and direction, as a decision does.

    It holds until the day comes, until somebody wakes it, or until there is more to the question
    than there was: another article, a higher stage, or a report that states it as done.
    """

    coach = models.ForeignKey(Coach, models.CASCADE, related_name="snoozes")
    club = models.ForeignKey(Club, models.CASCADE, related_name="snoozes")
    direction = models.CharField(max_length=5, choices=Direction)
    until = models.DateField(help_text="the day on which it is back at the desk")
    article_count = models.PositiveIntegerField()
    stage_number = models.PositiveSmallIntegerField(help_text="its step on the ladder; 0 for none")
    is_fact_claimed = models.BooleanField()
    batch = models.ForeignKey(Batch, models.CASCADE, null=True, blank=True, related_name="snoozes")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="snoozes")
    made_at = models.DateTimeField()
    woken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("snooze")
        verbose_name_plural = _("snoozes")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["coach", "club", "direction"],
                condition=models.Q(woken_at__isnull=True),
                name="snooze_is_one_per_question",
            ),
            models.CheckConstraint(
                condition=models.Q(direction__in=["in", "out", "held"]), name="snooze_names_a_direction"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coach}, {self.club} until {self.until}"


class Waiting(models.Model):
    """How many rumours of one kind wait at the desk; the database counts them as they change.

    A kind is told by what the desk's list is narrowed by. What does not expire stands with the last of all
    days. A migration that changes how ``Rumour.urgency`` is made has to count anew.
    """

    urgency = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20)
    is_fact_claimed = models.BooleanField()
    direction = models.CharField(max_length=5)
    expires_on = models.DateField()
    number = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["urgency", "status", "is_fact_claimed", "direction", "expires_on"],
                name="waiting_is_counted_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} of urgency {self.urgency}"


class DeskView(models.Model):
    """A list that an editor comes back to: a name for the query of its address."""

    MOST = 20

    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="desk_views")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["editor", "name"], name="desk_view_is_named_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="desk_view_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class DeskKeys(models.Model):
    """An editor's own keys: for each key of the house the one he presses instead, empty for none."""

    editor = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="desk_keys"
    )
    are_on = models.BooleanField(default=True)
    letters = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("keys of an editor")
        verbose_name_plural = _("keys of editors")

    def __str__(self) -> str:
        return f"keys of {self.editor}"
