"""What a site sends, unpacked up to a limit: a small answer may unpack to gigabytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from email.message import Message

from django.utils.translation import gettext as _

from articles.fetching.errors import FetchFailed

MOST_BYTES = 10 * 2**20
NOT_TEXT = "not_text"
READABLE = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/xml",
        "application/xml",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
    }
)


def content_type_of(header: str) -> tuple[str, str]:
    """The kind of the document and its charset in small letters; refused where it is no text we read."""
    message = Message()
    message["content-type"] = header
    kind = header.partition(";")[0].strip().lower()
    if kind not in READABLE:
        raise FetchFailed(_("The address leads to something that is not a page of text."), kind=NOT_TEXT)
    charset = message.get_param("charset", "")
    return kind, charset.strip().lower() if isinstance(charset, str) else ""


def unpacked(chunks: Iterable[bytes], encoding: str, most: int = MOST_BYTES) -> bytes:
    """All bytes, out of gzip where it was used; never more than ``most`` of them are held."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return _joined(chunks, most)
    if encoding in ("gzip", "x-gzip"):
        return _joined(_gunzipped(_counted(chunks, most), most), most)
    raise FetchFailed(_("The site packed the page in a way that was not asked for."))


def _joined(chunks: Iterable[bytes], most: int) -> bytes:
    return b"".join(_counted(chunks, most))


def _counted(chunks: Iterable[bytes], most: int) -> Iterable[bytes]:
    room = most
    for chunk in chunks:
        room -= len(chunk)
        if room < 0:
            sentence = _("The page is larger than %(most)d MiB.") % {"most": most // 2**20}
            raise FetchFailed(sentence, kind="too_large")
        yield chunk


def _gunzipped(chunks: Iterable[bytes], most: int) -> Iterable[bytes]:
    decoder = zlib.decompressobj(wbits=31)
    try:
        for chunk in chunks:
            while chunk:
                if decoder.eof:  # several packed parts may follow each other
                    decoder = zlib.decompressobj(wbits=31)
                # One byte more than there may be is enough to see that it is too much.
                yield decoder.decompress(chunk, most + 1)
                chunk = decoder.unconsumed_tail or decoder.unused_data
    except zlib.error:
        raise FetchFailed(_("What the site sent is damaged."), is_temporary=True) from None
    if not decoder.eof:
        raise FetchFailed(_("What the site sent is damaged."), is_temporary=True)
