"""Names in quiet text are only names."""

from __future__ import annotations

import pytest

from .cast import claims_of

QUIET = [
    "Jess Thorup spiste frokost i København, og bagefter gik han en tur i Horsens.",
    "Brøndby IF vandt 2-1 over AaB, og målene faldt sent.",
    "David Moyes var på tribunen, da FC København mødte KRC Genk.",
    "FCK har solgt en forsvarer til KAA Gent for et tocifret millionbeløb.",
    "Fyret på Skagen er tændt igen, fortæller Hannes Wolf.",
    "Everton drew 1-1 with Luton Town in front of a full house, and Graham Potter was among the guests.",
    "Nathan Jones, a baker from Luton, has left his umbrella at Chelsea station.",
    "The defender was sent off for a second yellow card as Chelsea lost to Everton.",
]


@pytest.mark.parametrize("text", QUIET)
def test_names_in_quiet_text_give_nothing(text):
    assert claims_of(text, language="en" if text.isascii() else "da") == ()
