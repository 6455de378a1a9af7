"""A small known world for the tests: a few clubs, coaches and outlets, as rows of reference data give
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from articles.extraction import ArticleText, Claim, read
from articles.extraction.document import Document
from articles.extraction.evaluation import names_from_rows
from articles.extraction.readers import kept, merged

CLUBS = [
    {"key": "genk", "name": "KRC Genk", "short": "Genk"},
    {"key": "gent", "name": "KAA Gent", "short": "Gent", "aliases": "AA Gent"},
    {"key": "fcm", "name": "FC Midtjylland", "short": "FC Midtjylland", "aliases": "FCM"},
    {"key": "fck", "name": "FC København", "aliases": "FCK|København!", "epithets": "da:hovedstadsklubben"},
    {"key": "brondby", "name": "Brøndby IF", "short": "Brøndby"},
    {"key": "aab", "name": "AaB", "aliases": "Aalborg!"},
    {"key": "horsens", "name": "AC Horsens", "short": "Horsens"},
    {"key": "everton", "name": "Everton FC", "short": "Everton", "epithets": "en:the Toffees"},
    {"key": "luton", "name": "Luton Town", "aliases": "Luton"},
    {"key": "chelsea", "name": "Chelsea FC", "short": "Chelsea", "epithets": "en:the Blues"},
    {"key": "denmark", "name": "Denmark", "aliases": "Danmark|dansk!", "kind": "national"},
]
COACHES = [
    {"key": "thorup", "name": "Jess Thorup", "nationality": "DK", "born": "1970-02-21"},
    {"key": "wolf", "name": "Hannes Wolf", "nationality": "DE", "aliases": "Wolf!", "born": "1981-04-15"},
    {"key": "vercauteren", "name": "Franky Vercauteren", "nationality": "BE", "born": "1956-10-28"},
    {"key": "neestrup", "name": "Jacob Neestrup", "nationality": "DK"},
    {"key": "henriksen", "name": "Bo Henriksen", "nationality": "DK"},
    {"key": "moyes", "name": "David Moyes", "nationality": "GB-SCT", "aliases": "Moyes"},
    {"key": "jones", "name": "Nathan Jones", "nationality": "GB-WLS"},
    {"key": "potter", "name": "Graham Potter", "nationality": "GB-ENG"},
    {"key": "tuchel", "name": "Thomas Tuchel", "nationality": "DE"},
]
OUTLETS = [
    {"key": "hn", "name": "Het Nieuwsblad", "cited_as": "Nieuwsblad"},
    {"key": "bbc", "name": "BBC Sport", "cited_as": "BBC|the BBC"},
]
NAMES = names_from_rows(CLUBS, COACHES, OUTLETS)
PUBLISHED = date(2020, 9, 23)  # a Wednesday


def claims_of(
    text: str, *, title: str = "", language: str = "da", published: date | None = PUBLISHED
) -> tuple[Claim, ...]:
    """The claims of a text in the known world."""
    return read(ArticleText(title, text, published, language=language), NAMES).claims


def told(claims) -> set[tuple[str, str, str]]:
    """Kind, coach and club of each claim: what most tests compare."""
    return {(str(claim.kind), claim.coach.name, claim.club.name) for claim in claims}


def agreed(document: Document, readings: Sequence[tuple[str, Sequence[Claim]]]) -> tuple[Claim, ...]:
    """What is left of the claims of several readings, unweighed by the words."""
    return kept(merged(document, readings))
