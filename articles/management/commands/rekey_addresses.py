from __future__ import annotations

from django.core.management.base import BaseCommand

from articles.rekeying import KEPT, rekey


class Command(BaseCommand):
    help = (
        "Work out anew by which key each kept address is known again, after the rule for addresses changed; "
        "names the rows that turn out to be of one page. Safe to stop and to repeat."
    )

    def handle(self, *args, **options) -> None:
        for model in KEPT:
            looked_at = changed = 0
            for done in rekey(model):
                looked_at, changed = looked_at + done.looked_at, changed + done.changed
                for row, url in done.doubles:
                    self.stdout.write(f"{model._meta.verbose_name} {row.pk}: another has its page: {url}")
            name = model._meta.verbose_name_plural
            self.stdout.write(f"{changed:,} of {looked_at:,} {name} have a new key.")
