"""The same articles in another order, and twice, with the same decisions between, give the same record."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from carousel import store
from carousel.models import Decision, Rumour, Stint, Vacancy
from carousel.record import endings
from tests.carousel.test_store import Desk, reports
from tests.factories import make_article, make_claim

AT = datetime(2020, 12, 24, 12, tzinfo=UTC)

DECISIONS = st.lists(
    st.tuples(
        st.sampled_from(["confirm", "reject"]), st.sampled_from(["in", "out", "held"]), st.integers(0, 5)
    ),
    max_size=2,
)


class Newsroom(Desk):
    """A desk that is told numbered articles, each as often as one likes, and makes decisions about them."""

    def __init__(self, told: list[dict]) -> None:
        super().__init__()
        self.told = told
        self.kept: dict[int, object] = {}

    def publish(self, number: int) -> None:
        told = self.told[number]
        coach, club = self.coaches[told["coach"]], self.clubs[told["club"]]
        if number not in self.kept:
            outlet = self.outlets[told["outlet"]]
            article = make_article(outlet, told["known"], title=f"Title {number}", text=f"Text {number}.")
            fields = {"when": told["when"], "stage": told["stage"], "fingerprint": f"{number:064}"}
            make_claim(article, told["kind"], coach, club, **fields)
            self.kept[number] = article
        store.update(coaches=[coach.pk], clubs=[club.pk])

    def decide(self, kind: str, direction: str, number: int) -> None:
        number %= len(self.told)
        self.publish(number)
        told = self.told[number]
        self._assume_allowed(kind, direction, number)
        decision = Decision.objects.create(
            kind=kind,
            direction=direction,
            coach=self.coaches[told["coach"]],
            club=self.clubs[told["club"]],
            role="head_coach",
            reason="old_news" if kind == "reject" else "",
            editor=self.editor,
            made_at=AT,
        )
        decision.articles.add(self.kept[number])
        store.update(coaches=[decision.coach_id], clubs=[decision.club_id])

    def _assume_allowed(self, kind: str, direction: str, number: int) -> None:
        """The desk refuses a move that the table of endings does not have, whoever made it."""
        becomes = {"confirm": "confirmed", "reject": "rejected"}[kind]
        asked = Rumour.objects.filter(direction=direction, evidence__claim__article=self.kept[number])
        assume(all(becomes in (rumour.status, *endings.TABLE[rumour.status]) for rumour in asked))


def contents() -> list[str]:
    """The record by names, days and words, without the ids that depend on the order of arrival."""
    stints = Stint.objects.values_list(
        "coach__name",
        "club__name",
        "ordinal",
        "role",
        "started",
        "ended",
        "manner",
        "start_basis",
        "end_basis",
    )
    rumours = Rumour.objects.values_list(
        "coach__name",
        "club__name",
        "direction",
        "ordinal",
        "status",
        "stage",
        "opened_on",
        "ended_on",
        "origin_count",
    )
    vacancies = Vacancy.objects.values_list("club__name", "opened", "filled")
    return sorted(str(row) for rows in (stints, rumours, vacancies) for row in rows)


def tell(newsroom: Newsroom, order: list[int], decisions: list[tuple[str, str, int]]) -> list[str]:
    """The record after the articles in that order, each twice, with the decisions in the middle."""
    kept = transaction.savepoint()
    half = len(order) // 2
    for number in order[:half]:
        newsroom.publish(number)
    for decision in decisions:
        newsroom.decide(*decision)
    for number in [*order[half:], *order]:
        newsroom.publish(number)
    found = contents()
    transaction.savepoint_rollback(kept)
    newsroom.kept.clear()
    return found


class AnyOrder(TestCase):
    @given(
        st.lists(reports(), min_size=2, max_size=6).flatmap(
            lambda told: st.tuples(st.just(told), st.permutations(range(len(told))))
        ),
        DECISIONS,
    )
    @settings(max_examples=25, deadline=None)
    def test_the_order_of_arrival_leaves_no_trace(self, told_and_order, decisions):
        told, order = told_and_order
        newsroom = Newsroom(told)
        assert tell(newsroom, list(range(len(told))), decisions) == tell(newsroom, list(order), decisions)
