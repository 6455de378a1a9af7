from django.conf import settings
from django.core.management.base import BaseCommand

from config import messages


class Command(BaseCommand):
    help = "Bring the catalogues in step with the code: new messages come in empty, those not used go."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("language", nargs="*", help="also begin the catalogue of this language")

    def handle(self, *args, **options):
        of_the_site = messages.of_the_site()
        for folder in settings.LOCALE_PATHS:
            new = {folder / code / "LC_MESSAGES" / "django.po" for code in options["language"]}
            for po in sorted({*folder.rglob("*.po"), *new}):
                messages.bring_in_step(po, of_the_site)
                self.stdout.write(f"{po.relative_to(settings.BASE_DIR)} is in step.")
