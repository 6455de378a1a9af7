"""Copies of one text are one voice, whoever printed it, and are told as echoes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from articles.stories.tying import tie
from carousel import editorial, origins, store
from carousel.models import Rumour, Stint
from tests.factories import make_article, make_claim, make_club, make_coach, make_outlet, make_user

pytestmark = pytest.mark.django_db

AT = datetime(2020, 9, 25, 12, tzinfo=UTC)
WIRE = (
    "Aksel Brandvold er i samtaler med Havnestad BK om at blive klubbens nye cheftræner. Det oplyser "
    "kilder tæt på klubben til bureauet onsdag aften. Parterne mødtes tirsdag på et hotel i byen, og "
    "en aftale kan være på plads inden weekenden, hvor holdet spiller ude. Klubben har været uden "
    "træner siden fyringen i august, og assistenten har ledet træningen i mellemtiden. Hverken "
    "klubben eller træneren vil sige noget om sagen."
)


@pytest.fixture
def pair():
    return make_coach("Aksel Brandvold"), make_club("Havnestad BK")


def told(pair, outlet=None, text=WIRE, hour=8, kind="candidacy", **fields):
    """An article of that hour with one claim, tied to its story and in the record."""
    published = datetime(2020, 9, 18, hour, tzinfo=UTC)
    fields = {"stage": "talks", **fields} if kind == "candidacy" else fields
    article = make_article(
        outlet or make_outlet(f"Avis {hour}"),
        "2020-09-18",
        text=text,
        published_at=published,
        arrived_at=published,
    )
    before = origins.places_of(article.pk)
    claim = make_claim(article, kind, *pair, passage=text[:60], **fields)
    tie(article)
    touched = {(pair[0].pk, pair[1].pk), *origins.told_anew(before, origins.places_of(article.pk))}
    store.update(coaches={c for c, _ in touched}, clubs={c for _, c in touched})
    return claim


def test_an_agencys_text_in_five_papers_counts_once(pair):
    for hour in range(8, 13):
        told(pair, hour=hour, text=f"{WIRE} Læs mere i avis {hour}.")
    told(pair, hour=14, text="Havnestad BK taler med Aksel Brandvold, siger en anden kilde til avisen.")
    rumour = Rumour.objects.get()
    assert (rumour.article_count, rumour.origin_count) == (6, 2)
    assert str(store.check()) == "nothing to change"


def test_the_earliest_is_the_origin_in_whatever_order_they_arrive(pair):
    told(pair, hour=11)
    first = told(pair, make_outlet("Bureauet"), hour=7, text=f"{WIRE} Kort nyt.")
    claims = origins.with_origins(type(first).objects.all())
    assert origins.origins(claims) == (f"outlet:{first.article.outlet.slug}",)


def test_a_fact_that_one_agency_tells_two_papers_is_not_believed_for_that(pair):
    told(pair, hour=8, kind="appointment", when="2020-09-18", confidence=0.9)
    told(pair, hour=9, kind="appointment", when="2020-09-18", confidence=0.9, text=f"{WIRE} Mere følger.")
    assert not Stint.objects.exists()
    told(
        pair,
        hour=10,
        kind="appointment",
        when="2020-09-18",
        confidence=0.9,
        text="En anden avis ved det også.",
    )
    assert Stint.objects.get().start_basis == "independent"


def test_a_club_speaks_for_itself_though_a_paper_printed_its_words_before(pair):
    told(pair, hour=8)
    told(pair, make_outlet("Havnestad BK", tier=0), hour=9, text=f"{WIRE} Klubben.")
    assert Rumour.objects.get().origin_count == 2


def test_what_a_copy_adds_of_its_own_is_its_own(pair):
    other = make_coach("Bo Lind")
    told(pair, hour=8)
    copy = told(pair, make_outlet("Kystposten"), hour=9, text=f"{WIRE} Også Bo Lind er i spil.")
    own = make_claim(
        copy.article, "candidacy", other, pair[1], passage="Også Bo Lind er i spil.", stage="candidate"
    )
    assert origins.origin_of(origins.leaders([own])[own.pk]) == f"outlet:{copy.article.outlet.slug}"


def test_readers_see_the_copy_as_an_echo_of_the_first(pair, client):
    told(pair, make_outlet("Bureauet"), hour=8)
    told(pair, make_outlet("Kystposten"), hour=9, text=f"{WIRE} Mere følger.")
    page = client.get(Rumour.objects.get().get_absolute_url()).content.decode()
    assert "Echo of Bureauet" in page
    assert "1 independent source, 2 articles" in page


def test_the_page_of_a_rumour_takes_no_more_queries_for_more_copies(
    pair, client, django_assert_max_num_queries
):
    for hour in range(3, 9):
        told(pair, hour=hour, text=f"{WIRE} Avis {hour}.")
    with django_assert_max_num_queries(21):
        client.get(Rumour.objects.get().get_absolute_url())


def test_a_copy_of_what_was_rejected_asks_nobody_again_and_other_words_do(pair):
    told(pair, hour=8)
    editorial.reject(Rumour.objects.get().pk, editor=make_user("editor"), at=AT, reason="known_false")
    told(pair, hour=9, text=f"{WIRE} Mere følger.")
    assert not Rumour.objects.open().exists()
    assert Rumour.objects.get().article_count == 2
    told(pair, hour=10, text=f"{WIRE} Nu er de enige.", stage="agreed")
    assert Rumour.objects.open().get().stage == "agreed"
    assert str(store.check()) == "nothing to change"


def test_undoing_the_rejection_brings_back_its_copies_too(pair):
    told(pair, hour=8)
    decision = editorial.reject(
        Rumour.objects.get().pk, editor=make_user("editor"), at=AT, reason="known_false"
    )
    told(pair, hour=9, text=f"{WIRE} Mere følger.")
    editorial.undo(decision.pk, editor=make_user("editor"), at=AT)
    assert Rumour.objects.open().get().article_count == 2
