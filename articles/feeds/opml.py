"""Lists of feeds as other readers keep them (OPML 2.0, http://opml.org/spec2.opml), in and out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from lxml import etree

from articles.cleaning.text import one_line
from articles.cleaning.urls import address_in

MOST_BYTES = 5 * 2**20
MOST_FEEDS = 5_000


class NotOpml(ValueError):
    """Raised with the sentence that says why bytes are no list of feeds."""


@dataclass(frozen=True)
class Listed:
    """A feed of a list: ``site`` is the address of the site that it is of, if the list says so."""

    url: str
    title: str
    site: str = ""


def read_opml(body: bytes) -> list[Listed]:
    """The feeds of a list in order, each once, whatever folders they lie in. Raises `NotOpml`.

    Neither entities nor anything outside the file is read.
    """
    if len(body) > MOST_BYTES:
        raise NotOpml(_("The list is too large to be read."))
    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, safe)
    except (etree.XMLSyntaxError, ValueError):
        raise NotOpml(_("The file is no OPML: it is no whole XML.")) from None
    if root.tag != "opml":
        raise NotOpml(_("The file is no OPML: it does not begin with that element."))
    found: dict[str, Listed] = {}
    for outline in root.iter("outline"):
        url = address_in(outline.get("xmlUrl") or "")
        if url and url not in found and len(found) < MOST_FEEDS:
            title = one_line(outline.get("title") or outline.get("text") or "")[:300]
            found[url] = Listed(url, title, address_in(outline.get("htmlUrl") or ""))
    return list(found.values())


def write_opml(feeds: Iterable[Listed], *, title: str) -> bytes:
    """The feeds as a list that every reader of feeds takes in."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for feed in feeds:
        given = {"type": "rss", "text": feed.title or feed.url, "title": feed.title or feed.url}
        given |= {"xmlUrl": feed.url} | ({"htmlUrl": feed.site} if feed.site else {})
        etree.SubElement(body, "outline", given)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
