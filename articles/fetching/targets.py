"""What an address asks for, taken apart once and in one way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from articles.cleaning.urls import LONGEST, PORTS, NotAnAddress, escaped, plain_host
from articles.fetching.errors import FetchRefused

LONGEST_NAME = 253
CONTROL = re.compile("[\x00-\x20\x7f]")


@dataclass(frozen=True)
class Target:
    """A page of a site: ``host`` is a name or a number, without brackets; ``path`` brings the query along."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def has_usual_port(self) -> bool:
        return self.port in PORTS.values()

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


def read_target(url: str) -> Target:
    """The target, or `FetchRefused`: only http and https, no name or password, no hidden characters."""
    url = url.strip()
    if len(url) > LONGEST or CONTROL.search(url):
        raise FetchRefused(_("The address is too long or has blanks or control characters in it."))
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
        host = plain_host(name).strip("[]")
    except NotAnAddress as reason:
        raise FetchRefused(str(reason)) from None
    except ValueError:
        raise FetchRefused(_("The address cannot be read.")) from None
    if parts.scheme not in PORTS:
        raise FetchRefused(_("Only addresses that begin with http:// or https:// are fetched."))
    if parts.username is not None or parts.password is not None:
        raise FetchRefused(_("An address with a user name or password in it is not fetched."))
    if not host or len(host) > LONGEST_NAME:
        raise FetchRefused(_("The address names no site."))
    path = escaped(parts.path) or "/"
    query = f"?{escaped(parts.query)}" if parts.query else ""
    return Target(parts.scheme, host, PORTS[parts.scheme] if port is None else port, path + query)
