"""Search finds what a reader means: without accents, by alias, with typing errors, in the text's language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from carousel import editorial, searching, store
from carousel.models import Rumour
from tests.factories import make_article, make_claim, make_club, make_coach, make_outlet, make_user

pytestmark = pytest.mark.django_db
AT = datetime(2020, 10, 1, tzinfo=UTC)


def names(found) -> list[str]:
    return [named.record.name for named in (*found.coaches, *found.clubs, *found.outlets)]


@pytest.mark.parametrize("words", ["Bölöni", "boloni", "BOLONI", "Laszlo Bolini", "bölön", " Bölöni\0 "])
def test_a_coach_is_found_without_accents_and_with_typing_errors(words):
    make_coach("László Bölöni")
    make_coach("Aksel Brandvold")
    assert names(searching.find(words)) == ["László Bölöni"]


def test_an_alias_finds_the_record_and_is_named():
    coach = make_coach("Ole Gunnar Havnes")
    coach.aliases.create(text="Solskjaer")
    (named,) = searching.find("solskjær").coaches or searching.find("Solskjaer").coaches
    assert (named.record, named.written) == (coach, "Solskjaer")


@pytest.mark.parametrize("words", ["Kysttidende", "kysttidene", "Kystposten"])
def test_an_outlet_is_found_as_others_name_it(words):
    outlet = make_outlet("Kystposten", cited_as=["KP", "Kysttidende"])
    make_outlet("Ekko", cited_as=[])
    (named,) = searching.find(words).outlets
    assert (named.record, named.written) == (outlet, "" if words == "Kystposten" else "Kysttidende")


def test_the_very_name_comes_before_those_that_only_hold_it():
    for name in ("Havnestad Fremad", "Havnestad"):
        make_club(name)
    assert names(searching.find("havnestad"))[0] == "Havnestad"


def test_an_article_is_found_by_another_form_of_its_word():
    article = make_article(make_outlet(), title="Klubben har fyret træneren", language="da")
    (hit,) = searching.find("trænerne fyret").articles
    assert hit.article == article


def test_a_hit_shows_the_passage_that_holds_the_word():
    article = make_article(make_outlet(), text="Aksel Brandvold er fyret. Klubben leder efter en afløser.")
    claim = make_claim(article, "departure", passage="Aksel Brandvold er fyret.")
    (hit,) = searching.find("fyret").articles
    assert hit.claim == claim


def test_a_rejected_rumour_is_not_quoted_and_a_retracted_article_not_found():
    coach, club, editor = make_coach(), make_club(), make_user("editor")
    article = make_article(make_outlet(), text="Han er topkandidat til jobbet.")
    make_claim(article, "candidacy", coach, club)
    store.rebuild()
    editorial.reject(Rumour.objects.get().pk, editor=editor, at=AT, reason="not_said")
    assert searching.find("topkandidat").articles[0].claim is None
    editorial.retract(article.pk, editor=editor, at=AT)
    assert searching.find("topkandidat").articles == ()


@pytest.mark.parametrize("words", ["", "x", "%_%", '" & | (', "a" * 300, "'; --"])
def test_odd_words_are_answered_in_words(client, words):
    answer = client.get("/search/", {"q": words}, follow=True)
    assert answer.status_code == 200
    assert ("Type at least two letters" in answer.content.decode()) == (words == "x")


def test_results_while_typing_are_the_results_alone(client):
    make_coach("Aksel Brandvold")
    headers = {"HX-Request": "true", "HX-Target": "results"}
    part = client.get("/search/", {"q": "brandv"}, headers=headers).content.decode()
    assert part.lstrip().startswith('<div id="results"')
    assert "Aksel Brandvold" in part


@pytest.mark.parametrize("many", [1, 6])
def test_queries_do_not_grow_with_what_is_found(client, django_assert_num_queries, many):
    for number in range(many):
        make_coach(f"Aksel Brandvold {number}").aliases.create(text=f"Brandvold {number}")
        make_claim(
            make_article(make_outlet("Brandvold Avis"), title=f"Brandvold {number}"), club=make_club("B")
        )
    with django_assert_num_queries(11):
        client.get("/search/", {"q": "brandvold"})


@pytest.mark.parametrize("words", ["entraineur limoge", "entraîneur limogé", "ENTRAINEUR"])
def test_an_article_is_found_without_its_accents(words):
    article = make_article(make_outlet(), title="Havnestad limoge son entraîneur", language="fr")
    make_claim(article, "departure", passage="Un autre passage.")
    claim = make_claim(article, "departure", passage="Havnestad a limogé son entraîneur.")
    (hit,) = searching.find(words).articles
    assert (hit.article, hit.claim) == (article, claim)


def test_of_names_that_are_as_like_the_nearest_to_the_letter_comes_first():
    for name in ("Knut Tørum", "Jess Thorup", "Carlos de Toro"):
        make_coach(name)
    assert names(searching.find("Torup"))[0] == "Jess Thorup"


def test_a_club_that_is_called_just_so_comes_before_one_that_only_holds_the_word():
    make_club("Jong Havn BK")
    make_club("Havn BK").aliases.create(text="Havn")
    assert names(searching.find("havn"))[0] == "Havn BK"


def test_an_alias_that_is_what_the_record_is_called_is_not_told_beside_it(client):
    club = make_club("Havnestad Kvinder")
    club.aliases.create(text="Havnestad Women", language="en", is_shown=True)
    club.aliases.create(text="Havnestad Ladies", language="en")
    assert [named.record for named in searching.find("Havnestad Women").clubs] == [club]
    assert "also written" not in client.get("/search/?q=Havnestad+Women").content.decode()
    assert "also written Havnestad Ladies" in client.get("/search/?q=Havnestad+Ladies").content.decode()
