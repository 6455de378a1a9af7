"""The only module that opens a connection to another site.

Every address is checked before anything is sent, and again at each redirect: the
name is resolved once, all its addresses must be public, and the connection goes
to the address that was checked. No proxy of the environment, no cookie and no
referrer is used.
"""

from __future__ import annotations

import http.client
import logging
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from urllib.parse import urljoin

import certifi
from django.conf import settings
from django.http.request import validate_host
from django.utils.translation import gettext as _
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from articles.fetching.addresses import is_public, is_within
from articles.fetching.body import content_type_of, unpacked
from articles.fetching.errors import FetchFailed, FetchRefused
from articles.fetching.targets import Target, read_target

__all__ = ["FetchFailed", "FetchRefused", "Page", "Validators", "fetch"]

logger = logging.getLogger(__name__)

SECONDS = 20.0
SECONDS_TO_CONNECT = 5.0
MOST_REDIRECTS = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
CHUNK = 2**16
LONGEST_VALIDATOR = 1024  # sites refuse requests with lines of some kilobytes
UNSENT = re.compile("[^\t\x20-\x7e\x80-\xff]")
ACCEPTED = "text/html,application/xhtml+xml,text/plain;q=0.8,application/xml;q=0.7,text/xml;q=0.7"

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True)
class Page:
    """What a site sent; ``final_url`` is where the redirects led, ``charset`` what the site says, if any.

    ``headers`` are those of the answer, by small letters and each once. ``is_permanent``
    says that all redirects on the way were for good.
    """

    url: str
    final_url: str
    status: int
    body: bytes
    content_type: str
    charset: str
    headers: Mapping[str, str] = field(default_factory=dict)
    is_permanent: bool = False


@dataclass(frozen=True)
class Validators:
    """What the site gave with its last answer, to be given back byte for byte.

    What cannot be sent again, or what sites refuse for its length, is not given back.
    """

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Validators:
        """Those of an answer, as far as they can be given back."""
        given = (headers.get(name, "") for name in ("etag", "last-modified"))
        return cls(*("" if len(text) > LONGEST_VALIDATOR or UNSENT.search(text) else text for text in given))

    @property
    def headers(self) -> dict[str, str]:
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a name, in the order in which to try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(entry[4][0] for entry in found))


def fetch(
    url: str,
    *,
    deadline: float = SECONDS,
    resolve: Resolve = resolve,
    validators: Validators = Validators(),
    accept: str = ACCEPTED,
) -> Page:
    """The page at the address, within ``deadline`` seconds for everything together.

    With ``validators`` the page may have status 304 and no body: nothing has changed since.
    Raises `FetchRefused` where we do not ask, and `FetchFailed` where no page came.
    """
    ends = time.monotonic() + deadline
    target = read_target(url)
    seen = {target}
    is_permanent = True
    headers = {**_headers(), "Accept": accept, **validators.headers}
    while True:
        answer = _ask(target, ends, resolve, headers)
        if isinstance(answer, Page):
            return replace(answer, url=url, is_permanent=is_permanent and len(seen) > 1)
        is_permanent = is_permanent and answer.is_permanent
        following = _following(target, answer.location)
        if following in seen:
            raise FetchFailed(_("The page leads in a circle."))
        if len(seen) > MOST_REDIRECTS:
            raise FetchFailed(_("The page leads on more than %(most)d times.") % {"most": MOST_REDIRECTS})
        if (target.scheme, following.scheme) == ("https", "http"):
            logger.warning("%s leads from https to http", target.host)
        seen.add(following)
        target = following


def _following(target: Target, location: str) -> Target:
    try:
        return read_target(urljoin(target.url, location.replace(" ", "%20")))
    except ValueError:
        raise FetchFailed(_("The page leads on to something that is no address.")) from None


@dataclass(frozen=True)
class _Onward:
    """Where a page leads on to."""

    location: str
    is_permanent: bool


def _ask(target: Target, ends: float, resolve: Resolve, headers: dict[str, str]) -> Page | _Onward:
    """The page, or where it leads on to."""
    addresses = _checked_addresses(target, ends, resolve)
    with _connected(addresses, target.port, ends) as held, _Watchdog(held, ends) as watchdog:
        connection = _connection(target, held)
        try:
            connection.request("GET", target.path, headers=headers, preload_content=False)
            is_conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
            answer = _read(connection.getresponse(), target, is_conditional)
        except (OSError, http.client.HTTPException, HTTPError) as reason:
            raise _too_slow() if watchdog.has_bitten else _broken(reason) from None
        finally:
            connection.close()
        if watchdog.has_bitten:  # an answer without a length ends in silence when it is cut off
            raise _too_slow()
        return answer


def _read(response: HTTPResponse, target: Target, is_conditional: bool) -> Page | _Onward:
    headers = {name.lower(): value for name, value in response.headers.items()}
    if response.status == 304 and is_conditional:
        return Page(target.url, target.url, 304, b"", "", "", headers)
    location = response.headers.get("location", "")
    if response.status in REDIRECTS and location:
        # Headers are read as Latin-1, while sites write UTF-8.
        onward = location.encode("latin-1", "replace").decode("utf-8", "replace").strip()
        return _Onward(onward, response.status in FOR_GOOD)
    if response.status != 200:
        raise _unwelcome(response.status, headers.get("retry-after", ""))
    kind, charset = content_type_of(response.headers.get("content-type", ""))
    body = unpacked(_chunks(response), response.headers.get("content-encoding", ""))
    return Page(target.url, target.url, response.status, body, kind, charset, headers)


