"""The reference files become rows; what contradicts itself or another row is refused with a sentence.

Pure but for opening the files. The order of the kinds matters: a coach names clubs,
a stint names both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from articles.cleaning.urls import NotAnAddress, canonical, url_key
from articles.extraction.fold import fold
from articles.models import Claim, Outlet
from carousel.importers import cells, competitions
from carousel.importers.rows import (
    ClubRow,
    CoachRow,
    FeedRow,
    Form,
    OutletRow,
    Reference,
    Refusal,
    Refused,
    StintRow,
)
from carousel.importers.tables import read_table
from carousel.models import Club

# fmt: off
CLUB = ("key", "name", "short", "country", "city", "level", "side", "kind", "colour1", "colour2", "aliases",
        "epithets", "wikidata")
COACH = ("key", "name", "born", "nationality", "gender", "aliases", "known_for")
OUTLET = ("key", "name", "language", "country", "domain", "kind", "tier", "cited_as", "feed")
CLUB_NAME = ("club", "language", "name")
STINT = ("key", "coach", "club", "role", "started", "ended", "manner", "until", "known_since", "source",
         "note")
FEED = ("outlet", "url", "title")
# fmt: on
OFFICIAL_KINDS = {"club", "league", "exchange"}


def parse(path: Path) -> Reference:
    """All rows of a folder of reference files, or of one such file, and the rows that were refused."""
    path = Path(path)
    reference, register = Reference(), _Register()
    if not path.exists():
        reference.refused.append(Refusal(path.name, 0, "There is no such file or folder."))
        return reference
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    for start, columns, into, read in (
        ("clubs", CLUB, reference.clubs, lambda row: club(row, register)),
        ("coaches", COACH, reference.coaches, lambda row: coach(row, register)),
        ("outlets", OUTLET, reference.outlets, lambda row: outlet(row, register)),
        ("stints", STINT, reference.stints, lambda row: stint(row, reference)),
    ):
        for file in files:
            if file.stem.partition("-")[0] == start:
                _read(file, columns, into, reference.refused, read)
    for file in files:
        if file.stem.partition("-")[0] == "club_names":
            _read_club_names(file, reference)
    for file in files:
        if file.stem.partition("-")[0] == "feeds":
            _read_feeds(file, reference)
    for file in files:
        if file.stem.partition("-")[0] == "competitions":
            _read(
                file,
                competitions.COMPETITION,
                reference.competitions,
                reference.refused,
                competitions.competition,
            )
    for file in files:
        if file.stem.partition("-")[0] == "seasons":
            competitions.read_seasons(file, reference)
    return reference


def _read(file: Path, columns: tuple[str, ...], into: dict, refused: list[Refusal], read: Callable) -> None:
    for line, row in read_table(file, columns, refused):
        try:
            if row["key"] in into:
                raise Refused(f"The key “{row['key']}” stands already in an earlier row.")
            found = read(row)
        except Refused as refusal:
            refused.append(Refusal(file.name, line, str(refusal)))
        else:
            into[found.key] = found


def _read_club_names(file: Path, reference: Reference) -> None:
    """What pages in a language call a club: one more of its written forms, and no new way to read it."""
    for line, row in read_table(file, CLUB_NAME, reference.refused):
        try:
            form = Form(cells.name(row["name"]), language=cells.language(row["language"]), is_shown=True)
            if (known := reference.clubs.get(row["club"])) is None:
                raise Refused(f"No club has the key “{row['club']}”.")
            if any(one.is_shown and one.language == form.language for one in known.forms):
                raise Refused(f"The club {known.key} has a name in “{form.language}” already.")
        except Refused as refusal:
            reference.refused.append(Refusal(file.name, line, str(refusal)))
        else:
            reference.clubs[known.key] = replace(known, forms=(*known.forms, form))


def _read_feeds(file: Path, reference: Reference) -> None:
    """Feeds have no key: an address is known again however it is spelled."""
    for line, row in read_table(file, FEED, reference.refused):
        try:
            found = feed(row, reference)
            key = url_key(found.url)
            if key in reference.feeds:
                raise Refused(f"The feed {found.url} stands already in an earlier row.")
        except Refused as refusal:
            reference.refused.append(Refusal(file.name, line, str(refusal)))
        else:
            reference.feeds[key] = found


class _Register:
    """Which written forms are taken, across all rows read so far."""

    def __init__(self):
        self.club_forms: dict[str, str] = {}
        self.club_words: set[str] = set()
        self.coach_forms: dict[str, str] = {}
        self.domains: dict[str, str] = {}

    def take(self, taken: dict[str, str], key: str, plain: list[str]) -> None:
        """Note the forms that are said to mean this row alone; refuse one that another row has."""
        for text in plain:
            if taken.get(fold(text), key) != key:
                raise Refused(
                    f"“{text}” also means {taken[fold(text)]}; a form of two must carry “!” in one of them."
                )
        taken.update({fold(text): key for text in plain})


def _plain(names: list[str], forms: tuple[Form, ...]) -> list[str]:
    """The forms that stand without ``!``; where a name is also flagged, the flag wins."""
    flagged = {fold(form.text) for form in forms if form.is_ambiguous}
    everything = [*names, *(form.text for form in forms)]
    return [text for text in everything if text and fold(text) not in flagged]


def club(row: dict[str, str], register: _Register) -> ClubRow:
    kind = cells.choice(row["kind"], Club.Kind.values, "kind")
    if kind == Club.Kind.NATIONAL and (row["level"] or row["city"]):
        raise Refused("A national side has neither level nor city.")
    if not row["country"]:
        raise Refused("The country is missing.")
    colour1, colour2 = cells.colours(row["colour1"], row["colour2"])
    forms = cells.forms(row["aliases"])
    found = ClubRow(
        key=cells.key(row["key"]),
        name=cells.name(row["name"]),
        short_name=cells.written(row["short"], "short name", 60),
        country=cells.country(row["country"]),
        city=cells.written(row["city"], "city", 80),
        level=cells.number(row["level"], 1, 12, "level") if row["level"] else None,
        side=cells.choice(row["side"], Club.Side.values, "side"),
        kind=kind,
        colour1=colour1,
        colour2=colour2,
        wikidata=cells.wikidata(row["wikidata"]),
        forms=forms + cells.epithets(row["epithets"]),
    )
    register.take(register.club_forms, found.key, _plain([found.name, found.short_name], forms))
    register.club_words.update(
        fold(text) for text in (found.name, found.short_name, *(f.text for f in forms))
    )
    return found


def coach(row: dict[str, str], register: _Register) -> CoachRow:
    forms = cells.forms(row["aliases"])
    known_for = cells.parts(row["known_for"], "known_for")
    for text in known_for:
        if fold(text) not in register.club_words:
            raise Refused(f"known_for names “{text}”, and no club here is called so.")
    found = CoachRow(
        key=cells.key(row["key"]),
        name=cells.name(row["name"]),
        born=cells.born(row["born"]),
        nationality=cells.country(row["nationality"], "nationality"),
        gender=cells.choice(row["gender"], ("m", "f", ""), "gender"),
        known_for=known_for,
        forms=forms,
    )
    register.take(register.coach_forms, found.key, _plain([found.name], forms))
    return found


def outlet(row: dict[str, str], register: _Register) -> OutletRow:
    kind = cells.choice(row["kind"], Outlet.Kind.values, "kind")
    tier = cells.number(row["tier"], 0, 4, "tier")
    if (tier == 0) != (kind in OFFICIAL_KINDS):
        raise Refused(f"Tier 0 is for clubs, leagues and exchanges; this is tier {tier} and a {kind}.")
    country = cells.country(row["country"])
    if len(country) > 2:
        raise Refused(f"An outlet's country is two letters (GB), not “{country}”.")
    domain = cells.domain(row["domain"])
    if domain and (other := register.domains.setdefault(domain, row["key"])) != row["key"]:
        raise Refused(f"The domain {domain} is that of {other}.")
    return OutletRow(
        key=cells.key(row["key"]),
        name=cells.name(row["name"]),
        language=cells.language(row["language"]),
        country=country,
        domain=domain,
        kind=kind,
        tier=tier,
        cited_as=cells.parts(row["cited_as"], "cited_as"),
        feed_url=cells.feed(row["feed"]),
    )


def stint(row: dict[str, str], reference: Reference) -> StintRow:
    if row["coach"] not in reference.coaches:
        raise Refused(f"No coach has the key “{row['coach']}”.")
    if row["club"] not in reference.clubs:
        raise Refused(f"No club has the key “{row['club']}”.")
    started, ended = cells.days(row["started"], "start"), cells.days(row["ended"], "end")
    if started and ended and ended.latest < started.earliest:
        raise Refused("The stint ends before it begins.")
    if row["manner"] and not ended:
        raise Refused("It says how the stint ended, but not when.")
    return StintRow(
        key=cells.key(row["key"]),
        coach=row["coach"],
        club=row["club"],
        role=cells.choice(row["role"], Claim.Role.values, "role"),
        started=started,
        ended=ended,
        manner=cells.choice(row["manner"], ("", *Claim.Manner.values), "manner"),
        contract_until=cells.days(row["until"], "contract's end"),
        known_since=cells.day(row["known_since"], "day since which it was known"),
        source=cells.written(row["source"], "source", 300),
        note=cells.written(row["note"], "note", 300),
    )


def feed(row: dict[str, str], reference: Reference) -> FeedRow:
    if row["outlet"] not in reference.outlets:
        raise Refused(f"No outlet has the key “{row['outlet']}”.")
    if not row["url"]:
        raise Refused("The address of the feed is missing.")
    try:
        url = canonical(cells.feed(row["url"]))
    except NotAnAddress as error:
        raise Refused(str(error)) from None
    return FeedRow(row["outlet"], url, cells.written(row["title"], "title", 300))
