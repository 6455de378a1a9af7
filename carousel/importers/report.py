"""What an import did, in lines that a person reads."""

from __future__ import annotations

from carousel.importers.rows import ImportResult

# A first load creates thousands of rows; what was updated, kept or refused is worth more lines.
FIRST_ONES = 10


def write_report(out, result: ImportResult, *, dry_run: bool, in_full: bool = False) -> None:
    """Write what was created, updated, kept and refused, and one summary."""
    for heading, lines, shown in (
        ("created", result.created, FIRST_ONES),
        ("updated", result.updated, 10 * FIRST_ONES),
        ("kept as an editor has it", result.kept, 10 * FIRST_ONES),
        ("refused", [str(refusal) for refusal in result.refused], 10 * FIRST_ONES),
    ):
        shown = len(lines) if in_full else shown
        for line in lines[:shown]:
            out.write(f"{heading}: {line}")
        if len(lines) > shown:
            out.write(f"{heading}: and {len(lines) - shown} more (-v 2 shows all)")
    out.write(f"{'Nothing was changed; it would be: ' if dry_run else ''}{result.summary()}")
