"""An article that was edited is read again, and what it said before is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.fetching.client import Page
from articles.models import Article, ArticleVersion
from carousel import door, reading, tasks
from tests.articles.stories.texts import text
from tests.factories import make_club, make_coach, make_outlet

pytestmark = pytest.mark.django_db

AT = datetime(2020, 9, 24, 15, tzinfo=UTC)
LATER = AT + timedelta(hours=2)
ADDRESS = "https://kystposten.example/a"
OLD = f"Havnestad BK har fyret cheftræner Aksel Brandvold. Det oplyser klubben torsdag. {text(1)}"
NEW = OLD.replace("har fyret cheftræner", "beholder cheftræner")


@pytest.fixture(autouse=True)
def outlet():
    return make_outlet(domain="kystposten.example")


def bring(body: str, at: datetime = AT, **fields) -> door.Admission:
    given = {"title": "Nyt fra Havnestad", "text": body, "url": ADDRESS, "published_on": date(2020, 9, 24)}
    return door.bring_in(door.Submission(**{**given, **fields}), at=at)


def kinds(article: Article) -> list[str]:
    return list(article.claims.standing().values_list("kind", flat=True))


def test_the_new_text_stands_and_the_old_is_a_version():
    article = bring(OLD).article
    again = bring(NEW, LATER, title="Brandvold bliver")
    assert (again.article, again.is_new, again.is_revised) == (article, False, True)
    assert (again.article.text, again.article.title) == (NEW, "Brandvold bliver")
    version = article.versions.get()
    assert (version.text, version.title) == (OLD, "Nyt fra Havnestad")
    assert (version.seen_at, version.replaced_at) == (AT, LATER)


def test_the_second_edit_follows_the_first():
    article = bring(OLD).article
    bring(NEW, LATER)
    bring(f"{NEW} Mere følger.", LATER + timedelta(hours=1))
    assert [(v.text, v.seen_at) for v in article.versions.all()] == [(OLD, AT), (NEW, LATER)]


def test_claims_follow_the_text(django_capture_on_commit_callbacks, monkeypatch):
    make_coach("Aksel Brandvold"), make_club("Havnestad BK")
    article = bring(OLD).article
    reading.read_article(article.pk, at=AT)
    assert "departure" in kinds(article)
    queued = []
    monkeypatch.setattr(tasks.read_article, "delay", queued.append)
    with django_capture_on_commit_callbacks(execute=True):
        bring(NEW, LATER)
    assert queued == [article.pk]
    assert reading.read_article(article.pk, at=LATER).state == "done"
    assert "departure" not in kinds(article)
    assert article.claims.filter(kind="departure", superseded_at=LATER).exists()


def test_the_same_text_or_one_that_stood_before_is_nothing_new():
    article = bring(OLD).article
    bring(NEW, LATER)
    for body in (NEW, NEW.upper(), OLD):
        again = bring(body, LATER + timedelta(hours=1))
        assert (again.is_revised, again.article.text) == (False, NEW)
    assert article.versions.count() == 1


def test_an_opening_of_the_text_is_nothing_new():
    article = bring(OLD).article
    assert not bring(OLD[: len(OLD) // 2], LATER).is_revised
    assert not ArticleVersion.objects.exists()
    article.refresh_from_db()
    assert article.text == OLD


@pytest.mark.parametrize(
    "body", [text(2, words=140), "Tegn abonnement for at læse hele artiklen i dag.", "Nej."]
)
def test_a_page_or_wall_in_the_articles_place_is_kept_aside_once(body):
    article = bring(OLD).article
    assert not bring(body, LATER).is_revised
    assert not bring(body, LATER).is_revised
    aside = article.versions.get()
    assert (aside.text, aside.replaced_at) == (body, None)
    article.refresh_from_db()
    assert article.text == OLD


def test_an_opening_grows_into_the_article():
    article = bring(text(3, words=15)).article
    assert bring(OLD, LATER).is_revised
    article.refresh_from_db()
    assert article.text == OLD


def test_a_text_that_the_outlet_has_at_another_address_stays_there():
    article = bring(OLD).article
    other = bring(NEW, url=f"{ADDRESS}/b").article
    assert not bring(NEW, LATER).is_revised
    article.refresh_from_db()
    assert (article.text, other.text) == (OLD, NEW)


def test_a_failed_article_that_was_edited_waits_again():
    article = bring(OLD).article
    Article.objects.update(state="failed", failure="broken", dismissed_at=AT, attempts=4)
    bring(NEW, LATER)
    article.refresh_from_db()
    assert (article.state, article.failure, article.dismissed_at, article.attempts) == (
        "waiting",
        "",
        None,
        0,
    )


def test_a_known_address_is_fetched_only_to_look_again():
    asked = []

    def get(url: str) -> Page:
        asked.append(url)
        return Page(url, f"{ADDRESS}/moved", 200, NEW.encode(), "text/plain", "utf-8")

    article = bring(OLD).article
    door.bring_in(door.Submission(url=ADDRESS), at=LATER, get=get)
    assert asked == []
    again = door.bring_in(door.Submission(url=ADDRESS), at=LATER, get=get, look_again=True)
    assert (asked, again.article, again.is_revised) == ([ADDRESS], article, True)
    assert again.article.title == "Nyt fra Havnestad"
