"""Two editors, many reports, any order: after each step the record is sound; undoing all leaves no trace.

`STATE_MACHINE_EXAMPLES` and `STATE_MACHINE_STEPS` make it look longer, and elsewhere each time;
`STATE_MACHINE_SHRINKS=False` keeps what it finds as long as it was found, which is sooner told.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Q
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from carousel import batch_previews, batches, editorial, naming, previewing, snoozing, store, withdrawing
from carousel.batches import Chosen
from carousel.editorial import MoveRefused
from carousel.edits import AS_READ, Edit
from carousel.models import Batch, Club, Coach, Decision, Rumour, RumourEvidence, Snooze, Stint
from carousel.record import endings
from carousel.record.days import Days
from carousel.views import desk_conflict
from tests.carousel.newsroom import CLUBS, COACHES, START, UNKNOWN, Newsroom, Report, record

EXAMPLES = int(os.environ.get("STATE_MACHINE_EXAMPLES", "10"))
STEPS = int(os.environ.get("STATE_MACHINE_STEPS", "25"))
SHRINKS = os.environ.get("STATE_MACHINE_SHRINKS", "True") == "True"

NUMBERS = st.integers(0, 40)
WHO = st.integers(0, 1)
KINDS = ("departure", "appointment", "candidacy", "withdrawal", "pressure", "tenure", "extension")
KNOWN = st.integers(0, 90).map(lambda days: START + timedelta(days=days))


@st.composite
def reports(draw) -> Report:
    kind = draw(st.sampled_from(KINDS))
    return Report(
        kind,
        draw(st.sampled_from([*COACHES, *COACHES, *UNKNOWN])),
        draw(st.sampled_from(CLUBS)),
        draw(st.one_of(st.none(), st.integers(-80, 90).map(lambda days: START + timedelta(days=days)))),
        draw(st.sampled_from(["head_coach", "head_coach", "head_coach", "caretaker"])),
        draw(st.sampled_from(["linked", "talks", "imminent"])),
        draw(st.sampled_from([0.5, 0.9, 0.97])),
    )


TOLD = st.lists(reports(), min_size=1, max_size=2).map(tuple)
EDITS = st.sampled_from(
    [AS_READ, AS_READ, "coach", "club", Edit(role="caretaker"), Edit(manner="resigned"), Edit(stage="talks")]
)


def statuses() -> dict[tuple[str, int], str]:
    """For each claim the status of the rumour that it is laid to."""
    laid = RumourEvidence.objects.values_list("rumour__direction", "claim", "rumour__status")
    return {(direction, claim): status for direction, claim, status in laid}


class TwoEditors(RuleBasedStateMachine):
    monkeypatch: Any = None

    def __init__(self) -> None:
        super().__init__()
        self.before_all = transaction.savepoint()
        self.newsroom = Newsroom()
        self.newsroom.lay_out(self.monkeypatch)
        self.seen: dict[int, tuple[int, int]] = {}
        self.rows, self.statuses = record(), statuses()

    # ------------------------------------------------ what comes in

    @initialize(told=st.lists(st.tuples(st.integers(0, 3), KNOWN, TOLD), min_size=2, max_size=4))
    def some_articles_are_there(self, told):
        for outlet, known, reports in told:
            self.an_article_comes_in(outlet, known, reports, None)

    @rule(outlet=st.integers(0, 3), known=KNOWN, told=TOLD, copied=st.one_of(st.none(), st.none(), NUMBERS))
    def an_article_comes_in(self, outlet, known, told, copied):
        with self.step(endings.REPORT):
            self.newsroom.publish(outlet, known, told, copied)

    @precondition(lambda self: self.newsroom.articles)
    @rule(n=NUMBERS, told=st.one_of(st.just(()), TOLD))
    def an_article_is_read_again(self, n, told):
        with self.step(endings.REPORT):
            self.newsroom.reread(n % len(self.newsroom.articles), told)

    @rule(
        n=NUMBERS,
        club=st.integers(0, 2),
        days=st.integers(-900, 60),
        stays=st.one_of(st.none(), st.integers(20, 500)),
    )
    def a_stint_is_entered(self, n, club, days, stays):
        coaches = list(Coach.objects.filter(is_provisional=False).order_by("name"))
        started = START + timedelta(days=days)
        with self.step(endings.RECORD):
            self.newsroom.enter(
                coaches[n % len(coaches)],
                self.pick(Club.objects.all(), club),
                started,
                started + timedelta(days=stays) if stays else None,
            )

    @rule(days=st.integers(1, 60))
    def days_pass(self, days):
        with self.step(endings.CLOCK):
            self.newsroom.pass_days(days)

    # ------------------------------------------------ what editors do

    @rule(who=WHO, n=NUMBERS)
    def an_editor_opens_an_item(self, who, n):
        if rumour := self.pick(Rumour.objects.all(), n):
            self.seen[who] = rumour.pk, rumour.revision

    @precondition(lambda self: self.seen)
    @rule(who=WHO, is_true=st.booleans())
    def what_was_opened_is_decided_as_it_was_seen(self, who, is_true):
        if who not in self.seen:
            return
        pk, revision = self.seen.pop(who)
        is_stale = Rumour.objects.filter(pk=pk).exclude(revision=revision).exists()
        said = {"editor": self.newsroom.editors[who], "at": self.newsroom.now(), "seen_revision": revision}
        made = 0
        with self.step(endings.EDITOR):
            if is_true:
                editorial.confirm(pk, **said)
            else:
                editorial.reject(pk, reason="not_said", **said)
            made = 1
        assert not (made and is_stale), "decided on what the editor had not seen"

    @rule(who=WHO, n=NUMBERS, edit=EDITS, on=st.one_of(st.none(), st.integers(-60, 90)))
    def a_rumour_is_confirmed_as_previewed(self, who, n, edit, on):
        rumour = self.pick(Rumour.objects.open(), n)
        if rumour is None:
            return
        said = {"editor": self.newsroom.editors[who], "at": self.newsroom.now(), "edit": self.edit(edit, n)}
        if on is not None:
            said["on"] = Days.on(START + timedelta(days=on))
        with self.step(endings.EDITOR):
            shown = previewing.preview(rumour, **said)
            assert record() == self.rows, "a preview left something behind"
            previewing.confirm_as_seen(rumour.pk, shown.fingerprint, **said)

    @rule(who=WHO, n=NUMBERS)
    def a_rumour_is_rejected(self, who, n):
        if rumour := self.pick(Rumour.objects.all(), n):
            with self.step(endings.EDITOR):
                editorial.reject(
                    rumour.pk, editor=self.newsroom.editors[who], at=self.newsroom.now(), reason="old_news"
                )

    @rule(who=WHO, n=NUMBERS, by=st.sampled_from(["coach", "club", "employer", "unspecified"]))
    def a_rumour_is_called_off_as_previewed(self, who, n, by):
        rumour = self.pick(Rumour.objects.open().filter(direction="in"), n)
        if rumour is None:
            return
        said = {"editor": self.newsroom.editors[who], "at": self.newsroom.now()}
        with self.step(endings.EDITOR):
            shown = previewing.preview_calling_off(rumour, **said)
            assert record() == self.rows, "a preview left something behind"
            previewing.call_off_as_seen(rumour.pk, shown.fingerprint, by=by, **said)

    @precondition(lambda self: self.conflicts().exists())
    @rule(
        who=WHO, n=NUMBERS, choice=st.sampled_from(["record", "new", "both", "both", "in_fact", "on_paper"])
    )
    def a_conflict_is_settled(self, who, n, choice):
        if rumour := self.pick(self.conflicts(), n):
            said = {"editor": self.newsroom.editors[who], "at": self.newsroom.now()}
            said["against"] = desk_conflict.standing(rumour).claim
            with self.step(endings.EDITOR):
                if choice == "record":
                    editorial.reject(rumour.pk, reason="known_false", **said)
                else:
                    ways = desk_conflict.ways_of(rumour).get(choice, {})
                    editorial.confirm(rumour.pk, **said, **ways)

    @precondition(lambda self: self.newsroom.articles)
    @rule(who=WHO, n=NUMBERS)
    def an_article_is_retracted(self, who, n):
        article = self.newsroom.articles[n % len(self.newsroom.articles)]
        with self.step(endings.RETRACTION):
            editorial.retract(article, editor=self.newsroom.editors[who], at=self.newsroom.now())

    @precondition(lambda self: Rumour.objects.without_source().exists())
    @rule(who=WHO, n=NUMBERS, keeps=st.booleans())
    def what_lost_its_source_is_kept_or_taken_back(self, who, n, keeps):
        if rumour := self.pick(Rumour.objects.without_source(), n):
            verb = withdrawing.keep if keeps else withdrawing.take_back
            with self.step(endings.KEEP if keeps else endings.EDITOR):
                verb(rumour.pk, editor=self.newsroom.editors[who], at=self.newsroom.now())

    @rule(who=WHO, n=NUMBERS, days=st.integers(-1, 30))
    def a_rumour_is_put_off(self, who, n, days):
        if rumour := self.pick(Rumour.objects.all(), n):
            today = self.newsroom.today
            said = {"at": self.newsroom.now(), "today": today, "until": today + timedelta(days=days)}
            with self.step(None):
                snoozing.snooze(rumour.pk, editor=self.newsroom.editors[who], **said)

    @rule(
        who=WHO,
        numbers=st.lists(NUMBERS, min_size=1, max_size=4, unique=True),
        kind=st.sampled_from(["confirm", "reject", "snooze"]),
    )
    def many_are_decided_at_once(self, who, numbers, kind):
        picked = {rumour.pk: rumour for n in numbers if (rumour := self.pick(Rumour.objects.open(), n))}
        chosen = [Chosen(rumour.pk, rumour.revision) for rumour in picked.values()]
        said: dict = {"editor": self.newsroom.editors[who], "at": self.newsroom.now()}
        if kind == "reject":
            said["reason"] = "not_said"
        if kind == "snooze":
            said |= {"today": self.newsroom.today, "until": self.newsroom.today + timedelta(days=7)}
        with self.step(None):
            if kind == "snooze":
                outcome = batches.snooze(chosen, **said)
            else:
                shown = batch_previews.preview(kind, chosen, **said)
                assert record() == self.rows, "a preview left something behind"
                outcome = batch_previews.make_as_seen(kind, chosen, shown.fingerprint, **said)
            assert len(outcome.done) + len(outcome.held) + outcome.gone == len(chosen)

    # ------------------------------------------------ names

    @rule(who=WHO, n=NUMBERS, into=NUMBERS, verb=st.sampled_from(["link", "merge", "merge"]))
    def two_names_become_one(self, who, n, into, verb):
        gone, kept = self.pick(Coach.objects.all(), n), self.pick(Coach.objects.all(), into)
        if gone and kept:
            with self.step(None):
                getattr(naming, verb)(gone, kept, editor=self.newsroom.editors[who], at=self.newsroom.now())

    @rule(who=WHO, n=NUMBERS, into=NUMBERS)
    def two_clubs_become_one(self, who, n, into):
        gone, kept = self.pick(Club.objects.all(), n), self.pick(Club.objects.all(), into)
        if gone and kept and Club.objects.count() == len(CLUBS):
            with self.step(None):
                naming.merge(gone, kept, editor=self.newsroom.editors[who], at=self.newsroom.now())

    @rule(who=WHO, n=NUMBERS, verb=st.sampled_from(["create", "ignore"]))
    def a_name_is_a_coach_or_nobody(self, who, n, verb):
        if coach := self.pick(Coach.everyone.filter(is_provisional=True), n):
            with self.step(None):
                getattr(naming, verb)(coach, editor=self.newsroom.editors[who], at=self.newsroom.now())

    # ------------------------------------------------ taking back

    @precondition(lambda self: Decision.objects.exists())
    @rule(who=WHO, n=NUMBERS)
    def a_decision_is_undone(self, who, n):
        if decision := self.pick(Decision.objects.order_by("pk"), n, is_ordered=True):
            is_name = decision.kind in naming.KINDS
            with self.step(None if is_name else endings.UNDO):
                editorial.undo(decision.pk, editor=self.newsroom.editors[who], at=self.newsroom.now())

    @precondition(lambda self: Batch.objects.exists())
    @rule(who=WHO, n=NUMBERS)
    def a_batch_is_undone(self, who, n):
        if batch := self.pick(Batch.objects.order_by("pk"), n, is_ordered=True):
            with self.step(None):
                batches.undo(batch.pk, editor=self.newsroom.editors[who], at=self.newsroom.now())

    @precondition(lambda self: Snooze.objects.exists())
    @rule(who=WHO, n=NUMBERS)
    def a_snooze_is_undone(self, who, n):
        if snooze := self.pick(Snooze.objects.order_by("pk"), n, is_ordered=True):
            with self.step(None):
                snoozing.wake(snooze.pk, editor=self.newsroom.editors[who], at=self.newsroom.now())

    # ------------------------------------------------ what holds after each step

    @contextmanager
    def step(self, by: str | None) -> Iterator[None]:
        """A step by that mover, taken or refused; a refused one has changed nothing."""
        made = Decision.objects.count()
        try:
            with transaction.atomic():
                yield
                connection.check_constraints()
        except (MoveRefused, Rumour.DoesNotExist):
            assert record() == self.rows, "a refused step changed something"
            assert Decision.objects.count() == made
            return
        assert Decision.objects.count() >= made, "the ledger lost a decision"
        before, self.rows, self.statuses = self.statuses, record(), statuses()
        endings.check(before, self.statuses, by)
        self.check_record()

    def check_record(self) -> None:
        assert str(store.check()) == "nothing to change"
        seats = Stint.objects.filter(role="head_coach", arrangement="")
        for stint in seats:
            beside = seats.filter(club=stint.club_id, certain__overlap=stint.certain).exclude(pk=stint.pk)
            assert not beside.exists(), f"two head coaches at once: {stint}, {list(beside)}"
        bare = Rumour.objects.open().exclude(evidence__claim__superseded_at__isnull=True)
        assert not bare.exists(), f"open without evidence: {list(bare)}"

    def teardown(self) -> None:
        try:
            self.wake_all()
            standing = Decision.objects.exclude(kind="undo").filter(undone_by__isnull=True)
            for decision in standing.order_by("-pk"):
                editorial.undo(decision.pk, editor=self.newsroom.editors[0], at=self.newsroom.now())
            # Of two snoozes on one question a merge keeps one; taking it back brings the other back, asleep.
            self.wake_all()
            self.check_record()
            undone = record()
            transaction.savepoint_rollback(self.before_all)
            assert undone == self.newsroom.without_editors(self.monkeypatch)
        finally:
            transaction.set_rollback(False)
            transaction.savepoint_rollback(self.before_all)

    # ------------------------------------------------ helpers

    def wake_all(self) -> None:
        for snooze in Snooze.objects.filter(woken_at__isnull=True):
            snoozing.wake(snooze.pk, editor=self.newsroom.editors[0], at=self.newsroom.now())

    def pick(self, rows, n: int, *, is_ordered: bool = False):
        """One of the rows, the same one whenever the same steps are taken."""
        by = {Rumour: ("coach__name", "club__name", "direction", "ordinal")}.get(rows.model, ("name",))
        found = list(rows if is_ordered else rows.order_by(*by))
        return found[n % len(found)] if found else None

    def conflicts(self):
        against = Q(contradicts__isnull=False) | Q(contested_by__isnull=False)
        return Rumour.objects.open().filter(against)

    def edit(self, wanted: Any, n: int) -> Edit:
        if wanted == "coach":
            return Edit(coach=self.pick(Coach.objects.all(), n))
        if wanted == "club":
            return Edit(club=self.pick(Club.objects.all(), n))
        return wanted


@pytest.mark.django_db
def test_whatever_two_editors_do_the_record_is_sound_and_undoing_all_leaves_no_trace(monkeypatch):
    TwoEditors.monkeypatch = monkeypatch
    how = settings(
        max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.reuse, Phase.generate, *([Phase.shrink] if SHRINKS else [])],
        stateful_step_count=STEPS,
        deadline=None,
        derandomize="STATE_MACHINE_EXAMPLES" not in os.environ,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(TwoEditors, settings=how)
