"""The process in which pages and feeds are parsed. It imports no Django and knows no secret.

The parsers are loaded once; every request is answered by a fork of its own, which
limits its memory and its time and is killed when it is late. A request is a line of
JSON (`task`, `bytes` and what the task is told) and so many bytes; an answer is a line
of JSON. Nobody asks for a while, or the one who asks is gone: the process ends.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

from articles.cleaning import parsing as pages
from articles.feeds import parsing as feeds

SECONDS = 5  # of computing
SECONDS_IN_ALL = 8.0  # by the clock
BYTES = 2**30
IDLE = 120.0  # seconds; then the memory is given back
CHUNK = 2**16
HEAVY = b'{"trouble": "heavy"}'

Answer = dict[str, Any]


def _page(told: Answer, body: bytes) -> Answer:
    return pages.read(body.decode("utf-8", "replace"), told["url"])


def _feed(told: Answer, body: bytes) -> Answer:
    return feeds.parse(body, told["content_type"])


TASKS: dict[str, Callable[[Answer, bytes], Answer]] = {"page": _page, "feed": _feed}


def serve() -> None:
    """Answers until the other side closes or falls silent."""
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    while select.select([given], [], [], IDLE)[0] and (line := given.readline()):
        told = json.loads(line)
        answers.write(_answered(told, given.read(told["bytes"])) + b"\n")
        answers.flush()


def _answered(told: Answer, body: bytes) -> bytes:
    """What a fork makes of the request; "heavy" where it died or was late."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _work(told, body, theirs)
    os.close(theirs)
    try:
        return _collected(ours, time.monotonic() + SECONDS_IN_ALL) or HEAVY
    finally:
        os.close(ours)
        os.kill(child, signal.SIGKILL)  # it is done, or late; until it is waited for the number is its own
        os.waitpid(child, 0)


def _collected(source: int, ends: float) -> bytes:
    """All that the fork wrote, or nothing where it did not come to an end in time."""
    found = bytearray()
    while (left := ends - time.monotonic()) > 0:
        if not select.select([source], [], [], left)[0]:
            break
        chunk = os.read(source, CHUNK)
        if not chunk:
            return bytes(found) if found.endswith(b"}") else b""
        found += chunk
    return b""


def _work(told: Answer, body: bytes, target: int) -> None:
    """The fork: it never returns, whatever happens in it."""
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            found = TASKS[told["task"]](told, body)
        except (MemoryError, RecursionError):
            found = {"trouble": "heavy"}
        left = memoryview(json.dumps(found).encode())
        while left:
            left = left[os.write(target, left) :]
    finally:
        os._exit(0)


def warm_up() -> None:
    """Loads the parsers before the first request, so that every fork has them."""
    pages.read("<html><body><p>A first page.</p></body></html>", "https://example.org/")
    feeds.parse(b"<rss version='2.0'><channel><title>A first feed</title></channel></rss>", "")


if __name__ == "__main__":
    warm_up()
    serve()
