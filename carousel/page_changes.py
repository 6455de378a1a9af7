"""Whether public pages may have changed: the database numbers what they show (``pages_numbered``)."""

from __future__ import annotations

import hashlib
from functools import cache

from django.conf import settings
from django.db import connection

# What a page is made with, beside the record: another release may print the same record otherwise.
MADE_WITH = (
    ("carousel", "*.py"),
    ("articles", "*.py"),
    ("config", "*.py"),
    ("templates", "*.html"),
    ("locale", "*.po"),
    ("static", "*.*"),
    ("docs", "extraction-scores.json"),
    (".", "requirements.txt"),
)
READ = """
SELECT string_agg(slot || '.' || number, ',' ORDER BY slot), set_config('carousel.page_change', '', true)
FROM carousel_page_changes
"""


def number() -> str:
    """Differs whenever a row that a public page shows does. What changes after it is numbered anew."""
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return cursor.fetchone()[0] or ""


@cache
def release() -> str:
    """The code, templates, words and styles that this process prints pages with, as one short word."""
    found = hashlib.sha256()
    for folder, pattern in MADE_WITH:
        root = settings.BASE_DIR / folder
        files = [root / pattern] if folder in (".", "docs") else sorted(root.rglob(pattern))
        for path in files:
            if path.is_file():
                found.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]
