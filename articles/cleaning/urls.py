"""One address for one page, however it was shared."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import SplitResult, parse_qs, quote, urljoin, urlsplit, urlunsplit

from django.utils.translation import gettext as _

LONGEST = 8000

# Parameters that say where a reader came from and never what he reads.
NAMES = """
_ga _gl _hsenc _hsmi _openstat amp amp_gsa amp_js_v aoh cmpid dclid dicbo efid fb_action_ids fb_action_types
fb_ref fb_source fbclid gad_source gbraid gclid gclsrc guccounter guce_referrer guce_referrer_sig
hsctatracking icid igsh igshid ito li_fat_id
mc_cid mc_eid mkt_tok msclkid ocid oly_anon_id oly_enc_id ref_src ref_url rss_id s_cid smid smtyp
soc_src soc_trk spref srsltid ttclid twclid usqp vero_conv vero_id wbraid wickedid wt.mc_id wt_mc xtor yclid
"""
TRACKING = frozenset(NAMES.split())
TRACKING_FAMILIES = ("utm_", "ns_", "at_", "pk_", "mtm_", "hsa_", "itm_", "stm_")
PORTS = {"http": 80, "https": 443}
ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
# A percent sign that escapes nothing; left alone it could begin an escape with what comes out of the next.
LONE = re.compile(r"%(?![0-9a-fA-F]{2})")
AS_IT_IS = "/:@!$&'()*+,;=?%"
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# Names under which a site shows the same pages for other screens.
SISTERS = ("www.", "m.", "mobil.", "mobile.", "amp.")
GOOGLE = re.compile(r"(www\.)?google\.[a-z.]{2,6}")
# Sites that only lead on, and the parameters that say where to.
WRAPPERS = {
    "l.facebook.com": ("u",),
    "lm.facebook.com": ("u",),
    "l.instagram.com": ("u",),
    "out.reddit.com": ("url",),
}
# A last part of a path that is no other page's: a number of five digits, or three words.
TELLING = re.compile(r"\d{5}|[^-_]+[-_][^-_]+[-_][^-_]")
ENDING = re.compile(r"(\.amp)?(\.s?html?)?$")


class NotAnAddress(ValueError):
    """Raised with the sentence that says why a text is no address of a page."""


def canonical(url: str) -> str:
    """The address without tracking, fragment, default port and AMP suffix; it still leads to the page."""
    url = url.strip()
    if len(url) > LONGEST:
        raise NotAnAddress(_("The address is longer than %(most)d characters.") % {"most": LONGEST})
    try:
        parts = _unwrapped(urlsplit(url))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NotAnAddress(_("“%(url)s” is not an address.") % {"url": url[:200]}) from None
    if parts.scheme not in PORTS or not host:
        raise NotAnAddress(
            _("“%(url)s” is not the address of a page: it must begin with http:// or https://.")
            % {"url": url[:200]}
        )
    if parts.username is not None or parts.password is not None:
        raise NotAnAddress(_("An address with a user name or password in it is not taken."))
    netloc = plain_host(host)
    if port is not None and port != PORTS[parts.scheme]:
        netloc = f"{netloc}:{port}"
    path = _without_amp(escaped(parts.path)) or "/"
    return urlunsplit((parts.scheme, netloc, path, _without_tracking(parts.query), ""))


def address_in(written: str, base: str = "") -> str:
    """The address as written on the page ``base``, in full; nothing where it is none."""
    try:
        return canonical(urljoin(base, written.strip())) if written.strip() else ""
    except ValueError:
        return ""


def url_key(url: str) -> str:
    """The same for all addresses of one page: with or without https, www, m, the last slash and tracking."""
    parts = urlsplit(canonical(url))
    query = "&".join(sorted(parts.query.split("&")))
    plain = f"{site_key(parts.netloc)}{parts.path.rstrip('/')}?{query}"
    return hashlib.sha256(plain.encode()).hexdigest()


def site_key(netloc: str) -> str:
    """The same for a site's names for large and small screens."""
    for sister in SISTERS:
        if netloc.startswith(sister) and "." in netloc.removeprefix(sister):
            return site_key(netloc.removeprefix(sister))
    return netloc


def names_same_page(one: str, other: str) -> bool:
    """Both end in the same telling words or number; a site that calls all pages one is not believed."""
    last = _last_part(one)
    return bool(TELLING.search(last)) and last == _last_part(other)


def _last_part(url: str) -> str:
    return ENDING.sub("", urlsplit(canonical(url)).path.rstrip("/").rpartition("/")[2])


def _unwrapped(parts: SplitResult) -> SplitResult:
    """The address that an AMP cache or a counting redirect has inside its own."""
    while (inside := _inside(parts)).startswith(("https://", "http://")) and urlsplit(inside).hostname:
        parts = urlsplit(inside)
    return parts


def _inside(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    if GOOGLE.fullmatch(host) and parts.path.startswith("/amp/"):
        return _from_amp_path(parts.path.removeprefix("/amp/"), parts.query)
    if host.endswith(".cdn.ampproject.org") and parts.path.startswith(("/c/", "/v/")):
        return _from_amp_path(parts.path[3:], parts.query)
    if GOOGLE.fullmatch(host) and parts.path == "/url":
        names: tuple[str, ...] = ("q", "url")
    elif host.endswith(".safelinks.protection.outlook.com"):
        names = ("url",)
    else:
        names = WRAPPERS.get(host, ())
    given = parse_qs(parts.query) if names else {}
    return next((given[name][0].strip() for name in names if name in given), "")


def _from_amp_path(path: str, query: str) -> str:
    scheme, path = ("https", path[2:]) if path.startswith("s/") else ("http", path)
    return f"{scheme}://{path}{'?' + query if query else ''}"


def plain_host(host: str) -> str:
    """The name in small ASCII letters, as it is asked of the name servers; an IPv6 address in brackets."""
    host = host.rstrip(".")
    if ":" in host:
        return f"[{host}]"
    try:
        return host.encode("idna").decode().lower()
    except UnicodeError:
        raise NotAnAddress(_("“%(host)s” is not the name of a site.") % {"host": host[:200]}) from None


def escaped(text: str) -> str:
    """The text with each character in its one spelling: escaped only where it must be."""

    def respell(match: re.Match) -> str:
        character = chr(int(match[1], 16))
        return character if character in UNRESERVED else match[0].upper()

    return quote(ESCAPE.sub(respell, LONE.sub("%25", text)), safe=AS_IT_IS, errors="replace")


def _without_amp(path: str) -> str:
    trimmed = path.rstrip("/")
    head, _slash, last = trimmed.rpartition("/")
    if last == "amp" and head:
        return head
    if last.endswith(".amp") and len(last) > len(".amp"):
        return trimmed.removesuffix(".amp")
    if last.endswith(".amp.html"):
        return trimmed.removesuffix(".amp.html") + ".html"
    return path


def _without_tracking(query: str) -> str:
    kept = [pair for pair in query.split("&") if pair and not _tracks(pair)]
    return escaped("&".join(kept))


def _tracks(pair: str) -> bool:
    name, _equals, value = pair.partition("=")
    name = name.lower()
    return (
        name in TRACKING
        or name.startswith(TRACKING_FAMILIES)
        or (name, value.lower()) == ("outputtype", "amp")
    )
