"""`make run`: PostgreSQL, web, worker and schedule as one thing that starts, heals and stops.

Imports no Django: what needs it runs in children. `python -m config.supervisor` and
`python manage.py serve` are the same.
"""

import argparse
import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager, suppress

from config import last_out, processes
from config.embedded import EmbeddedError, Hold, Server
from config.environment import (
    BASE_DIR,
    BadSetting,
    database_is_embedded,
    port,
    sample_site_port,
    state_folder,
)
from config.parts import DATABASE_RETRY, OWNER, Part, parts

BOLD, PLAIN = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("", "")
WEB_MUST_ANSWER_WITHIN = 60
LOOK_EVERY = 0.25


class CannotRun(Exception):
    """The start is refused; the message is one sentence that says what to do."""


def full_disk(folder):
    return f"The disk is full: nothing more can be written to {folder}; free some space and start again."


def say(words):
    print(words, flush=True)


@contextmanager
def only_one(state):
    """No second supervisor works on this folder while the block runs."""
    with open(state / "run.lock", "a+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held.seek(0)
            raise CannotRun(f"Carousel already runs from this folder ({held.read().strip()}).") from None
        held.truncate(0)
        held.write(f"process {os.getpid()}, http://127.0.0.1:{port()}")
        held.flush()
        yield


def end_leftovers(state):
    """Children of an earlier run whose supervisor died are gone; they are known by their environment."""
    for number in processes.kill_marked(OWNER, str(state)):
        say(f"Ended process {number}, left behind by an earlier run.")


def check_port(number):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except PermissionError:
            raise CannotRun(
                f"Port {number} needs root: choose another, for example PORT=8001 make run."
            ) from None
        except OSError:
            raise CannotRun(
                f"Port {number} is taken by another program: stop it, or choose another port, "
                f"for example PORT={number + 1 if number < 65535 else 8001} make run."
            ) from None


def free_sample_port():
    """The port of the sample site; 0 where it is switched off, or left out because the port is taken."""
    number = sample_site_port()
    try:
        if number:
            check_port(number)
    except CannotRun:
        say(f"Port {number} is taken, so the sample site is left out: SAMPLE_SITE_PORT names another.")
        return 0
    return number


class Supervisor:
    """The parts, in the order in which they need each other."""

    def __init__(self):
        self.state = state_folder()
        self.stopping = False
        self.failed = False
        self.hold = None
        self.last_out = None
        self.parts: list[Part] = []
        self.database_try_at = 0.0

    def run(self):
        """Everything is up until a signal or a part that cannot be kept alive; the exit status."""
        processes.adopt_orphans()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)
        try:
            self.start()
            while not self.stopping:
                self.look_after()
                time.sleep(LOOK_EVERY)
        finally:
            self.stop()
        return 1 if self.failed else 0

    def ask_to_stop(self, number, frame):
        if self.stopping:
            for part in self.parts:
                part.kill()
        self.stopping = True

    def start(self):
        end_leftovers(self.state)
        check_port(port())
        self.last_out = last_out.start(self.state)
        if database_is_embedded():
            self.hold = Hold(Server(say=say)).take(death_signal=signal.SIGINT)
        greeting = self.prepare()
        if self.stopping:
            return
        # The web server first: four interpreters at once would keep the first page waiting.
        sample_port = free_sample_port()
        web, *others = parts(self.state, sample_port)
        self.bring_up(web)
        self.wait_for_web()
        if not self.stopping:
            self.greet(greeting, sample_port)
            for part in others:
                self.bring_up(part)

    def bring_up(self, part):
        self.parts.append(part)
        part.start()

    def prepare(self):
        """Database and files are up to date; how to sign in."""
        with tempfile.NamedTemporaryFile("r", dir=self.state, prefix="greeting-") as said:
            self.command("prepare", "--greeting", said.name)
            return said.read()

    def command(self, *arguments):
        """One of our commands has run in a process of its own."""
        child = subprocess.Popen(
            [sys.executable, "-m", "django", *arguments],
            cwd=BASE_DIR,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=processes.die_with_parent(signal.SIGTERM, os.getpid()),
        )
        while child.poll() is None:
            if self.stopping:
                processes.end_group(child, patience=5)
            with suppress(subprocess.TimeoutExpired):
                child.wait(LOOK_EVERY)
        if child.returncode == errno.ENOSPC:
            raise CannotRun(full_disk(self.state))
        if child.returncode and not self.stopping:
            raise CannotRun(f"`manage.py {arguments[0]}` failed; what it said stands above.")

    def wait_for_web(self):
        address = f"http://127.0.0.1:{port()}/healthz"
        # Past any proxy that the environment names: it knows nothing of this machine's own addresses.
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))

        def answers():
            try:
                return direct.open(address, timeout=2).status == 200
            except OSError:
                self.look_after()
                return self.stopping

        if not processes.wait_until(answers, seconds=WEB_MUST_ANSWER_WITHIN, every=0.1):
            raise CannotRun(
                f"The site did not answer within {WEB_MUST_ANSWER_WITHIN} seconds: "
                f"see {self.state}/logs/web.log."
            )

    def greet(self, greeting, sample_port):
        say(f"\nCarousel is at {BOLD}http://127.0.0.1:{port()}{PLAIN}")
        say(greeting.strip())
        if sample_port:
            say(
                f"Invented news comes in every few minutes from the sample site at "
                f"http://127.0.0.1:{sample_port}: see /desk/feeds/."
            )
        say(f"Logs are in {self.state / 'logs'}. Ctrl-C stops everything.")

    def look_after(self):
        """What has died is started again; what dies again and again ends the run."""
        now = time.monotonic()
        if self.hold and now >= self.database_try_at and self.database_is_down():
            self.start_database()
        for part in self.parts:
            if part.has_died(now):
                say(f"{part.title} stopped ({part.reason}); starting it again in {part.pause:g} s.")
            if part.is_beyond_help():
                say(f"{part.title} keeps stopping, so everything stops: see {part.log}.\n{part.last_words()}")
                self.failed = self.stopping = True
                return
            if part.is_due(now):
                part.start()

    def database_is_down(self):
        child = self.hold.server.child
        return child.poll() is not None if child else self.hold.server.running() is None

    def start_database(self):
        say("PostgreSQL stopped; starting it again.")
        try:
            self.hold.server.start(death_signal=signal.SIGINT)
            say("PostgreSQL is back.")
        except EmbeddedError as refused:
            say(f"{refused} Trying again in {DATABASE_RETRY} s.")
        self.database_try_at = time.monotonic() + DATABASE_RETRY

    def stop(self):
        """Nothing that we started runs any more; the database goes last."""
        self.stopping = True
        running = [part for part in self.parts if part.is_running()]
        if running:
            say("\nStopping …")
        for part in running:
            part.ask_to_stop()
        for part in self.parts:
            part.end()
        if self.last_out:
            last_out.let_go(self.last_out)
        if self.hold:
            self.hold.let_go()
        if running:
            say("Stopped.")


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Run the whole of Carousel until Ctrl-C.")
    parser.add_argument("--with-parent", action="store_true", help="stop also when the parent process dies")
    options = parser.parse_args(arguments)
    if options.with_parent:
        processes.die_with_parent(signal.SIGTERM, os.getppid())()
    try:
        state_folder().mkdir(parents=True, exist_ok=True)
        with only_one(state_folder()):
            return Supervisor().run()
    except (BadSetting, CannotRun, EmbeddedError) as refused:
        say(str(refused))
    except OSError as failure:
        if failure.errno != errno.ENOSPC:
            raise
        say(full_disk(state_folder()))
    return 1


if __name__ == "__main__":
    sys.exit(main())
