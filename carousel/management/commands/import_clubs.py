"""Add the clubs of a public list to those that are known."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from carousel.importers import clubs
from carousel.importers.report import write_lines


class Command(BaseCommand):
    help = "Add the clubs of a list (name, country, city, aliases); known clubs stay as they are."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a CSV file in the form of openfootball's clubs")
        parser.add_argument("--dry-run", action="store_true", help="say what would change and change nothing")

    def handle(self, file, dry_run, verbosity, **options):
        listed = clubs.parse(file)
        if not listed.rows:
            for refusal in listed.refused:
                self.stderr.write(str(refusal))
            raise CommandError("Nothing was imported: no club could be read.")
        with transaction.atomic():
            result = clubs.apply(listed)
            transaction.set_rollback(dry_run)
        for heading in ("created", "unclear", "refused"):
            write_lines(self.stdout, heading, getattr(result, heading), in_full=verbosity > 1)
        prefix = "Nothing was changed; it would be: " if dry_run else ""
        self.stdout.write(f"{prefix}{result.summary()}")
