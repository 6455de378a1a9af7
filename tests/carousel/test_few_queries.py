"""Taking in an article asks the database little, and no more when there is more on record."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles import extraction
from articles.models import Claim, Outlet
from carousel import door, identity, names, reading, store
from carousel.models import ClaimSubject, Club, Coach
from tests.factories import make_article, make_claim, make_club, make_coach, make_outlet

pytestmark = pytest.mark.django_db

AT = datetime(2020, 9, 24, 15, 2, tzinfo=UTC)
SACKED = "Havnestad BK har fyret cheftræner {0}. Det oplyser klubben torsdag."
QUIET = "{0} vandt med 2-1 i Havnestad, og alle mål faldt i første halvleg. Der var udsolgt på stadion."


def taken_in(text: str, outlet: Outlet) -> int:
    """How many queries it took."""
    names.snapshot()
    submission = door.Submission(
        title="Nyt", text=text, url=f"https://a.example/{hash(text)}", outlet=outlet, published_on=AT.date()
    )
    with CaptureQueriesContext(connection) as asked:
        article = door.bring_in(submission, at=AT, queue=False).article
        assert reading.read_article(article.pk, at=AT).state == "done"
    return len(asked)


@pytest.mark.parametrize(("text", "most", "claims"), [(SACKED, 36, 1), (QUIET, 17, 0)])
def test_an_article_is_taken_in_with_few_queries_however_much_is_on_record(text, most, claims, settings):
    settings.CHECK_ENDINGS = False  # only tests ask for what that takes
    club, outlet = make_club("Havnestad BK"), make_outlet(tier=0)
    first = taken_in(text.format("Aksel Brandvold"), outlet)
    assert Claim.objects.count() == claims
    for day in range(1, 20):
        make_claim(make_article(outlet), "candidacy", make_coach(f"Coach {day}"), club)
    store.rebuild()
    assert first <= most
    assert taken_in(text.format("Bo Fjeldgaard"), outlet) <= most


def test_many_claims_are_identified_in_as_many_queries_as_one():
    def asked_for(count: int) -> int:
        article = make_article()
        claims = [
            Claim(
                article=article, fingerprint=f"{count}-{n}", kind="tenure", coach_name=f"Nils Nr{count} {n}",
                club_name=f"Klub {count} {n}", part="text", start=0, end=n + 1, rule="", confidence=0.5
            )
            for n in range(count)
        ]  # fmt: skip
        Claim.objects.bulk_create(claims)
        with CaptureQueriesContext(connection) as asked:
            assert len(identity.identify(claims)) == count
        return len(asked)

    assert asked_for(1) == asked_for(12)


def test_names_that_differ_in_capitals_are_one_new_coach_and_his_slug_is_free():
    make_coach("Nils Fjord-Holm", slug="nils-fjordholm")
    article, unknown = make_article(), {"coach_key": "", "club_key": "", "club_name": "Nordby"}
    claims = [
        make_claim(article, "tenure", **unknown, coach_name=name, end=number)
        for number, name in enumerate(["Nils Fjordholm", "NILS FJORDHOLM", "Nils Fjordholm"], 1)
    ]
    ClaimSubject.objects.all().delete()
    subjects = identity.identify(Claim.objects.filter(pk__in=[claim.pk for claim in claims]).order_by("pk"))
    assert [subject.how for subject in subjects] == ["coach new; club new"] + [
        "coach by name; club by name"
    ] * 2
    assert Coach.objects.get(name="Nils Fjordholm").slug == "nils-fjordholm-2"
    assert Club.objects.filter(name="Nordby").count() == 1


def test_a_name_that_changes_in_any_way_is_in_the_next_snapshot():
    coach, before = make_coach("Aksel Brandvold"), names.snapshot()
    assert names.snapshot() is before
    Coach.objects.filter(pk=coach.pk).update(name="Aksel Brandholt")
    renamed = names.snapshot()
    coach.aliases.create(text="Brandholten")
    aliased = names.snapshot()
    Coach.objects.filter(pk=coach.pk).delete()
    assert len({id(one) for one in (before, renamed, aliased, names.snapshot())}) == 4


def test_a_name_that_is_taken_back_is_in_no_snapshot():
    make_coach("Bo Fjeldgaard")
    before = names._version()
    with transaction.atomic():
        make_coach("Aksel Brandvold")
        within = names._version()
        transaction.set_rollback(True)
    assert names._version() == before != within
    make_coach("Aksel Brandholt")
    assert names._version() not in (before, within)


def test_provisional_names_leave_the_snapshot_as_it_is():
    make_coach("Aksel Brandvold")
    before = names.snapshot()
    provisional = make_coach("Nils Fjordholm", is_provisional=True)
    assert names.snapshot() is before
    provisional.is_provisional = False
    provisional.save()
    assert names.snapshot() is not before


def test_where_the_time_runs_out_the_article_waits_for_another_attempt_until_the_last(monkeypatch):
    def too_slow(*_):
        raise SoftTimeLimitExceeded

    article = make_article(state="waiting")
    monkeypatch.setattr(extraction, "read", too_slow)
    for attempt in range(1, reading.MOST_ATTEMPTS):
        with pytest.raises(SoftTimeLimitExceeded):
            reading.read_article(article.pk, at=AT)
        article.refresh_from_db()
        assert (article.state, article.attempts) == ("waiting", attempt)
    assert reading.read_article(article.pk, at=AT).state == "failed"
    article.refresh_from_db()
    assert (article.failure_class, article.failure) == (reading.POISON, reading.NEVER_FINISHED)


def test_what_is_made_ready_are_the_names_and_the_words_of_the_languages_that_come_in(monkeypatch):
    known, read = names.snapshot(), []
    make_article(language="sv"), make_article(language="da"), make_article(language="da")
    make_article(language="xx")
    monkeypatch.setattr(extraction, "read", lambda text, given: read.append((text.language, given is known)))
    reading.make_ready()
    assert read == [("da", True), ("sv", True)]
