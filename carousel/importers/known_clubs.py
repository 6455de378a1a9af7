"""The clubs that are in the database, found by country and written form."""

from __future__ import annotations

from collections.abc import Iterable

from articles.extraction.fold import fold
from carousel.models import Club, ClubAlias
from carousel.slugs import first_free

Place = tuple[str, str, str]


class KnownClubs:
    """A club is found by its full name, else by a form that means it alone in its country."""

    def __init__(self, clubs: Iterable[Club]):
        self.slugs: set[str] = set()
        self.everywhere: set[str] = set()
        self.named: dict[Place, list[Club]] = {}
        self.written: dict[Place, list[Club]] = {}
        for club in clubs:
            self.add(club, list(club.aliases.all()))

    def add(self, club: Club, aliases: Iterable[ClubAlias]) -> None:
        """Let the club be found from now on."""
        self.slugs.add(club.slug)
        plain = [alias for alias in aliases if not alias.is_epithet]
        flagged = {fold(alias.text) for alias in plain if alias.is_ambiguous}
        forms = {
            fold(text) for text in (club.name, club.short_name, *(alias.text for alias in plain)) if text
        }
        self.everywhere |= forms
        if club.side != Club.Side.MEN:
            return
        place = club.kind, club.country
        self.named.setdefault((*place, fold(club.name)), []).append(club)
        for form in forms - flagged:
            self.written.setdefault((*place, form), []).append(club)

    def find(self, kind: str, country: str, name: str, telling: Iterable[str]) -> list[Club]:
        """The one club meant, none where it is new, several where it cannot be told which."""
        by_name = self.named.get((kind, country, fold(name)))
        if by_name:
            return by_name
        meant: list[Club] = []
        for text in telling:
            clubs = self.written.get((kind, country, fold(text)), [])
            if len(clubs) == 1 and not any(club is clubs[0] for club in meant):
                meant.append(clubs[0])
        return meant

    def has_form(self, text: str) -> bool:
        """Whether any club anywhere is written so."""
        return fold(text) in self.everywhere

    def free_slug(self, wish: str, country: str) -> str:
        """``wish``, else with the country, else with a number behind it."""
        wish = wish or "club"
        if wish not in self.slugs:
            return wish
        return first_free(f"{wish}-{country.lower()}", self.slugs)
