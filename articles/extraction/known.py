"""Rows of reference data become the names that a reading is given.

Pure: a row comes in as plain text, names go out. The one who reads the rows, from
a file or from a database, calls these and hands the result to ``Names.compile``.
"""

from __future__ import annotations

from .claims import KnownName, NameKind

MIN_FORM = 2
OFFICIAL = ("club", "league")  # kinds of outlets


def club_names(
    key: str, name: str, short: str, aliases: str, epithets: str, kind: str
) -> tuple[KnownName, ...]:
    """All written forms of a club or national side, each once; a form flagged ``!`` anywhere is ambiguous."""
    known: NameKind = "national" if kind == "national" else "club"
    forms = [KnownName(text, key, known, is_ambiguous) for text, is_ambiguous in _forms(name, short, aliases)]
    for epithet in _split(epithets):
        language, colon, phrase = epithet.partition(":")
        if colon and phrase.strip():
            forms.append(KnownName(phrase.strip(), key, known, language=language.strip(), is_epithet=True))
    return tuple(forms)


def coach_names(key: str, name: str, aliases: str) -> tuple[KnownName, ...]:
    """All written forms of a coach; a form flagged ``!`` counts only after the full name."""
    return tuple(
        KnownName(text, key, "coach", is_ambiguous) for text, is_ambiguous in _forms(name, "", aliases)
    )


def outlet_names(key: str, name: str, cited_as: str, kind: str = "") -> tuple[KnownName, ...]:
    """The name of an outlet and the ways in which other papers cite it.

    The site of a club or a league bears the name of who runs it: "Ligue 1" is a competition, "ligue1.com" a
    source. So of these count only the ways in which they are cited.
    """
    is_official = kind in OFFICIAL
    return tuple(
        KnownName(text, key, "outlet", is_ambiguous, is_official=is_official)
        for text, is_ambiguous in _forms("" if is_official else name, "", cited_as)
    )


def _split(cell: str) -> list[str]:
    return [part.strip() for part in (cell or "").split("|") if part.strip()]


def _forms(name: str, short: str, aliases: str):
    others = _split(aliases)
    flagged = {alias.rstrip("!").strip() for alias in others if alias.endswith("!")}
    seen: set[str] = set()
    for text in [name, short, *(alias.rstrip("!").strip() for alias in others)]:
        text = (text or "").strip()
        is_genitive = text.endswith("s") and text[:-1] in seen  # found without being listed
        if len(text) >= MIN_FORM and text not in seen and not is_genitive:
            seen.add(text)
            yield text, text in flagged
