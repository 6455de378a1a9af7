"""What an import did, in lines that a person reads."""

from __future__ import annotations

from carousel.importers.rows import ImportResult

# A first load creates thousands of rows; what was updated, kept or refused is worth more lines.
MOST_CREATED = 10
MOST = 100


def write_report(out, result: ImportResult, *, dry_run: bool, in_full: bool = False) -> None:
    """Write what was created, updated, kept and refused, and one summary."""
    for heading in ("created", "updated", "kept", "refused"):
        write_lines(out, heading, getattr(result, heading), in_full=in_full)
    out.write(f"{'Nothing was changed; it would be: ' if dry_run else ''}{result.summary()}")


def write_lines(out, heading: str, lines: list, *, in_full: bool) -> None:
    """One line each; of many, the first ones and how many more there are."""
    shown = len(lines) if in_full else MOST_CREATED if heading == "created" else MOST
    for line in lines[:shown]:
        out.write(f"{heading}: {line}")
    if len(lines) > shown:
        out.write(f"{heading}: and {len(lines) - shown} more (-v 2 shows all)")
