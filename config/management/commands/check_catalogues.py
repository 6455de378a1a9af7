from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.catalogues import untranslated


class Command(BaseCommand):
    help = "Fail when a message of the site has no translation."
    requires_system_checks = []

    def handle(self, *args, **options):
        missing = [
            f"{po.relative_to(settings.BASE_DIR)}: {message!r}"
            for folder in settings.LOCALE_PATHS
            for po in sorted(folder.rglob("*.po"))
            for message in untranslated(po)
        ]
        if missing:
            raise CommandError("Not translated:\n" + "\n".join(missing))
        return "All messages are translated."
