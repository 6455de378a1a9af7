"""What was said, where and when: outlets, articles and the claims that were read out of them.

Coaches and clubs stand here only as written names; what we hold to be true about
them is the business of ``carousel``.
"""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.countries import day_in
from articles.paths import path_to
from articles.querysets import ArticleQuerySet, ClaimQuerySet


class Outlet(models.Model):
    """A publisher. A club's own site and a stock-exchange notice are official outlets."""

    class Kind(models.TextChoices):
        NEWSPAPER = "newspaper", _("newspaper")
        TABLOID = "tabloid", _("tabloid")
        SPORTS_SITE = "sports site", _("sports site")
        BROADCASTER = "broadcaster", _("broadcaster")
        AGENCY = "agency", _("news agency")
        CLUB = "club", _("club")
        LEAGUE = "league", _("league or federation")
        EXCHANGE = "exchange", _("stock exchange")

    class Tier(models.IntegerChoices):
        OFFICIAL = 0, _("official")
        TRUSTED = 1, _("trusted")
        GOOD = 2, _("good")
        MIXED = 3, _("mixed")
        WEAK = 4, _("weak")

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=5, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166, two letters"))
    domain = models.CharField(_("domain"), max_length=200, blank=True, db_index=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NEWSPAPER)
    tier = models.PositiveSmallIntegerField(_("tier"), choices=Tier, default=Tier.MIXED)
    cited_as = ArrayField(
        models.CharField(max_length=120), verbose_name=_("cited as"), default=list, blank=True
    )
    feed_url = models.URLField(_("feed"), max_length=500, blank=True)
    # What the reference files last said of this row: a field that differs from it is an editor's and stays.
    reference = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(tier__lte=4), name="outlet_tier_is_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="outlet_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_to("outlet", self.slug)

    @property
    def is_official(self) -> bool:
        return self.tier == self.Tier.OFFICIAL


