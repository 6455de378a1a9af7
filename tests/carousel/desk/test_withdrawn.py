"""What lost its only source waits at the desk with how it went, and is kept or taken back there."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, ArticleVersion, Claim
from carousel import batches, desk, editorial, store
from carousel.batches import Chosen
from carousel.desk_filters import Wanted
from carousel.models import Decision, Rumour, Stint
from tests.carousel.desk.stories import report
from tests.factories import make_club, make_coach, make_outlet, make_user

pytestmark = pytest.mark.django_db
AT = datetime(2020, 9, 24, 15, 2, tzinfo=UTC)


@pytest.fixture
def ida(client):
    user = make_user("editor", "ida", first_name="Ida", last_name="Berg")
    client.force_login(user)
    return user


@pytest.fixture
def withdrawn(ida) -> Rumour:
    """An official word that its article was retracted for, with a note."""
    coach, club = make_coach("Rune Sandmo"), make_club("Havnestad BK")
    claim = report(coach, club, "appointment", outlet=make_outlet("Klubben", tier=0))
    editorial.retract(claim.article_id, editor=ida, at=AT, note="the club took it down")
    return Rumour.objects.without_source().get()


def take(client, rumour: Rumour, verb: str, **fields):
    said = {"seen_revision": rumour.revision, "name": desk.name_of(rumour), **fields}
    return client.post(reverse(f"rumour-{verb}", args=[rumour.pk]), said, follow=True)


def page_of(client, rumour: Rumour) -> str:
    return client.get(reverse("desk-item", args=[rumour.pk])).content.decode()


def test_it_waits_as_a_kind_of_its_own(withdrawn):
    assert list(desk.waiting()) == [withdrawn]
    assert list(desk.waiting(Wanted(show="withdrawn"))) == [withdrawn]
    assert list(desk.waiting(Wanted(show="facts"))) == []
    assert (desk.counts()["all"], desk.counts()["withdrawn"], desk.counts()["facts"]) == (1, 1, 0)


def test_the_item_says_who_retracted_which_article_when_and_why(client, withdrawn):
    page = page_of(client, withdrawn)
    article = Article.objects.get()
    assert "Source withdrawn" in page
    assert f'href="{article.get_absolute_url()}"' in page
    assert "Ida Berg retracted the article on 24 Sep 2020" in page
    assert "the club took it down" in page
    assert "Rune Sandmo er ny træner i Havnestad BK." in Claim.objects.get().passage


def test_the_item_shows_what_keeping_would_bring_back(client, withdrawn):
    page = page_of(client, withdrawn)
    assert "If you keep it" in page
    assert "Rune Sandmo at Havnestad BK" in page.split("If you keep it")[1]
    assert not Decision.objects.filter(kind="keep").exists()


def test_keep_and_take_back_work_by_plain_forms_and_are_undone(client, withdrawn):
    page = take(client, withdrawn, "keep", note="the club confirms by phone").content.decode()
    kept = Decision.objects.get(kind="keep")
    assert (Stint.objects.count(), kept.note) == (1, "the club confirms by phone")
    assert "Kept without its source: Rune Sandmo to Havnestad BK" in page
    client.post(reverse("decision-undo", args=[kept.pk]))
    assert not Stint.objects.exists()
    page = take(client, Rumour.objects.without_source().get(), "take-back").content.decode()
    assert "Taken back with its source: Rune Sandmo to Havnestad BK" in page
    assert not desk.waiting().exists()
    assert not store.check()


def test_an_article_that_was_edited_is_shown_as_it_was(client, ida):
    claim = report(make_coach("Rune Sandmo"), make_club("Havnestad BK"), "appointment")
    article = claim.article
    given = {"title": article.title, "text": article.text, "text_key": article.text_key}
    ArticleVersion.objects.create(article=article, seen_at=AT, replaced_at=AT, **given)
    Article.objects.filter(pk=article.pk).update(text="Klubben siger ikke mere om sagen.", text_key="x")
    Claim.objects.filter(pk=claim.pk).update(superseded_at=AT, withdrawn_at=AT)
    store.update(coaches=[claim.subject.coach_id], clubs=[claim.subject.club_id])
    page = page_of(client, Rumour.objects.without_source().get())
    assert "edited and says it no longer; that was found on 24 Sep 2020" in page
    assert '<mark class="mark-coach">Rune Sandmo</mark>' in page
    assert "Det er rygtet på havnen i dag." in page


def test_a_page_that_is_gone_is_said_to_be(client, withdrawn, ida):
    editorial.undo(Decision.objects.get(kind="retract").pk, editor=ida, at=AT)
    Article.objects.update(gone_at=AT)
    store.rebuild()
    page = page_of(client, Rumour.objects.without_source().get())
    assert "Its page is gone; that was found on 24 Sep 2020" in page


def test_a_stale_answer_is_refused_with_the_note_kept(client, withdrawn):
    response = take(client, withdrawn, "keep", seen_revision=withdrawn.revision + 1, note="min note")
    assert response.status_code == 409
    assert 'value="min note"' in response.content.decode()
    assert not Decision.objects.filter(kind="keep").exists()


def test_what_was_answered_by_another_is_refused(client, withdrawn):
    take(client, withdrawn, "take-back")
    assert take(client, withdrawn, "keep").status_code == 409


@pytest.mark.parametrize("verb", ["keep", "take-back"])
def test_readers_may_not_answer(client, withdrawn, verb):
    client.force_login(make_user("reader"))
    assert take(client, withdrawn, verb).status_code == 403
    assert desk.waiting().exists()


def test_a_batch_leaves_it_out_and_says_why(withdrawn, ida):
    chosen = [Chosen(withdrawn.pk, withdrawn.revision)]
    outcome = batches.reject(chosen, editor=ida, at=AT, reason="old_news")
    assert "keep it or take it back" in outcome.held[0].sentence


def test_an_open_question_on_the_same_pair_keeps_its_own_row(withdrawn):
    report(withdrawn.coach, withdrawn.club, published_on="2020-12-01")
    names = {desk.name_of(one) for one in desk.waiting()}
    assert len(names) == 2


def test_twice_the_articles_cost_no_more_queries(client, withdrawn, ida):
    def queries() -> int:
        address = reverse("desk-item", args=[Rumour.objects.without_source().get().pk])
        with CaptureQueriesContext(connection) as asked:
            client.get(address, headers={"HX-Request": "true"})
        # What would change is tried out, and that reads the part of the record around it.
        return sum("carousel_decision_articles" in q["sql"] or "articleversion" in q["sql"] for q in asked)

    queries()
    before = queries()
    for name in ("Bladet", "Avisen"):
        claim = report(withdrawn.coach, withdrawn.club, "appointment", outlet=make_outlet(name))
        editorial.retract(claim.article_id, editor=ida, at=AT)
    assert queries() <= before
