"""What an article says no longer since it was edited, or what stood on a page that is gone, is asked anew."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from articles.fetching.client import fetch
from articles.models import Article, Claim
from carousel import editions, editorial, looking, reading, rereading, store, withdrawing
from carousel.door import Refused, Submission, bring_in
from carousel.models import Rumour, Stint
from tests.factories import make_club, make_coach, make_entry, make_outlet, make_user
from tests.site import site  # noqa: F401

pytestmark = pytest.mark.django_db

AT = datetime(2020, 9, 21, 12, tzinfo=UTC)
LATER = AT + timedelta(hours=20)
PATH = "/fyret"
FIRED = "Havnestad BK har mandag fyret cheftræner Aksel Brandvold efter tre nederlag i træk."
LINKED = "Aksel Brandvold er topkandidat til trænerjobbet i Vesterlund IF."
REST = (
    "Holdet ligger nummer ti i rækken og har kun vundet en enkelt gang i denne sæson. "
    "På lørdag venter endnu en svær opgave på udebane, og flere spillere er skadet. "
    "Klubben har de seneste år brugt mange penge på nye folk, men pointene er udeblevet. "
    "Tilskuerne er også begyndt at blive væk, og stemningen på stadion er trykket."
)


@pytest.fixture
def cast():
    brandvold, havnestad = make_coach("Aksel Brandvold"), make_club("Havnestad BK")
    make_entry(brandvold, havnestad, "2019-07-01")
    store.update(coaches=[brandvold.pk], clubs=[havnestad.pk])
    return brandvold, havnestad, make_club("Vesterlund IF")


@pytest.fixture
def paper(site, cast, queued):  # noqa: F811
    """A trusted paper's article at a real address; ``paper(*sentences)`` is what stands there from now on."""

    def paper(*sentences: str) -> str:
        words = "".join(f"<p>{sentence}</p>" for sentence in (*sentences, REST))
        page = f"<html lang=da><head><title>Nyt</title></head><body><article>{words}</article></body></html>"
        return site.answer(PATH, page.encode())

    site.answer("/robots.txt", b"", status=404)
    return paper


def get(url: str, **options):
    return fetch(url, deadline=10, resolve=lambda _host, _port: ["127.0.0.1"], **options)


def read(article: Article, at: datetime) -> Article:
    return reading.read_article(article.pk, at=at).article


def bring(url: str) -> Article:
    given = Submission(url=url, outlet=make_outlet(tier=1), published_on=date(2020, 9, 21))
    return read(bring_in(given, at=AT, get=get).article, AT)


def look(article: Article, at: datetime = LATER) -> Article:
    """An editor looks again, and the worker reads what came of it."""
    looking.look_again(article, at=at, get=get)
    return read(article, at)


def questions() -> list[tuple[str, str]]:
    return list(Rumour.objects.order_by("direction", "club").values_list("direction", "status"))


def test_a_dismissal_that_the_paper_takes_back_leaves_the_record_and_is_asked(paper):
    article = bring(paper(FIRED, LINKED))
    assert Stint.objects.get().ended is not None
    paper(LINKED)
    look(article)
    assert Stint.objects.get().ended is None
    assert questions() == [("in", "open"), ("out", "retracted")]
    assert Rumour.objects.without_source().get().evidence.get().claim.withdrawn_at == LATER
    assert not store.check()


def test_an_older_edition_keeps_what_the_paper_said_then(paper, cast):
    article = bring(paper(FIRED, LINKED))
    paper(LINKED)
    look(article)
    (then,) = editions.of_coach(cast[0], as_of=date(2020, 9, 21), today=date(2020, 9, 22)).record.stints
    (now,) = editions.of_coach(cast[0], as_of=date(2020, 9, 22), today=date(2020, 9, 23)).record.stints
    assert (then.ended is not None, now.ended) == (True, None)


def test_what_is_said_in_other_words_or_elsewhere_in_the_text_is_not_taken_back(paper):
    article = bring(paper(FIRED, LINKED))
    paper("Opdateret klokken 20.", LINKED, "Aksel Brandvold er fyret i Havnestad BK.")
    look(article)
    assert Stint.objects.get().ended is not None
    assert not Claim.objects.filter(withdrawn_at__isnull=False).exists()


