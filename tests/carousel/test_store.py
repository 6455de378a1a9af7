"""What is computed step by step is what is computed at once; and the database refuses the impossible."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from carousel import editorial, store
from carousel.models import Decision, Rumour, Stint, Vacancy
from carousel.record.days import Days
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    make_rumour,
    make_stint,
    make_user,
    time_range,
)

START = date(2020, 8, 1)
AT = datetime(2020, 12, 24, 12, tzinfo=UTC)


@st.composite
def reports(draw) -> dict:
    known = START + timedelta(days=draw(st.integers(0, 90)))
    kind = draw(
        st.sampled_from(["departure", "appointment", "candidacy", "withdrawal", "pressure", "tenure"])
    )
    dated = known - timedelta(days=draw(st.sampled_from([0, 0, 3, 80])))
    return {
        "kind": kind,
        "coach": draw(st.integers(0, 2)),
        "club": draw(st.integers(0, 2)),
        "outlet": draw(st.integers(0, 3)),
        "known": known,
        "when": draw(st.sampled_from([dated, None])),
        "stage": {"candidacy": "talks", "pressure": "expected"}.get(kind, ""),
    }


STEPS = st.lists(
    st.one_of(
        reports().map(lambda report: ("report", report)),
        st.tuples(st.sampled_from(["confirm", "reject", "undo", "retract", "enter"]), st.integers(0, 50)),
    ),
    min_size=1,
    max_size=12,
)


class Desk:
    """A newsroom of three coaches, three clubs and four outlets, in which steps are taken one by one."""

    def __init__(self) -> None:
        self.coaches = [make_coach(f"Coach {n}") for n in range(3)]
        self.clubs = [make_club(f"Club {n}") for n in range(3)]
        self.outlets = [make_outlet(f"Outlet {n}", tier=n) for n in range(4)]
        self.editor = make_user("administrator")
        self.articles: list = []

    def take(self, step: str, detail) -> None:
        try:
            with transaction.atomic():
                getattr(self, step)(detail)
        except editorial.MoveRefused:
            pass  # a refused move leaves everything as it was, which the check below sees

    def report(self, told: dict) -> None:
        article = make_article(self.outlets[told["outlet"]], told["known"])
        coach, club = self.coaches[told["coach"]], self.clubs[told["club"]]
        make_claim(article, told["kind"], coach, club, when=told["when"], stage=told["stage"])
        self.articles.append(article)
        store.update(coaches=[coach.pk], clubs=[club.pk])

    def confirm(self, n: int) -> None:
        if rumour := self._pick(Rumour.objects.order_by("coach", "club", "direction", "ordinal"), n):
            editorial.confirm(rumour.pk, editor=self.editor, at=AT)

    def reject(self, n: int) -> None:
        if rumour := self._pick(Rumour.objects.order_by("coach", "club", "direction", "ordinal"), n):
            editorial.reject(rumour.pk, editor=self.editor, at=AT, reason="old_news")

    def undo(self, n: int) -> None:
        if decision := self._pick(Decision.objects.order_by("pk"), n):
            editorial.undo(decision.pk, editor=self.editor, at=AT)

    def retract(self, n: int) -> None:
        if self.articles:
            editorial.retract(self.articles[n % len(self.articles)].pk, editor=self.editor, at=AT)

    def enter(self, n: int) -> None:
        began = START - timedelta(days=30 * n)
        coach, club = self.coaches[n % 3], self.clubs[n // 3 % 3]
        ended = began + timedelta(days=200) if n % 2 else None
        make_entry(coach, club, began, ended)
        store.update(coaches=[coach.pk], clubs=[club.pk])

    def _pick(self, rows, n: int):
        rows = list(rows)
        return rows[n % len(rows)] if rows else None


class Incremental(TestCase):
    @given(STEPS)
    @settings(max_examples=60, deadline=None)
    def test_step_by_step_gives_what_a_rebuild_gives(self, steps):
        desk = Desk()
        for step, detail in steps:
            desk.take(step, detail)
            connection.check_constraints()
        assert str(store.check()) == "nothing to change"


@pytest.mark.django_db
def test_computing_twice_changes_nothing():
    claim = make_claim(make_article(make_outlet(tier=0)), "appointment", when="2020-09-21")
    touched = {"coaches": [claim.subject.coach_id], "clubs": [claim.subject.club_id]}
    assert str(store.update(**touched)) == "1 evidence created, 1 stints created"
    assert str(store.update(**touched)) == "nothing to change"


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_two_head_coaches_at_once():
    club = make_club()
    make_stint(club=club, started="2018-07-01", ended="2020-08-20")
    with pytest.raises(IntegrityError, match="club_has_one_head_coach_at_a_time"):
        make_stint(club=club, started="2020-08-19")


@pytest.mark.django_db(transaction=True)
def test_the_database_takes_two_who_share_the_post():
    club = make_club()
    make_stint(club=club, started="2018-07-01")
    make_stint(club=club, started="2019-07-01", arrangement="shared")
    assert Stint.objects.filter(club=club).count() == 2


@pytest.mark.django_db
def test_the_database_refuses_a_stint_that_ends_before_it_begins():
    with pytest.raises(IntegrityError, match="stint_does_not_end_before_it_begins"):
        make_stint(started="2018-07-01", ended="2018-06-30")


@pytest.mark.django_db
def test_the_database_refuses_a_second_open_rumour_of_a_pair():
    rumour = make_rumour()
    with pytest.raises(IntegrityError, match="rumour_is_open_once_per_pair_and_direction"):
        make_rumour(rumour.coach, rumour.club, ordinal=2)


@pytest.mark.django_db
def test_the_database_refuses_a_rejected_rumour_without_a_decision():
    with pytest.raises(IntegrityError, match="rumour_is_rejected_by_a_decision"):
        make_rumour(status="rejected", decision=None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("started", "ended", "certain"),
    [
        ("2018-07-01", "2020-08-20", ("2018-07-01", "2020-08-20")),
        ("2018-07-01", None, ("2018-07-01", None)),
        (("2018-07-01", "2018-07-31"), ("2020-08-01", "2020-08-31"), ("2018-07-31", "2020-08-01")),
    ],
)
def test_a_stint_is_certain_from_its_latest_start_to_its_earliest_end(started, ended, certain):
    def days(value):
        if isinstance(value, tuple):
            return Days(*(date.fromisoformat(d) for d in value))
        return value

    stint = make_stint(started=days(started), ended=days(ended))
    stint.refresh_from_db(fields=["certain"])
    lower, upper = (date.fromisoformat(d) if d else None for d in certain)
    assert (stint.certain.lower, stint.certain.upper) == (lower, upper)


@pytest.mark.django_db
def test_a_new_report_is_noticed_by_whoever_has_the_rumour_open():
    claim = make_claim(make_article(make_outlet()), "candidacy")
    coach, club = claim.subject.coach, claim.subject.club
    store.update(coaches=[coach.pk], clubs=[club.pk])
    make_claim(make_article(make_outlet()), "candidacy", coach, club)
    store.update(coaches=[coach.pk], clubs=[club.pk])
    assert Rumour.objects.get().revision > 1


@pytest.mark.django_db
def test_a_computation_takes_the_same_number_of_queries_however_much_there_is(django_assert_max_num_queries):
    club, outlet = make_club(), make_outlet(tier=0)
    coaches = [make_coach(f"Coach {n}") for n in range(25)]
    for n, coach in enumerate(coaches):
        day = START + timedelta(days=30 * n)
        make_claim(make_article(outlet, day), "appointment", coach, club, when=day)
        make_claim(make_article(outlet, day), "candidacy", coach, club)
    with django_assert_max_num_queries(32):
        store.update(coaches=[coach.pk for coach in coaches], clubs=[club.pk])
    assert Stint.objects.filter(club=club, ended__isnull=True).count() == 1
    assert time_range("2020-08-01") == Stint.objects.order_by("started").first().started


@pytest.mark.django_db
def test_a_stint_put_in_before_others_moves_the_vacancies_between_them():
    club, aas, berg, dam = (
        make_club(),
        make_coach("Per Aas"),
        make_coach("Ragna Berg"),
        make_coach("Carl Dam"),
    )
    make_entry(aas, club, "2012-01-01", "2012-06-01")
    make_entry(berg, club, "2012-08-01", "2012-12-01")
    make_entry(aas, club, "2013-02-01", "2013-06-01")
    make_entry(dam, club, "2013-08-01")
    store.rebuild()
    make_entry(aas, club, "2011-06-01", "2011-11-01")
    store.update(coaches=[aas.pk], clubs=[club.pk])
    filled = Vacancy.objects.order_by("opened").values_list("successor__coach__name", flat=True)
    assert list(filled) == ["Per Aas", "Ragna Berg", "Per Aas", "Carl Dam"]
    assert str(store.check()) == "nothing to change"


@pytest.mark.django_db
def test_a_ledger_is_read_once_for_all_that_is_foreseen_of_it():
    make_claim(
        make_article(), "candidacy", make_coach("Bo Fjeldgaard"), make_club("Havnestad BK"), stage="talks"
    )
    store.rebuild()
    rumour, editor = Rumour.objects.get(), make_user("editor", "ida")

    def read_by(look):
        with CaptureQueriesContext(connection) as asked:
            look()
        return sum("WITH club AS" in one["sql"] for one in asked)

    def look():
        editorial.foreseen(rumour, editor=editor, at=AT)
        editorial.rejection_foreseen(rumour, editor=editor, at=AT)

    def look_once():
        with store.read_once():
            look()

    assert (read_by(look), read_by(look_once), read_by(look)) == (2, 1, 2)


@pytest.mark.django_db
def test_who_is_only_named_for_the_post_does_not_draw_in_his_other_clubs():
    named, holder = make_coach("Bo Fjeldgaard"), make_coach("Aksel Brandvold")
    club, other, far = make_club("Havnestad BK"), make_club("Molteby IF"), make_club("Fjernby FK")
    make_entry(holder, other)
    make_claim(make_article(), "candidacy", named, club, stage="talks")
    make_claim(make_article(), "candidacy", named, other, stage="talks")
    rival = make_coach("Carl Lien")
    make_claim(make_article(), "candidacy", rival, other, stage="talks")
    make_entry(rival, far)
    _reach, scope = store.neighbourhood({named.pk}, {club.pk})
    assert scope.coaches == {named.pk, holder.pk}
    assert scope.clubs == {club.pk, other.pk}
