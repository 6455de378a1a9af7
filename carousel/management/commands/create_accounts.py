"""The first accounts for the desk, and new passwords for those who lost theirs."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from carousel.accounts import FIRST_ACCOUNTS, AccountError, create_first_accounts, reset_password

BOTH_EXIST = f"The accounts {' and '.join(FIRST_ACCOUNTS)} exist already"


class Command(BaseCommand):
    help = (
        "Make the accounts 'editor' and 'administrator' with generated passwords, and print how to sign in."
    )

    def add_arguments(self, parser):
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument(
            "--once", action="store_true", help="do nothing but say so where the accounts exist already"
        )
        choice.add_argument("--reset", metavar="NAME", help="give this account a new password")

    def handle(self, *, once, reset, **options):
        try:
            made = [reset_password(reset)] if reset else create_first_accounts()
        except AccountError as refused:
            raise CommandError(str(refused)) from None
        if not made and once:
            return f"{BOTH_EXIST}; --reset NAME gives a new password."
        if not made:
            raise CommandError(f"{BOTH_EXIST}. A forgotten password is replaced with --reset NAME.")
        width = max(len(account.name) for account in made)
        lines = [f"Sign in at {settings.LOGIN_URL} with one of these; the passwords are not shown again:"]
        lines += [f"  {account.name:{width}}  {account.password}" for account in made]
        return "\n".join(lines)
