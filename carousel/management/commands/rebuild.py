from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from carousel import store


class Command(BaseCommand):
    help = "Compute the whole record from the ledger."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail if a rebuild would")

    def handle(self, *args, check: bool, **options) -> str:
        if not check:
            return f"Record rebuilt: {store.rebuild()}."
        changes = store.check()
        if changes:
            raise CommandError(f"The record is not what the ledger says: {changes}.")
        return "The record is what the ledger says: nothing to change."
