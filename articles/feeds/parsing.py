"""What the bytes of a feed announce, as plain values. Runs apart (`articles.isolation`): no Django here."""

from __future__ import annotations

import calendar
import json
import math
import re
from datetime import UTC, datetime
from typing import Any

from articles.feeds import xml, zones

MOST_ENTRIES = 2_000
LONGEST_TEXT = 200_000
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}
MOST_DIGITS = 9
LAST_YEAR = 2200  # a moment near the end of what can be counted is none
FIRST_YEAR = 1990  # before it no news was on the web: the date is a mistake

BLOCKS = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "tr", "figcaption")

Found = dict[str, Any]


def parse(body: bytes, content_type: str) -> Found:
    """What a feed says, or ``trouble``: "no feed" for anything that is none."""
    try:
        return _by_form(body, content_type)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # whatever a parser stumbles over, it is no feed for us
        return {"trouble": "no feed"}


def _by_form(body: bytes, content_type: str) -> Found:
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024]
    if start.startswith(b"{"):
        return _of_json(body)
    if xml.declares_entities(body):
        return {"trouble": "entities"}
    if b"<urlset" in start or b"sitemaps.org" in start:
        return _of_sitemap(body)
    return _of_feed(body, content_type)


def _of_feed(body: bytes, content_type: str) -> Found:
    import feedparser

    headers = {"content-type": content_type} if content_type else {}
    found = feedparser.parse(body, response_headers=headers, sanitize_html=True, resolve_relative_uris=True)
    if not found.version and not found.entries:
        return {"trouble": "no feed"}
    feed = found.feed
    is_whole = not found.bozo or not xml.breaks_off(body)
    entries = found.entries if is_whole else found.entries[: xml.whole_entries(body)]
    return {
        "format": "atom" if found.version.startswith("atom") else "rss",
        "title": plain(feed.get("title", "")),
        "site": feed.get("link", ""),
        "ttl": _minutes(feed),
        "is_whole": is_whole,
        **_newest([_entry(entry) for entry in entries]),
    }


def _newest(entries: list[Found]) -> Found:
    """As many entries as are taken from one document, in its order; the oldest are left out and counted."""
    left_out = len(entries) - MOST_ENTRIES
    if left_out > 0:
        # Those without a moment count as new, and of equals those that stand first.
        newest = sorted(range(len(entries)), key=lambda place: _when(entries[place]), reverse=True)
        entries = [entries[place] for place in sorted(newest[:MOST_ENTRIES])]
    return {"entries": entries, "left_out": max(left_out, 0)}


def _when(entry: Found) -> float:
    """Seconds since 1970 of the moment the entry names in whichever zone; without one it is as if to come."""
    return datetime.fromisoformat(entry["published"]).timestamp() if entry["published"] else math.inf


def _entry(entry) -> Found:
    texts = [content.get("value", "") for content in entry.get("content", ())]
    text = max([*texts, entry.get("summary", "")], key=len)
    return {
        "id": entry.get("id", ""),
        "url": entry.get("feedburner_origlink") or _link(entry),
        "title": plain(entry.get("title", "")),
        "text": plain(text[:LONGEST_TEXT]),
        "published": _moment(entry.get("published_parsed") or entry.get("updated_parsed"), entry),
    }


def _link(entry) -> str:
    """The entry's link. Without one its id serves, by the rules of RSS; an id that is no address does not."""
    link = str(entry.get("link", ""))
    has_own = any(other.get("rel", "alternate") == "alternate" for other in entry.get("links", ()))
    return link if has_own or link.lower().startswith(("http://", "https://")) else ""


def plain(html: str) -> str:
    """The words of a piece of HTML, a line for each paragraph; what is no HTML stays as it is."""
    if "<" not in html and "&" not in html:
        return html
    from lxml import etree
    from lxml import html as parser

    try:
        tree = parser.fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    for hidden in tree.iter("script", "style"):
        hidden.text = ""
    for block in tree.iter(*BLOCKS):
        block.tail = "\n" + (block.tail or "")
        block.text = "\n" + (block.text or "")
    return str(tree.text_content()).strip()


def _moment(parsed, entry) -> str:
    """The moment in ISO form and UTC; nothing where the feed names none that can be."""
    written = (entry.get("published") or entry.get("updated") or "").strip()
    if parsed is None or not FIRST_YEAR <= parsed[0] <= LAST_YEAR or not zones.can_be(written):
        return ""
    moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    return (moment - zones.overlooked(written)).isoformat()


def _minutes(feed) -> int:
    """For how long the feed says it stays as it is: ``ttl``, or ``sy:updatePeriod`` by its frequency."""
    ttl = str(feed.get("ttl", "")).strip()
    if ttl.isascii() and ttl.isdecimal():
        return min(int(ttl[:MOST_DIGITS]), PERIODS["weekly"])
    often = str(feed.get("sy_updatefrequency", "1")).strip()
    times = max(int(often[:MOST_DIGITS]), 1) if often.isascii() and often.isdecimal() else 1
    return PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower(), 0) // times


def _of_json(body: bytes) -> Found:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return {"trouble": "no feed"}
    if not isinstance(data, dict) or "jsonfeed.org" not in str(data.get("version", "")):
        return {"trouble": "no feed"}
    items = [item for item in data.get("items") or () if isinstance(item, dict)]
    return {
        "format": "json",
        "title": str(data.get("title") or ""),
        "site": str(data.get("home_page_url") or ""),
        "ttl": 0,
        "is_whole": True,
        **_newest([_json_entry(item) for item in items]),
    }


def _json_entry(item: dict) -> Found:
    html = str(item.get("content_html") or "")[:LONGEST_TEXT]
    text = str(item.get("content_text") or item.get("summary") or "")[:LONGEST_TEXT]
    return {
        "id": str(item.get("id") or ""),
        "url": str(item.get("url") or item.get("external_url") or ""),
        "title": str(item.get("title") or ""),
        "text": plain(html) if html else text,
        "published": _iso(str(item.get("date_published") or item.get("date_modified") or "")),
    }


def _of_sitemap(body: bytes) -> Found:
    from lxml import etree

    safe = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    root = etree.fromstring(body, safe)
    if root is None or root.tag != f"{SITEMAP}urlset":
        return {"trouble": "no feed"}
    entries = []
    for url in root.iterfind(f"{SITEMAP}url"):
        news = url.find(f"{NEWS}news")
        if news is None:
            continue
        address = (url.findtext(f"{SITEMAP}loc") or "").strip()
        published = _iso((news.findtext(f"{NEWS}publication_date") or "").strip())
        title = news.findtext(f"{NEWS}title") or ""
        entries.append({"id": address, "url": address, "title": title, "text": "", "published": published})
    told = {"format": "sitemap", "title": "", "site": "", "ttl": 0}
    return told | {"is_whole": not xml.breaks_off(body)} | _newest(entries)


def _iso(text: str) -> str:
    """A moment with its zone as it stands; a bare day and anything else says no moment."""
    try:
        moment = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text))
    except ValueError:
        return ""
    return moment.isoformat() if moment.tzinfo and FIRST_YEAR <= moment.year <= LAST_YEAR else ""
