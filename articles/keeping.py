"""Articles are kept before they are read, each once; and what a reading found is kept beside them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.cleaning.text import one_line, text_key, tidy
from articles.cleaning.urls import canonical, url_key
from articles.countries import day_in
from articles.extraction.claims import Claim as ReadClaim
from articles.extraction.claims import Interval, Reading
from articles.models import Article, Claim, Outlet
from articles.stories.tying import tie
from articles.stories.versions import revise

LONGEST_TEXT = 400_000
LONGEST_TITLE = 500
FOUND = ("feed", "page", "text")  # where a time of publication comes from that nobody gave by hand


class Refused(ValueError):
    """Raised with the sentence that says why an input is no article; ``field`` names what is wrong."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Submission:
    """An article as somebody brings it. ``published_on`` is a day in the outlet's country."""

    title: str = ""
    text: str = ""
    url: str = ""
    outlet: Outlet | None = None
    published_on: date | None = None
    published_at: datetime | None = None
    published_from: str = ""
    language: str = ""


@dataclass(frozen=True)
class Kept:
    article: Article
    is_new: bool
    is_revised: bool = False


def keep(submission: Submission, *, at: datetime) -> Kept:
    """The submission is an article in the database, and only once however often it is brought.

    It is known again by its address (without tracking), or by its text where the
    outlets do not differ. Another text at its address is the article edited: it then
    waits to be read again. Raises ``Refused``.
    """
    submission = _checked(submission, at)
    known = find(submission)
    if known:
        return _met_again(known, submission, at)
    try:
        with transaction.atomic():
            return Kept(Article.objects.create(**_values(submission, at)), is_new=True)
    except IntegrityError:
        known = find(submission)
        if known is None:
            raise
        return _met_again(known, submission, at)


def _met_again(known: Article, submission: Submission, at: datetime) -> Kept:
    is_its_address = submission.url and known.url_key == url_key(submission.url)
    key = _text_key(submission)
    if not (is_its_address and submission.text) or key == known.text_key:
        return Kept(known, is_new=False)
    is_revised = revise(known.pk, title=submission.title, text=submission.text, text_key=key, at=at)
    if is_revised:
        known.refresh_from_db()
    return Kept(known, is_new=False, is_revised=is_revised)


def find(submission: Submission) -> Article | None:
    """The article that a submission is, if it is known."""
    address = url_key(submission.url) if submission.url else None
    has_words = bool(submission.text or (submission.title and not submission.url))
    is_it = Q(url_key=address) if address else Q(pk__in=[])
    if has_words:
        same_text = Q(text_key=_text_key(submission))
        if submission.outlet:
            same_text &= Q(outlet=submission.outlet) | Q(outlet__isnull=True)
        is_it |= same_text
    found = list(Article.objects.select_related("outlet").filter(is_it).order_by("pk"))
    at_address = next((article for article in found if address and article.url_key == address), None)
    return at_address or (found[0] if found else None)


def outlet_named(name: str) -> Outlet | None:
    """The outlet that goes by the name or is cited so; ``None`` where several are, or none."""
    name = one_line(name)
    if not name:
        return None
    matches = list(
        Outlet.objects.filter(Q(name__iexact=name) | Q(cited_as__contains=[name]) | Q(slug=name))[:2]
    )
    return matches[0] if len(matches) == 1 else None


def outlet_at(url: str) -> Outlet | None:
    """The outlet whose domain, or the nearest domain above, the address belongs to."""
    host = canonical(url).split("/")[2].rsplit(":", 1)[0].removeprefix("www.")
    parts = host.split(".")
    domains = [".".join(parts[index:]) for index in range(len(parts) - 1)]
    found = {outlet.domain: outlet for outlet in Outlet.objects.filter(domain__in=domains).order_by("-pk")}
    return next((found[domain] for domain in domains if domain in found), None)


def _checked(submission: Submission, at: datetime) -> Submission:
    title, text = one_line(submission.title)[:LONGEST_TITLE], tidy(submission.text)
    if not title and not text:
        raise Refused(_("There is no text to read: paste the article, or give its address."), "text")
    if len(text) > LONGEST_TEXT:
        raise Refused(
            _("The text has %(length)d characters; an article of more than %(most)d is not taken.")
            % {"length": len(text), "most": LONGEST_TEXT},
            "text",
        )
    country = submission.outlet.country if submission.outlet else ""
    day = submission.published_on
    if day is None and submission.published_at is not None:
        day = day_in(country, submission.published_at)
    if day and is_to_come(day, country, at):
        if submission.published_from in FOUND:  # a site's mistake, and no reason to miss its news
            return _checked(replace(submission, published_on=None, published_at=None, published_from=""), at)
        raise Refused(
            _("%(day)s has not come yet: an article cannot be published after today.") % {"day": day},
            "published",
        )
    url = canonical(submission.url) if submission.url else ""
    return replace(submission, title=title, text=text, url=url, published_on=day)


