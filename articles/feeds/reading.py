"""From the bytes of a feed to what it announces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from articles import isolation
from articles.cleaning.text import one_line, tidy
from articles.cleaning.urls import address_in

LONGEST_TITLE = 500


class NoFeed(ValueError):
    """Raised with the sentence that says why bytes are no feed."""


@dataclass(frozen=True)
class Announced:
    """One entry as a feed has it. ``text`` is what the feed itself says, without markup; often an opening."""

    id: str
    url: str
    title: str
    text: str
    published_at: datetime | None


@dataclass(frozen=True)
class FeedDocument:
    """A feed as it stands: ``ttl_minutes`` is for how long it says that nothing changes, or nought."""

    format: str
    title: str
    ttl_minutes: int
    entries: tuple[Announced, ...]


def read_feed(body: bytes, url: str, content_type: str = "") -> FeedDocument:
    """The feed in ``body``, fetched from ``url``. Raises `NoFeed`.

    RSS of every version, Atom, JSON Feed and news sitemaps are read; addresses that are none
    of the web are left out, and an entry without an address, a title and a text with them.
    """
    found = isolation.ask("feed", body, content_type=content_type)
    match found.get("trouble"):
        case "heavy":
            raise NoFeed(_("Reading the feed took too much time or memory."))
        case "no feed":
            raise NoFeed(
                _("There is no feed at this address, neither RSS, Atom, JSON Feed nor a news sitemap.")
            )
    announced = (as_announced(entry, url) for entry in found["entries"])
    return FeedDocument(
        format=found["format"],
        title=one_line(found["title"])[:LONGEST_TITLE],
        ttl_minutes=found["ttl"],
        entries=tuple(entry for entry in announced if says_enough(entry)),
    )


def as_announced(entry: dict[str, str], url: str) -> Announced:
    """The parsed entry as we keep it."""
    address = address_in(entry["url"] or entry["id"], url)
    title, text = one_line(entry["title"])[:LONGEST_TITLE], tidy(entry["text"])
    moment = datetime.fromisoformat(entry["published"]) if entry["published"] else None
    return Announced(_without_nul(entry["id"]), address, title, text, moment)


def says_enough(entry: Announced) -> bool:
    """It leads to a page, or is one by itself."""
    return bool(entry.url or (entry.title and entry.text))


def _without_nul(text: str) -> str:
    return text.replace("\x00", "").strip()
