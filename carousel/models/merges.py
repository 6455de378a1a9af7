"""Records that became part of others: where their addresses lead now, and all that it takes to part them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from carousel.models.clubs import Club
from carousel.models.coaches import Coach
from carousel.models.ledger import Decision


class Merge(models.Model):
    """Two records of one coach, or of one club, are one row; the other row is kept here as it was.

    ``coach`` or ``club`` is where it leads today: the row that stayed, or the one that this was merged
    into later. ``kept_pk`` is the row that stayed then. While ``undone_at`` is empty, ``slug`` redirects
    for good.
    """

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="merge")
    coach = models.ForeignKey(Coach, models.PROTECT, null=True, related_name="merges")
    club = models.ForeignKey(Club, models.PROTECT, null=True, related_name="merges")
    kept_pk = models.BigIntegerField()
    slug = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    row = models.JSONField(help_text="the row that went, field by field")
    moved = models.JSONField(default=dict, help_text="by relation: the rows that pointed at it")
    taken_out = models.JSONField(default=list, help_text="rows that the other had already, and their fields")
    filled = models.JSONField(default=dict, help_text="fields of the row that stayed, before and after")
    aliases = models.JSONField(default=list, help_text="the written forms that were added")
    last_claim = models.BigIntegerField(help_text="claims after it came when the two were one")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(coach__isnull=True) ^ models.Q(club__isnull=True),
                name="merge_is_of_coaches_or_of_clubs",
            ),
            *(
                models.UniqueConstraint(
                    fields=["slug"],
                    condition=models.Q(undone_at__isnull=True) & models.Q(**{f"{kind}__isnull": False}),
                    name=f"merge_redirects_a_{kind}_once",
                )
                for kind in ("coach", "club")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.coach or self.club}"
