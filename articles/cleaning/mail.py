"""From a mail to the article in it: a newsletter or a press release that was saved as ``.eml``.

What stands in a mail's foot (how to leave the list, who sent it) is left in the
text; the reader labels it and takes no claims from it. The sender is nobody's
proof and names no outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from django.utils.translation import gettext as _

from articles.cleaning.decoding import decode
from articles.cleaning.html import LONGEST_TITLE, NotReadable, article_from_html
from articles.cleaning.text import one_line, tidy

# A mail has no address; its links are then all links to elsewhere.
NO_ADDRESS = "https://mail.invalid/"
MOST_PARTS = 200
LONGEST_HEADER = 4000
# A plain text shorter than this only says where the real one can be read.
STUB = 200
# Mail programs break lines at 72 to 78 characters; longer lines were not broken.
WIDEST = 80
NARROWEST = 50
SIGNATURE = "-- "
FORWARDED = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|sv|vs|vb|tr|rv|enc|i)\s*:)+\s*", re.IGNORECASE)


@dataclass(frozen=True)
class MailArticle:
    """``attachments`` names what was not read."""

    title: str
    text: str
    published_at: datetime | None
    language: str
    attachments: tuple[str, ...]


def article_from_mail(content: bytes) -> MailArticle:
    """The article that the mail's body is. Raises ``NotReadable``."""
    try:
        message = message_from_bytes(content)
        parts = list(_parts(message))
    except (RecursionError, MessageError, ValueError, LookupError):
        raise NotReadable(_("The mail is nested too deeply or too badly broken to be read.")) from None
    if not message.keys():
        raise NotReadable(_("The file is not a mail: it has no header."))
    if len(parts) > MOST_PARTS:
        raise NotReadable(_("The mail has more than %(most)d parts.") % {"most": MOST_PARTS})
    bodies = [part for part in parts if not _is_attached(part)]
    title = _subject(message)
    text, language = _text(bodies)
    if not text:
        raise NotReadable(_("There is no text in the mail."))
    first, _line_end, rest = text.partition("\n")
    return MailArticle(
        title=title,
        text=rest.strip() if title and one_line(first) == title else text,
        published_at=_sent(message),
        language=language,
        attachments=tuple(_name(part) for part in parts if _is_attached(part)),
    )


def _parts(part: Message) -> Iterator[Message]:
    """The leaves; a mail inside a mail is one of them."""
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for inner in part.get_payload():
            yield from _parts(inner)
    else:
        yield part


def _is_attached(part: Message) -> bool:
    is_text = part.get_content_type() in ("text/plain", "text/html")
    return not is_text or part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _name(part: Message) -> str:
    return one_line(_decoded(part.get_filename() or ""))[:120] or part.get_content_type()


def _text(bodies: list[Message]) -> tuple[str, str]:
    """The plain text unless it is a stub beside a page, and the language where a page says it."""
    plain = "\n\n".join(
        filter(None, (_plain(part) for part in bodies if part.get_content_type() == "text/plain"))
    )
    pages = [part for part in bodies if part.get_content_type() == "text/html"]
    if len(plain) >= STUB or not pages:
        return plain, ""
    try:
        page = article_from_html(_bytes(pages[0]), NO_ADDRESS, _charset(pages[0]))
    except NotReadable:
        if plain:
            return plain, ""
        raise
    return page.text, page.language


def _plain(part: Message) -> str:
    text = decode(_bytes(part), _charset(part)).replace("\r\n", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        return tidy(_flowed(text, joins_words=str(part.get_param("delsp", "")).lower() == "yes"))
    return tidy(_unbroken(text))


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset("")
    except (LookupError, ValueError):
        return ""


def _flowed(text: str, *, joins_words: bool) -> str:
    """A line that ends in a space goes on in the next one (RFC 3676)."""
    joined: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        is_signature = line == SIGNATURE
        if goes_on and not is_signature:
            joined[-1] += line.removeprefix(" ")
        else:
            joined.append(line.removeprefix(" "))
        goes_on = line.endswith(" ") and not is_signature
        if goes_on and joins_words:
            joined[-1] = joined[-1][:-1]
    return "\n".join(joined)


def _unbroken(text: str) -> str:
    """Lines that were broken only because they were full are whole again.

    A line was full when the first word of the next one would not have fitted within the
    widest line of the mail.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    widest = max((len(line) for line in lines), default=0)
    if not NARROWEST <= widest <= WIDEST:
        return text
    joined: list[str] = []
    before = ""
    for line in lines:
        word = line.split(" ", 1)[0]
        is_full = bool(before and word) and len(before) + 1 + len(word) > widest
        if is_full and not line.startswith((" ", "\t", ">", "* ", "- ")):
            joined[-1] += " " + line
        else:
            joined.append(line)
        before = line
    return "\n".join(joined)


def _subject(message: Message) -> str:
    title = FORWARDED.sub("", one_line(_decoded(str(message.get("subject", "")))))
    return title[:LONGEST_TITLE]


def _decoded(header: str) -> str:
    """The header in letters; what is wrongly encoded is left as it stands."""
    header = header[:LONGEST_HEADER]
    try:
        pieces = decode_header(header)
    except (ValueError, MessageError):
        return header
    return "".join(
        decode(piece, charset or "") if isinstance(piece, bytes) else piece for piece, charset in pieces
    )


def _sent(message: Message) -> datetime | None:
    """The moment that the mail says it was sent; without a zone it is taken to be in UTC (RFC 5322)."""
    try:
        moment = parsedate_to_datetime(str(message.get("date", ""))[:100])
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
