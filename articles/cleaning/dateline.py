"""The time of publication as a page shows it to its readers, where its own data give none.

Pure: words of ten languages and shapes of dates. Only what stands like a dateline is read: an
element that is marked as a time, or that opens with a word for "published".
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta, timezone

LONGEST = 120  # characters; a dateline is short
MOST_DAYS = 3  # a page that shows more days in such places is a list, and none of them is its own

MONTH_NAMES = (
    "january januar januari janvier enero gennaio janeiro jan janv ene genn gen",
    "february februar februari fevrier febrero febbraio fevereiro feb febr fevr fev",
    "march marts mars marz maerz maart marzo marco mar mrt",
    "april avril abril aprile apr avr abr",
    "may maj mai mei mayo maggio maio mag",
    "june juni juin junio giugno junho jun giu",
    "july juli juillet julio luglio julho jul juil lug",
    "august augusti augustus aout agosto aug ago",
    "september septembre septiembre settembre setembro sep sept set sett",
    "october oktober octobre octubre ottobre outubro oct okt ott out",
    "november novembre noviembre novembro nov",
    "december dezember desember decembre diciembre dicembre dezembro dec dez des dic",
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split()}
OFFSETS = {"utc": 0, "gmt": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2}

YEAR = r"((?:19|20)\d\d)(?!\d)"
DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:\.|er|st|nd|rd|th|o)?\s+(?:de\s+|d')?([a-z]{{3,10}})\.?,?\s+(?:del?\s+)?{YEAR}"
)
MONTH_FIRST = re.compile(rf"\b([a-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{YEAR}")
NUMBERS = re.compile(rf"(?<![\d./-])(\d{{1,2}})([./-])(\d{{1,2}})\2{YEAR}")
ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
CLOCK = re.compile(r"(?<![\d.:])([01]?\d|2[0-3])\s?[:.hu]\s?([0-5]\d)(?!\d|\.\d)(?:\s?([ap])\.?m\b)?")
ZONE = re.compile(rf"\b({'|'.join(OFFSETS)})\b")
# How a page marks the place: words of English in class names, whatever the page's own language.
MARKED = re.compile(r"publi|dateline|date(?!a)|datum|\bdato|fecha|time(?!line)|stamp|byline|posted")
PUBLISHED = re.compile(
    r"(?:publi[cs]?|pubblicat|gepublic|veroffentlich|offentliggj|udgivet|erschien|geplaatst|posted|lagd? ut)"
)
UPDATED = re.compile(
    r"(?:last |laatst |laatste |sist |senast |sidst |zuletzt |ultim[oa] )?"
    r"(?:updat|opdater|oppdater|uppdater|aktualis|actualis|actualiz|atualiz|aggiorn|bijgewerkt|mis a jour"
    r"|modif)"
)
ASIDE_TAGS = frozenset({"nav", "footer", "aside", "form", "head", "script", "style"})
ASIDE = re.compile(r"related|comment|teaser|sidebar|footer|recommend|most-?read|latest|kommentar")
LOOKED_AT = ("time", "span", "p", "div", "small", "li", "em", "strong", "dd", "h6")


def moment_shown(tree, *, is_american: bool = False) -> str:
    """The moment or day in ISO form, or nothing. It has a zone only where the page names one."""
    found: list[str] = []
    for element in tree.iter(*LOOKED_AT):
        text = _short_text(element)
        if not text or _is_aside(element):
            continue
        says_so = bool(PUBLISHED.match(text))
        if not (says_so or element.tag == "time" or MARKED.search(marks(element))):
            continue
        moment = "" if UPDATED.match(text) else read(text, is_american=is_american)
        if moment and says_so:
            return moment
        if moment:
            found.append(moment)
    is_list = len({moment[:10] for moment in found}) > MOST_DAYS
    return "" if is_list or not found else found[0]


def read(text: str, *, is_american: bool = False) -> str:
    """The first day in a folded text, with the time beside it, in ISO form.

    >>> read(fold("Publié le 3 août 2024 à 18h30"))
    '2024-08-03T18:30:00'
    """
    for shape in (ISO, DAY_FIRST, MONTH_FIRST, NUMBERS):
        for match in shape.finditer(text):
            if day := _day(shape, match, is_american):
                return _with_time(day, text[: match.start()] + " " + text[match.end() :])
    return ""


def fold(text: str) -> str:
    """Small letters without accents, on one line."""
    bare = unicodedata.normalize("NFD", text.replace("ß", "ss").replace("ø", "o").replace("Ø", "o"))
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).lower().split())


def _day(shape: re.Pattern, match: re.Match, is_american: bool) -> datetime | None:
    try:
        if shape is ISO:
            return datetime(int(match[1]), int(match[2]), int(match[3]))
        if shape is DAY_FIRST:
            return datetime(int(match[3]), MONTHS[match[2]], int(match[1]))
        if shape is MONTH_FIRST:
            return datetime(int(match[3]), MONTHS[match[1]], int(match[2]))
        first, second = int(match[1]), int(match[3])
        if is_american and match[2] == "/":
            first, second = second, first
        return datetime(int(match[4]), second, first)
    except (KeyError, ValueError):
        return None


def _with_time(day: datetime, rest: str) -> str:
    clock = CLOCK.search(rest)
    if not clock:
        return day.date().isoformat()
    hour = int(clock[1])
    if clock[3]:
        hour = hour % 12 + (12 if clock[3] == "p" else 0)
    moment = day.replace(hour=hour, minute=int(clock[2]))
    if zone := ZONE.search(rest):
        moment = moment.replace(tzinfo=timezone(timedelta(hours=OFFSETS[zone[1]])))
    return moment.isoformat()


def _short_text(element) -> str:
    """The folded text of the element; nothing where it is long or has no figure in it."""
    parts, length = [], 0
    for part in element.itertext():
        length += len(part.strip())
        if length > LONGEST:
            return ""
        parts.append(part)
    text = " ".join(parts)
    return fold(text) if any(c.isdigit() for c in text) else ""


def marks(element) -> str:
    return " ".join(element.get(name) or "" for name in ("class", "id", "itemprop", "data-testid")).lower()


def _is_aside(element) -> bool:
    return any(
        above.tag in ASIDE_TAGS or ASIDE.search(marks(above)) for above in (element, *element.iterancestors())
    )
