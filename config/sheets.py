"""A style sheet that only names others is served as one: `@import` says which parts, and in which order.

`static/css/readers.css` is such a list. A browser could follow it as it stands (and does in the tests, where
files are not collected); what is collected is one file, so that a page asks once.
"""

import re
from collections.abc import Callable

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

FOLDER = "css/"
PART = re.compile(r'^@import "(?P<part>[a-z-]+\.css)";$')
REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)


class NotAList(ValueError):
    """A sheet has an `@import` and something else, which would be lost."""


def parts(sheet: str) -> list[str]:
    """The names that a list of sheets has, in order; none of a sheet with rules of its own."""
    lines = [line.strip() for line in REMARK.sub("", sheet).splitlines() if line.strip()]
    found = [match["part"] for line in lines if (match := PART.match(line))]
    if found and len(found) < len(lines):
        other = next(line for line in lines if not PART.match(line))
        raise NotAList(f'Beside @import "name.css"; stands: {other}')
    return found


def joined(name: str, read: Callable[[str], str]) -> str:
    """The sheet of this name, each part in the place where it is named; `read` gives the text of a file."""
    sheet = read(FOLDER + name)
    return "\n".join(joined(part, read) for part in parts(sheet)) or sheet


class OneSheetStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed as before; lists of sheets are joined first, so that the hash is of all parts."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            paths = paths | {path: (self, path) for path in self.join_lists(paths)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def join_lists(self, paths):
        def read(path):
            storage, kept = paths[path]
            with storage.open(kept) as file:
                return file.read().decode()

        sheets = [path for path in paths if path.startswith(FOLDER) and path.endswith(".css")]
        for path in (path for path in sheets if parts(read(path))):
            whole = joined(path.removeprefix(FOLDER), read)
            self.delete(path)
            self._save(path, ContentFile(whole))
            yield path
