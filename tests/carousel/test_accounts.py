"""Accounts: made once, never with a fixed password, replaced on request."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from carousel import accounts
from carousel.permissions import is_administrator, is_editor

pytestmark = pytest.mark.django_db


def said(*arguments):
    out = StringIO()
    call_command("create_accounts", *arguments, stdout=out)
    return out.getvalue()


def passwords(text):
    return {line.split()[0]: line.split()[1] for line in text.splitlines() if line.startswith("  ")}


def test_the_first_accounts_can_sign_in_with_what_was_printed():
    printed = passwords(said())
    editor = authenticate(username="editor", password=printed["editor"])
    administrator = authenticate(username="administrator", password=printed["administrator"])
    assert is_editor(editor)
    assert not editor.is_staff
    assert is_administrator(administrator)
    assert administrator.is_staff
    assert not administrator.is_superuser


def test_passwords_are_long_and_never_the_same():
    made = {accounts.make_password() for _ in range(200)}
    assert len(made) == 200
    assert all(len(password.replace("-", "")) >= 16 for password in made)


def test_a_second_run_with_once_changes_nothing_and_says_so():
    before = passwords(said("--once"))
    assert "exist already" in said("--once")
    assert authenticate(username="editor", password=before["editor"])


def test_a_second_run_without_once_is_refused_with_a_sentence():
    said()
    with pytest.raises(CommandError, match="--reset NAME"):
        said()


def test_only_the_account_that_is_missing_is_made():
    said()
    get_user_model().objects.get(username="editor").delete()
    assert list(passwords(said("--once"))) == ["editor"]


def test_a_reset_password_replaces_the_old_one():
    before, after = passwords(said())["editor"], passwords(said("--reset", "editor"))["editor"]
    assert authenticate(username="editor", password=after)
    assert authenticate(username="editor", password=before) is None


def test_resetting_an_unknown_account_names_those_there_are():
    said()
    with pytest.raises(CommandError, match=r"no account 'editr'.*administrator, editor"):
        said("--reset", "editr")
