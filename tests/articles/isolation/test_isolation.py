"""Pages and feeds are parsed apart, within limits, and whatever happens there is told in a word."""

import os
import signal
from threading import Thread

import pytest

from articles import isolation
from articles.isolation import client

PAGE = b"<html><body><article><h1>Aas ude</h1><p>Havnestad BK har fyret Per Aas.</p></article></body></html>"
URL = "https://example.org/1"


@pytest.fixture(autouse=True)
def nothing_left_running():
    yield
    client._stop()


def ask(body=PAGE):
    return isolation.ask("page", body, url=URL)


def test_a_page_is_parsed_by_a_process_that_stays():
    first, second = ask(), ask()
    assert "fyret Per Aas" in first["text"]
    assert first == second
    process = client._process
    ask()
    assert client._process is process


def test_a_process_that_was_killed_is_started_anew():
    ask()
    os.kill(client._process.pid, signal.SIGKILL)
    assert "fyret Per Aas" in ask()["text"]


def test_it_knows_no_secret_of_ours(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for pages")
    ask()
    with open(f"/proc/{client._process.pid}/environ", "rb") as environ:
        assert b"not for pages" not in environ.read()


def test_what_takes_too_long_is_heavy_and_the_next_is_read(monkeypatch):
    monkeypatch.setattr(client, "SECONDS", 0.0)
    assert ask() == {"trouble": "heavy"}
    monkeypatch.undo()
    assert "fyret Per Aas" in ask()["text"]


def test_what_eats_memory_is_heavy_and_the_next_is_read():
    bomb = b"<table>" + b"<tr><td><b><i>" * 400_000
    assert "trouble" in ask(bomb)
    assert "fyret Per Aas" in ask()["text"]


def test_threads_take_turns():
    answers = []
    threads = [Thread(target=lambda: answers.append(ask()["text"])) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(answers) == 6
    assert len(set(answers)) == 1


def test_a_fork_of_ours_starts_a_process_of_its_own():
    ask()
    number = client._process.pid
    ours, theirs = os.pipe()
    if os.fork() == 0:
        ask()
        os.write(theirs, str(client._process.pid).encode())
        client._stop()
        os._exit(0)
    assert int(os.read(ours, 20)) != number
    os.wait()
    assert "fyret Per Aas" in ask()["text"]
