"""What a source takes back: an article that was edited and says something no longer, or a page that is gone.

Both are the source's own signs. That a newer version of the reading no longer finds a claim is none:
it tells of the reading. What the record then makes of it stands in `carousel.record.rumours`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from articles import extraction
from articles.extraction import Names
from articles.extraction.claims import ArticleText, Reading
from articles.models import Article, ArticleVersion, Claim
from articles.stories.tying import appeared_at
from carousel import origins, store
from carousel.record import endings

# Papers clear their archives: that an older page is gone says nothing about what stood there.
YOUNG = timedelta(days=14)
GONE = (404, 410)

Statement = tuple[str, str, str]
# What else said of the same coach and club is news of the question that a claim was about. Only the same
# fact is still that fact: "under pressure" does not say that he was dismissed.
IN, OUT = {"candidacy", "withdrawal", "appointment"}, {"pressure", "extension", "departure"}
ANSWERED_BY = {"appointment": {"appointment"}, "departure": {"departure"}} | {
    "candidacy": IN,
    "withdrawal": IN,
    "pressure": OUT,
    "extension": OUT,
    "tenure": {"tenure"},
}


def statement_of(claim: Claim) -> Statement:
    """What the claim says of whom, whatever its details: of one kind, coach and club an article has one."""
    coach = claim.coach_key or claim.coach_name.casefold()
    return claim.kind, coach, claim.club_key or claim.club_name.casefold()


def statements_in(reading: Reading) -> set[Statement]:
    return {
        (str(c.kind), c.coach.key or c.coach.name.casefold(), c.club.key or c.club.name.casefold())
        for c in reading.claims
    }


def text_before_edit(article: Article) -> ArticleVersion | None:
    """The text that stood when the article was last read, where its source has replaced it since.

    An editor who puts an earlier text back corrects us, and not the source.
    """
    if article.read_at is None:
        return None
    version = article.versions.filter(replaced_at__gte=article.read_at).order_by("replaced_at").first()
    if version is None or version.text_key == article.text_key:
        return None
    now = article.versions.filter(text_key=article.text_key).first()
    return None if now and now.seen_at < version.seen_at else version


def taken_back(article: Article, reading: Reading, gone: Iterable[Claim], known: Names) -> list[int]:
    """Of the claims that the reading finds no longer, those that the article's source took back.

    The text that stood before is read once more: what today's reading does not find there either, the
    source has not taken back. Background that is left out is no correction.
    """
    said = statements_in(reading)
    missing = [claim for claim in gone if claim.kind != Claim.Kind.TENURE and not _is_said(claim, said)]
    before = text_before_edit(article) if missing else None
    if before is None:
        return []
    stood = statements_in(extraction.read(_text_of(article, before), known))
    return [claim.pk for claim in missing if statement_of(claim) in stood]


def settle(
    article: Article, reading: Reading, *, at: datetime, taken_back: Iterable[int] = ()
) -> set[tuple[int, int]]:
    """Those claims are withdrawn, and those that the article says again are not any more.

    Called once the reading is kept. Returns the coaches and clubs of whom other things count now.
    """
    said = statements_in(reading)
    again = [c.pk for c in article.claims.filter(withdrawn_at__isnull=False) if _is_said(c, said)]
    Claim.objects.filter(pk__in=again).update(withdrawn_at=None)
    now = list(taken_back)
    Claim.objects.filter(pk__in=now).update(withdrawn_at=at)
    subjects = Claim.objects.filter(pk__in=[*again, *now], subject__isnull=False)
    return set(subjects.values_list("subject__coach_id", "subject__club_id"))


def go(article_id: int, *, at: datetime) -> bool:
    """The article's page is found gone: what rested on it alone leaves the record and waits for an editor.

    Says whether that is news, which it is once, and only while the article is young.
    """
    with transaction.atomic():
        article = _locked(article_id)
        if article.gone_at is not None or at - appeared_at(article) > YOUNG:
            return False
        _mark(article, at, by=endings.RETRACTION)
    return True


def come_back(article_id: int) -> bool:
    """The article's page stands again where it was gone; what it says counts again. Says whether it was."""
    with transaction.atomic():
        article = _locked(article_id)
        if article.gone_at is None:
            return False
        _mark(article, None, by=endings.EDIT)
    return True


def _locked(article_id: int) -> Article:
    """As in a reading, the article's lock comes before that of the record."""
    article = Article.objects.select_for_update(of=("self",), no_key=True).get(pk=article_id)
    store.lock_record()
    return article


def _mark(article: Article, gone_at: datetime | None, *, by: str) -> None:
    Article.objects.filter(pk=article.pk).update(gone_at=gone_at)
    pairs = origins.named_in([article.pk])
    store.follow(coaches={coach for coach, _club in pairs}, clubs={club for _coach, club in pairs}, by=by)


def _is_said(claim: Claim, said: set[Statement]) -> bool:
    """Whether the article says it still, or tells what became of it."""
    kind, coach, club = statement_of(claim)
    return any((one, coach, club) in said for one in ANSWERED_BY[kind])


def _text_of(article: Article, version: ArticleVersion) -> ArticleText:
    """What the reader is given of a text that the article had."""
    outlet = article.outlet.name if article.outlet else None
    return ArticleText(version.title, version.text, article.published_on, outlet)
