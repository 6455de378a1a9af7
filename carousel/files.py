"""Articles in files: bare text, HTML, mail, and JSON Lines in the form of the gold corpus."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from articles.cleaning.decoding import decode
from articles.cleaning.html import NotReadable, article_from_html
from articles.cleaning.mail import article_from_mail
from articles.cleaning.urls import NotAnAddress
from articles.keeping import Submission, outlet_at, outlet_named

BIGGEST = 50_000_000
LONGEST_LINE = 8_000_000
ROWS = (".jsonl", ".ndjson")
PAGES = ("html", "htm")
# Where a saved page came from is needed to tell its own links from others, and not always known.
NO_ADDRESS = "https://saved.invalid/"
MOST_NAMED = 5


class Unreadable(ValueError):
    """Raised with the sentence that says why a file gives no article."""


@dataclass(frozen=True)
class Item:
    """An article that a source holds, or ``trouble`` says why it is none; ``line`` is of JSON Lines.

    ``note`` says what of the file was left out.
    """

    submission: Submission | None
    trouble: str = ""
    line: int = 0
    note: str = ""


def is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def items(source: str, given: Submission, *, after: int = 0) -> Iterator[Item]:
    """What an address, a file or a file of JSON Lines holds, each with its trouble if it has one.

    ``given`` holds title, outlet and day where the caller knows them; the lines up to ``after`` are
    passed over.
    """
    path = Path(source)
    try:
        if is_address(source):
            yield Item(replace(given, url=source))
        elif path.suffix.lower() in ROWS:
            yield from _rows_of(path, given, after)
        else:
            submission, note = from_bytes(path.name, bytes_of(path), given)
            yield Item(submission, note=note)
    except Unreadable as error:
        yield Item(None, str(error))


def from_bytes(name: str, content: bytes, given: Submission) -> tuple[Submission, str]:
    """The article in a file by its name's ending, and what was left out. Raises ``Unreadable``.

    What is given goes before what the file says.
    """
    ending = name.lower().rpartition(".")[2]
    try:
        if ending == "eml":
            return _mail(content, given)
        if ending in PAGES:
            return _page(content, given), ""
    except NotReadable as error:
        raise Unreadable(str(error)) from None
    text = decode(content)
    if "\0" in text:
        raise Unreadable(_("The file is not a text."))
    return replace(given, text=text), ""


def rows(lines: str) -> Iterator[dict]:
    """The articles of JSON Lines. Raises ``Unreadable`` with the line that is none."""
    for number, line in enumerate(lines.split("\n"), 1):
        if line.strip():
            yield _row(line, number)


def count(source: str) -> int:
    """How many articles a source holds at most, found without reading them."""
    path = Path(source)
    if is_address(source) or path.suffix.lower() not in ROWS:
        return 1
    try:
        with path.open("rb") as opened:
            return sum(1 for line in opened if line.strip())
    except OSError:
        return 1


def text_of(path: Path) -> str:
    """The file as text, in whatever charset. Raises ``Unreadable``."""
    return decode(bytes_of(path))


def bytes_of(path: Path) -> bytes:
    """What the file holds. Raises ``Unreadable``."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable(_("It is no plain file."))
        if found.st_size > BIGGEST:
            raise Unreadable(_("The file is larger than %(most)d MB.") % {"most": BIGGEST // 1_000_000})
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(_("It cannot be opened: %(reason)s.") % {"reason": error.strerror}) from None


def day_of(row: dict) -> date | None:
    """The row's day of publication, if it tells one. Raises ``Unreadable`` where it is no day."""
    published = row.get("published")
    if not published:
        return None
    try:
        return date.fromisoformat(str(published)[:10])
    except ValueError:
        raise Unreadable(f"“{published}” is not a day: write it as 2020-09-23.") from None


def _rows_of(path: Path, given: Submission, after: int) -> Iterator[Item]:
    """Line by line, so that a file of any length is read in little memory."""
    try:
        with path.open("rb") as opened:
            number = 0
            while line := opened.readline(LONGEST_LINE):
                number += 1
                if number > after and line.strip():
                    yield _item(line, number, given)
    except OSError as error:
        raise Unreadable(_("It cannot be opened: %(reason)s.") % {"reason": error.strerror}) from None


def _item(line: bytes, number: int, given: Submission) -> Item:
    try:
        return Item(_from_row(_row(decode(line), number), given), line=number)
    except Unreadable as error:
        return Item(None, str(error), line=number)


def _row(line: str, number: int) -> dict:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"line {number} is not JSON: {error}") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise Unreadable(f"line {number} is not an article: it needs at least a “text”.")
    return row


def _from_row(row: dict, given: Submission) -> Submission:
    return replace(
        given,
        title=str(row.get("title") or given.title),
        text=row["text"],
        url=str(row.get("url") or ""),
        outlet=outlet_named(str(row.get("outlet") or "")) or given.outlet,
        published_on=day_of(row) or given.published_on,
    )


def _page(content: bytes, given: Submission) -> Submission:
    address = given.url if is_address(given.url) else NO_ADDRESS
    page = article_from_html(content, address, country=_country_of(given))
    is_given = given.published_on is not None
    return replace(
        given,
        title=given.title or page.title,
        text=page.text,
        published_on=given.published_on or page.published_on,
        published_at=None if is_given else page.published_at,
        published_from="given" if is_given else page.published_from,
        language=page.language or "",
    )


def _country_of(given: Submission) -> str:
    """Whose clock the page goes by where it names none: that of its outlet, as named or at its address."""
    try:
        outlet = given.outlet or (outlet_at(given.url) if is_address(given.url) else None)
    except NotAnAddress:
        return ""
    return outlet.country if outlet else ""


def _mail(content: bytes, given: Submission) -> tuple[Submission, str]:
    mail = article_from_mail(content)
    is_given = given.published_on is not None
    submission = replace(
        given,
        title=given.title or mail.title,
        text=mail.text,
        published_at=None if is_given else mail.published_at,
        published_from="given" if is_given else "mail" if mail.published_at else "",
        language=mail.language,
    )
    return submission, _left_out(mail.attachments)


def _left_out(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    more = f" (+{len(names) - MOST_NAMED})" if len(names) > MOST_NAMED else ""
    return _("Attachments are left out: %(names)s.") % {"names": ", ".join(names[:MOST_NAMED]) + more}
