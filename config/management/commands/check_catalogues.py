from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import messages
from config.catalogues import untranslated


class Command(BaseCommand):
    help = "Fail when a message of the site is missing, empty or differently shaped in one of its languages."
    requires_system_checks = []

    def handle(self, *args, **options):
        of_the_site = messages.of_the_site()
        codes = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
        wrong = [line for code in codes for line in what_is_wrong(code, of_the_site)]
        if wrong:
            raise CommandError("The translations are not complete:\n" + "\n".join(wrong))
        return f"All {len(of_the_site)} messages are translated."


def what_is_wrong(language, of_the_site):
    po = settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po"
    if not po.exists():
        return [f"{language}: there is no {po.relative_to(settings.BASE_DIR)}"]
    return [
        *(
            f"{language}: {message!r} is not in the catalogue"
            for message in messages.missing_from(po, of_the_site)
        ),
        *(f"{language}: {message!r} has no translation" for message in untranslated(po)),
        *(f"{language}: {message!r} has other places to fill in" for message in messages.unlike(po)),
    ]
