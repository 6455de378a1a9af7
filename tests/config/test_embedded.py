"""The built-in PostgreSQL in data folders of its own: start, attach, stop, and what can be wrong."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from config import embedded
from config.embedded import EmbeddedError, Hold, Server, answers, conninfo
from config.environment import BASE_DIR
from tests.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def server():
    """A server of its own in a folder with a space in its name; gone after the test.

    The folder's name is short: a socket has no longer path than some hundred letters.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        made = Server(Path(folder) / "a state" / "postgres", say=lambda words: None)
        yield made
        made.stop()


def in_another_process(server, code):
    """Python that holds the server while it runs the code."""
    program = (
        "from pathlib import Path; from config.embedded import *\n"
        f"held = Hold(Server(Path({str(server.data)!r}))).take()\n{code}\nheld.let_go()"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_the_server_has_what_the_record_needs_and_listens_to_nobody_else(server):
    server.start()
    with psycopg.connect(conninfo(server.data, "postgres")) as connection:
        for extension in ("pg_trgm", "btree_gist", "unaccent"):
            connection.execute(f"CREATE EXTENSION {extension}")
        assert connection.execute("SHOW server_version").fetchone()[0].startswith("18")
        assert connection.execute("SHOW listen_addresses").fetchone()[0] == ""
        assert connection.execute("SELECT to_tsvector('danish', 'trænerne')").fetchone()[0]
    assert server.data.stat().st_mode & 0o077 == 0


def test_the_last_to_let_go_stops_the_server(server):
    ours = Hold(server).take()
    other = in_another_process(server, "print('held', flush=True); input()")
    assert other.stdout.readline() == "held\n"
    ours.let_go()
    assert answers(server.data)
    other.communicate("\n", timeout=PATIENCE)
    assert server.running() is None


def test_a_holder_that_was_killed_does_not_keep_the_server_up(server):
    ours = Hold(server).take()
    other = in_another_process(server, "print('held', flush=True); input()")
    other.stdout.readline()
    other.kill()
    other.wait()
    ours.let_go()
    assert server.running() is None


def test_a_stale_pid_file_with_a_living_stranger_is_seen_through(server):
    server.start()
    os.kill(server.running().pid, signal.SIGKILL)
    server.child.wait()
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n0\n5432\n\n\n\nready\n")
    Server(server.data).start()
    assert answers(server.data)


def test_what_was_committed_survives_a_kill(server):
    server.start()
    with psycopg.connect(conninfo(server.data, "postgres"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    os.kill(server.running().pid, signal.SIGKILL)
    server.child.wait()
    Server(server.data).start()
    with psycopg.connect(conninfo(server.data, "postgres")) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (1,)


def test_data_of_another_version_is_refused_with_a_sentence(server):
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(
        EmbeddedError, match="written by PostgreSQL 17, but this Carousel brings PostgreSQL 18"
    ):
        Server(server.data).start()


def test_a_folder_with_something_else_in_it_is_left_alone(server):
    server.data.mkdir(parents=True)
    (server.data / "letter.txt").write_text("mine")
    with pytest.raises(EmbeddedError, match="is not empty and not a data folder of PostgreSQL"):
        server.start()
    assert (server.data / "letter.txt").read_text() == "mine"


def test_a_path_too_long_for_a_socket_gets_a_private_folder_elsewhere(tmp_path):
    tmp_path.chmod(0o755)
    data = tmp_path / ("long" * 12) / ("name" * 12) / "postgres"
    data.parent.mkdir(parents=True)
    server = Server(data)
    server.start()
    try:
        assert answers(data)
        assert embedded.socket_folder(data) != data
        assert embedded.socket_folder(data).stat().st_mode & 0o077 == 0
    finally:
        server.stop()
        embedded.socket_folder(data).rmdir()


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 32 MB."""
    where = tmp_path / "disk"
    where.mkdir()
    tmp_path.chmod(0o755)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", where], capture_output=True)
    if mounted.returncode:
        pytest.skip("a small file system can only be mounted by root")
    yield where
    subprocess.run(["umount", where], check=True)


def test_a_disk_without_room_for_a_database_is_named_before_anything_is_written(small_disk):
    with pytest.raises(EmbeddedError, match=r"The disk is full: .* has 32 MB free"):
        Server(small_disk / "postgres").start()
    assert not (small_disk / "postgres").exists()


def test_a_disk_that_fills_up_on_the_way_is_named_and_leaves_no_half_made_folder(small_disk, monkeypatch):
    monkeypatch.setattr(embedded, "FIRST_START_NEEDS", 0)
    with pytest.raises(EmbeddedError, match="The disk is full: PostgreSQL could not write to"):
        Server(small_disk / "postgres").start()
    assert not (small_disk / "postgres").exists()


def test_a_child_of_ours_does_not_outlive_us(tmp_path):
    program = (
        "import signal, sys, time; from config.processes import spawn\n"
        "child = spawn(['sleep', '600'], log=None)\nprint(child.pid, flush=True)\ntime.sleep(600)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], cwd=BASE_DIR, stdout=subprocess.PIPE, text=True
    )
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not os.path.exists(f"/proc/{child}"))


def test_with_a_database_of_ones_own_the_built_in_one_is_not_touched(server, tmp_path):
    server.start()
    server.create_database("elsewhere")
    where = quote(str(server.data), safe="")
    variables = {
        "DATABASE_URL": f"postgres://postgres@/elsewhere?host={where}",
        "CELERY_BROKER_URL": "redis://broker:6379/0",
        "SECRET_KEY": "x" * 50,
        "STATE_FOLDER": str(tmp_path / "untouched"),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--database", "default"],
        cwd=BASE_DIR,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "untouched").exists()


def test_a_command_starts_the_server_when_nothing_runs_and_stops_it_again(server):
    state = server.data.parent
    code = "from django.db import connection; connection.cursor().execute('SELECT 1')"
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", code],
        cwd=BASE_DIR,
        env={**os.environ, "STATE_FOLDER": str(state), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert server.data.exists()
    assert server.running() is None
