"""The record: stints, rumours and vacancies, computed from the ledger and never typed.

Only ``carousel.store`` writes these tables. ``ordinal`` counts the stints or
rumours of one coach at one club from 1, oldest first; with the pair it is the
row's identity, so that a rebuild finds the same rows again.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable
from django.utils.translation import gettext_lazy as _

from articles.models import Claim
from articles.paths import path_to
from carousel.models.clubs import Club
from carousel.models.coaches import Coach
from carousel.models.ledger import Arrangement, Decision, Direction
from carousel.querysets import WAITING, RumourQuerySet, StintQuerySet, VacancyQuerySet
from carousel.record.facts import RumourKey, manner_as, rumour_key


class CertainSpan(models.Func):
    """From the latest beginning to the earliest end: the days on which the stint surely ran."""

    template = (
        "CASE WHEN upper_inf(started) THEN 'empty'::daterange"
        " WHEN ended IS NULL THEN daterange(upper(started) - 1, NULL)"
        " WHEN lower_inf(ended) OR lower(ended) <= upper(started) - 1 THEN 'empty'::daterange"
        " ELSE daterange(upper(started) - 1, lower(ended)) END"
    )
    arity = 2
    output_field = DateRangeField()


class Basis(models.TextChoices):
    """Why a fact stands in the record."""

    EDITOR = "editor", _("an editor's word")
    REFERENCE = "reference", _("reference data")
    OFFICIAL = "official", _("an official outlet")
    INDEPENDENT = "independent", _("two independent outlets")
    TRUSTED = "trusted", _("one trusted outlet")
    INFERRED = "inferred", _("follows from another move")
    NONE = "", _("not on record")


class Stint(models.Model):
    """A coach in a role at a club. ``ended`` is null while no end is known."""

    coach = models.ForeignKey(Coach, models.CASCADE, related_name="stints")
    club = models.ForeignKey(Club, models.CASCADE, related_name="stints")
    role = models.CharField(max_length=20, choices=Claim.Role)
    ordinal = models.PositiveSmallIntegerField()
    arrangement = models.CharField(max_length=10, choices=Arrangement, default="", blank=True)
    started = DateRangeField()
    ended = DateRangeField(null=True, blank=True)
    certain = models.GeneratedField(
        expression=CertainSpan("started", "ended"), output_field=DateRangeField(), db_persist=True
    )
    start_basis = models.CharField(max_length=12, choices=Basis, blank=True)
    end_basis = models.CharField(max_length=12, choices=Basis, blank=True)
    start_is_disputed = models.BooleanField(default=False)
    end_is_disputed = models.BooleanField(default=False)
    manner = models.CharField(max_length=20, choices=Claim.Manner, blank=True)
    manner_reported = models.CharField(max_length=20, choices=Claim.Manner, blank=True)
    contract_until = DateRangeField(null=True, blank=True)
    known_on = models.DateField(help_text="the day from which the record knew of it")
    start_announced_on = models.DateField(null=True, blank=True, help_text="when the start was first told")
    end_announced_on = models.DateField(null=True, blank=True, help_text="when the end was first told")
    first_match_on = models.DateField(null=True, blank=True)
    interrupted = DateRangeField(
        null=True, blank=True, help_text="from a dismissal to the reinstatement that took it back"
    )

    objects = StintQuerySet.as_manager()

    class Meta:
        verbose_name = _("stint")
        verbose_name_plural = _("stints")
        constraints = [
            models.UniqueConstraint(
                fields=["coach", "club", "ordinal"], name="stint_has_one_place_in_its_pair"
            ),
            models.CheckConstraint(
                condition=models.Q(ended__isnull=True)
                | models.Q(started__startswith__isnull=True)
                | models.Q(ended__endswith__isnull=True)
                | models.Q(started__startswith__lt=models.F("ended__endswith")),
                name="stint_does_not_end_before_it_begins",
            ),
            ExclusionConstraint(
                name="club_has_one_head_coach_at_a_time",
                expressions=[("club", RangeOperators.EQUAL), ("certain", RangeOperators.OVERLAPS)],
                condition=models.Q(role="head_coach", arrangement=""),
                deferrable=Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coach}, {self.get_role_display()} at {self.club}"

    def manner_as(self, reading: str) -> str:
        """How it ended, as ``ANNOUNCED`` or as ``REPORTED`` (`carousel.record.facts`)."""
        return manner_as(reading, self.manner, self.manner_reported)


class StintEvidence(models.Model):
    """A claim that bears on a stint's start, its end, or its course."""

    class BearsOn(models.TextChoices):
        START = "start", _("the start")
        END = "end", _("the end")
        COURSE = "course", _("the course")

    stint = models.ForeignKey(Stint, models.CASCADE, related_name="evidence")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="stint_evidence")
    bears_on = models.CharField(max_length=6, choices=BearsOn)

    class Meta:
        verbose_name = _("evidence for a stint")
        verbose_name_plural = _("evidence for stints")
        constraints = [
            models.UniqueConstraint(fields=["stint", "claim"], name="stint_evidence_is_listed_once")
        ]

    def __str__(self) -> str:
        return f"{self.claim} → {self.stint}"


# How soon the desk should look at a rumour, 0 first: the one place where that is written.
URGENCY = models.Case(
    models.When(
        models.Q(contradicts__isnull=False) | models.Q(contested_by__isnull=False), then=models.Value(0)
    ),
    models.When(direction=Direction.HELD, then=models.Value(4)),
    models.When(is_fact_claimed=True, then=models.Value(1)),
    models.When(stage__in=["imminent", "expected"], then=models.Value(2)),
    default=models.Value(3),
    output_field=models.PositiveSmallIntegerField(),
)


