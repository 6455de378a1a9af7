"""A federation is no side: what it does, it does for a national team that the article is about."""

from __future__ import annotations

import re

from .document import Club, Document, Mention

# The word for a federation in the languages of the papers, in whatever form.
FEDERATION = re.compile(
    r"(?:union|forbund|förbund|verband|voetbalbond|association|asociación|associação|feder|fédér|confeder)",
    re.I,
)
ACRONYM = re.compile(r"[A-Z]{3,5}")
WOMEN = "-women"  # behind the key of a country
BALL = frozenset("FB")  # football, fútbol, Fußball, Boldspil: an acronym of a federation has its letter


def settle_federations(document: Document) -> None:
    """Afterwards a federation stands for the side that the article is about, where there is one."""
    mentions = [m for row in document.by_kind.get("club", {}).values() for m in row]
    main = _main_side(document, mentions)
    for club in list(document.clubs):
        own = [m for m in mentions if m.entity is club]
        # "The team" and, of a country, its epithets go with whatever else it is called.
        named = [
            m for m in own if m.form != "generic" and not (club.is_national and _is_epithet(document, m))
        ]
        if not named or not all(_is_federation(document, m) for m in named):
            continue
        side = _side_of(document, club) or (
            main if club.key is None and _is_acronym(document, named) else None
        )
        if side is None or side is club:
            continue
        for mention in own:
            mention.entity, mention.form = side, "epithet"
            mention.reason = f"“{document.written(mention)}” is taken to act for {side.name}"
        side.count += club.count


def _is_epithet(document: Document, mention: Mention) -> bool:
    return mention.form == "epithet" and not _is_federation(document, mention)


def _is_federation(document: Document, mention: Mention) -> bool:
    written = document.written(mention)
    if mention.entity.is_national:
        return bool(FEDERATION.search(written) or ACRONYM.fullmatch(written))
    return _is_acronym(document, [mention])


def _is_acronym(document: Document, own: list[Mention]) -> bool:
    return all(
        ACRONYM.fullmatch(written := document.written(m)) is not None and not BALL.isdisjoint(written)
        for m in own
    )


def _side_of(document: Document, club: Club) -> Club | None:
    """The women's side of the country, where the article names it and never the country itself. An under-21
    side is no such sign: it is named beside the first one.
    """
    if club.key is None or not club.is_national:
        return None
    return next((other for other in document.clubs if other.key == f"{club.key}{WOMEN}"), None)


def _main_side(document: Document, mentions: list[Mention]) -> Club | None:
    """The national side that the title names, or that is named more often than any club."""
    titled = [m.entity for m in mentions if m.sentence.part == "title"]
    if titled:
        return titled[0] if titled[0].is_national else None
    most = max(document.clubs, key=lambda club: club.count, default=None)
    return most if most is not None and most.is_national else None
