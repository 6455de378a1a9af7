"""The weights of the likelihood, each time they were fitted to what became of earlier rumours."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from carousel.models.ledger import Direction


class LikelihoodFit(models.Model):
    """Weights and how well they held; the newest of a direction is in force from ``made_on``.

    ``is_fitted`` says that they were learnt. Else too little was resolved, or it said no
    more than the documented ones, and these are the documented ones.
    """

    direction = models.CharField(max_length=5, choices=Direction)
    made_on = models.DateField()
    is_fitted = models.BooleanField()
    resolved = models.PositiveIntegerField()
    weights = models.JSONField()
    figures = models.JSONField()

    class Meta:
        verbose_name = _("fit of the likelihood")
        verbose_name_plural = _("fits of the likelihood")
        ordering = ["-made_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["direction", "made_on"], name="likelihood_is_fitted_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(direction__in=["in", "out"]), name="likelihood_asks_of_getting_or_losing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()}, {self.made_on}"
