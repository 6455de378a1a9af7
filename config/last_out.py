"""Whatever still runs a while after the supervisor was killed is ended: nobody else is left to do it.

`python -m config.last_out`, a child of the supervisor with a pipe from it as standard input. The kernel asks
each part to stop when the supervisor dies (`processes.die_with_parent`), but asks only once: a worker that
waits for a task, or a process that is stopped, would stay for ever.
"""

import os
import subprocess
import sys

from config import processes
from config.environment import BASE_DIR
from config.parts import OWNER

# Two seconds more than a worker's soft shutdown is given; the database is gone by then anyway.
PATIENCE = 12


def start(state):
    """The child that looks after the others; it ends by itself once its standard input is closed."""
    return subprocess.Popen(
        [sys.executable, "-m", "config.last_out"],
        cwd=BASE_DIR,
        env={**os.environ, OWNER: str(state)},
        stdin=subprocess.PIPE,
        process_group=0,
    )


def let_go(child):
    """The child has seen that nothing is left, and has ended."""
    child.stdin.close()
    child.wait()


def main():
    state = os.environ[OWNER]
    # Ends when the last holder of the other end is gone, which is the supervisor.
    sys.stdin.buffer.read()
    if not processes.wait_until(
        lambda: not list(processes.marked(OWNER, state)), seconds=PATIENCE, every=0.2
    ):
        processes.kill_marked(OWNER, state)


if __name__ == "__main__":
    main()
