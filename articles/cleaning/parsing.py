"""What a page says, as plain values. Runs apart (`articles.isolation`): no Django here."""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from articles.cleaning import dateline
from articles.cleaning.headline import moment_beside

DEEPEST = 255  # the parser drops without a word what lies deeper than 256
MOST_JSON = 20_000

ROW = re.compile(r"^\| ?(.*?) ?\| *$", re.MULTILINE)
RULE = re.compile(r"^\|(?:-+\|)+ *\n?", re.MULTILINE)
IN_ADDRESS = re.compile(r"/(20\d\d)[/-](\d\d)[/-](\d\d)(?=[/-])")
DATE_METAS = (
    "article:published_time",
    "og:published_time",
    "datePublished",
    "publishdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publish-date",
    "og:article:published_time",
    "dcterms.created",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date",
    "date",
)
# A day in linked data that breaks the rules of JSON: papers leave comments and bare line ends in it.
IN_BROKEN_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')


def depth(tree) -> int:
    """How deep the elements lie in each other, at most."""
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        element, level = waiting.pop()
        deepest = max(deepest, level)
        waiting += ((child, level + 1) for child in element)
    return deepest


def published(tree, url: str) -> tuple[str, str]:
    """The moment or day of publication in ISO form, or nothing, and where it was found.

    The page's own data come first (linked data, then meta elements, then a time element), then
    what it shows its readers, then its address. Nothing is guessed: a wrong day would put news
    into the wrong order.
    """
    candidates = [_in_json(script.text or "") for script in tree.iter("script") if _is_linked_data(script)]
    candidates += [_in_meta(tree, name) for name in DATE_METAS]
    candidates.append(_in_time(tree))
    moments = [moment for moment in map(_iso, candidates) if moment]
    if moments:
        # Of one day told twice the version with a time says more.
        return next(
            (found for found in moments if len(found) > 10 and found[:10] == moments[0]), moments[0]
        ), "page"
    in_address = "-".join(IN_ADDRESS.findall(url)[0]) if IN_ADDRESS.search(url) else ""
    is_american = (tree.get("lang") or "").lower() == "en-us"
    shown = dateline.moment_shown(tree, is_american=is_american) or moment_beside(
        tree, is_american=is_american
    )
    if shown and in_address in ("", shown[:10]):
        return shown, "text"
    return (in_address, "page") if _iso(in_address) else ("", "")


def _is_linked_data(script) -> bool:
    return "ld+json" in (script.get("type") or "")


def _in_json(text: str) -> str:
    """The ``datePublished`` of the article in the page's linked data, else the first there is."""
    first = ""
    try:
        waiting: list[Any] = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        broken = IN_BROKEN_JSON.search(text)
        return broken[1] if broken else ""
    for _step in range(MOST_JSON):
        if not waiting:
            break
        found = waiting.pop(0)
        if isinstance(found, dict):
            if isinstance(given := found.get("datePublished"), str):
                if "Article" in str(found.get("@type")) or "Posting" in str(found.get("@type")):
                    return given
                first = first or given
            waiting += found.values()
        elif isinstance(found, list):
            waiting += found
    return first


def _in_meta(tree, name: str) -> str:
    for meta in tree.iter("meta"):
        if name.lower() in {(meta.get(key) or "").lower() for key in ("property", "name", "itemprop")}:
            return meta.get("content") or ""
    return ""


def _in_time(tree) -> str:
    """That of the element marked as the publication's, or of the only one there is."""
    times = [time for time in tree.iter("time") if time.get("datetime")]
    marked = [time for time in times if "publi" in f"{time.get('itemprop')} {time.get('class')}".lower()]
    moments = {time.get("datetime") for time in marked[:1] or times}
    return moments.pop() if len(moments) == 1 else ""


def _iso(text: str) -> str:
    """The moment in ISO form, also where it is written as in letters; nothing where it is none."""
    text = text.strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return (
                read(text).isoformat() if len(text) > 10 else datetime.fromisoformat(text).date().isoformat()
            )
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return ""


def language(tree) -> str:
    """The two or three letters of the language that the page says it is in."""
    said = tree.get("lang") or _in_meta(tree, "og:locale") or _in_meta(tree, "language")
    found = re.match(r"[a-zA-Z]{2,3}(?![a-zA-Z])", said.strip())
    return found[0].lower() if found else ""


def canonical(tree) -> str:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return link.get("href") or ""
    return ""


def _rows(text: str) -> str:
    """The rows of tables as lines, without the strokes around them."""
    return ROW.sub(r"\1", RULE.sub("", text))


def read(html: str, url: str) -> dict[str, str]:
    """What the page says, or ``{"trouble": …}`` with a word for why it cannot be read."""
    import trafilatura

    tree = trafilatura.load_html(html)
    if tree is None:
        return {"trouble": "empty"}
    if depth(tree) > DEEPEST:
        return {"trouble": "deep"}
    moment, source = published(tree, url)
    facts = {"published": moment, "published_from": source}
    facts |= {"language": language(tree), "canonical_url": canonical(tree)}
    # Asked before, since the extraction takes the tree apart.
    links = {" ".join(link.text_content().split()) for link in tree.iter("a")}
    # As it comes: faster or stricter settings lose more text than noise, on one of two sets (decision 0009).
    document = trafilatura.bare_extraction(
        tree,
        url=url,
        include_comments=False,
        with_metadata=True,
        # The day is found above; its search for one can load all calendars of the world, in every fork anew.
        date_extraction_params={"extensive_search": False},
    )
    if document is None or not document.text:
        return {"trouble": "empty"}
    if all(line.strip() in links for line in document.text.splitlines() if line.strip()):
        return {"trouble": "empty"}
    return facts | {
        "title": document.title or "",
        "text": _rows(document.text),
        "site_name": document.sitename or "",
    }
