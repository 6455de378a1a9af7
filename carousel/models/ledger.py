"""The ledger beside the claims: what people entered and decided. Rows are only ever added.

``ClaimSubject`` says which coach and club a claim's written names stand for.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Claim
from carousel.models.clubs import Club
from carousel.models.coaches import Coach


class Direction(models.TextChoices):
    """What a rumour asks: will the coach get the post, lose it, or did he hold it at all?"""

    IN = "in", _("gets the post")
    OUT = "out", _("loses the post")
    HELD = "held", _("held the post")


class Arrangement(models.TextChoices):
    """How a post is shared, where it is: the one reason for two head coaches at once."""

    SOLE = "", _("alone")
    SHARED = "shared", _("shared")
    DE_FACTO = "de_facto", _("in fact, not on paper")
    ON_PAPER = "on_paper", _("on paper, not in fact")


class ClaimSubject(models.Model):
    """The coach and the club that a claim is about, and how they were recognised."""

    claim = models.OneToOneField(Claim, models.CASCADE, primary_key=True, related_name="subject")
    coach = models.ForeignKey(Coach, models.CASCADE, related_name="claim_subjects")
    club = models.ForeignKey(Club, models.CASCADE, related_name="claim_subjects")
    how = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("subject of a claim")
        verbose_name_plural = _("subjects of claims")
        indexes = [models.Index(fields=["coach", "club"], name="claim_subject_by_pair")]

    def __str__(self) -> str:
        return f"{self.coach} at {self.club}"


class StintEntry(models.Model):
    """A stint as a person entered it: an editor's word, above every claim.

    A correction adds a row that ``replaces`` this one and stamps ``withdrawn_at`` here.
    ``ended`` left empty says that no end is entered, not that there is none.
    """

    coach = models.ForeignKey(Coach, models.PROTECT, related_name="stint_entries")
    club = models.ForeignKey(Club, models.PROTECT, related_name="stint_entries")
    role = models.CharField(_("role"), max_length=20, choices=Claim.Role, default=Claim.Role.HEAD_COACH)
    arrangement = models.CharField(
        _("arrangement"), max_length=10, choices=Arrangement, default="", blank=True
    )
    started = DateRangeField(_("from"), null=True, blank=True)
    ended = DateRangeField(_("to"), null=True, blank=True)
    manner = models.CharField(_("how it ended"), max_length=20, choices=Claim.Manner, blank=True)
    contract_until = DateRangeField(_("contract until"), null=True, blank=True)
    first_match_on = models.DateField(_("first match on"), null=True, blank=True)
    known_since = models.DateField(
        _("known since"), null=True, blank=True, help_text=_("empty: for all time")
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    reference_key = models.CharField(max_length=80, null=True, blank=True, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="stint_entries"
    )
    entered_at = models.DateTimeField(auto_now_add=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("hand-entered stint")
        verbose_name_plural = _("hand-entered stints")
        ordering = ["-started"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference_key"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="stint_entry_stands_once_per_reference",
            ),
            models.CheckConstraint(
                condition=models.Q(manner="") | models.Q(ended__isnull=False),
                name="stint_entry_manner_needs_an_end",
            ),
            models.CheckConstraint(
                condition=models.Q(started__isnull=True)
                | models.Q(ended__isnull=True)
                | models.Q(started__startswith__isnull=True)
                | models.Q(ended__endswith__isnull=True)
                | models.Q(started__startswith__lt=models.F("ended__endswith")),
                name="stint_entry_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(first_match_on__isnull=True)
                | models.Q(started__isnull=True)
                | models.Q(started__startswith__isnull=True)
                | models.Q(started__startswith__lte=models.F("first_match_on")),
                name="stint_entry_has_no_match_before_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coach} at {self.club}"


class Batch(models.Model):
    """Decisions or snoozes that were made in one go, and are undone in one."""

    class Kind(models.TextChoices):
        CONFIRM = "confirm", _("confirmed")
        REJECT = "reject", _("rejected")
        SNOOZE = "snooze", _("snoozed")

    kind = models.CharField(max_length=10, choices=Kind)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="batches")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.editor}"


class Decision(models.Model):
    """What an editor did, when and why. Undoing is one more row, which points at the row it takes back.

    A decision on a rumour names the pair, the direction and the articles that the
    editor had before him: a report from another article asks anew.
    """

    class Kind(models.TextChoices):
        CONFIRM = "confirm", _("confirmed")
        REJECT = "reject", _("rejected")
        RETRACT = "retract", _("article retracted")
        KEEP = "keep", _("kept without its source")
        TAKE_BACK = "take_back", _("taken back with its source")
        CALL_OFF = "call_off", _("called off")
        LINK = "link", _("name linked")
        CREATE = "create", _("record made of a name")
        IGNORE = "ignore", _("name ignored")
        MERGE = "merge", _("merged")
        UNDO = "undo", _("undone")

    ON_RUMOURS = (Kind.CONFIRM, Kind.REJECT, Kind.KEEP, Kind.TAKE_BACK, Kind.CALL_OFF)
    # Whose a name is: the rows have been moved, and nothing of it is weighed by the record.
    ON_NAMES = (Kind.LINK, Kind.CREATE, Kind.IGNORE, Kind.MERGE)

    class Reason(models.TextChoices):
        NOT_SAID = "not_said", _("not said in the text")
        WRONG_NAME = "wrong_name", _("wrong coach or club")
        OLD_NEWS = "old_news", _("old news")
        JOKE_OR_QUESTION = "joke_or_question", _("joke or question")
        KNOWN_FALSE = "known_false", _("known to be false")
        OTHER = "other", _("other")

    kind = models.CharField(max_length=10, choices=Kind)
    coach = models.ForeignKey(Coach, models.PROTECT, null=True, blank=True, related_name="decisions")
    club = models.ForeignKey(Club, models.PROTECT, null=True, blank=True, related_name="decisions")
    direction = models.CharField(max_length=5, choices=Direction, blank=True)
    role = models.CharField(max_length=20, choices=Claim.Role, blank=True)
    articles = models.ManyToManyField(Article, blank=True, related_name="decisions")
    on = DateRangeField(null=True, blank=True, help_text="the day of the event, where the editor gave one")
    arrangement = models.CharField(
        max_length=10,
        choices=Arrangement,
        default="",
        blank=True,
        help_text="how the post is shared, where it was confirmed beside another coach",
    )
    read_coach = models.ForeignKey(
        Coach,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_decisions",
        help_text="whom the reading had named, where the editor corrected the pair",
    )
    read_club = models.ForeignKey(
        Club, models.PROTECT, null=True, blank=True, related_name="corrected_decisions"
    )
    read_role = models.CharField(max_length=20, choices=Claim.Role, blank=True)
    manner = models.CharField(
        max_length=20, choices=Claim.Manner, blank=True, help_text="where the editor corrected it"
    )
    stage = models.CharField(max_length=12, choices=Claim.Stage, blank=True)
    by = models.CharField(max_length=12, choices=Claim.By, blank=True, help_text="who called it off")
    against = models.ForeignKey(
        Claim,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outweighed_by",
        help_text="the claim on the other side, where two excluded each other",
    )
    is_contested = models.BooleanField(default=False, help_text="it stands, and is shown as contested")
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    note = models.CharField(max_length=300, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="decisions")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(kind="undo", undoes__isnull=False)
                    | (~models.Q(kind="undo") & models.Q(undoes__isnull=True))
                ),
                name="decision_undoes_only_when_undo",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["confirm", "reject", "keep", "take_back", "call_off"])
                | models.Q(coach__isnull=False, club__isnull=False, direction__in=["in", "out", "held"]),
                name="decision_names_what_it_decides",
            ),
            models.CheckConstraint(
                condition=models.Q(read_coach__isnull=True, read_club__isnull=True)
                | models.Q(read_coach__isnull=False, read_club__isnull=False, kind="confirm"),
                name="decision_corrects_a_pair_when_it_confirms",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["link", "create", "ignore", "merge"])
                | models.Q(coach__isnull=False, club__isnull=True)
                | models.Q(coach__isnull=True, club__isnull=False),
                name="decision_on_a_name_is_on_one_record",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="reject") & ~models.Q(reason="") | ~models.Q(kind="reject"),
                name="decision_to_reject_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="call_off") & ~models.Q(by="") | ~models.Q(kind="call_off"),
                name="decision_to_call_off_says_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["coach", "club"], name="decision_by_pair")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.editor}"
