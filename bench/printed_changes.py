"""How much of a file of printed tables the season pages print back, column by column.

    python -m bench.printed_changes FILE

Imports the file into the configured database inside a transaction that is taken back, asks each season's
page for its CSV, and compares each line that was read with the line that the page prints. *Same text*: equal
after small letters, accents, spaces around hyphens, brackets of notes and footnotes are set aside, and the
day read from its shape. *Same thing*: the page prints the record's own name for the club or coach that
the cell names ("steaua bucureşti": FCSB).
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

COLUMNS = ("team", "outgoing", "manner", "vacancy", "position", "incoming", "appointment")


def main(file: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.db import transaction
    from django.utils import timezone

    from carousel.importers.changes import entering, parsing

    with transaction.atomic():
        table = parsing.parse(file)
        result = entering.enter(table, source=file.name, at=timezone.now())
        print(result.summary())
        for line, number in compare(result).items():
            print(line, number)
        transaction.set_rollback(True)


def compare(result) -> dict[str, str]:
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1")
    printed = defaultdict(list)
    for change in result.read:
        printed[change.season].append(change)
    same, thing, missing = Counter(), Counter(), 0
    for season, changes in printed.items():
        text = client.get(f"{season.get_absolute_url()}?format=csv").content.decode()
        rows = [dict(zip(COLUMNS, row[1:], strict=True)) for row in list(csv.reader(text.splitlines()))[1:]]
        for change in changes:
            row = _row_of(change, rows)
            if row is None:
                missing += 1
                continue
            for column in COLUMNS:
                text_is_same, is_same_thing = _compare(column, change, row[column], season)
                same[column] += text_is_same
                thing[column] += is_same_thing
    total = len(result.read)
    found = {"lines without a line on the page:": f"{missing} of {total}"}
    for column in COLUMNS:
        found[f"{column}:"] = f"same text {same[column]} of {total}, same thing {thing[column]} of {total}"
    return found


def _row_of(change, rows: list[dict[str, str]]) -> dict[str, str] | None:
    out = [c.coach.name for c in change.coaches.all() if c.side == "out"]
    came = [c.coach.name for c in change.coaches.all() if c.side == "in"]
    for row in rows:
        is_same_place = _is_team(row["team"], change) and _bare(row["position"]) == _bare(change.position)
        named = all(n in row["outgoing"] for n in out) and all(n in row["incoming"] for n in came)
        if is_same_place and named:
            return row
    return None


def _is_team(cell: str, change) -> bool:
    from carousel.importers.changes.parsing import team_name

    return cell in (change.club.called, team_name(change.cells["team"]))


def _compare(column: str, change, cell: str, season) -> tuple[bool, bool]:
    printed = change.cells[column]
    if column in ("vacancy", "appointment"):
        is_same = _day(printed, season) == _day(cell, season)
        return is_same, is_same
    is_same = _bare(printed) == _bare(cell)
    if column == "team":
        return is_same, _is_team(cell, change)
    if column in ("outgoing", "incoming"):
        side = {"outgoing": "out", "incoming": "in"}[column]
        return is_same, all(c.coach.name in cell for c in change.coaches.all() if c.side == side)
    return is_same, is_same


def _day(text: str, season):
    from carousel.importers.changes import dates, seasons

    return dates.read(text, seasons.read(f"{season.slug} {season.competition.name}"), "day").time


def _bare(text: str) -> str:
    from articles.extraction.fold import fold

    text = fold(" ".join(text.split()))
    text = re.sub(r"\s*([-–(),.'&/])\s*", r"\1", text)
    text = text.replace("(interim)", "(caretaker)").replace(" and ", "&").replace(",", "&")
    text = re.sub(r"(?<=[a-z])\s?\d$", "", text)
    return re.sub(r"[^\w()&/£]", "", text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
