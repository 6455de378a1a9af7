"""A CSV file becomes lines of named cells; what cannot be one is refused with its place."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from carousel.importers.rows import Refusal

# Python's own limit on a cell is 128 kB; a cell longer than this is a lost quote that swallowed its file.
LONGEST_CELL = 20_000


def read_table(
    path: Path, columns: tuple[str, ...], refused: list[Refusal], more: tuple[str, ...] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each line's number and cells, without spaces around them.

    The first line must name all ``columns``; ``more`` may be missing and are then empty.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        refused.append(Refusal(path.name, 0, "This is not a text file in UTF-8."))
        return
    except OSError as error:
        refused.append(Refusal(path.name, 0, f"The file cannot be read: {error.strerror or error}."))
        return
    lines = csv.reader(text.splitlines(keepends=True))
    try:
        heading = [cell.strip() for cell in next(lines, [])]
    except csv.Error as error:
        refused.append(Refusal(path.name, 1, f"The first line is not CSV: {error}."))
        return
    if missing := [name for name in columns if name not in heading]:
        refused.append(Refusal(path.name, 1, f"The first line does not name the column {missing[0]}."))
        return
    yield from _lines(lines, heading, path.name, refused, columns + more)


def _lines(lines, heading: list[str], file: str, refused: list[Refusal], wanted: tuple[str, ...]):
    while True:
        line = lines.line_num + 1
        try:
            cells = next(lines, None)
        except csv.Error as error:
            refused.append(Refusal(file, line, f"This line is not CSV: {error}."))
            continue
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heading):
            refused.append(
                Refusal(
                    file, line, f"It has {len(cells)} cells, the first line names {len(heading)} columns."
                )
            )
        elif any(len(cell) > LONGEST_CELL for cell in cells):
            refused.append(Refusal(file, line, "A cell is too long; a closing quote seems to be missing."))
        else:
            named = dict(zip(heading, (cell.strip() for cell in cells), strict=True))
            yield line, {name: named.get(name, "") for name in wanted}
