"""What we remember of the hosts that we ask."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Host(models.Model):
    """A host: what its robots.txt last said, and from when it may be asked for the next page."""

    name = models.CharField(max_length=300, unique=True)  # with the port, as it stands in addresses
    robots = models.TextField(blank=True)
    robots_at = models.DateTimeField(null=True, blank=True)
    ask_after = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
