from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.catalogues import BadCatalogue, compile_all


class Command(BaseCommand):
    help = "Compile the translations, without gettext."
    requires_system_checks = []

    def handle(self, *args, **options):
        try:
            made = compile_all(settings.LOCALE_PATHS)
        except BadCatalogue as bad:
            raise CommandError(str(bad)) from None
        return f"Compiled {len(made)} catalogue{'s'[: len(made) != 1]}." if made else None