def _chunks(response: HTTPResponse) -> Iterator[bytes]:
    while chunk := response.read1(CHUNK, decode_content=False):
        yield chunk


def _unwelcome(status: int, retry_after: str) -> FetchFailed:
    if status in (404, 410):
        return FetchFailed(_("The site has no such page (%(status)d).") % {"status": status}, status=status)
    if status in (401, 402, 403, 451):
        return FetchFailed(_("The site does not let us in (%(status)d).") % {"status": status}, status=status)
    is_temporary = status in (408, 425, 429) or status >= 500
    return FetchFailed(
        _("The site answered %(status)d instead of the page.") % {"status": status},
        status=status,
        is_temporary=is_temporary,
        retry_after=retry_after,
    )


def _broken(reason: Exception) -> FetchFailed:
    if isinstance(reason, ssl.SSLError):
        sentence = _("The site's certificate is not valid, or its encryption failed.")
        return FetchFailed(sentence, kind="certificate")
    if isinstance(reason, http.client.LineTooLong):
        return FetchFailed(_("What the site sends with its answer is too long."), kind="broken")
    return FetchFailed(_("The connection to the site broke off."), is_temporary=True)


def _too_slow() -> FetchFailed:
    return FetchFailed(_("The site took too long to answer."), is_temporary=True)


def _headers() -> dict[str, str]:
    contact = f" (+{settings.FETCH_CONTACT})" if settings.FETCH_CONTACT else ""
    return {"User-Agent": f"Carousel/1.0{contact}", "Accept-Encoding": "gzip"}


def _checked_addresses(target: Target, ends: float, resolve: Resolve) -> list[str]:
    """The addresses of the target's name, if each of them may be asked."""
    addresses = _resolved(target, ends, resolve)
    if f"{target.host}:{target.port}" in settings.FETCH_ALLOWED_SITES:
        return addresses
    if all(is_within(address, settings.FETCH_ALLOWED_NETWORKS) for address in addresses):
        return addresses
    if not target.has_usual_port:
        raise _refused(target, _("Only the usual ports of the web, 80 and 443, are asked."))
    if validate_host(target.host, [name for name in settings.ALLOWED_HOSTS if name != "*"]):
        raise _refused(target, _("This is Carousel's own address."))
    if not all(is_public(address) for address in addresses):
        raise _refused(target, _("The address does not lead to a public site."))
    return addresses


def _refused(target: Target, sentence: str) -> FetchRefused:
    logger.warning("refused to fetch from %s port %d: %s", target.host, target.port, sentence)
    return FetchRefused(sentence)


def _resolved(target: Target, ends: float, resolve: Resolve) -> list[str]:
    """What the name servers answer, once. They know no deadline, so a thread waits for them."""
    found: list[str] = []
    trouble: list[Exception] = []

    def ask() -> None:
        try:
            found.extend(address.partition("%")[0] for address in resolve(target.host, target.port))
        except (OSError, UnicodeError) as reason:
            trouble.append(reason)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(_left(ends))
    if thread.is_alive():
        raise _too_slow()
    if trouble or not found:
        is_temporary = bool(trouble) and getattr(trouble[0], "errno", None) == socket.EAI_AGAIN
        raise FetchFailed(
            _("There is no site named %(host)s.") % {"host": target.host}, is_temporary=is_temporary
        )
    return found


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise _too_slow()
    return left


def _connected(addresses: list[str], port: int, ends: float) -> socket.socket:
    """A connection to the first of the checked addresses that answers."""
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=min(SECONDS_TO_CONNECT, _left(ends)))
        except OSError:
            continue
    raise FetchFailed(_("The site does not answer."), is_temporary=True)


def _connection(target: Target, held: socket.socket) -> _Held | _HeldSecure:
    if target.scheme == "http":
        connection = _Held(target.host, target.port)
    else:
        connection = _HeldSecure(target.host, target.port, ssl_context=_trust(), cert_reqs="CERT_REQUIRED")
    connection.held = held
    return connection


class _Held(HTTPConnection):
    """A connection whose socket is there already, while its name stays that of the site."""

    held: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.held


class _HeldSecure(HTTPSConnection):
    held: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.held


@cache
def _trust() -> ssl.SSLContext:
    """Those whom the machine trusts and, as small machines come without any, those of `certifi`."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class _Watchdog:
    """Cuts the connection when the time is over, however slowly the bytes trickle."""

    def __init__(self, held: socket.socket, ends: float) -> None:
        # A second handle: encryption takes the first one over.
        self._handle = held.dup()
        left = _left(ends)
        held.settimeout(left + 1)  # the dog is first
        self._timer = threading.Timer(left, self._bite)
        self._timer.daemon = True
        self.has_bitten = False

    def _bite(self) -> None:
        self.has_bitten = True
        try:
            self._handle.shutdown(socket.SHUT_RDWR)
        except OSError:
            logger.debug("the site hung up first")

    def __enter__(self) -> _Watchdog:
        self._timer.start()
        return self

    def __exit__(self, *_reason) -> None:
        self._timer.cancel()
        self._timer.join()
        self._handle.close()
