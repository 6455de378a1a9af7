from django.conf import settings
from django.core.management.base import BaseCommand

from carousel.accounts import create_first_accounts
from config.environment import keep_secret, port


class Command(BaseCommand):
    help = "Make the first accounts where there are none, and say how to sign in at the desk."

    def handle(self, *args, **options):
        kept = settings.STATE_FOLDER / "sign-in.txt"
        address = f"http://127.0.0.1:{port()}{settings.LOGIN_URL}"
        made = create_first_accounts()
        if made:
            lines = [f"  {account.name:<15}{account.password}" for account in made]
            kept.unlink(missing_ok=True)
            keep_secret(kept, "\n".join(lines) + "\n")
            return "\n".join(
                [f"Sign in at {address} as", *lines, f"  (kept in {kept}, which only you can read)"]
            )
        if kept.exists():
            return f"Sign in at {address}; names and first passwords are in {kept}."
        return (
            f"Sign in at {address}; `python manage.py create_accounts --reset editor` gives a new password."
        )