def test_that_he_is_only_under_pressure_takes_back_that_he_was_dismissed(paper):
    article = bring(paper(FIRED))
    paper("Cheftræner Aksel Brandvold er under pres i Havnestad BK.")
    look(article)
    assert Stint.objects.get().ended is None
    assert sorted(questions()) == [("out", "open"), ("out", "retracted")]
    assert not store.check()


def test_what_it_says_again_counts_again(paper):
    article = bring(paper(FIRED, LINKED))
    paper(LINKED)
    look(article)
    paper(LINKED, "Klubben bekræfter: Aksel Brandvold er fyret i Havnestad BK.")
    look(article, LATER + timedelta(hours=1))
    assert Stint.objects.get().ended is not None
    assert not Rumour.objects.without_source().exists()
    assert not store.check()


def test_an_editor_who_lets_the_earlier_text_stand_takes_nothing_back(paper):
    article = bring(paper(LINKED))
    paper(LINKED, FIRED)
    look(article)
    version = article.versions.get()
    looking.let_stand(article.pk, version.pk, editor=make_user("editor"), at=LATER)
    read(article, LATER)
    assert Stint.objects.get().ended is None
    assert not Rumour.objects.without_source().exists()


def test_what_a_newer_reading_finds_no_longer_the_source_has_not_taken_back(paper, monkeypatch):
    article = bring(paper(FIRED, LINKED))
    claim = article.claims.get(kind="departure")
    Claim.objects.filter(pk=claim.pk).update(coach_key="", coach_name="En Anden", fingerprint="of old")
    paper(LINKED)
    look(article)
    claim.refresh_from_db()
    assert (claim.superseded_at, claim.withdrawn_at) == (LATER, None)


def test_reading_anew_leaves_what_was_taken_back_as_it_is(paper):
    article = bring(paper(FIRED, LINKED))
    paper(LINKED)
    look(article)
    list(rereading.apply([article.pk], at=LATER + timedelta(days=1)))
    assert Rumour.objects.without_source().count() == 1
    assert not store.check()


@pytest.mark.parametrize("status", [404, 410])
def test_a_young_page_that_is_gone_takes_what_rested_on_it_along(paper, site, status):  # noqa: F811
    article = bring(paper(FIRED))
    site.answer(PATH, b"", status=status)
    with pytest.raises(Refused, match="waits at the desk"):
        look(article)
    assert Article.objects.get().gone_at == LATER
    assert Stint.objects.get().ended is None
    assert questions() == [("out", "retracted")]
    assert not store.check()


def test_a_page_that_is_gone_for_a_moment_counts_again_when_it_is_back(paper, site):  # noqa: F811
    article = bring(paper(FIRED))
    site.answer(PATH, b"", status=404)
    with pytest.raises(Refused):
        look(article)
    paper(FIRED)
    look(article, LATER + timedelta(hours=1))
    assert (Article.objects.get().gone_at, Rumour.objects.without_source().exists()) == (None, False)
    assert Stint.objects.get().ended is not None
    assert not store.check()


@pytest.mark.parametrize(("status", "after"), [(404, 15), (503, 1)])
def test_an_old_page_that_is_gone_or_a_site_that_is_down_proves_nothing(paper, site, status, after):  # noqa: F811
    article = bring(paper(FIRED))
    site.answer(PATH, b"", status=status)
    with pytest.raises(Refused):
        look(article, AT + timedelta(days=after))
    assert Article.objects.get().gone_at is None
    assert Stint.objects.get().ended is not None


def test_an_editor_keeps_what_the_paper_took_back_and_undoes_it(paper):
    article = bring(paper(FIRED, LINKED))
    paper(LINKED)
    look(article)
    editor = make_user("editor")
    kept = withdrawing.keep(Rumour.objects.without_source().get().pk, editor=editor, at=LATER)
    assert Stint.objects.get().ended is not None
    editorial.undo(kept.pk, editor=editor, at=LATER)
    assert Stint.objects.get().ended is None
    assert not store.check()
