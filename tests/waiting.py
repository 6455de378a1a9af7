"""How long a test waits for another process: only a failure waits it out, however slow the machine.

What a test says of time it shows by what happened or did not. How fast something is, `bench/` measures.
"""

from config import processes

PATIENCE = 240  # seconds


def wait_until(condition, *, every=0.05):
    """True as soon as the condition holds, False after `PATIENCE`."""
    return processes.wait_until(condition, seconds=PATIENCE, every=every)
