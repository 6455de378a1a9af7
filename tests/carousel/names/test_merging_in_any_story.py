"""Whatever happened before: merging and undoing it leaves every table as it was; so does undoing all."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from carousel import editorial, naming, store
from carousel.models import Club, Coach, Decision
from carousel.refusing import MoveRefused
from tests.carousel.names.tables import dump
from tests.carousel.test_store import STEPS, Desk

AT = datetime(2020, 12, 24, 12, tzinfo=UTC)
MERGES = st.lists(st.tuples(st.booleans(), st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=3)


class Newsroom(Desk):
    """A desk at which two of three coaches, and of three clubs, may turn out to be one."""

    def merge(self, of_coaches: bool, one: int, other: int) -> Decision | None:
        known = self.coaches if of_coaches else self.clubs
        try:
            with transaction.atomic():
                return naming.merge(known[one], known[other], editor=self.editor, at=AT)
        except MoveRefused:
            return None

    def say(self, of_coaches: bool, n: int, is_new: bool) -> Decision | None:
        """The name is nobody's, or a record of its own."""
        verb = naming.create if is_new else naming.ignore
        try:
            with transaction.atomic():
                return verb((self.coaches if of_coaches else self.clubs)[n], editor=self.editor, at=AT)
        except MoveRefused:
            return None

    def undo_merge(self, decision: Decision) -> Decision:
        return editorial.undo(decision.pk, editor=self.editor, at=AT)

    def report(self, told: dict) -> None:
        """Who was merged away is not written about under the old name."""
        for noun, model, known in (("coach", Coach, self.coaches), ("club", Club, self.clubs)):
            if not model.objects.filter(pk=known[told[noun]].pk).exists():
                return
        super().report(told)

    def enter(self, n: int) -> None:
        coach, club = self.coaches[n % 3], self.clubs[n // 3 % 3]
        if Coach.objects.filter(pk=coach.pk).exists() and Club.objects.filter(pk=club.pk).exists():
            super().enter(n)


class Merging(TestCase):
    @given(STEPS, MERGES)
    @settings(max_examples=8, deadline=None)
    def test_merging_and_undoing_it_leaves_every_table_as_it_was(self, steps, merges):
        desk = Newsroom()
        for step, detail in steps:
            desk.take(step, detail)
        before = dump()
        made = [decision for merge in merges if (decision := desk.merge(*merge))]
        connection.check_constraints()
        assert str(store.check()) == "nothing to change"
        undone = [desk.undo_merge(decision) for decision in reversed(made)]
        connection.check_constraints()
        assert dump(but=(*made, *undone)) == before
        assert str(store.check()) == "nothing to change"

    @given(STEPS, st.lists(st.tuples(st.booleans(), st.integers(0, 2), st.booleans()), max_size=3))
    @settings(max_examples=8, deadline=None)
    def test_ignoring_and_making_records_and_undoing_it_leaves_what_every_table_says(self, steps, said):
        desk = Newsroom()
        for model in (Coach, Club):
            model.objects.update(is_provisional=True)
        for step, detail in steps:
            desk.take(step, detail)
        before = dump(with_keys=False)
        made = [d for of_coaches, n, is_new in said if (d := desk.say(of_coaches, n, is_new))]
        assert str(store.check()) == "nothing to change"
        undone = [desk.undo_merge(decision) for decision in reversed(made)]
        assert dump(but=(*made, *undone), with_keys=False) == before

    @given(STEPS, MERGES, STEPS)
    @settings(max_examples=8, deadline=None)
    def test_the_record_is_what_a_rebuild_gives_whatever_came_between(self, steps, merges, later):
        desk = Newsroom()
        for step, detail in steps:
            desk.take(step, detail)
        made = [decision for merge in merges if (decision := desk.merge(*merge))]
        for step, detail in later:
            desk.take(step, detail)
        assert str(store.check()) == "nothing to change"
        for decision in reversed(made):
            if not Decision.objects.filter(undoes=decision).exists():
                desk.undo_merge(decision)
        connection.check_constraints()
        assert str(store.check()) == "nothing to change"
