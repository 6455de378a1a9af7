"""Load the reference data, or say what loading it would change."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from carousel.importers import reference
from carousel.importers.report import write_report


class Command(BaseCommand):
    help = "Load clubs, coaches, outlets, feeds and stints from the files; what editors changed stays."

    def add_arguments(self, parser):
        parser.add_argument(
            "path", nargs="?", type=Path, default=reference.FOLDER, help="a folder of CSV files"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")

    def handle(self, path, dry_run, verbosity, **options):
        rows = reference.parse(path)
        if not len(rows):
            for refusal in rows.refused:
                self.stderr.write(str(refusal))
            raise CommandError("Nothing was loaded: no reference row could be read.")
        with transaction.atomic():
            result = reference.apply(rows, at=timezone.now())
            transaction.set_rollback(dry_run)
        write_report(self.stdout, result, dry_run=dry_run, in_full=verbosity > 1)
