"""From the bytes of a feed to what it announces."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

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
    of the web are left out, and an entry with neither an address nor a text.
    """
    found = isolation.ask("feed", body, content_type=content_type)
    match found.get("trouble"):
        case "heavy":
            raise NoFeed(_("Reading the feed took too much time or memory."))
        case "entities":
            raise NoFeed(_("The feed declares entities of its own, which can hide bombs; it is not read."))
        case "no feed":
            raise NoFeed(
                _("There is no feed at this address, neither RSS, Atom, JSON Feed nor a news sitemap.")
            )
    announced = announced_in(found, url)
    return FeedDocument(
        format=found["format"],
        title=one_line(found["title"])[:LONGEST_TITLE],
        ttl_minutes=found["ttl"],
        entries=tuple(entry for entry in announced if says_enough(entry)),
    )


def announced_in(found: dict[str, Any], url: str) -> list[Announced]:
    """The parsed entries as we keep them, in order.

    Addresses in part are of the site that the feed is about, which need not be where it was fetched.
    An id under which different things are told is no id: some feeds give the same to all their entries.
    """
    base = address_in(found["site"], url) or url
    entries = [_announced(entry, base) for entry in found["entries"]]
    told: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        told[entry.id].add(entry.title or entry.text)
    return [replace(entry, id="") if len(told[entry.id]) > 1 else entry for entry in entries]


def _announced(entry: dict[str, str], base: str) -> Announced:
    said = entry["url"] or (entry["id"] if entry["id"].lower().startswith(("http://", "https://")) else "")
    title, text = one_line(entry["title"])[:LONGEST_TITLE], tidy(entry["text"])
    moment = datetime.fromisoformat(entry["published"]) if entry["published"] else None
    return Announced(_without_nul(entry["id"]), address_in(said, base), title, text, moment)


def says_enough(entry: Announced) -> bool:
    """It leads to a page, or is one by itself."""
    return bool(entry.url or entry.text)


def _without_nul(text: str) -> str:
    return text.replace("\x00", "").strip()
