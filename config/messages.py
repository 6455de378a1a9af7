"""The messages of the site as its code and templates have them, and the catalogues brought in step.

Done in Python, because no machine can be relied on to have gettext.
"""

import io
import os
import re
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PYTHON_FOLDERS = ("articles", "carousel", "config")
TEMPLATE_FOLDER = "templates"
# Which arguments of a call are message, plural and context; None is the first one alone.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")


def of_the_site(base: Path | None = None) -> Catalog:
    """Every message that the site can ask for, with the files that ask for it."""
    base = base or settings.BASE_DIR
    found = Catalog(project="Carousel", charset="utf-8", fuzzy=False)
    for path in sorted((base / TEMPLATE_FOLDER).rglob("*.html")):
        _add(found, path.relative_to(base), _python_of(path))
    for folder in PYTHON_FOLDERS:
        for path in sorted((base / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                _add(found, path.relative_to(base), path.read_bytes())
    return found


def bring_in_step(po: Path, messages: Catalog) -> None:
    """The catalogue has the messages of the site and no others; what was translated stays.

    A catalogue that is not there yet is begun, for the language of its folder.
    """
    if po.exists():
        catalogue = _read(po)
    else:
        po.parent.mkdir(parents=True, exist_ok=True)
        catalogue = _begun(po.parent.parent.name)
    catalogue.update(messages, no_fuzzy_matching=True, update_creation_date=False)
    unfinished = po.with_suffix(".po.new")
    with open(unfinished, "wb") as target:
        write_po(target, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    os.replace(unfinished, po)


def missing_from(po: Path, messages: Catalog) -> list[str]:
    """The messages that the site asks for and the catalogue does not have."""
    catalogue = _read(po)
    return [_name(m) for m in messages if m.id and catalogue.get(m.id, m.context) is None]


def unlike(po: Path) -> list[str]:
    """The messages whose translation does not have the same places to fill in."""
    return [_name(m) for m in _read(po) if m.id and _places(m.id) != _places(m.string)]


def _begun(language: str) -> Catalog:
    """An empty catalogue; what Babel would fill in for want of a name or an address stays out of its head."""
    heading = "# The site in another language; docs/translating.md says how this file is kept.\n#"
    now = datetime.now(UTC)
    begun = Catalog(language, header_comment=heading, project="Carousel", revision_date=now, fuzzy=False)
    begun.version = begun.msgid_bugs_address = begun.last_translator = begun.language_team = ""
    return begun


def _read(po: Path) -> Catalog:
    with open(po, "rb") as source:
        return read_po(source)


def _add(found: Catalog, path: Path, source: bytes) -> None:
    options = {"encoding": "utf-8"}
    comments = ("Translators:",)
    for line, message, said, context in extract("python", io.BytesIO(source), KEYWORDS, comments, options):
        found.add(message, None, [(path.as_posix(), line)], auto_comments=said, context=context)


def _python_of(template: Path) -> bytes:
    """Django's own rewriting of a template for gettext, unindented so that it is read as Python."""
    source = templatize(template.read_text(encoding="utf-8"), origin=str(template))
    return "\n".join(line.strip() for line in source.splitlines()).encode()


def _name(message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _places(strings: str | tuple[str, ...]) -> set[frozenset[str]]:
    """The sets of places; one set where all the strings have the same."""
    strings = (strings,) if isinstance(strings, str) else strings
    return {frozenset(PLACEHOLDER.findall(string)) for string in strings}
