"""`make run` as a whole, in a state folder of its own: it comes up, heals, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import SimpleNamespace

import psutil
import pytest

from config import processes
from config.embedded import Server
from config.environment import BASE_DIR
from config.parts import OWNER
from tests.waiting import PATIENCE, wait_until

pytestmark = [pytest.mark.drill, pytest.mark.slow]
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(state, port, **variables):
    unset = dict.fromkeys(("DATABASE_URL", "CELERY_BROKER_URL", "DATABASE_NAME", "STATIC_ROOT"), "")
    environment = {**os.environ, **unset, "STATE_FOLDER": str(state), "PORT": str(port), **variables}
    said = open(state.parent / f"said-{time.monotonic_ns()}", "w+b")  # noqa: SIM115 (the child writes to it)
    process = subprocess.Popen(
        [sys.executable, "-m", "config.supervisor"], cwd=BASE_DIR, env=environment, stdout=said, stderr=said
    )
    house = SimpleNamespace(process=process, state=state, port=port, url=f"http://127.0.0.1:{port}")
    house.said = lambda: (said.seek(0), said.read().decode())[1]
    return house


def answer(house, path):
    """Status and headers of a page; status 0 while nobody listens."""
    try:
        with DIRECT.open(house.url + path, timeout=8) as response:
            return response.status, response.headers
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers
    except OSError:
        return 0, {}


def belonging_to(state):
    """Every process of the house: those that carry its mark, and its PostgreSQL."""
    found = [Server(state / "postgres").running()]
    found += processes.marked(OWNER, str(state))
    return [process for process in found if process]


def part(house, word):
    """The process of a part that the supervisor started: its command line holds the word."""
    living = [child for child in psutil.Process(house.process.pid).children() if child.status() != "zombie"]
    return next((child for child in living if word in child.cmdline()), None)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A running Carousel, for the drills of this file in their order."""
    folder = tmp_path_factory.mktemp("a house")
    for parent in [folder, folder.parent]:
        parent.chmod(0o755)
    running = start(folder / "state", free_port())
    if not wait_until(lambda: answer(running, "/readyz")[0] == 200 or running.process.poll() is not None):
        running.process.kill()
    assert running.process.poll() is None, running.said()
    yield running
    if running.process.poll() is None:
        running.process.terminate()
        running.process.wait(PATIENCE)
    for process in belonging_to(running.state):
        process.kill()


def test_it_says_where_it_is_and_how_to_sign_in(house):
    assert wait_until(lambda: "Ctrl-C" in house.said())
    assert f"Carousel is at {house.url}" in house.said()
    kept = house.state / "sign-in.txt"
    assert kept.stat().st_mode & 0o077 == 0
    assert "editor" in kept.read_text()
    assert all(line in house.said() for line in kept.read_text().splitlines())


def test_a_second_one_in_the_same_folder_is_refused_with_a_sentence(house):
    second = start(house.state, free_port())
    assert second.process.wait(PATIENCE) == 1
    assert second.said().startswith("Carousel already runs from this folder (process ")
    assert len(second.said().splitlines()) == 1


def test_a_taken_port_is_refused_with_a_sentence_and_nothing_is_started(house, tmp_path):
    second = start(tmp_path / "state", house.port)
    assert second.process.wait(PATIENCE) == 1
    assert second.said().startswith(f"Port {house.port} is taken by another program")
    assert len(second.said().splitlines()) == 1
    assert not (tmp_path / "state" / "postgres").exists()


def test_a_command_attaches_to_the_running_server_and_leaves_it_up(house):
    before = Server(house.state / "postgres").running().pid
    done = subprocess.run(
        [sys.executable, "manage.py", "showmigrations", "articles"],
        cwd=BASE_DIR,
        env={**os.environ, "STATE_FOLDER": str(house.state)},
        capture_output=True,
        text=True,
    )
    assert "[X] 0001" in done.stdout, done.stderr
    assert Server(house.state / "postgres").running().pid == before


@pytest.mark.parametrize(
    ("word", "title"), [("granian", "The web server"), ("worker", "The worker"), ("beat", "The schedule")]
)
def test_a_part_that_is_killed_is_started_again(house, word, title):
    part(house, word).kill()
    assert wait_until(lambda: f"{title} stopped (signal 9)" in house.said()), house.said()
    assert wait_until(lambda: part(house, word)), house.said()
    assert wait_until(lambda: answer(house, "/readyz")[0] == 200), house.said()


def test_pages_answer_503_while_postgresql_is_away_and_recover_unaided(house):
    assert answer(house, "/")[0] == 200
    house.process.send_signal(signal.SIGSTOP)
    try:
        Server(house.state / "postgres").running().kill()
        assert wait_until(lambda: answer(house, "/")[0] == 503)
        assert answer(house, "/")[1]["Retry-After"] == "5"
        assert answer(house, "/healthz")[0] == 200
    finally:
        house.process.send_signal(signal.SIGCONT)
    seen = set()
    assert wait_until(lambda: seen.add(answer(house, "/")[0]) or 200 in seen), house.said()
    assert seen <= {200, 503}
    assert wait_until(lambda: answer(house, "/readyz")[0] == 200), house.said()


def test_an_interrupt_stops_everything_and_the_next_start_goes_on_with_the_same_data(house):
    passwords = (house.state / "sign-in.txt").read_text()
    house.process.send_signal(signal.SIGINT)
    assert house.process.wait(PATIENCE) == 0
    assert belonging_to(house.state) == []
    again = start(house.state, house.port)
    house.process, house.said = again.process, again.said
    assert wait_until(lambda: answer(house, "/readyz")[0] == 200), house.said()
    assert (house.state / "sign-in.txt").read_text() == passwords


def test_a_supervisor_that_is_killed_leaves_no_process_behind(house):
    assert wait_until(lambda: part(house, "worker"))
    # Stopped, it hears no request to end: the hardest case of a part that does not go by itself.
    part(house, "worker").suspend()
    house.process.kill()
    house.process.wait()
    assert wait_until(lambda: belonging_to(house.state) == [], every=0.2)


def test_leftovers_of_an_earlier_run_are_ended_by_the_next(tmp_path):
    state = tmp_path / "state"
    left = subprocess.Popen(["sleep", "600"], env={**os.environ, OWNER: str(state)})
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        started = start(state, taken.getsockname()[1])
        assert started.process.wait(PATIENCE) == 1
    assert left.wait(PATIENCE) == -signal.SIGKILL
    assert f"Ended process {left.pid}" in started.said()


def test_a_part_that_keeps_dying_ends_the_run_with_its_last_words(tmp_path):
    from config.parts import TOO_MANY_DEATHS, Part

    doomed = Part("The doomed", ["sh", "-c", "echo no bread; exit 3"], tmp_path / "log", patience=1)
    for _ in range(TOO_MANY_DEATHS):
        doomed.start()
        assert wait_until(lambda: doomed.has_died(time.monotonic()))
    assert doomed.is_beyond_help()
    assert doomed.reason == "exit status 3"
    assert "no bread" in doomed.last_words()
    assert wait_until(lambda: not doomed.is_running())
