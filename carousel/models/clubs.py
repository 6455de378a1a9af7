"""Clubs, national sides and the ways to write their names."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.paths import path_to
from carousel.querysets import Everyone, NotIgnored

is_colour = RegexValidator(r"^#[0-9a-f]{6}$", _("A colour is written as # and six digits, like #0047ab."))


class Club(models.Model):
    """A club or a national side, and its seat: the head coach's post."""

    class Side(models.TextChoices):
        MEN = "men", _("men")
        WOMEN = "women", _("women")

    class Kind(models.TextChoices):
        CLUB = "club", _("club")
        NATIONAL = "national", _("national side")

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    country = models.CharField(
        _("country"),
        max_length=8,
        blank=True,
        help_text=_("ISO 3166; GB-ENG and the like for the home nations"),
    )
    city = models.CharField(_("city"), max_length=80, blank=True)
    level = models.PositiveSmallIntegerField(
        _("level"), null=True, blank=True, help_text=_("1 is the top flight")
    )
    side = models.CharField(_("side"), max_length=5, choices=Side, default=Side.MEN)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.CLUB)
    colour1 = models.CharField(_("first colour"), max_length=7, blank=True, validators=[is_colour])
    colour2 = models.CharField(_("second colour"), max_length=7, blank=True, validators=[is_colour])
    wikidata = models.CharField(_("Wikidata"), max_length=20, blank=True)
    is_provisional = models.BooleanField(_("unverified"), default=False)
    is_ignored = models.BooleanField(_("ignored"), default=False, editable=False)
    reference = models.JSONField(default=dict, blank=True, editable=False)
    # By language, from the written forms that are shown; the database keeps it (0024).
    names = models.JSONField(default=dict, db_default={}, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = NotIgnored()
    everyone = Everyone()

    class Meta:
        verbose_name = _("club")
        verbose_name_plural = _("clubs")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="club_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(is_ignored=False) | models.Q(is_provisional=True),
                name="club_is_ignored_only_while_unverified",
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{field: ""}) | models.Q(**{f"{field}__regex": r"^#[0-9a-f]{6}$"}),
                    name=f"club_{field}_is_a_colour",
                )
                for field in ("colour1", "colour2")
            ),
        ]
        indexes = [
            # search with typing errors
            GinIndex(
                OpClass(models.Func("name", function="name_in_plain"), "gin_trgm_ops"),
                name="club_name_trigrams",
            ),
            # what a name that nobody knows may stand for
            GinIndex(
                OpClass(models.Func("name", function="name_in_plain"), "gin_trgm_ops"),
                name="club_plain_trigrams",
                condition=models.Q(is_provisional=False),
            ),
            models.Index(fields=["name", "id"], name="club_by_name"),
            # the names that wait at the desk, paged by key
            models.Index(
                fields=["id"],
                condition=models.Q(is_provisional=True, is_ignored=False),
                name="club_that_waits",
            ),
            # what a claim's name stands for, whatever its capitals
            models.Index(Upper("name"), name="club_by_name_in_capitals"),
            models.Index(Upper("short_name"), name="club_by_short_name_in_capitals"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_to("club", self.slug)

    @property
    def called(self) -> str:
        """What a page calls the club: its name in the reader's language where one is known, else its own.

        Addresses, the API, imports and what the desk compares keep to ``name``.
        """
        return self.names.get(get_language() or "", self.name)

    @property
    def called_in_short(self) -> str:
        """For a bar or a tight cell."""
        return self.names.get(get_language() or "") or self.short_name or self.name

    @property
    def is_national(self) -> bool:
        return self.kind == self.Kind.NATIONAL


class ClubAlias(models.Model):
    """One more way to write a club's name; an epithet holds in one language ("hovedstadsklubben").

    One that ``is_shown`` is what pages in its language call the club ("FC Copenhagen").
    """

    club = models.ForeignKey(Club, models.CASCADE, related_name="aliases")
    text = models.CharField(_("written as"), max_length=120)
    is_ambiguous = models.BooleanField(_("ambiguous"), default=False)
    is_epithet = models.BooleanField(_("epithet"), default=False)
    language = models.CharField(_("language"), max_length=5, blank=True)
    is_shown = models.BooleanField(
        _("shown as the name"),
        default=False,
        db_default=False,
        help_text=_("Pages in the language of this form call the club so; of several the oldest counts."),
    )

    class Meta:
        verbose_name = _("written form")
        verbose_name_plural = _("written forms")
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(fields=["club", "text", "language"], name="club_alias_is_listed_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="club_alias_is_not_empty"),
            models.CheckConstraint(
                condition=models.Q(is_epithet=False) | ~models.Q(language=""),
                name="club_epithet_has_a_language",
            ),
            models.CheckConstraint(
                condition=models.Q(is_shown=False) | (~models.Q(language="") & models.Q(is_epithet=False)),
                name="club_is_called_in_a_language",
                violation_error_message=_(
                    "A form that is shown as the name says in which language, and is no epithet."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["text"], name="club_alias_by_text"),
            GinIndex(
                OpClass(models.Func("text", function="name_in_plain"), "gin_trgm_ops"),
                name="club_alias_plain_trigrams",
            ),
            models.Index(Upper("text"), name="club_alias_in_capitals"),
        ]

    def __str__(self) -> str:
        return self.text
