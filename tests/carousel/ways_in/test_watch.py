"""A folder whose files become articles."""

import json
import os
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from articles.models import Article
from carousel import taking, watching
from tests.carousel.ways_in.conftest import MAIL, TEXT

pytestmark = pytest.mark.django_db


def watch(folder) -> None:
    call_command("watch", str(folder), "--once", "--every", "0.1")


def names(folder) -> list[str]:
    found = [str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()]
    return sorted(name for name in found if name != watching.LOCK)


def test_what_is_put_there_becomes_an_article_and_moves_to_done(tmp_path, queued, capsys):
    (tmp_path / "fyret.eml").write_bytes(MAIL)
    watch(tmp_path)
    assert Article.objects.get().text == TEXT
    assert names(tmp_path) == ["done/fyret.eml"]
    assert "1 new, 0 known. Attachments are left out: kontrakt.pdf." in capsys.readouterr().out


def test_what_cannot_be_taken_moves_to_failed_with_its_reason(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"ab\0\1cd")
    os.mkfifo(tmp_path / "pipe.txt")
    os.symlink("/etc/hostname", tmp_path / "link.txt")
    watch(tmp_path)
    assert names(tmp_path) == [
        *("failed/a.txt", "failed/a.txt.reason"),
        *("failed/link.txt", "failed/link.txt.reason"),
        *("failed/pipe.txt", "failed/pipe.txt.reason"),
    ]
    assert "not a text" in (tmp_path / "failed/a.txt.reason").read_text()
    assert not Article.objects.exists()


def test_a_list_with_a_bad_line_gives_its_good_ones_and_says_which_is_bad(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT}) + "\n{broken\n")
    watch(tmp_path)
    reason = (tmp_path / "failed/a.jsonl.reason").read_text()
    assert re.search(r"line 2 is not JSON.*\n1 new and 0 known", reason)
    assert Article.objects.count() == 1


def test_names_that_are_taken_get_a_number(tmp_path):
    for text in (TEXT, TEXT + " Igen."):
        (tmp_path / "a.txt").write_text(text)
        watch(tmp_path)
    assert names(tmp_path) == ["done/a-2.txt", "done/a.txt"]


def test_a_file_that_grows_or_is_called_unfinished_is_left_alone(tmp_path):
    seen = {}
    for number in range(3):
        (tmp_path / "a.txt").write_text(TEXT * (number + 1))
        (tmp_path / "b.txt.part").write_text(TEXT)
        assert watching.settled(tmp_path, seen) == []
    assert watching.settled(tmp_path, seen) == ["a.txt"]


@pytest.mark.parametrize("moment", ["rename", "write_text"])
def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path, monkeypatch, moment):
    good = moment == "rename"
    (tmp_path / "a.txt").write_bytes(TEXT.encode() if good else b"a\0\1b")

    def killed(*_args, **_options):
        raise KeyboardInterrupt

    for name in (watching.DONE, watching.FAILED):
        (tmp_path / name).mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(os if good else watching.Path, moment, killed)
        with pytest.raises(KeyboardInterrupt):
            watching.take_file(tmp_path, "a.txt", taking.given("", "", ""), at=timezone.now())
    assert (tmp_path / "a.txt").exists()
    watching.take_file(tmp_path, "a.txt", taking.given("", "", ""), at=timezone.now())
    assert names(tmp_path) == (["done/a.txt"] if good else ["failed/a.txt", "failed/a.txt.reason"])
    assert Article.objects.count() == good


def test_a_file_that_is_replaced_while_it_is_read_is_taken_again(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(TEXT)
    take = taking.take

    def replaced(*args, **options):
        (tmp_path / "a.txt").write_text(TEXT + " Og mere.")
        return take(*args, **options)

    monkeypatch.setattr(taking, "take", replaced)
    assert watching.take_file(tmp_path, "a.txt", taking.given("", "", ""), at=timezone.now()) is None
    assert names(tmp_path) == ["a.txt"]


def test_while_the_database_is_away_the_file_stays(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.txt").write_text(TEXT)

    def away(*_args, **_options):
        raise OperationalError("away")

    with monkeypatch.context() as patch:
        patch.setattr(taking.door, "bring_in", away)
        patch.setattr("carousel.management.commands.watch.close_old_connections", lambda: None)
        watch(tmp_path)
    assert "away or busy" in capsys.readouterr().err
    assert names(tmp_path) == ["a.txt"]


def test_two_watchers_are_refused_one_folder(tmp_path):
    with watching.held(tmp_path), pytest.raises(CommandError, match="watched already"):
        watch(tmp_path)
    with pytest.raises(CommandError, match="cannot be watched"):
        watch(tmp_path / "none")
