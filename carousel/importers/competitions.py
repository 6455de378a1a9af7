"""Competitions and who plays in their seasons, from the reference files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from carousel.importers import cells
from carousel.importers.changes import seasons
from carousel.importers.merged import ids_by_key
from carousel.importers.rows import CompetitionRow, ImportResult, Reference, Refusal, Refused, SeasonRow
from carousel.importers.tables import read_table
from carousel.models import Club, Competition, CompetitionAlias, Participation, Season

COMPETITION = ("key", "name", "country", "level", "calendar", "aliases")
SEASON = ("competition", "season", "clubs")


def competition(row: dict[str, str]) -> CompetitionRow:
    return CompetitionRow(
        key=cells.key(row["key"]),
        name=cells.name(row["name"]),
        country=cells.country(row["country"]),
        level=cells.number(row["level"], 1, 12, "level") if row["level"] else None,
        calendar=cells.choice(row["calendar"], ("split", "year"), "calendar"),
        forms=cells.parts(row["aliases"], "aliases"),
    )


def read_seasons(file: Path, reference: Reference) -> None:
    """A season has no key of its own: its competition and its years tell it apart."""
    for line, row in read_table(file, SEASON, reference.refused):
        try:
            found = _season(row, reference)
            if (found.competition, found.season) in reference.seasons:
                raise Refused(f"{found.competition} {found.season} stands already in an earlier row.")
        except Refused as refusal:
            reference.refused.append(Refusal(file.name, line, str(refusal)))
        else:
            reference.seasons[found.competition, found.season] = found


def _season(row: dict[str, str], reference: Reference) -> SeasonRow:
    if row["competition"] not in reference.competitions:
        raise Refused(f"No competition has the key “{row['competition']}”.")
    days_of(row["season"])
    clubs = cells.parts(row["clubs"], "clubs")
    for club in clubs:
        if club not in reference.clubs:
            raise Refused(f"No club has the key “{club}”.")
    return SeasonRow(row["competition"], row["season"], clubs)


def days_of(season: str) -> tuple[date, date]:
    """The first and last day of "2020-21" (July to June) or of "2020" (the year)."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", season)
    if found is None or (found[2] and int(found[2]) != (int(found[1]) + 1) % 100):
        raise Refused(f"The season “{season}” is not written as 2020-21 or 2020.")
    return seasons.days_of(int(found[1]), spans_two_years=bool(found[2]))


def enter(
    competitions: Mapping[str, CompetitionRow], seasons: Mapping[tuple[str, str], SeasonRow]
) -> ImportResult:
    """Competitions, seasons and clubs of seasons that are not on record yet are; what is there stays."""
    result = ImportResult()
    known = {c.slug: c for c in Competition.objects.all()}
    new = [
        Competition(slug=key, name=row.name, country=row.country, level=row.level, reference={"key": key})
        for key, row in competitions.items()
        if key not in known
    ]
    Competition.objects.bulk_create(new)
    known |= {c.slug: c for c in new}
    CompetitionAlias.objects.bulk_create(
        [
            CompetitionAlias(competition=known[c.slug], text=text)
            for c in new
            for text in competitions[c.slug].forms
        ]
    )
    result.created += [f"competition {c.slug}" for c in new]
    result.unchanged += len(competitions) - len(new)
    result.add(_enter_seasons(seasons, known))
    return result


def _enter_seasons(
    rows: Mapping[tuple[str, str], SeasonRow], competitions: Mapping[str, Competition]
) -> ImportResult:
    known = {(s.competition.slug, s.slug): s for s in Season.objects.select_related("competition")}
    new = []
    for key, row in rows.items():
        if key not in known:
            starts, ends = days_of(row.season)
            season = Season(
                competition=competitions[row.competition], slug=row.season, starts_on=starts, ends_on=ends
            )
            new.append(season)
            known[key] = season
    Season.objects.bulk_create(new)
    keys = {club for row in rows.values() for club in row.clubs}
    clubs = ids_by_key(Club, keys)
    is_new = {season.pk for season in new}
    # Two clubs of the files may be one here.
    pairs = {
        (known[key].pk, clubs[club]): None
        for key, row in rows.items()
        if known[key].pk in is_new
        for club in row.clubs
    }
    Participation.objects.bulk_create(Participation(season_id=season, club_id=club) for season, club in pairs)
    return ImportResult(created=[f"season {season}" for season in new], unchanged=len(rows) - len(new))
