"""Translations: from the `.po` files that people write to the `.mo` files that Django reads.

Done in Python, because no machine can be relied on to have gettext.
"""

import os

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po


class BadCatalogue(Exception):
    """A file that cannot be compiled; the message names the file and the line."""


def compile_all(folders):
    """Every `.mo` is at least as new as its `.po`; returns the files that were written."""
    return [made for folder in folders for po in sorted(folder.rglob("*.po")) if (made := compile_one(po))]


def compile_one(po):
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
        return None
    try:
        with open(po, "rb") as source:
            catalogue = read_po(source, abort_invalid=True)
    except (PoFileError, ValueError) as failure:
        raise BadCatalogue(f"{po}: {failure}") from None
    unfinished = mo.with_suffix(".mo.new")
    with open(unfinished, "wb") as target:
        write_mo(target, catalogue)
    os.replace(unfinished, mo)
    return mo


def untranslated(po):
    """The messages of a catalogue that have no translation, or only an uncertain one."""
    with open(po, "rb") as source:
        catalogue = read_po(source)
    return [m.id for m in catalogue if m.id and (m.fuzzy or not all(_strings(m)))]


def _strings(message):
    return message.string if isinstance(message.string, (tuple, list)) else (message.string,)
