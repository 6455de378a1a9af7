"""Import tables of managerial changes, or say what importing them would do."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from carousel.importers.changes import entering, parsing
from carousel.importers.report import write_lines


class Command(BaseCommand):
    help = "Import tables of managerial changes (seven columns and the season); every odd line says why."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a CSV file with the seven columns and the season")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")
        parser.add_argument("--source", default="", help="where the table is from, for the ledger")

    def handle(self, file, dry_run, source, verbosity, **options):
        table = parsing.parse(file)
        if not table.lines:
            for refusal in table.refused:
                self.stderr.write(str(refusal))
            raise CommandError("Nothing was imported: no line could be read.")
        with transaction.atomic():
            result = entering.enter(table, source=source or file.name, at=timezone.now())
            transaction.set_rollback(dry_run)
        for noun, made in sorted(result.made.items()):
            write_lines(self.stdout, f"new {noun}", made, in_full=verbosity > 1)
        for heading in ("repeated", "without_room", "refused"):
            write_lines(
                self.stdout, heading.replace("_", " "), getattr(result, heading), in_full=verbosity > 1
            )
        prefix = "Nothing was changed; it would be: " if dry_run else ""
        self.stdout.write(f"{prefix}{result.summary()}")
