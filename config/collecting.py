"""When a process that serves pages looks for garbage that counting references does not free.

Drawing a page makes tens of thousands of objects that go again with it. Every seven hundred of them Python
looked through the youngest, and every so often through everything that Django had ever loaded: a sixth of
the time of the front page. What is loaded at the start stays as long as the process, so it is never looked
through; the rest is looked through once in some pages, for the little that points at itself.
"""

from __future__ import annotations

import gc

# More than the largest page makes and keeps until it is sent.
NEW_OBJECTS = 100_000


def seldom() -> None:
    """To be called when everything is loaded, once in each process."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 10, 10)
