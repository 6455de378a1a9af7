"""From a page to the article in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from articles import isolation
from articles.cleaning.decoding import decode
from articles.cleaning.text import one_line, tidy
from articles.cleaning.urls import address_in, canonical, site_key
from articles.cleaning.walls import is_missing, is_wall
from articles.countries import ZONES, zone_of

MOST_CHARACTERS = 4 * 2**20
LONGEST_TITLE = 500
DAY_LENGTH = len("2020-09-21")


class NotReadable(ValueError):
    """Raised with the sentence that says why no article was found in a page, and a word for the kind."""

    def __init__(self, sentence: str, kind: str = "no_text") -> None:
        super().__init__(sentence)
        self.kind = kind


@dataclass(frozen=True)
class CleanArticle:
    """What a page says, as text that can be kept; paragraphs are lines of their own.

    The page gives the moment of its publication, or the day, or neither; ``published_from``
    says whether its own data do ("page") or what it shows ("text"), and is empty for neither.
    """

    title: str
    text: str
    published_on: date | None
    published_at: datetime | None
    published_from: str
    language: str
    site_name: str
    canonical_url: str


def article_from_html(body: bytes, url: str, charset: str = "", *, country: str = "") -> CleanArticle:
    """The article of the page at ``url``; ``charset`` is what its site said. Raises `NotReadable`.

    A time without a zone is one of the outlet's ``country``; where that is not known, only its day is kept.
    """
    html = decode(body, charset)
    if len(html) > MOST_CHARACTERS:
        raise NotReadable(_("The page is too large to be read."))
    found = _parsed(html, url)
    title = one_line(found["title"])[:LONGEST_TITLE]
    text = _without_title(tidy(found["text"]), title)
    if not any(map(str.isalpha, text)):
        raise _empty()
    if is_missing(title, text):
        raise NotReadable(_("The page says that there is nothing at this address."))
    if is_wall(text):
        raise NotReadable(
            _("The page has no article text, only a notice about signing in, subscribing or cookies."), "wall"
        )
    moment = _moment(found["published"], country)
    is_day_only = moment is not None and moment.tzinfo is None
    return CleanArticle(
        title=title,
        text=text,
        published_on=moment.date() if moment and is_day_only else None,
        published_at=None if is_day_only else moment,
        published_from=found["published_from"] if moment else "",
        language=found["language"],
        site_name=one_line(found["site_name"])[:LONGEST_TITLE],
        canonical_url=_own_address(found["canonical_url"], url),
    )


def _parsed(html: str, url: str) -> dict[str, str]:
    found = isolation.ask("page", html.encode("utf-8", "replace"), url=url)
    match found.get("trouble"):
        case None:
            return found
        case "deep":
            raise NotReadable(_("The page is nested too deeply to be read."))
        case "heavy":
            raise _heavy()
    raise _empty()


def _heavy() -> NotReadable:
    return NotReadable(_("Reading the page took too much time or memory."))


def _empty() -> NotReadable:
    return NotReadable(_("There is no article text in the page."))


def _without_title(text: str, title: str) -> str:
    first, _line_end, rest = text.partition("\n")
    return rest.strip() if title and one_line(first) == title else text


def _moment(text: str, country: str) -> datetime | None:
    """The moment; without a zone where only the day is known. Midnight sharp is how many write a day."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    is_day = len(text) == DAY_LENGTH or moment.time() == time(0)
    if moment.tzinfo or is_day or country not in ZONES:
        return moment
    return moment.replace(tzinfo=zone_of(country))


def _own_address(said: str, url: str) -> str:
    """The address that the page gives for itself, unless it points to another site."""
    own = canonical(url)
    named = address_in(said, url) or own
    return named if _site(named) == _site(own) else own


def _site(url: str) -> str:
    return site_key(urlsplit(url).netloc)
