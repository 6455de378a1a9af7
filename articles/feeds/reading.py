"""From the bytes of a feed to what it announces."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    """A feed as it stands: ``ttl_minutes`` is for how long it says that nothing changes, or nought.

    ``is_whole`` is false where it breaks off; ``left_out`` counts the entries beyond those that are
    read, ``empty`` those that neither lead to a page nor are one.
    """

    format: str
    title: str
    ttl_minutes: int
    entries: tuple[Announced, ...]
    is_whole: bool = True
    left_out: int = 0
    empty: int = 0

    @property
    def oddities(self) -> list[str]:
        """What is odd about it, in sentences, though it was read."""
        said = []
        if not self.is_whole:
            said.append(_("The feed breaks off before its end; its whole entries were kept."))
        if self.left_out:
            said.append(
                ngettext(
                    "The oldest entry was left out: so many at once are not taken.",
                    "The oldest %(n)s entries were left out: so many at once are not taken.",
                    self.left_out,
                )
                % {"n": self.left_out}
            )
        if self.empty:
            said.append(
                ngettext(
                    "An entry without an address and a text was left out.",
                    "%(n)s entries without an address and a text were left out.",
                    self.empty,
                )
                % {"n": self.empty}
            )
        return said


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
    kept = tuple(entry for entry in announced if says_enough(entry))
    return FeedDocument(
        format=found["format"],
        title=one_line(found["title"])[:LONGEST_TITLE],
        ttl_minutes=found["ttl"],
        entries=kept,
        is_whole=found["is_whole"],
        left_out=found["left_out"],
        empty=len(found["entries"]) - len(kept),
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
