"""Children that do not outlive us, and processes that are what they claim to be."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import psutil

LARGEST_LOG = 10 * 2**20
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(death_signal, parent):
    """A function for the child, run between fork and exec: the kernel signals it when we are gone.

    The parent may have died before the call took effect; then the child ends at once.
    """

    def arrange():
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return arrange


def adopt_orphans():
    """Grandchildren whose parent died become our children, so that we can end them too."""
    if _libc is not None:
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def open_log(path):
    """The log, to be added to; one that has grown large is put aside first."""
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".old.log"))
    return open(path, "ab")


def spawn(command, *, log, death_signal=signal.SIGTERM, **options):
    """A child in a process group of its own (Ctrl-C reaches only us), writing to the log."""
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        process_group=0,
        preexec_fn=die_with_parent(death_signal, os.getpid()) if death_signal else None,
        **options,
    )


def end_group(child, *, patience, first=signal.SIGTERM):
    """The child and its whole group are gone: asked first, killed after `patience` seconds."""
    if child.poll() is None:
        child.send_signal(first)
        with suppress(subprocess.TimeoutExpired):
            child.wait(patience)
    kill_group(child.pid)
    child.wait()


def kill_group(group):
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def marked(name, value):
    """Every living process but our own whose environment holds the variable with the value."""
    for process in psutil.process_iter():
        try:
            passed_over = process.pid == os.getpid() or process.environ().get(name) != value
            if not passed_over and process.status() != psutil.STATUS_ZOMBIE:
                yield process
        except psutil.Error:
            continue


def kill_marked(name, value):
    """They are killed; their numbers."""
    killed = []
    for process in marked(name, value):
        with suppress(psutil.Error):
            process.kill()
            killed.append(process.pid)
    return killed


def wait_until(condition, *, seconds, every=0.05):
    """True as soon as the condition holds, False when the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(every)
    return bool(condition())


def postmaster_of(folder):
    """The live PostgreSQL that serves the data folder, or None.

    `postmaster.pid` alone proves nothing: after a crash or a container's restart the number in it
    may belong to any other process.
    """
    try:
        number = int((folder / "postmaster.pid").read_text().split()[0])
        process = psutil.Process(number)
        if process.name() == "postgres" and os.path.samefile(process.cwd(), folder):
            return process
    except (OSError, ValueError, IndexError, psutil.Error):
        pass
    return None
