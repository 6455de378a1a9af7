"""One cell becomes one value, or is refused with a sentence that a person can act on."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from carousel.importers.countries import CODES
from carousel.importers.rows import Form, Refused
from carousel.record.days import Days

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
COLOUR = re.compile(r"#[0-9a-f]{6}")
WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
LONGEST_FORM = 120
# ISO 639-1 codes of the languages in which papers that we may read are written.
_LANGUAGES = """
    ar bg bs ca cs cy da de el en es et eu fa fi fo fr ga gl he hr hu hy id is it ja ka kk ko lb lt lv mk mt
    nl no pl pt ro ru sk sl sq sr sv th tr uk uz vi zh
"""
LANGUAGES = frozenset(_LANGUAGES.split())


def key(text: str) -> str:
    if not KEY.fullmatch(text) or len(text) > 80:
        raise Refused(f"The key “{text}” is not small letters, digits and single hyphens, 80 at most.")
    return text


def name(text: str, what: str = "name", longest: int = LONGEST_FORM) -> str:
    if not text:
        raise Refused(f"The {what} is missing.")
    return written(text, what, longest)


def written(text: str, what: str, longest: int = LONGEST_FORM) -> str:
    if len(text) > longest:
        raise Refused(f"The {what} “{text[:40]}…” is longer than {longest} characters.")
    return text


def country(text: str, what: str = "country") -> str:
    if text and text not in CODES:
        raise Refused(
            f"The {what} “{text}” is no ISO 3166 code, nor one of GB-ENG, GB-SCT, GB-WLS, GB-NIR, XK."
        )
    return text


def choice(text: str, allowed, what: str) -> str:
    if text not in allowed:
        raise Refused(f"The {what} “{text}” is none of {', '.join(value for value in allowed if value)}.")
    return text


def number(text: str, lowest: int, highest: int, what: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text) or not lowest <= int(text) <= highest:
        raise Refused(f"The {what} “{text}” is not a number from {lowest} to {highest}.")
    return int(text)


def colours(first: str, second: str) -> tuple[str, str]:
    for text in (first, second):
        if text and not COLOUR.fullmatch(text):
            raise Refused(f"The colour “{text}” is not written as # and six digits in small letters.")
    if second and not first:
        raise Refused("The second colour stands without a first.")
    return first, second


def wikidata(text: str) -> str:
    if text and not WIKIDATA.fullmatch(text):
        raise Refused(f"“{text}” is not a Wikidata number, like Q1137.")
    return text


def language(text: str) -> str:
    if text not in LANGUAGES:
        raise Refused(f"The language “{text}” is not one of the two-letter codes known here.")
    return text


def domain(text: str) -> str:
    if text and not DOMAIN.fullmatch(text):
        raise Refused(f"“{text}” is not a domain, like bold.dk.")
    return text


def feed(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", text):
        raise Refused(f"The feed “{text}” is not an address that begins with https://.")
    return written(text, "feed", 500)


def parts(text: str, what: str) -> tuple[str, ...]:
    """The parts between bars, each once."""
    if not text:
        return ()
    values = [part.strip() for part in text.split("|")]
    if not all(values):
        raise Refused(f"Between two bars of {what} stands nothing.")
    for value in values:
        if values.count(value) > 1:
            raise Refused(f"“{value}” stands twice among {what}.")
        written(value, f"entry of {what}")
    return tuple(values)


def forms(text: str) -> tuple[Form, ...]:
    """Aliases; a trailing ``!`` says that the form means other things, too."""
    found: dict[str, Form] = {}
    for part in parts(text, "aliases"):
        bare = part.removesuffix("!").rstrip()
        if not bare or bare.endswith("!"):
            raise Refused(f"The alias “{part}” is no name.")
        if bare in found:
            raise Refused(f"The alias “{bare}” stands once with “!” and once without.")
        found[bare] = Form(bare, is_ambiguous=part.endswith("!"))
    return tuple(found.values())


def epithets(text: str) -> tuple[Form, ...]:
    found = []
    for part in parts(text, "epithets"):
        code, colon, phrase = part.partition(":")
        if not colon or not phrase.strip():
            raise Refused(f"The epithet “{part}” does not say its language, like da:hovedstadsklubben.")
        found.append(Form(phrase.strip(), language=language(code.strip()), is_epithet=True))
    return tuple(found)


def days(text: str, what: str) -> Days | None:
    """A day, a month, a year, or two of these with a slash between; empty means not known."""
    if not text:
        return None
    first, slash, last = (part.strip() for part in text.partition("/"))
    begin = _span(first, what)
    if not slash:
        return begin
    end = _span(last, what)
    if end.key() < begin.key():
        raise Refused(f"The {what} “{text}” ends before it begins.")
    return begin.hull(end)


def _span(text: str, what: str) -> Days:
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    try:
        if not match:
            raise ValueError
        year, month, day = (int(part or 0) for part in match.groups())
        if day or match[3]:
            return Days.on(date(year, month, day))
        last = month if match[2] else 12
        return Days(date(year, month if match[2] else 1, 1), date(year, last, monthrange(year, last)[1]))
    except ValueError:
        raise Refused(
            f"The {what} “{text}” is not a day, month or year like 2020-08-20, 2020-08, 2020."
        ) from None


def born(text: str) -> Days | None:
    found = days(text, "date of birth")
    if found and found.earliest and not 1850 <= found.earliest.year <= 2020:
        raise Refused(f"The date of birth “{text}” is no coach's.")
    return found


def day(text: str, what: str) -> date | None:
    found = days(text, what)
    if found and not found.is_exact:
        raise Refused(f"The {what} “{text}” is not one day.")
    return found.earliest if found else None
