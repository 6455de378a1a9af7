"""Asks the process that parses; starts it when it is first needed, and anew when it is gone."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parents[2]
SECONDS = 20.0  # until an answer, the start of the process included
CHUNK = 2**16

Answer = dict[str, Any]


def ask(task: str, body: bytes, **told: str) -> Answer:
    """What the task finds in ``body``, or ``{"trouble": …}`` with a word for why nothing.

    Never raises for what the body holds: "heavy" says that it took too much time or memory.
    """
    request = json.dumps({"task": task, "bytes": len(body), **told}).encode() + b"\n" + body
    with _lock:
        for _attempt in range(2):  # an idle process may end at the very moment in which it is asked
            try:
                return json.loads(_exchange(request))
            except (OSError, EOFError, ValueError):
                _stop()
            except TimeoutError:
                break
        _stop()
    return {"trouble": "heavy"}


_lock = threading.Lock()
_process: subprocess.Popen[bytes] | None = None
_owner = 0  # a fork of ours must not talk into our pipes


def _exchange(request: bytes) -> bytes:
    process = _running()
    assert process.stdin is not None
    assert process.stdout is not None
    ends = time.monotonic() + SECONDS
    _send(process.stdin.fileno(), request, ends)
    return _received(process.stdout.fileno(), ends)


def _running() -> subprocess.Popen[bytes]:
    global _process, _owner
    if _process is None or _owner != os.getpid() or _process.poll() is not None:
        _process, _owner = _started(), os.getpid()
    return _process


def _started() -> subprocess.Popen[bytes]:
    """It gets the code and nothing else: no settings, no secret, no connection of ours."""
    process = subprocess.Popen(
        [sys.executable, "-m", "articles.isolation.server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=HOUSE,
        env={"PYTHONPATH": str(HOUSE), "LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
        start_new_session=True,
        bufsize=0,
    )
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        os.set_blocking(pipe.fileno(), False)
    return process


def _send(target: int, request: bytes, ends: float) -> None:
    left = memoryview(request)
    while left:
        if not select.select([], [target], [], _seconds(ends))[1]:
            raise TimeoutError
        left = left[os.write(target, left[:CHUNK]) :]


def _received(source: int, ends: float) -> bytes:
    found = bytearray()
    while not found.endswith(b"\n"):
        if not select.select([source], [], [], _seconds(ends))[0]:
            raise TimeoutError
        chunk = os.read(source, CHUNK)
        if not chunk:
            raise EOFError
        found += chunk
    return bytes(found)


def _seconds(ends: float) -> float:
    return max(0.0, ends - time.monotonic())


def _stop() -> None:
    """Afterwards nothing runs, and the next request starts anew."""
    global _process
    process, _process = _process, None
    if process is None or _owner != os.getpid():
        return
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    process.kill()
    process.wait()
