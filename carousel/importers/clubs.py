"""A public list of the world's clubs, on top of the reference clubs.

The list is in the form of openfootball's clubs: name, country in English, city,
aliases between bars. Clubs that are known already stay as they are; the rest is
added, with every form that means more than one club flagged as ambiguous.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

import articles.extraction
from articles.extraction.fold import fold
from carousel.importers import cells
from carousel.importers.countries import NAMES
from carousel.importers.keeping import AT_ONCE
from carousel.importers.known_clubs import KnownClubs
from carousel.importers.rows import Refusal, Refused
from carousel.importers.tables import read_table
from carousel.models import Club, ClubAlias

COLUMNS = ("name", "country", "city", "aliases")
KINDS = {"": "club", "club": "club", "reserve": "club", "national": "national", "national team": "national"}

# Errors of the published list, as named data: headings that its reader took for countries, …
COUNTRY_ERRORS = {
    "India =": "India",
    "Thailand =": "Thailand",
    "Latvija": "Latvia",
    "Macedonia": "North Macedonia",
}
# … and clubs listed where they stand, not where they play.
PLAYS_IN = {("Northern Ireland", "Derry City FC"): "Ireland", ("England", "Berwick Rangers"): "Scotland"}
# Clubs that share the name of their town with a larger one, which is a club of its own.
OWN_CLUBS = {("DE", "VfR Mannheim")}

FIRST_NAMES = Path(articles.extraction.__file__).parent / "lexicons" / "first_names.csv"
ORDINARY_WORDS = Path(__file__).resolve().parent.parent / "reference" / "ordinary_words.csv"


@dataclass(frozen=True)
class ListedClub:
    line: int
    name: str
    country: str
    city: str
    kind: str
    aliases: tuple[str, ...]

    @property
    def forms(self) -> dict[str, str]:
        """Every way to write the name, by its fold."""
        return {fold(text): text for text in reversed((self.name, *self.aliases))}


@dataclass
class ClubList:
    file: str
    rows: list[ListedClub] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


@dataclass
class ClubsResult:
    """What became of the list: ``unclear`` rows may be any of several known clubs and were left out."""

    created: list[str] = field(default_factory=list)
    matched: int = 0
    unclear: list[Refusal] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    forms: int = 0
    flagged: int = 0

    def summary(self) -> str:
        return (
            f"{len(self.created)} created with {self.forms} written forms ({self.flagged} ambiguous), "
            f"{self.matched} known already, {len(self.unclear)} unclear, {len(self.refused)} refused"
        )


def parse(path: Path) -> ClubList:
    """The rows of the list, and those that cannot be read."""
    path = Path(path)
    found = ClubList(path.name)
    for line, row in read_table(path, COLUMNS, found.refused, more=("kind",)):
        try:
            found.rows.append(_row(line, row))
        except Refused as refusal:
            found.refused.append(Refusal(path.name, line, str(refusal)))
    return found


def _row(line: int, row: dict[str, str]) -> ListedClub:
    name = cells.name(row["name"])
    written = COUNTRY_ERRORS.get(row["country"], row["country"])
    written = PLAYS_IN.get((written, name), written)
    if written not in NAMES:
        raise Refused(f"The country “{row['country']}” is not known here.")
    if row["kind"] not in KINDS:
        raise Refused(f"The kind “{row['kind']}” is none of club, reserve, national team.")
    aliases = dict.fromkeys(alias.strip() for alias in row["aliases"].split("|"))
    for alias in aliases:
        cells.written(alias, "alias")
    # "Wien (Favoriten)" is Wien; "city:metapan" is a leftover of the list's own notation.
    city = "" if row["city"].startswith("city:") else re.sub(r"\s*\(.*\)$", "", row["city"])
    return ListedClub(
        line=line,
        name=name,
        country=NAMES[written],
        city=cells.written(city, "city", 80),
        kind=KINDS[row["kind"]],
        aliases=tuple(alias for alias in aliases if alias and alias != name),
    )


@transaction.atomic
def apply(listed: ClubList) -> ClubsResult:
    """Every club of the list is known; those that were known before are as they were."""
    result = ClubsResult(refused=list(listed.refused))
    known = KnownClubs(Club.objects.prefetch_related("aliases"))
    times = Counter(form for row in listed.rows for form in row.forms)
    clubs, aliases = [], []
    for row in listed.rows:
        candidates = known.find(row.kind, row.country, row.name, _telling(row, times))
        if len(candidates) > 1:
            names = ", ".join(sorted(club.slug for club in candidates))
            result.unclear.append(Refusal(listed.file, row.line, f"“{row.name}” may be any of {names}."))
        elif candidates:
            result.matched += 1
        else:
            club, forms = _made(row, known, times)
            known.add(club, forms)
            clubs.append(club)
            aliases += forms
            result.created.append(f"club {club.slug}")
    Club.objects.bulk_create(clubs, batch_size=AT_ONCE)
    for alias in aliases:
        alias.club_id = alias.club.pk
    ClubAlias.objects.bulk_create(aliases, batch_size=AT_ONCE)
    result.forms, result.flagged = len(aliases), sum(alias.is_ambiguous for alias in aliases)
    return result


def _telling(row: ListedClub, times: Counter[str]) -> list[str]:
    """The forms that mean this club alone in the list."""
    if (row.country, row.name) in OWN_CLUBS:
        return []
    return [text for form, text in row.forms.items() if times[form] == 1]


def _made(row: ListedClub, known: KnownClubs, times: Counter[str]) -> tuple[Club, list[ClubAlias]]:
    """The new club and its forms. A name that is ambiguous itself stands among them, flagged."""
    club = Club(
        slug=known.free_slug(_slug(row.name), row.country),
        name=row.name,
        country=row.country,
        city=row.city if row.kind == "club" else "",
        kind=row.kind,
        reference={"list": row.name},
    )
    forms = []
    for text in dict.fromkeys((row.name, *row.aliases)):
        flag = times[fold(text)] > 1 or known.has_form(text) or is_ordinary(text)
        if flag or text != row.name:
            forms.append(ClubAlias(club=club, text=text, is_ambiguous=flag))
    return club, forms


def _slug(name: str) -> str:
    longer = {"ß": "ss", "æ": "ae", "þ": "th", "œ": "oe"}
    return slugify(fold("".join(longer.get(letter, letter) for letter in name.lower())))[:70]


def is_ordinary(text: str) -> bool:
    """Whether the form is also a given name, an ordinary word, or too short to mean anything alone."""
    return len(text) < 3 or fold(text) in ordinary_words()


@cache
def ordinary_words() -> frozenset[str]:
    words = set()
    for path, column in ((FIRST_NAMES, "name"), (ORDINARY_WORDS, "word")):
        with path.open(encoding="utf-8", newline="") as lines:
            words.update(fold(row[column]) for row in csv.DictReader(lines))
    return frozenset(words)