def is_to_come(day: date, country: str, at: datetime) -> bool:
    """Whether the day has not come in the country; a day is left for clocks that go wrong."""
    return day > day_in(country, at) + timedelta(days=1)


def _values(submission: Submission, at: datetime) -> dict:
    return {
        "outlet": submission.outlet,
        "url": submission.url,
        "url_key": url_key(submission.url) if submission.url else None,
        "text_key": _text_key(submission),
        "title": submission.title,
        "text": submission.text,
        "language": submission.language,
        "published_on": submission.published_on,
        "published_at": submission.published_at,
        "published_from": (submission.published_from or "given") if submission.published_on else "",
        "arrived_at": at,
    }


def _text_key(submission: Submission) -> str:
    """Headlines change more often than texts, so that the text tells an article; else the title does."""
    return text_key(tidy(submission.text) or one_line(submission.title))


@dataclass(frozen=True)
class Difference:
    """How a reading differs from what stands: claims never seen, those that come back, those that go."""

    new: tuple[Claim, ...]
    back: tuple[Claim, ...]
    gone: tuple[Claim, ...]


def difference(article: Article, reading: Reading, *, version: str, is_first: bool = False) -> Difference:
    """What ``keep_reading`` would change; nothing is written, and the new claims are not saved.

    An article that is read for the first time has no claims, and is not asked for them.
    """
    outlets: dict[str, Outlet | None] = {}
    wanted = {
        claim.fingerprint: claim for claim in (_row(article, c, version, outlets) for c in reading.claims)
    }
    rows = {} if is_first else {claim.fingerprint: claim for claim in article.claims.all()}
    return Difference(
        new=tuple(claim for fingerprint, claim in wanted.items() if fingerprint not in rows),
        back=tuple(rows[f] for f in wanted if f in rows and rows[f].superseded_at is not None),
        gone=tuple(c for c in rows.values() if c.superseded_at is None and c.fingerprint not in wanted),
    )


def keep_reading(
    article: Article, reading: Reading, *, version: str, at: datetime, found: Difference | None = None
) -> tuple[list[Claim], list[Claim]]:
    """The article's standing claims are those of the reading; returns the claims added and those superseded.

    A claim that was found before keeps its row, so that reading twice changes nothing. ``found`` is
    given by who has worked out the difference already.
    """
    if found is None:
        found = difference(article, reading, version=version)
    Claim.objects.filter(pk__in=[claim.pk for claim in found.gone]).update(superseded_at=at)
    back = Claim.objects.filter(pk__in=[claim.pk for claim in found.back])
    back.update(superseded_at=None, withdrawn_at=None)
    Claim.objects.bulk_create(found.new)
    article.language = reading.language
    article.regions = [[span.part, span.start, span.end, span.region] for span in reading.regions]
    article.state, article.failure, article.failure_class = Article.State.READ, "", ""
    article.read_at, article.read_by = at, version
    article.save(
        update_fields=["language", "regions", "state", "failure", "failure_class", "read_at", "read_by"]
    )
    tie(article)
    return [*found.new, *found.back], list(found.gone)


def _row(article: Article, claim: ReadClaim, version: str, outlets: dict[str, Outlet | None]) -> Claim:
    source = claim.source or ""
    if source and source not in outlets:
        outlets[source] = outlet_named(source)
    fields = {
        "kind": str(claim.kind),
        "coach_name": claim.coach.name,
        "coach_key": claim.coach.key or "",
        "club_name": claim.club.name,
        "club_key": claim.club.key or "",
        "club_is_national": claim.club.is_national,
        "role": str(claim.role),
        "manner": str(claim.manner or ("unspecified" if claim.kind == "departure" else "")),
        "stage": str(claim.stage or ""),
        "by": str(claim.by or ""),
        "tense": str(claim.tense or ""),
        "source": source,
        "part": claim.evidence.part,
        "start": claim.evidence.start,
        "end": claim.evidence.end,
        "passage": claim.evidence.text,
        "confidence": round(claim.confidence, 3),
    }
    dates = [str(claim.when or ""), str(claim.until or "")]
    return Claim(
        article=article,
        fingerprint=hashlib.sha256(json.dumps([fields, dates], sort_keys=True).encode()).hexdigest(),
        when=_range(claim.when),
        until=_range(claim.until),
        source_outlet=outlets.get(source),
        marks=[[m.kind, m.passage.part, m.passage.start, m.passage.end] for m in claim.marks],
        rule=claim.rule,
        reasons=list(claim.reasons),
        read_by=version,
        **fields,
    )


def _range(interval: Interval | None) -> DateRange | None:
    if interval is None:
        return None
    return DateRange(interval.earliest, interval.latest + timedelta(days=1), "[)")


def mark_failed(articles: Iterable[int], failure_class: str, reason: str) -> None:
    """Those that still wait are set aside with the reason; an editor can have them read again."""
    waiting = Article.objects.filter(pk__in=list(articles), state=Article.State.WAITING)
    waiting.update(state=Article.State.FAILED, failure_class=failure_class[:40], failure=reason)
