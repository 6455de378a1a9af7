"""Questions that are asked of the record, each named as the site speaks."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models

from carousel.record.seats import LONGEST_VACANCY


class NotIgnored(models.Manager):
    """What an editor said is no coach or no club is nowhere; rows that point at it still find it."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(is_ignored=False)


class Everyone(models.Manager):
    """Every row, for whoever must know the ignored ones too."""


# Written as the index of the desk's list has it.
WAITING = models.Q(status="open") | models.Q(status="retracted", decision__isnull=True)


class StintQuerySet(models.QuerySet):
    def running(self, day: date) -> StintQuerySet:
        """Those that have begun by ``day`` as far as known and have not surely ended by then.

        The first day counts and the last does not; a null end means that none is known.
        """
        return self.filter(
            models.Q(started__startswith__isnull=True) | models.Q(started__startswith__lte=day)
        ).filter(models.Q(ended__isnull=True) | models.Q(ended__endswith__gt=day + timedelta(days=1)))


class RumourQuerySet(models.QuerySet):
    def public(self) -> RumourQuerySet:
        """Those that readers may see: neither rejected nor a question about the past."""
        return self.exclude(status="rejected").exclude(direction="held")

    def open(self) -> RumourQuerySet:
        return self.filter(status="open")

    def without_source(self) -> RumourQuerySet:
        """Those whose only source was withdrawn, and of which no editor has said what becomes of them."""
        return self.filter(status="retracted", decision__isnull=True)

    def waiting(self) -> RumourQuerySet:
        """Those that are an editor's to decide: the open ones, and those that lost their only source."""
        return self.filter(WAITING)

    def expiring(self, day: date) -> RumourQuerySet:
        """Those that end by ``day``, that day included, unless somebody reports on them."""
        return self.open().filter(expires_on__lte=day)


class VacancyQuerySet(models.QuerySet):
    def open(self, day: date) -> VacancyQuerySet:
        """Seats that nobody has filled, and that came open within a year before ``day``."""
        return self.filter(
            filled__isnull=True, opened__startswith__gt=day - LONGEST_VACANCY, opened__startswith__lte=day
        )
