"""Articles in files: bare text, HTML, and JSON Lines in the form of the gold corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from articles.cleaning.html import CleanArticle, NotReadable, article_from_html
from articles.keeping import Submission, outlet_named

BIGGEST = 50_000_000


class Unreadable(ValueError):
    """Raised with the sentence that says why a file gives no article."""


def submissions(source: str, given: Submission) -> Iterator[Submission]:
    """What an address, a text file, an HTML file or a file of JSON Lines brings.

    ``given`` holds title, outlet and day where the caller knows them. Raises ``Unreadable``.
    """
    if source.startswith(("http://", "https://")):
        yield replace(given, url=source)
        return
    path = Path(source)
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        yield from (_from_row(row, given) for row in rows(text_of(path)))
    elif path.suffix.lower() in (".html", ".htm"):
        page = _page(path)
        yield replace(
            given,
            title=given.title or page.title,
            text=page.text,
            published_on=given.published_on or page.published_on,
            published_at=None if given.published_on else page.published_at,
            published_from="given" if given.published_on else page.published_from,
        )
    else:
        yield replace(given, text=text_of(path))


def rows(lines: str) -> Iterator[dict]:
    """The articles of JSON Lines. Raises ``Unreadable`` with the line that is none."""
    for number, line in enumerate(lines.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise Unreadable(f"line {number} is not JSON: {error}") from None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise Unreadable(f"line {number} is not an article: it needs at least a “text”.")
        yield row


def text_of(path: Path) -> str:
    """The file as text, read as UTF-8 and, where that fails, as Windows-1252."""
    body = _bytes(path)
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def day_of(row: dict) -> date | None:
    """The row's day of publication, if it tells one. Raises ``Unreadable`` where it is no day."""
    published = row.get("published")
    if not published:
        return None
    try:
        return date.fromisoformat(str(published)[:10])
    except ValueError:
        raise Unreadable(f"“{published}” is not a day: write it as 2020-09-23.") from None


def _from_row(row: dict, given: Submission) -> Submission:
    return replace(
        given,
        title=str(row.get("title") or given.title),
        text=row["text"],
        url=str(row.get("url") or ""),
        outlet=outlet_named(str(row.get("outlet") or "")) or given.outlet,
        published_on=day_of(row) or given.published_on,
    )


def _page(path: Path) -> CleanArticle:
    try:
        return article_from_html(_bytes(path), "")
    except NotReadable as error:
        raise Unreadable(str(error)) from None


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > BIGGEST:
            raise Unreadable(f"the file is larger than {BIGGEST // 1_000_000} MB.")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be opened: {error.strerror}.") from None
