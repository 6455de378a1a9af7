"""A prepared query finds what the query that it stands for finds, and is put into SQL once."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.db.models import Q, Value
from django.test.utils import CaptureQueriesContext

from carousel import store
from carousel.models import Club, Coach, Rumour
from carousel.prepared import AnyOf, Given, Prepared, Statement
from tests.factories import make_article, make_claim, make_club, make_coach

pytestmark = pytest.mark.django_db


@pytest.fixture
def rumours() -> list[Rumour]:
    for name in ("Aksel Brandvold", "Bo Fjeldgaard", "Carl Lien"):
        make_claim(make_article(), "candidacy", make_coach(name), make_club("Havnestad BK"), stage="talks")
    store.rebuild()
    return list(Rumour.objects.order_by("pk"))


def test_rows_come_with_what_they_name_and_with_their_values_as_ever(rumours):
    of = Prepared(
        lambda: Rumour.objects.filter(coach_id=AnyOf("coaches")).select_related("coach").order_by("pk")
    )
    found = of.ask(coaches=[rumours[0].coach_id, rumours[2].coach_id])
    assert found == [rumours[0], rumours[2]]
    assert found[0].steps == rumours[0].steps != []
    assert "coach" in found[0]._state.fields_cache


def test_it_is_put_into_sql_once_and_asked_with_other_values(rumours):
    made = []

    def query():
        made.append(1)
        return Rumour.objects.filter(pk=Given("pk")).values_list("coach__name", flat=True)

    name = Prepared(query)
    assert [name.first(pk=one.pk) for one in rumours] == ["Aksel Brandvold", "Bo Fjeldgaard", "Carl Lien"]
    assert name.first(pk=0) is None
    assert made == [1]


def test_conditions_and_annotations_of_the_query_stand(rumours):
    of = Prepared(
        lambda: (
            Rumour.objects.filter(~Q(coach_id=AnyOf("not_of")) | Q(club__name=Given("club")))
            .annotate(seven=Value(7))
            .order_by("-pk")[:2]
        )
    )
    found = of.ask(not_of=[rumours[2].coach_id], club="")
    assert [(one.pk, one.seven) for one in found] == [(rumours[1].pk, 7), (rumours[0].pk, 7)]
    assert len(of.ask(not_of=[rumours[2].coach_id], club="Havnestad BK")) == 2


def test_of_no_values_nothing_is_found(rumours):
    assert Prepared(lambda: Coach.objects.filter(pk=AnyOf("pks"))).ask(pks=[]) == []


def test_a_number_that_no_row_can_have_finds_nothing(rumours):
    of = Prepared(lambda: Rumour.objects.filter(pk=Given("pk")))
    assert of.first(pk=rumours[0].pk) == rumours[0]
    assert of.ask(pk=2**63) == of.ask(pk=-(2**63) - 1) == []


def test_a_list_finds_what_can_be_there_whatever_else_is_in_it(rumours):
    of = Prepared(lambda: Rumour.objects.filter(pk=AnyOf("pks")))
    assert of.ask(pks=[2**63, rumours[0].pk, -(2**63) - 1]) == [rumours[0]]
    assert of.ask(pks={2**63}) == []


def test_a_smaller_column_has_smaller_numbers(rumours):
    of = Prepared(lambda: Rumour.objects.filter(ordinal=Given("ordinal", "integer")))
    assert of.ask(ordinal=1) == rumours
    assert of.ask(ordinal=2**31) == of.ask(ordinal=-(2**31) - 1) == []


def test_a_statement_written_by_hand_is_held_to_the_same():
    doubled = Statement("SELECT $1::bigint + $2::integer", ("one", "two"), {"two": "integer"})
    assert doubled.rows(one=2**40, two=1) == [(2**40 + 1,)]
    assert doubled.rows(one=2**63, two=1) == doubled.rows(one=1, two=2**31) == []


def test_values_in_hand_are_one_list_as_those_are_that_a_name_gives(rumours):
    pks = [rumours[0].pk, rumours[1].pk]
    assert list(Rumour.objects.filter(pk=AnyOf(pks)).order_by("pk")) == rumours[:2]
    assert Prepared(lambda: Rumour.objects.filter(pk=AnyOf("pks")).order_by("pk")).ask(pks=pks) == rumours[:2]


def test_several_queries_can_be_one(rumours):
    names = Prepared(
        lambda: Coach.objects.filter(pk=Given("coach")).values_list("name").union(
            Club.objects.filter(name=Given("club")).values_list("name")
        )
    )  # fmt: skip
    asked = {"coach": rumours[0].coach_id, "club": "Havnestad BK"}
    assert sorted(names.ask(**asked)) == [("Aksel Brandvold",), ("Havnestad BK",)]


def test_large_and_small_numbers_are_asked_by_one_statement_and_what_stays_is_written_into_it():
    of = Prepared(lambda: Coach.objects.filter(pk=AnyOf("pks"), is_ignored=False, name="O'Neill"))
    assert of.ask(pks=[1, 2**40]) == of.ask(pks=[2]) == []
    with CaptureQueriesContext(connection) as captured:
        of.ask(pks={3})
    assert "ANY($1::bigint[])" in captured[0]["sql"]
    assert "'O''Neill'" in captured[0]["sql"]


def test_each_thread_asks_by_its_own_connection():
    names, used = Prepared(lambda: Coach.objects.filter(pk=Given("pk"))), []

    def ask():
        names.ask(pk=0)
        used.append(connection.connection)
        connection.close()

    names.ask(pk=0)
    other = threading.Thread(target=ask)
    other.start()
    other.join()
    assert used
    assert used[0] is not connection.connection
