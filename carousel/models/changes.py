"""Changes as tables print them: lines of the ledger that only imports add."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Claim
from carousel.models.clubs import Club
from carousel.models.coaches import Coach
from carousel.models.competitions import Season


class Change(models.Model):
    """One line of a season's table of managerial changes, read into our words and kept as it was printed.

    The stints that follow from it are hand-entered ones with the key of the line; what only such a
    table knows, the place in the league and the very words, stands here.
    """

    season = models.ForeignKey(Season, models.PROTECT, related_name="changes")
    club = models.ForeignKey(Club, models.PROTECT, related_name="changes")
    vacated = DateRangeField(null=True, blank=True)
    appointed = DateRangeField(null=True, blank=True)
    manner = models.CharField(max_length=20, choices=Claim.Manner)
    manner_words = models.CharField(max_length=120, blank=True)
    position = models.CharField(max_length=60, blank=True, help_text="place in the table then, as printed")
    cells = models.JSONField(help_text="the line as it was printed, cell by cell")
    key = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=300, blank=True)
    imported_at = models.DateTimeField()

    class Meta:
        verbose_name = _("printed change")
        verbose_name_plural = _("printed changes")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.club}, {self.season}"


class ChangeCoach(models.Model):
    """Who went, or who came, in a line; where two shared the post, both in their order."""

    class Side(models.TextChoices):
        OUT = "out", _("outgoing")
        IN = "in", _("incoming")

    change = models.ForeignKey(Change, models.CASCADE, related_name="coaches")
    coach = models.ForeignKey(Coach, models.PROTECT, related_name="printed_changes")
    side = models.CharField(max_length=3, choices=Side)
    role = models.CharField(max_length=20, choices=Claim.Role)
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("coach of a printed change")
        verbose_name_plural = _("coaches of printed changes")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["change", "side", "place"], name="change_coach_has_one_place")
        ]

    def __str__(self) -> str:
        return f"{self.coach} ({self.get_side_display()})"
