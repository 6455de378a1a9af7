"""Questions that are asked of articles and claims."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class ArticleQuerySet(models.QuerySet):
    def waiting_since(self, moment: datetime) -> ArticleQuerySet:
        """Those that arrived before ``moment`` and have not been read; the queue may have lost them."""
        return self.filter(state="waiting", arrived_at__lt=moment)


class ClaimQuerySet(models.QuerySet):
    def standing(self) -> ClaimQuerySet:
        """Those that the last reading of their article found."""
        return self.filter(superseded_at__isnull=True)

    def weighed(self) -> ClaimQuerySet:
        """Those and the ones that their article took back: the record knows that they were said."""
        return self.filter(models.Q(superseded_at__isnull=True) | models.Q(withdrawn_at__isnull=False))
