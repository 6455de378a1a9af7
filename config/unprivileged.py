"""PostgreSQL refuses to run as root: the account it runs as instead, and its way to its files."""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

ACCOUNT = "embedded_postgres"


class NoAccount(Exception):
    """Root, but no other account can be had; the message is one sentence."""


def account_for(folder):
    """The account to run as: None for an ordinary user, else the folder's owner or our own account."""
    if os.geteuid() != 0:
        return None
    if folder.exists() and folder.stat().st_uid != 0:
        try:
            return pwd.getpwuid(folder.stat().st_uid)
        except KeyError:
            raise NoAccount(
                f"{folder} belongs to an account that this machine does not know "
                f"(number {folder.stat().st_uid}): give it to an account with chown."
            ) from None
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        return _create_account()


def _create_account():
    if not shutil.which("useradd"):
        raise NoAccount(
            "PostgreSQL does not run as root and this machine has no useradd: run this as an ordinary user."
        )
    made = subprocess.run(
        ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT],
        capture_output=True,
        text=True,
    )
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        raise NoAccount(
            f"PostgreSQL does not run as root and the account {ACCOUNT} could not be made "
            f"({made.stderr.strip()}): run this as an ordinary user."
        ) from None


def switch(account):
    """Arguments for subprocess that make the child run as the account; none for an ordinary user."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [account.pw_gid]}


def let_through(account, path):
    """The account can reach the path; returns the folders that were opened for that.

    Only the right to pass (x) is added, never the right to list, and only where it is missing:
    a checkout under /root is the usual case.
    """
    opened = []
    for folder in reversed(Path(path).absolute().parents):
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH and folder.stat().st_uid != account.pw_uid:
            folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)
            opened.append(folder)
    return opened


def make_readable(tree):
    """Every file below can be read, and run where its owner can run it (pip under a strict umask)."""
    for path in [tree, *tree.rglob("*")]:
        if path.is_symlink():
            continue
        mode = stat.S_IMODE(path.stat().st_mode)
        wanted = mode | stat.S_IRGRP | stat.S_IROTH
        if mode & stat.S_IXUSR:
            wanted |= stat.S_IXGRP | stat.S_IXOTH
        if wanted != mode:
            path.chmod(wanted)
