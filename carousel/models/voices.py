"""Who said what of a rumour, computed with the record and written by ``carousel.store`` alone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Claim
from carousel.models.record import Rumour


class RumourVoice(models.Model):
    """An independent origin that put a rumour at a stage, or spoke against it (``against``).

    The counts of what became of reports are taken from here, so that they follow every
    decision and every undoing. ``is_right`` judges the report by its stage, ``came_true`` the
    rumour; that stands with the first voice of each stage alone, so that a rumour counts once.
    Both are empty, as is ``ended_on``, where it cannot be said yet.
    """

    rumour = models.ForeignKey(Rumour, models.CASCADE, related_name="voices")
    origin = models.CharField(max_length=400)
    stage = models.CharField(max_length=12)
    first_on = models.DateField()
    newest_on = models.DateField()
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="rumour_voices")
    is_first = models.BooleanField()
    is_borne_out = models.BooleanField()
    ended_on = models.DateField(null=True)
    is_right = models.BooleanField(null=True)
    came_true = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("voice on a rumour")
        verbose_name_plural = _("voices on rumours")
        constraints = [
            models.UniqueConstraint(
                fields=["rumour", "origin", "stage"], name="rumour_voice_is_listed_once_a_stage"
            ),
            models.CheckConstraint(
                condition=models.Q(first_on__lte=models.F("newest_on")),
                name="rumour_voice_is_first_before_it_is_newest",
            ),
        ]
        indexes = [
            # the track record of one outlet, and the counts that a likelihood needs
            models.Index(fields=["origin", "stage"], name="rumour_voice_by_origin"),
            # what has become of them: the index alone answers, of those that are over
            models.Index(
                fields=["ended_on"],
                include=["stage", "origin", "is_right", "came_true", "id"],
                condition=models.Q(ended_on__isnull=False),
                name="rumour_voice_by_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin}, {self.stage}: {self.rumour}"
