"""Write the diagram of how rumours end into the docs, from the table that the code obeys."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from carousel.record import endings

INTRODUCTION = """# How a rumour ends

Drawn by `manage.py draw_endings` from the table in `carousel/record/endings.py`; a test
compares the two. Each move names who may make it: a *report*, read or read anew or
arriving late; the *record*, where a stint begins, ends or is believed no longer; an
*editor*; the *clock*; the *retraction* of an article by an editor or by its source; an
editor who *keeps* what it said all the same, or the article that says it again; an *undo*.

The diagram shows what ends an open rumour, what an editor may reject and what undoing
brings back. The table has every move: from the status on the left to the one above.

"""


def page() -> str:
    return INTRODUCTION + endings.diagram()


class Command(BaseCommand):
    help = "Write docs/rumour-endings.md from the table of moves."

    def handle(self, *args: Any, **options: Any) -> str:
        path = Path(settings.BASE_DIR) / "docs" / "rumour-endings.md"
        path.write_text(page(), encoding="utf-8")
        return f"Drawn: {path.relative_to(settings.BASE_DIR)}."
