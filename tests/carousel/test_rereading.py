"""A new version of the extraction reads kept articles anew: shown first, then done, and decisions stand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles import extraction
from articles.extraction.claims import Reading
from articles.keeping import keep_reading
from articles.models import Article, Claim
from carousel import editorial, identity, rereading, store
from carousel.models import Coach, Decision, Rumour, Stint
from carousel.record.days import Days
from tests.factories import make_article, make_claim, make_club, make_coach, make_outlet, make_user

pytestmark = pytest.mark.django_db

AT = datetime(2020, 9, 25, 9, tzinfo=UTC)
FIRED = "Havnestad BK har torsdag fyret cheftræner Aksel Brandvold."
PLAIN = "Havnestad BK spillede uafgjort i regnvejr lørdag."


@pytest.fixture
def cast():
    return make_coach("Aksel Brandvold", slug="aksel"), make_club("Havnestad BK", slug="havnestad")


@pytest.fixture
def outlet():
    return make_outlet(tier=0)


def old(outlet, text: str, **fields) -> Article:
    """An article as an older version left it: read, with whatever claims a test gives it."""
    return make_article(outlet, "2020-09-24", text=text, read_by="0.1", **fields)


def run(*args: str) -> str:
    out = StringIO()
    call_command("reread", *args, stdout=out)
    return out.getvalue()


def standing() -> list[str]:
    return list(Claim.objects.standing().values_list("kind", flat=True))


def test_what_is_gained_is_shown_with_what_the_record_would_change_and_nothing_is_written(cast, outlet):
    article = old(outlet, FIRED)
    told = run()
    assert "+ departure, sacked: Aksel Brandvold / Havnestad BK" in told
    assert "new stint: Aksel Brandvold at Havnestad BK" in told
    article.refresh_from_db()
    assert (article.read_by, standing(), Stint.objects.count()) == ("0.1", [], 0)


def test_looking_leaves_no_provisional_coach_behind(cast, outlet):
    old(outlet, "Havnestad BK har torsdag fyret cheftræner Jens Ukendtsen.")
    assert "+ departure" in run()
    assert not Coach.objects.filter(is_provisional=True).exists()


def test_applying_keeps_the_claims_and_the_record_follows(cast, outlet):
    article = old(outlet, FIRED)
    assert "gained 1, lost 0, changed 0" in run("--apply")
    article.refresh_from_db()
    assert (article.read_by, standing()) == (extraction.VERSION, ["departure"])
    assert Stint.objects.get().ended.lower == date(2020, 9, 24)
    assert "nothing to do" in run()


def test_a_claim_that_the_new_version_does_not_find_is_lost_and_leaves_the_record(cast, outlet):
    claim = make_claim(old(outlet, PLAIN), "candidacy", *cast)
    store.update(coaches=[cast[0].pk], clubs=[cast[1].pk])
    assert "gone rumour" in run()
    run("--apply")
    claim.refresh_from_db()
    assert claim.superseded_at is not None
    assert not Rumour.objects.exists()


def test_a_claim_with_other_details_is_changed_and_not_lost_and_gained(cast, outlet):
    make_claim(old(outlet, FIRED), "departure", *cast, manner="resigned")
    told = run()
    assert "~ departure" in told
    assert "manner “resigned” → “sacked”" in told
    assert "gained 0, lost 0, changed 1" in told


def test_a_rejected_rumour_stays_rejected_whatever_is_read(cast, outlet):
    make_claim(old(outlet, "Aksel Brandvold er kandidat til jobbet i Havnestad BK."), "candidacy", *cast)
    store.update(coaches=[cast[0].pk], clubs=[cast[1].pk])
    editorial.reject(Rumour.objects.get().pk, editor=make_user("editor"), at=AT, reason="not_said")
    run("--apply")
    assert standing() == ["candidacy"]
    assert list(Rumour.objects.values_list("status", flat=True)) == ["rejected"]
    assert Decision.objects.get().kind == "reject"


def test_a_confirmed_stint_stays_when_the_claim_behind_it_is_no_longer_found(cast, outlet):
    make_claim(old(outlet, PLAIN), "candidacy", *cast)
    store.update(coaches=[cast[0].pk], clubs=[cast[1].pk])
    day = Days.on(date(2020, 9, 24))
    editorial.confirm(Rumour.objects.get().pk, editor=make_user("editor"), at=AT, on=day)
    run("--apply")
    assert standing() == []
    assert (Stint.objects.get().start_basis, Decision.objects.get().kind) == ("editor", "confirm")


def test_what_is_read_in_a_retracted_article_counts_no_more_than_before(cast, outlet):
    article = old(outlet, FIRED)
    editorial.retract(article.pk, editor=make_user("editor"), at=AT)
    run("--apply")
    assert standing() == ["departure"]
    assert not Stint.objects.exists()


def test_a_run_that_is_cut_off_goes_on_where_it_stopped(cast, outlet):
    articles = [old(outlet, f"{FIRED} Nummer {number}.") for number in range(3)]
    doing = rereading.apply(rereading.outdated(), at=AT, batch=1)
    next(doing)
    doing.close()
    assert rereading.outdated() == [article.pk for article in articles[1:]]
    assert "2 articles" in run("--apply")
    assert rereading.outdated() == []


def test_an_article_that_cannot_be_read_keeps_its_reading_and_stops_no_other(cast, outlet, monkeypatch):
    broken, sound = old(outlet, PLAIN), old(outlet, FIRED)
    make_claim(broken, "candidacy", *cast)
    read = extraction.read
    monkeypatch.setattr(
        extraction, "read", lambda text, known: 1 / 0 if text.text == PLAIN else read(text, known)
    )
    assert "1 could not be read" in run("--apply")
    assert sorted(standing()) == ["candidacy", "departure"]
    assert rereading.outdated() == [broken.pk]
    assert sound.pk not in rereading.outdated()


def test_named_articles_alone_are_read_whatever_version_read_them(cast, outlet):
    article, other = old(outlet, FIRED), old(outlet, f"{FIRED} Igen.")
    added, _ = keep_reading(article, Reading("da", ()), version=extraction.VERSION, at=AT)
    assert identity.identify(added) == []
    assert "1 articles; claims gained 1" in run("--apply", "--article", str(article.pk))
    assert rereading.outdated() == [other.pk]


def test_an_article_that_is_not_there_or_unread_is_refused_with_a_sentence(outlet):
    waiting = old(outlet, FIRED, state="waiting")
    with pytest.raises(CommandError, match="does not exist"):
        run("--article", "999999")
    with pytest.raises(CommandError, match="has not been read yet"):
        run("--article", str(waiting.pk))
