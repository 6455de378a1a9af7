"""What a page says, as plain values. Runs apart (`articles.isolation`): no Django here."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from typing import Any

DEEPEST = 240  # the parser drops without a word what lies deeper than 256
MOST_JSON = 20_000

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# These hold nothing, or are closed by whatever follows them.
FLAT = frozenset(
    {
        *(
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "source",
            "track",
            "wbr",
        ),
        *("p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot", "colgroup", "path"),
    }
)
IN_ADDRESS = re.compile(r"/(20\d\d)[/-](\d\d)[/-](\d\d)(?=[/-])")
DATE_METAS = (
    "article:published_time",
    "og:published_time",
    "datePublished",
    "publishdate",
    "pubdate",
    "dcterms.created",
    "dc.date",
    "date",
)


def depth(html: str) -> int:
    """How deep the tags lie in each other, at most; counted without a parser."""
    now = deepest = 0
    opened: Counter[str] = Counter()
    for closing, name in TAG.findall(html):
        name = name.lower()
        if name in FLAT:
            continue
        if not closing:
            opened[name] += 1
            now += 1
            deepest = max(deepest, now)
        elif opened[name]:
            opened[name] -= 1
            now -= 1
    return deepest


def published(tree, url: str) -> str:
    """The moment or day of publication as the page's own data give it, in ISO form, or nothing.

    Nothing is guessed: a wrong day would put news into the wrong order.
    """
    candidates = [_in_json(script.text or "") for script in tree.iter("script") if _is_linked_data(script)]
    candidates += [_in_meta(tree, name) for name in DATE_METAS]
    candidates += [_in_time(tree), "-".join(IN_ADDRESS.findall(url)[0]) if IN_ADDRESS.search(url) else ""]
    return next((text for text in map(str.strip, candidates) if _is_moment(text)), "")


def _is_linked_data(script) -> bool:
    return "ld+json" in (script.get("type") or "")


def _in_json(text: str) -> str:
    """The first ``datePublished`` in the page's linked data."""
    try:
        waiting: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError):
        return ""
    for _step in range(MOST_JSON):
        if not waiting:
            break
        found = waiting.pop(0)
        if isinstance(found, dict):
            if isinstance(given := found.get("datePublished"), str):
                return given
            waiting += found.values()
        elif isinstance(found, list):
            waiting += found
    return ""


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


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


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


def read(html: str, url: str) -> dict[str, str]:
    """What the page says, or ``{"trouble": …}`` with a word for why it cannot be read."""
    if depth(html) > DEEPEST:
        return {"trouble": "deep"}
    import trafilatura

    tree = trafilatura.load_html(html)
    if tree is None:
        return {"trouble": "empty"}
    facts = {"published": published(tree, url), "language": language(tree), "canonical_url": canonical(tree)}
    document = trafilatura.bare_extraction(
        html,
        url=url,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
    )
    if document is None or not document.text:
        return {"trouble": "empty"}
    return facts | {
        "title": document.title or "",
        "text": document.text,
        "site_name": document.sitename or "",
    }
