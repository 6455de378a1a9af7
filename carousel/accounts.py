"""Accounts for the desk, with passwords that nobody could guess and everybody can read aloud."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction

from carousel.permissions import ADMINISTRATOR, EDITOR, group

FIRST_ACCOUNTS = (EDITOR, ADMINISTRATOR)

# No vowels, so that no words come about, and nothing that looks like something else: 20 out of 27
# letters and digits are 95 bits.
LETTERS = "bcdfghjkmnpqrstvwxz23456789"
PARTS, LETTERS_PER_PART = 5, 4


class AccountError(Exception):
    """The accounts cannot be made as asked; the message is one sentence."""


@dataclass(frozen=True)
class Account:
    """An account and its password, which is known now and never again."""

    name: str
    password: str
    role: str


def make_password() -> str:
    """Five groups of four letters and digits, as in ``kd7m-w3xp-8rbt-zq4n-hv2c``."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(LETTERS_PER_PART)) for _ in range(PARTS))


@transaction.atomic
def create_first_accounts() -> list[Account]:
    """There is an editor and an administrator; those that were made just now are returned."""
    users = get_user_model().objects
    made = []
    for name in FIRST_ACCOUNTS:
        if users.filter(username=name).exists():
            continue
        account = Account(name, make_password(), role=name)
        user = users.create_user(name, password=account.password, is_staff=name == ADMINISTRATOR)
        user.groups.add(group(name))
        made.append(account)
    return made


@transaction.atomic
def reset_password(name: str) -> Account:
    """The account has a new password, and whoever was signed in with the old one is signed out."""
    users = get_user_model().objects
    user = users.select_for_update().filter(username=name).first()
    if user is None:
        known = ", ".join(users.order_by("username").values_list("username", flat=True)[:20])
        raise AccountError(
            f"There is no account {name!r}. " + (f"There is: {known}." if known else "There is none.")
        )
    account = Account(name, make_password(), role=", ".join(user.groups.values_list("name", flat=True)))
    user.set_password(account.password)
    user.save(update_fields=["password"])
    return account