class Article(models.Model):
    """One text at one address, by one outlet, published at one time. Kept before it is read."""

    # So much of the text stands for a title where there is none.
    LONGEST_OPENING = 80

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be read")
        READ = "read", _("read")
        FAILED = "failed", _("could not be read")

    # What makes an article wait to be read once more, whatever came of it before.
    READ_AGAIN = {
        "state": State.WAITING,
        "failure": "",
        "failure_class": "",
        "attempts": 0,
        "dismissed_at": None,
    }

    class PublishedFrom(models.TextChoices):
        GIVEN = "given", _("given by whoever brought it")
        FEED = "feed", _("the feed")
        PAGE = "page", _("the page's own data")
        TEXT = "text", _("what the page shows")
        MAIL = "mail", _("the head of the mail")
        UNKNOWN = "", _("not known")

    outlet = models.ForeignKey(Outlet, models.PROTECT, null=True, blank=True, related_name="articles")
    url = models.TextField(_("address"), blank=True)
    # Hashes, since a unique index refuses texts over 8 kB: of the address without tracking, and of the text.
    url_key = models.CharField(max_length=64, null=True, unique=True, editable=False)
    text_key = models.CharField(max_length=64, editable=False)
    title = models.CharField(_("title"), max_length=500, blank=True)
    text = models.TextField(_("text"), blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)
    published_on = models.DateField(
        _("published on"), null=True, blank=True, help_text=_("a day in the outlet's country")
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_from = models.CharField(max_length=10, choices=PublishedFrom, default="", blank=True)
    arrived_at = models.DateTimeField(_("arrived at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    failure_class = models.CharField(max_length=40, blank=True, editable=False)
    failure = models.TextField(_("why it could not be read"), blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.CharField(_("read by version"), max_length=40, blank=True)
    # Set while a failed article is nobody's business any more.
    dismissed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Where title, lead, body, quotes, related links and teasers stand, as the reader labelled them.
    regions = models.JSONField(default=list, blank=True, editable=False)
    # Set while its address answers that there is nothing any more, which is found on a second look.
    gone_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["outlet", "text_key"], name="article_is_one_text_by_one_outlet", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=~models.Q(title="") | ~models.Q(text=""), name="article_says_something"
            ),
            # It is shown as a link, which must not run a script.
            models.CheckConstraint(
                condition=models.Q(url="")
                | models.Q(url__startswith="https://")
                | models.Q(url__startswith="http://"),
                name="article_address_is_of_a_page",
            ),
            models.CheckConstraint(
                condition=models.Q(state="failed") | models.Q(failure="", failure_class=""),
                name="article_failure_only_when_failed",
            ),
            models.CheckConstraint(
                condition=models.Q(state="failed") | models.Q(dismissed_at__isnull=True),
                name="article_dismissed_only_when_failed",
            ),
        ]
        indexes = [
            # the sweep for articles that wait, and the page of failures
            models.Index(fields=["state", "arrived_at"], name="article_by_state"),
            models.Index(fields=["-arrived_at", "-id"], name="article_by_arrival"),
            models.Index(fields=["text_key"], name="article_by_text"),
            # how many were read of late, from which follows how long the rest takes
            models.Index(
                fields=["read_at"], condition=models.Q(read_at__isnull=False), name="article_by_reading"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.text[: self.LONGEST_OPENING]

    def get_absolute_url(self) -> str:
        return path_to("article", self.pk)

    @property
    def known_on(self) -> date:
        """The day from which its claims count: of publication, or of arrival where that is unknown."""
        if self.published_on:
            return self.published_on
        return day_in(self.outlet.country if self.outlet else "", self.published_at or self.arrived_at)


class Claim(models.Model):
    """One thing that an article says about a coach and a club.

    Rows are only added. A later reading that no longer finds a claim stamps
    ``superseded_at``; a claim it finds again keeps its row. ``withdrawn_at`` is stamped beside it where
    the article was edited and says it no longer.
    """

    class Kind(models.TextChoices):
        DEPARTURE = "departure", _("departure")
        APPOINTMENT = "appointment", _("appointment")
        CANDIDACY = "candidacy", _("candidacy")
        WITHDRAWAL = "withdrawal", _("withdrawal")
        PRESSURE = "pressure", _("pressure")
        EXTENSION = "extension", _("extension")
        TENURE = "tenure", _("tenure")

    class Role(models.TextChoices):
        HEAD_COACH = "head_coach", _("head coach")
        CARETAKER = "caretaker", _("caretaker")
        ASSISTANT = "assistant", _("assistant")
        SPORTING_DIRECTOR = "sporting_director", _("sporting director")
        YOUTH_COACH = "youth_coach", _("youth coach")
        OTHER = "other", pgettext_lazy("role", "other")

    class Manner(models.TextChoices):
        SACKED = "sacked", _("sacked")
        RESIGNED = "resigned", _("resigned")
        MUTUAL_CONSENT = "mutual_consent", _("by mutual consent")
        CONTRACT_ENDED = "contract_ended", _("contract ended")
        LEFT_FOR_CLUB = "left_for_club", _("left for another club")
        CARETAKER_ENDED = "caretaker_ended", _("caretaker spell ended")
        RETIRED = "retired", _("retired")
        DIED = "died", _("died")
        UNSPECIFIED = "unspecified", _("not on record")

    class Stage(models.TextChoices):
        LINKED = "linked", _("linked")
        CANDIDATE = "candidate", _("candidate")
        FAVOURITE = "favourite", _("favourite")
        TALKS = "talks", _("in talks")
        AGREED = "agreed", _("agreed")
        IMMINENT = "imminent", _("imminent")
        PRESSURE = "pressure", _("under pressure")
        EXPECTED = "expected", _("dismissal expected")

    class By(models.TextChoices):
        COACH = "coach", _("the coach")
        CLUB = "club", _("the club")
        EMPLOYER = "employer", _("the current club")
        UNSPECIFIED = "unspecified", _("not said")

    class Tense(models.TextChoices):
        CURRENT = "current", _("current")
        PAST = "past", _("past")

    class Part(models.TextChoices):
        TITLE = "title", _("title")
        TEXT = "text", _("text")

    article = models.ForeignKey(Article, models.CASCADE, related_name="claims")
    fingerprint = models.CharField(max_length=64, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    coach_name = models.CharField(max_length=120)
    coach_key = models.CharField(
        max_length=80, blank=True, help_text="the key in the list of names, if known"
    )
    club_name = models.CharField(max_length=120)
    club_key = models.CharField(max_length=80, blank=True)
    club_is_national = models.BooleanField(default=False)
    role = models.CharField(max_length=20, choices=Role, default=Role.HEAD_COACH)
    manner = models.CharField(max_length=20, choices=Manner, blank=True)
    stage = models.CharField(max_length=12, choices=Stage, blank=True)
    by = models.CharField(max_length=12, choices=By, blank=True)
    tense = models.CharField(max_length=8, choices=Tense, blank=True)
    when = DateRangeField(null=True, blank=True)
    until = DateRangeField(null=True, blank=True)
    source = models.CharField(max_length=120, blank=True)
    source_outlet = models.ForeignKey(
        Outlet, models.PROTECT, null=True, blank=True, related_name="cited_claims"
    )
    part = models.CharField(max_length=5, choices=Part)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    passage = models.TextField()
    marks = models.JSONField(default=list, blank=True)
    rule = models.CharField(max_length=120)
    reasons = models.JSONField(default=list, blank=True)
    confidence = models.FloatField()
    read_by = models.CharField(max_length=40)
    superseded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["article_id", "part", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "fingerprint"], name="claim_is_made_once_by_an_article"
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="claim_passage_is_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__gte=0, confidence__lte=1), name="claim_confidence_is_a_share"
            ),
            models.CheckConstraint(
                condition=(models.Q(kind="departure") & ~models.Q(manner=""))
                | (~models.Q(kind="departure") & models.Q(manner="")),
                name="claim_manner_belongs_to_departure",
            ),
            models.CheckConstraint(
                condition=(models.Q(kind__in=["candidacy", "pressure"]) & ~models.Q(stage=""))
                | (~models.Q(kind__in=["candidacy", "pressure"]) & models.Q(stage="")),
                name="claim_stage_belongs_to_rumours",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(superseded_at__isnull=False),
                name="claim_is_withdrawn_only_when_not_found",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.coach_name}, {self.club_name}"


class Heartbeat(models.Model):
    """The last moment at which a part of the machinery showed that it lives."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M:%S}"


from articles.feeds.models import Check, Entry, Feed  # noqa: E402, F401  (they name the models above)
from articles.fetching.models import Host  # noqa: E402, F401
from articles.stories.models import ArticleVersion, Imprint, Story  # noqa: E402, F401
