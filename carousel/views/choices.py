"""What the filters of lists offer, in words, and what is said where an address asks for another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from carousel.collation import in_index
from carousel.wording import country_in_words

Choice = tuple[str, str]


def no_such_filter() -> BadRequest:
    return BadRequest(_("There is no such filter. Choose one from the list."))


def asked_with_caretakers(request: HttpRequest) -> bool:
    """Whether caretakers are listed and counted, as they are unless the address leaves them out."""
    return request.GET.get("caretakers") != "without"


def leagues_in_words(leagues: Iterable[tuple[str, str, str]]) -> list[Choice]:
    """ "Superligaen (Denmark)" for each slug, name and country."""
    return [
        (slug, f"{_bare(name, country)} ({country_in_words(country)})" if country else name)
        for slug, name, country in leagues
    ]


def _bare(league: str, country: str) -> str:
    """The league's name without the country, which some are written with: "Primera División (Argentina)"."""
    with override("en"):
        return league.removesuffix(f" ({country_in_words(country)})")


def countries_in_words(codes: Iterable[str]) -> list[Choice]:
    return by_words((code for code in codes if code), country_in_words)


def by_words(codes: Iterable[str], in_words: Callable[[str], str]) -> list[Choice]:
    """The codes with their words, in the order of the words."""
    return sorted(((code, in_words(code)) for code in set(codes)), key=lambda pair: in_index(pair[1]))


def chosen_words(wanted: Mapping[str, str], offered: Mapping[str, Iterable[Choice]]) -> list[str]:
    """What is chosen of each list, in its words; of a value that the list has not, the value."""
    return [
        str(dict(offered[name]).get(value, value))
        for name, value in wanted.items()
        if value and name in offered
    ]
