"""A file of printed tables becomes lines, read or refused. Pure but for opening it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from articles.extraction.fold import fold
from carousel.importers.changes import dates, manners, people, seasons
from carousel.importers.changes.dates import Written
from carousel.importers.changes.people import Person
from carousel.importers.changes.seasons import SeasonName
from carousel.importers.rows import Refusal, Refused
from carousel.importers.tables import read_table

# The seven columns under the names that exports give them; ``season`` is the heading of the table.
COLUMNS = {
    "season": ("competition_season", "season"),
    "team": ("team", "club"),
    "outgoing": ("outgoing", "outgoing manager", "outgoing head coach", "outgoing_manager"),
    "manner": ("manner_raw", "manner", "manner of departure"),
    "vacancy": ("vacancy_date_raw", "vacancy", "date of vacancy", "date_of_vacancy", "vacancy_date"),
    "position": ("position_raw", "position", "position in table", "position_in_table", "table"),
    "incoming": ("incoming", "incoming manager", "incoming head coach", "replaced by", "incoming_manager"),
    "appointment": (
        "appointment_date_raw",
        "appointment",
        "date of appointment",
        "date_of_appointment",
        "appointment_date",
    ),
}
MAY_BE_MISSING = ("position",)


@dataclass(frozen=True)
class ChangeLine:
    """One line of a table, read. ``cells`` has the seven columns as printed."""

    line: int
    season: SeasonName
    team: str
    outgoing: tuple[Person, ...]
    manner: str
    manner_words: str
    vacated: Written
    position: str
    incoming: tuple[Person, ...]
    appointed: Written
    cells: dict[str, str]

    @property
    def key(self) -> str:
        """The same change printed twice has one key: season, club, who went and when."""
        gone = "+".join(f"{fold(p.name)}:{p.role}" for p in self.outgoing)
        came = "+".join(fold(p.name) for p in self.incoming) if not self.outgoing else ""
        when = self.vacated.time.key() if self.vacated.time else fold(self.vacated.words)
        written = f"{fold(self.season.competition)}|{self.season.slug}|{fold(self.team)}|{gone}|{came}|{when}"
        return hashlib.sha256(written.encode()).hexdigest()


@dataclass
class ChangeTable:
    file: str
    lines: list[ChangeLine] = field(default_factory=list)
    repeated: list[Refusal] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def parse(path: Path) -> ChangeTable:
    """Every line of the file: read, printed before, or refused with its reason."""
    path = Path(path)
    table = ChangeTable(path.name)
    names = _columns(path)
    if missing := [name for name in COLUMNS if name not in names and name not in MAY_BE_MISSING]:
        table.refused.append(Refusal(path.name, 1, f"The first line does not name the column {missing[0]}."))
        return table
    seen: dict[str, int] = {}
    for number, row in read_table(path, tuple(names.values()), table.refused):
        try:
            line = _line(number, {name: row[column] for name, column in names.items()})
        except Refused as refusal:
            table.refused.append(Refusal(path.name, number, str(refusal)))
            continue
        if line.key in seen:
            reason = f"The same change stands in line {seen[line.key]}."
            table.repeated.append(Refusal(path.name, number, reason))
            continue
        seen[line.key] = number
        table.lines.append(line)
    return table


def _columns(path: Path) -> dict[str, str]:
    """Our name of each column → the file's."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            heading = [cell.strip().strip('"') for cell in opened.readline().strip().split(",")]
    except (OSError, UnicodeDecodeError):
        return {name: spellings[0] for name, spellings in COLUMNS.items()}  # read_table says what is wrong
    written = {fold(cell): cell for cell in heading}
    found = {}
    for name, spellings in COLUMNS.items():
        fitting = next((written[s] for s in spellings if s in written), None)
        if fitting is not None:
            found[name] = fitting
    return found


def _line(number: int, cells: dict[str, str]) -> ChangeLine:
    season = seasons.read(cells["season"])
    outgoing, incoming = people.read(cells["outgoing"]), people.read(cells["incoming"])
    if not outgoing and not incoming:
        raise Refused("Nobody goes and nobody comes in this line.")
    team = team_name(cells["team"])
    if not team:
        raise Refused("The team is missing.")
    was_caretaker = any(person.role == "caretaker" for person in outgoing)
    manner, words = manners.read(cells["manner"], was_caretaker=was_caretaker)
    vacated = dates.read(cells["vacancy"], season, "date of vacancy")
    appointed = dates.read(cells["appointment"], season, "date of appointment")
    return ChangeLine(
        line=number,
        season=season,
        team=team,
        outgoing=_in_role(outgoing, manner),
        manner=manner,
        manner_words=words[:120],
        vacated=vacated,
        position=position(cells.get("position", "")),
        incoming=incoming,
        appointed=appointed,
        cells={name: text for name, text in cells.items() if name != "season"},
    )


def _in_role(outgoing: tuple[Person, ...], manner: str) -> tuple[Person, ...]:
    """Whose spell as caretaker has ended was a caretaker, also where the name has no bracket."""
    if manner != "caretaker_ended":
        return outgoing
    return tuple(Person(person.name, "caretaker") for person in outgoing)


def team_name(text: str) -> str:
    """The team without footnotes, hyphens and apostrophes closed up; capitals where it has none."""
    text = " ".join(text.replace("\xa0", " ").split())
    text = re.sub(r"\[[^\]]*\]|[*†‡#^]+", "", text)
    text = re.sub(r"\s*([-–])\s*", r"\1", text)
    text = re.sub(r"\s+(['’]s?)\b", r"\1", text).strip()
    if text != text.lower():
        return text
    words = text.split(" ")
    return " ".join(
        word if place and word in people.PARTICLES else _team_word(word) for place, word in enumerate(words)
    )


# Letters that stand for a club's full name, and how they are written.
_SHORT = {
    "vfb": "VfB",
    "vfl": "VfL",
    "spvgg": "SpVgg",
    "tus": "TuS",
    "tsv": "TSV",
    "st": "St",
    "ii": "II",
    "iii": "III",
}
_LETTERS = frozenset(
    "ab ac aek afc as ca cd cf cfr fa fas fc fk fsv if ik mfk mke msv nk ob qpr rnk sc sk sv ud".split()  # noqa: SIM905
)


def _team_word(word: str) -> str:
    if word in _SHORT:
        return _SHORT[word]
    bracketed = re.fullmatch(r"\((\w{1,3})\)", word)
    if word in _LETTERS or bracketed:
        return word.upper()
    return people.capitals(word)


def position(text: str) -> str:
    """The place as printed, spaces around hyphens closed up: "19th", "Pre-season", "Post-season (2nd)"."""
    text = re.sub(r"\s*([-–])\s*", r"\1", " ".join(text.split()))
    text = re.sub(r"\s+\)", ")", text)
    return (text[:1].upper() + text[1:])[:60]
