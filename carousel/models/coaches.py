"""Coaches and the ways to write their names."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from articles.paths import path_to
from carousel.querysets import Everyone, NotIgnored


class Coach(models.Model):
    """A person who coaches. Provisional until an editor has said who it is."""

    class Gender(models.TextChoices):
        MAN = "m", _("man")
        WOMAN = "f", _("woman")
        UNKNOWN = "", _("not on record")

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=120)
    born = DateRangeField(_("born"), null=True, blank=True, help_text=_("a day, a month, a year or a range"))
    nationality = models.CharField(
        _("nationality"),
        max_length=8,
        blank=True,
        help_text=_("ISO 3166; GB-ENG and the like for the home nations"),
    )
    gender = models.CharField(_("gender"), max_length=1, choices=Gender, blank=True, default="")
    known_for = ArrayField(
        models.CharField(max_length=120), verbose_name=_("known for"), default=list, blank=True
    )
    is_provisional = models.BooleanField(_("unverified"), default=False)
    is_ignored = models.BooleanField(_("ignored"), default=False, editable=False)
    # What the reference files last said of this row: a field that differs from it is an editor's and stays.
    reference = models.JSONField(default=dict, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = NotIgnored()
    everyone = Everyone()

    class Meta:
        verbose_name = _("coach")
        verbose_name_plural = _("coaches")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="coach_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(is_ignored=False) | models.Q(is_provisional=True),
                name="coach_is_ignored_only_while_unverified",
            ),
        ]
        indexes = [
            # search with typing errors
            GinIndex(
                OpClass(models.Func("name", function="name_in_plain"), "gin_trgm_ops"),
                name="coach_name_trigrams",
            ),
            # what a name that nobody knows may stand for
            GinIndex(
                OpClass(models.Func("name", function="name_in_plain"), "gin_trgm_ops"),
                name="coach_plain_trigrams",
                condition=models.Q(is_provisional=False),
            ),
            models.Index(fields=["name", "id"], name="coach_by_name"),
            # the names that wait at the desk, paged by key
            models.Index(
                fields=["id"],
                condition=models.Q(is_provisional=True, is_ignored=False),
                name="coach_that_waits",
            ),
            # what a claim's name stands for, whatever its capitals
            models.Index(Upper("name"), name="coach_by_name_in_capitals"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_to("coach", self.slug)


class CoachAlias(models.Model):
    """One more way to write a coach's name. An ambiguous one counts only where the name stands in full."""

    coach = models.ForeignKey(Coach, models.CASCADE, related_name="aliases")
    text = models.CharField(_("written as"), max_length=120)
    is_ambiguous = models.BooleanField(_("ambiguous"), default=False)

    class Meta:
        verbose_name = _("written form")
        verbose_name_plural = _("written forms")
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(fields=["coach", "text"], name="coach_alias_is_listed_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="coach_alias_is_not_empty"),
        ]
        indexes = [
            models.Index(fields=["text"], name="coach_alias_by_text"),
            GinIndex(
                OpClass(models.Func("text", function="name_in_plain"), "gin_trgm_ops"),
                name="coach_alias_plain_trigrams",
            ),
            models.Index(Upper("text"), name="coach_alias_in_capitals"),
        ]

    def __str__(self) -> str:
        return self.text
