"""Which of several a name means: by who was where and when, and by the country of the news. Pure.

Where nothing decides, nothing is said: the name then waits at the desk as a question.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# News of a post comes out so long before its beginning and after its end.
AROUND = timedelta(days=90)
# Where the outlet has no country, its language says in which ones it may be read.
LANDS = {
    "da": {"DK", "FO"},
    "de": {"DE", "AT", "CH", "LU"},
    "es": {"ES", "AR", "CL", "CO", "MX", "PE", "UY"},
    "fr": {"FR", "BE", "CH", "LU"},
    "it": {"IT", "CH"},
    "nl": {"NL", "BE"},
    "no": {"NO"},
    "pt": {"PT", "BR"},
    "sv": {"SE", "FI"},
}


@dataclass(frozen=True)
class Bearer:
    """One that goes by the name; not ``is_firm`` by a form flagged as ambiguous, which says little."""

    id: int
    country: str = ""
    is_firm: bool = True


@dataclass(frozen=True)
class Told:
    """When and where the news was told."""

    day: date
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Span:
    """When a coach was at a club, as far as known; an open side is unknown or still to come."""

    first: date | None
    last: date | None

    def is_near(self, day: date) -> bool:
        return (self.first is None or self.first <= day + AROUND) and (
            self.last is None or self.last >= day - AROUND
        )


@dataclass(frozen=True)
class Verdict:
    """Who is meant, and by what it was decided."""

    id: int
    how: str


Served = Mapping[tuple[int, int], Sequence[Span]]


def lands_of(country: str, language: str) -> frozenset[str]:
    """In which countries the news was told, as far as that is known; the parts of Britain are told apart."""
    if not country:
        return frozenset(LANDS.get(language[:2], ()))
    parts = {"GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR"} if country == "GB" else set()
    return frozenset({country} | parts)


def decide(
    coaches: Sequence[Bearer], clubs: Sequence[Bearer], served: Served, told: Told
) -> tuple[Verdict | None, Verdict | None]:
    """The coach and the club that are meant; ``None`` for each that stays a question.

    A side with one bearer by a firm form is decided already, and helps to decide the other.
    """
    coach = _alone(coaches, "coach by name")
    club = _alone(clubs, "club by name")
    pairs = [(one.id, other.id) for one in coaches for other in clubs if (one.id, other.id) in served]
    near = [pair for pair in pairs if any(span.is_near(told.day) for span in served[pair])]
    for found, how in ((pairs, "by the record"), (near, "by the time")):
        if coach is None and len(ids := {pair[0] for pair in found}) == 1:
            coach = Verdict(ids.pop(), f"coach {how}")
        if club is None and len(ids := {pair[1] for pair in found}) == 1:
            club = Verdict(ids.pop(), f"club {how}")
    if club is None:
        club = _at_home(clubs, told.countries)
        # The club that is meant may now tell two coaches apart.
        if club and coach is None and len(ids := {a for a, b in near or pairs if b == club.id}) == 1:
            coach = Verdict(ids.pop(), "coach by the record")
    return coach, club


def _alone(bearers: Sequence[Bearer], how: str) -> Verdict | None:
    return Verdict(bearers[0].id, how) if len(bearers) == 1 and bearers[0].is_firm else None


def _at_home(clubs: Sequence[Bearer], countries: Collection[str]) -> Verdict | None:
    """The only club of the country: papers write short of those at home."""
    home = [club.id for club in clubs if club.country and club.country in countries]
    return Verdict(home[0], "club by the country") if len(home) == 1 else None