class Rumour(models.Model):
    """The standing question whether a coach will get (or lose) a post.

    ``is_fact_claimed`` says that an article states it as done; ``contradicts`` is
    then the stint in the record that speaks against it, ``contested_by`` the claim that does.
    ``revision`` grows with every change, so that a stale form is noticed.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        CONFIRMED = "confirmed", _("confirmed")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("withdrawn")
        SEAT_FILLED = "seat_filled", _("seat filled by another")
        TOOK_OTHER_JOB = "took_other_job", _("took another job")
        DENIED = "denied", _("denied")
        EXPIRED = "expired", _("expired")
        RETRACTED = "retracted", _("retracted")

    coach = models.ForeignKey(Coach, models.CASCADE, related_name="rumours")
    club = models.ForeignKey(Club, models.CASCADE, related_name="rumours")
    direction = models.CharField(max_length=5, choices=Direction)
    role = models.CharField(max_length=20, choices=Claim.Role)
    ordinal = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=16, choices=Status)
    stage = models.CharField(max_length=12, choices=Claim.Stage, blank=True)
    by = models.CharField(max_length=12, choices=Claim.By, blank=True)
    opened_on = models.DateField()
    newest_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True, help_text="ends then if nobody reports on it")
    article_count = models.PositiveIntegerField()
    origin_count = models.PositiveIntegerField(help_text="independent outlets")
    steps = models.JSONField(
        default=list, blank=True, help_text="the days on which it climbed: day, stage, claim"
    )
    is_fact_claimed = models.BooleanField(default=False)
    contradicts = models.ForeignKey(
        Stint, models.SET_NULL, null=True, blank=True, related_name="contradicted_by"
    )
    contested_by = models.ForeignKey(
        Claim,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contests",
        help_text="that says the opposite",
    )
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, blank=True, related_name="rumours")
    revision = models.PositiveIntegerField(default=1)
    urgency = models.GeneratedField(
        expression=URGENCY, output_field=models.PositiveSmallIntegerField(), db_persist=True
    )

    objects = RumourQuerySet.as_manager()

    class Meta:
        verbose_name = _("rumour")
        verbose_name_plural = _("rumours")
        constraints = [
            models.UniqueConstraint(
                fields=["coach", "club", "direction", "ordinal"], name="rumour_has_one_place_in_its_pair"
            ),
            models.UniqueConstraint(
                fields=["coach", "club", "direction"],
                condition=models.Q(status="open"),
                name="rumour_is_open_once_per_pair_and_direction",
            ),
            models.CheckConstraint(
                condition=(models.Q(status="open", ended_on__isnull=True))
                | (~models.Q(status="open") & models.Q(ended_on__isnull=False)),
                name="rumour_ended_on_a_day_or_is_open",
            ),
            models.CheckConstraint(
                condition=models.Q(status="open") | models.Q(expires_on__isnull=True),
                name="rumour_expires_only_while_open",
            ),
            models.CheckConstraint(
                condition=models.Q(status="rejected", decision__isnull=False) | ~models.Q(status="rejected"),
                name="rumour_is_rejected_by_a_decision",
            ),
        ]
        indexes = [
            # the desk and the public list, newest first, paged by key
            models.Index(fields=["status", "-newest_on", "-id"], name="rumour_by_status"),
            # the rumours whose time is up, and the desk's list of those whose time is nearly up
            models.Index(fields=["expires_on"], name="rumour_by_expiry"),
            # what waits at the desk, in the desk's order
            models.Index(
                fields=["urgency", "-origin_count", "opened_on", "id"],
                condition=WAITING,
                name="rumour_by_urgency",
            ),
        ]

    def __str__(self) -> str:
        return (
            f"{self.coach} → {self.club}"
            if self.direction == Direction.IN
            else f"{self.coach} at {self.club}"
        )

    def get_absolute_url(self) -> str:
        return path_to("rumour", self.pk)

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def key(self) -> RumourKey:
        return rumour_key(self)

    @property
    def question(self) -> dict[str, Any]:
        """The fields by which other rows name the question that it asks."""
        return {"coach_id": self.coach_id, "club_id": self.club_id, "direction": self.direction}

    @property
    def has_lost_source(self) -> bool:
        """Whether its only source was withdrawn and no editor has said what becomes of it."""
        return self.status == self.Status.RETRACTED and self.decision_id is None

    @property
    def waits(self) -> bool:
        return self.is_open or self.has_lost_source

    @property
    def is_conflict(self) -> bool:
        """Whether the record, or another report, says the opposite."""
        return self.contradicts_id is not None or self.contested_by_id is not None


class RumourEvidence(models.Model):
    """A claim that a rumour rests on."""

    rumour = models.ForeignKey(Rumour, models.CASCADE, related_name="evidence")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="rumour_evidence")

    class Meta:
        verbose_name = _("evidence for a rumour")
        verbose_name_plural = _("evidence for rumours")
        constraints = [
            models.UniqueConstraint(fields=["rumour", "claim"], name="rumour_evidence_is_listed_once")
        ]

    def __str__(self) -> str:
        return f"{self.claim} → {self.rumour}"


class Vacancy(models.Model):
    """A head-coach post between two stints, perhaps held by a caretaker."""

    club = models.ForeignKey(Club, models.CASCADE, related_name="vacancies")
    predecessor = models.OneToOneField(Stint, models.CASCADE, related_name="vacancy_left")
    successor = models.OneToOneField(
        Stint, models.CASCADE, null=True, blank=True, related_name="vacancy_filled"
    )
    opened = DateRangeField()
    filled = DateRangeField(null=True, blank=True)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("vacancy")
        verbose_name_plural = _("vacancies")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True, filled__isnull=True)
                | models.Q(successor__isnull=False, filled__isnull=False),
                name="vacancy_is_filled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.club}, after {self.predecessor.coach}"
