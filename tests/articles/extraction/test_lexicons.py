"""Every example of every language file yields its claim, every trap yields none."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction import ArticleText, KnownName, Names, read
from articles.extraction.lexicon import lexicons
from articles.extraction.meanings import MEANINGS

PUBLISHED = date(2020, 9, 23)
LANGUAGES = lexicons()
EXAMPLES = [(lang, cue, text) for lang, lex in LANGUAGES.items() for cue in lex.cues for text in cue.examples]
TRAPS = [(lang, cue, text) for lang, lex in LANGUAGES.items() for cue in lex.cues for text in cue.traps]


def cast_of(language: str) -> Names:
    """The names of the examples of a language, compiled."""
    cast = LANGUAGES[language].cast
    kinds = {"coaches": "coach", "clubs": "club", "nationals": "national", "outlets": "outlet"}
    return Names.compile(
        KnownName(text, text, kinds[group]) for group, texts in cast.items() for text in texts
    )


def claims_of(language: str, text: str):
    return read(ArticleText("", text, PUBLISHED, language=language), cast_of(language)).claims


def name_of(case) -> str:
    return f"{case[0]}-{case[1].id}-{case[2][:40]}"


@pytest.mark.parametrize("case", EXAMPLES, ids=name_of)
def test_an_example_yields_the_claim_of_its_cue(case):
    language, cue, text = case
    meaning = MEANINGS[cue.means]
    claims = claims_of(language, text)
    assert any(
        claim.kind == meaning.kind
        and (meaning.manner is None or claim.manner == meaning.manner)
        and (meaning.stage is None or claim.stage == meaning.stage)
        and (meaning.by is None or claim.by == meaning.by)
        for claim in claims
    ), [(str(c.kind), c.coach.name, c.club.name, c.manner, c.stage, c.rule) for c in claims]


@pytest.mark.parametrize("case", TRAPS, ids=name_of)
def test_a_trap_yields_no_claim_of_that_kind(case):
    language, cue, text = case
    claims = claims_of(language, text)
    assert [
        claim for claim in claims if claim.kind == MEANINGS[cue.means].kind and claim.rule == cue.id
    ] == []
