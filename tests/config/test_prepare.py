"""`manage.py prepare`: safe to repeat, and a full disk is a sentence."""

import errno

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from config import supervisor
from config.management.commands import prepare


def test_static_files_are_collected_again_only_when_one_changed(settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = tmp_path / "static"
    collected = []

    def collect(name, **options):
        collected.append(name)
        settings.STATIC_ROOT.mkdir(exist_ok=True)

    monkeypatch.setattr(prepare, "call_command", collect)
    prepare.collect_static()
    prepare.collect_static()
    monkeypatch.setattr(prepare, "state_of_sources", lambda: "another state")
    prepare.collect_static()
    assert collected == ["collectstatic", "collectstatic"]


@pytest.mark.parametrize(
    "failure",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OperationalError("could not extend file: No space left on device"),
    ],
)
def test_a_full_disk_ends_the_preparation_with_a_code_that_the_supervisor_knows(monkeypatch, failure):
    def fail():
        raise failure

    monkeypatch.setattr(prepare, "collect_static", fail)
    with pytest.raises(CommandError, match=r"The disk is full\.") as refused:
        call_command("prepare", files=True)
    assert refused.value.returncode == errno.ENOSPC


def test_any_other_failure_of_the_database_is_not_taken_for_a_full_disk(monkeypatch):
    def fail():
        raise OperationalError("connection refused")

    monkeypatch.setattr(prepare, "collect_static", fail)
    with pytest.raises(OperationalError):
        call_command("prepare", files=True)


def test_the_supervisor_says_which_folder_is_on_the_full_disk(monkeypatch, tmp_path):
    watched = supervisor.Supervisor()
    monkeypatch.setattr(supervisor.sys, "executable", str(script(tmp_path, errno.ENOSPC)))
    with pytest.raises(supervisor.CannotRun, match=r"The disk is full: nothing more can be written to "):
        watched.command("prepare")


def script(folder, code):
    """A program that only ends with this code."""
    path = folder / "program"
    path.write_text(f"#!/bin/sh\nexit {code}\n")
    path.chmod(0o755)
    return path
