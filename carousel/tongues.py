"""In which languages a coach is likely to work, which nobody has told us.

Derived from where he comes from and where he has had a post: the official languages of those
countries. Source: the Unicode CLDR, as Babel carries it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from babel.languages import get_official_languages

# Languages that are written in several ways, or under a wider name, count as the one that people name.
NAMED_AS = {"nb": "no", "nn": "no", "gsw": "de"}


def likely_languages(countries: Iterable[str]) -> frozenset[str]:
    """The codes of the languages of these countries; a country that is not known has none."""
    return frozenset(language for country in countries for language in languages_of(country))


@lru_cache(maxsize=512)
def languages_of(country: str) -> frozenset[str]:
    """The official languages of a country (ISO 3166; those of its home nation count as the country's)."""
    found = get_official_languages(country.partition("-")[0], de_facto=True)
    plain = (language.partition("_")[0] for language in found)
    return frozenset(NAMED_AS.get(language, language) for language in plain)


@lru_cache(maxsize=1)
def known_languages() -> frozenset[str]:
    """Those of any country."""
    return likely_languages(Locale("en").territories)
