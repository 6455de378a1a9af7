"""Competitions, their seasons, and who plays in them."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from carousel.models.clubs import Club

is_season = RegexValidator(r"^\d{4}(-\d{2})?$", _("A season is written as 2020-21 or as 2020."))


class Competition(models.Model):
    """A league. Clubs play in one of its seasons."""

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=120)
    country = models.CharField(_("country"), max_length=8, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    reference = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("competition")
        verbose_name_plural = _("competitions")
        ordering = ["country", "level", "name"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="competition_has_a_name")]

    def __str__(self) -> str:
        return self.name


class CompetitionAlias(models.Model):
    """One more way to write a competition's name."""

    competition = models.ForeignKey(Competition, models.CASCADE, related_name="aliases")
    text = models.CharField(_("written as"), max_length=120)

    class Meta:
        verbose_name = _("written form")
        verbose_name_plural = _("written forms")
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(fields=["competition", "text"], name="competition_alias_is_listed_once")
        ]

    def __str__(self) -> str:
        return self.text


class Season(models.Model):
    """One season of a competition, with the pause before it: from the last one's end to its own."""

    competition = models.ForeignKey(Competition, models.CASCADE, related_name="seasons")
    slug = models.CharField(_("season"), max_length=7, validators=[is_season])
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    clubs = models.ManyToManyField(Club, through="Participation", related_name="seasons")

    class Meta:
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        ordering = ["-starts_on", "competition"]
        constraints = [
            models.UniqueConstraint(fields=["competition", "slug"], name="season_is_listed_once"),
            models.CheckConstraint(
                condition=models.Q(starts_on__lt=models.F("ends_on")), name="season_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competition} {self.years}"

    def get_absolute_url(self) -> str:
        return reverse("season", args=[self.competition.slug, self.slug])

    @property
    def years(self) -> str:
        return self.slug.replace("-", "–")


class Participation(models.Model):
    """That a club plays in a season."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="participations")
    club = models.ForeignKey(Club, models.CASCADE, related_name="participations")

    class Meta:
        verbose_name = _("club of a season")
        verbose_name_plural = _("clubs of a season")
        constraints = [models.UniqueConstraint(fields=["season", "club"], name="club_plays_once_in_a_season")]

    def __str__(self) -> str:
        return f"{self.club} in {self.season}"
