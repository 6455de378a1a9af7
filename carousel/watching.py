"""A folder whose files become articles: what was taken goes to ``done``, what was not to ``failed``.

A file is moved only after its article has been committed, so that whatever kills the
watcher between the two leaves a file that is known the next time: nothing is lost and
nothing doubled.
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from articles.keeping import Submission
from carousel import files, taking

DONE, FAILED, LOCK = "done", "failed", ".carousel-watch"
# What programs call a file that they have not finished.
UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".reason", "~")


class Look(NamedTuple):
    """What of a file changes when it is written to or replaced."""

    mode: int
    inode: int
    size: int
    changed_at: int


class Watched(Exception):
    """Raised with the sentence that says why the folder cannot be watched."""


@dataclass(frozen=True)
class Outcome:
    """What came of one file; ``trouble`` is empty where all of it was taken."""

    name: str
    new: int = 0
    known: int = 0
    trouble: str = ""
    notes: str = ""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """The folder is this process's alone until it ends, however it ends. Raises ``Watched``."""
    try:
        for name in (DONE, FAILED):
            (folder / name).mkdir(exist_ok=True)
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Watched(f"{folder} cannot be watched: {error.strerror}.") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Watched(f"{folder} is being watched already.") from None
    finally:
        os.close(handle)


def settled(folder: Path, seen: dict[str, Look]) -> list[str]:
    """The names of files that have not changed since the last look, which is what ``seen`` keeps."""
    now: dict[str, Look] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name.lower().endswith(UNFINISHED):
                continue
            found = _look(entry)
            if found and not stat.S_ISDIR(found.mode):
                now[entry.name] = found
    same = sorted(name for name, state in now.items() if seen.get(name) == state)
    seen.clear()
    seen.update(now)
    return same


def take_file(folder: Path, name: str, given: Submission, *, at: datetime) -> Outcome | None:
    """The file's articles are kept and the file moved; ``None`` where it went or changed meanwhile.

    What the database raises when it is away leaves the file where it is.
    """
    path = folder / name
    before = _look(path)
    if before is None:
        return None
    # No link, which could lead anywhere, and no pipe, which would be waited for.
    if not stat.S_ISREG(before.mode):
        return _set_aside(folder, name, Outcome(name, trouble="It is no plain file."))
    new, known, notes = 0, 0, []
    troubles: list[str] = []
    for item in files.items(str(path), given):
        taken = taking.take(item, at=at, queue=True)
        if taken.article is None:
            troubles.append(taken.trouble)
        elif taken.is_new:
            new += 1
        else:
            known += 1
        notes += [item.note] if item.note else []
    if not (new or known or troubles):
        troubles = ["There is no article in it."]
    if _look(path) != before:
        return None
    outcome = Outcome(name, new, known, "\n".join(troubles), " ".join(notes))
    if troubles:
        return _set_aside(folder, name, outcome)
    _move(path, folder / DONE)
    return outcome


def _set_aside(folder: Path, name: str, outcome: Outcome) -> Outcome:
    """The reason is there before the file is, so that no file stands in ``failed`` without one."""
    target = _free(folder / FAILED, name)
    taken = f"{outcome.new} new and {outcome.known} known articles of it were taken.\n"
    reason = outcome.trouble + "\n" + (taken if outcome.new or outcome.known else "")
    target.with_name(target.name + ".reason").write_text(reason, encoding="utf-8")
    os.rename(folder / name, target)
    return outcome


def _move(path: Path, folder: Path) -> None:
    os.rename(path, _free(folder, path.name))


def _free(folder: Path, name: str) -> Path:
    """The name in the folder, with a number where another file has it."""
    stem, dot, ending = name.rpartition(".")
    number, target = 1, folder / name
    while os.path.lexists(target):
        number += 1
        target = folder / (f"{stem}-{number}{dot}{ending}" if stem else f"{name}-{number}")
    return target


def _look(path: Path | os.DirEntry) -> Look | None:
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return None
    return Look(found.st_mode, found.st_ino, found.st_size, found.st_mtime_ns)
