"""The one door by which news comes in: page, command, task and API all call ``bring_in``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from articles import keeping
from articles.cleaning.decoding import decode
from articles.cleaning.html import NotReadable, article_from_html
from articles.cleaning.urls import NotAnAddress, canonical, names_same_page
from articles.fetching.client import FetchFailed, FetchRefused, Page, fetch
from articles.keeping import Refused, Submission
from articles.models import Article
from carousel import sources, tasks

__all__ = ["Admission", "Refused", "Submission", "bring_in"]


@dataclass(frozen=True)
class Admission:
    article: Article
    is_new: bool
    is_revised: bool = False


def bring_in(
    submission: Submission,
    *,
    at: datetime,
    get: Callable[[str], Page] = fetch,
    queue: bool = True,
    look_again: bool = False,
) -> Admission:
    """The submission is an article, kept once, and queued to be read after commit.

    An address without a text is fetched first, that of a known article only to
    ``look_again`` whether it was edited. Raises ``Refused`` with the sentence that
    says why nothing was kept.
    """
    is_second_look = look_again and not submission.text
    if submission.url:
        submission = _with_page(submission, get, at, look_again=look_again)
    kept = keeping.keep(submission, at=at)
    if is_second_look and kept.article.gone_at is not None:
        sources.come_back(kept.article.pk)
    if queue and kept.article.state == Article.State.WAITING:
        # What the queue loses is found again by `tasks.requeue_unread`.
        transaction.on_commit(partial(tasks.read_article.delay, kept.article.pk), robust=True)
    return Admission(kept.article, kept.is_new, kept.is_revised)


def looked_up(submission: Submission, get: Callable[[str], Page] = fetch) -> Submission:
    """What would be kept of an address: its page is fetched and nothing written. Raises ``Refused``."""
    return _with_page(submission, get) if submission.url else submission


def _with_page(
    submission: Submission,
    get: Callable[[str], Page],
    at: datetime | None = None,
    *,
    look_again: bool = False,
) -> Submission:
    """The submission with its outlet, and with what its page says where no text was given.

    That the page of a known article is gone is the source's word on it, and kept, as of ``at``.
    """
    try:
        submission = replace(submission, url=canonical(submission.url))
    except NotAnAddress as error:
        raise Refused(str(error), "url") from None
    submission = replace(submission, outlet=submission.outlet or keeping.outlet_at(submission.url))
    if submission.text:
        return submission
    known = keeping.find(submission)
    if known and not look_again:
        return replace(submission, title=known.title, text=known.text)
    try:
        page = get(submission.url)
        url = submission.url if known else canonical(page.final_url)
        return _filled(replace(submission, url=url), page)
    except (FetchRefused, FetchFailed, NotAnAddress, NotReadable) as error:
        said = str(error)
        if known and at and getattr(error, "status", None) in sources.GONE and sources.go(known.pk, at=at):
            said += " " + _("What rested on this article alone waits at the desk.")
        raise Refused(said, "url") from error


def _filled(submission: Submission, page: Page) -> Submission:
    """The submission with the text of the page, and what the page says of itself where nothing was given."""
    if page.content_type == "text/plain":
        return replace(submission, text=decode(page.body, page.charset))
    country = submission.outlet.country if submission.outlet else ""
    clean = article_from_html(page.body, page.final_url, page.charset, country=country)
    if names_same_page(page.final_url, clean.canonical_url):
        submission = replace(submission, url=clean.canonical_url)
    is_given = submission.published_on is not None or submission.published_at is not None
    return replace(
        submission,
        title=submission.title or clean.title,
        text=clean.text,
        published_on=submission.published_on if is_given else clean.published_on,
        published_at=submission.published_at if is_given else clean.published_at,
        published_from=(submission.published_from or "given") if is_given else clean.published_from,
        language=submission.language or clean.language,
    )
