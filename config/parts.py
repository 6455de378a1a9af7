"""The processes that the supervisor keeps alive, and how long it tries."""

import os
import signal
import sys

from config import processes
from config.environment import BASE_DIR, port

OWNER = "CAROUSEL_SUPERVISED_FROM"
TOO_MANY_DEATHS, WITHIN = 6, 60
LONGEST_PAUSE = 8
DATABASE_RETRY = 5


class Part:
    """One child process: its command, its log, and how often it died of late."""

    def __init__(self, title, command, log, *, patience, **variables):
        self.title = title
        self.command = command
        self.log = log
        self.patience = patience
        self.variables = variables
        self.child = None
        self.deaths = []
        self.start_at = None
        self.reason = ""
        self.pause = 0.0

    def start(self):
        self.start_at = None
        environment = {**self.variables, **os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
        with processes.open_log(self.log) as log:
            self.child = processes.spawn(self.command, log=log, cwd=BASE_DIR, env=environment)

    def has_died(self, now):
        """True once for each death; what is left of its group is ended and a restart planned."""
        if self.child is None or self.child.poll() is None:
            return False
        code = self.child.returncode
        self.reason = f"signal {-code}" if code < 0 else f"exit status {code}"
        processes.kill_group(self.child.pid)
        self.child = None
        self.deaths = [death for death in self.deaths if now - death < WITHIN] + [now]
        self.pause = min(0.5 * 2 ** (len(self.deaths) - 1), LONGEST_PAUSE)
        self.start_at = now + self.pause
        return True

    def is_beyond_help(self):
        return len(self.deaths) >= TOO_MANY_DEATHS

    def is_due(self, now):
        return self.start_at is not None and now >= self.start_at

    def is_running(self):
        return self.child is not None and self.child.poll() is None

    def ask_to_stop(self):
        self.child.send_signal(signal.SIGTERM)

    def kill(self):
        if self.child is not None:
            processes.kill_group(self.child.pid)

    def end(self):
        if self.child is not None:
            processes.wait_until(lambda: self.child.poll() is not None, seconds=self.patience)
            self.kill()
            self.child.wait()

    def last_words(self, lines=12):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def parts(state, sample_port=0):
    """Web, worker and schedule of this machine; the limits are those of docs/decisions/0004-queue.md.

    With a port for it the sample site comes before the worker, whose first feeds are its own.
    """
    logs = state / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "config.celery"]
    variables = {OWNER: str(state)}
    return [
        Part(
            "The web server",
            [
                *[*python, "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port())],
                *["--workers", "2", "--blocking-threads", "2", "--no-ws", "--respawn-failed-workers"],
                # A thread that is ended takes its connection to the database with it.
                *["--blocking-threads-idle-timeout", "600"],
                "config.wsgi:application",
            ],
            logs / "web.log",
            patience=10,
            STATEMENT_TIMEOUT="5",
            LOCK_TIMEOUT="2",
            **variables,
        ),
        *_sample_site(python, logs, sample_port, variables),
        Part(
            "The worker",
            [
                *[*celery, "worker", "--pool=prefork", "--concurrency=2", "--loglevel=INFO"],
                *["--without-gossip", "--without-mingle", "--without-heartbeat"],
            ],
            logs / "worker.log",
            patience=30,
            STATEMENT_TIMEOUT="60",
            **variables,
        ),
        Part(
            "The schedule", [*celery, "beat", "--loglevel=INFO"], logs / "beat.log", patience=5, **variables
        ),
    ]


def _sample_site(python, logs, port, variables):
    if not port:
        return []
    command = [*python, "django", "sample_site", "--port", str(port)]
    return [Part("The sample site", command, logs / "sample-site.log", patience=5, **variables)]
