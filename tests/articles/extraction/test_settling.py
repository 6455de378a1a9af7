"""What other sentences of an article tell of a claim: its stage, its manner, who called it off."""

from __future__ import annotations

import pytest

from articles.extraction.claims import By, Kind, Manner, Stage
from articles.extraction.lexicon import HINTS, lexicons

from .cast import claims_of


def the(kind: Kind, text: str, *, language: str = "en", coach: str = "Graham Potter", title: str = ""):
    claims = claims_of(text, language=language, title=title)
    return next(c for c in claims if c.kind is kind and c.coach.name == coach)


@pytest.mark.parametrize(
    ("language", "text", "stage"),
    [
        (
            "en",
            "Graham Potter is a candidate to become Everton manager. He had lunch with the owner.",
            "talks",
        ),
        ("da", "Graham Potter er kandidat til trænerposten i Brøndby. Han har spist frokost her.", "talks"),
        (
            "de",
            "Graham Potter ist Kandidat auf den Trainerposten bei Genk. Er hat bereits zugesagt.",
            "agreed",
        ),
    ],
)
def test_the_stage_is_the_furthest_that_any_sentence_tells(language, text, stage):
    assert the(Kind.CANDIDACY, text, language=language).stage == stage


def test_the_words_that_raise_a_stage_are_told_to_the_editor():
    text = "Graham Potter is a candidate to become Everton manager. He had lunch with the owner."
    assert "“had lunch” says talks" in the(Kind.CANDIDACY, text).reasons


@pytest.mark.parametrize(
    "behind",
    [
        "He has not been approached by the club.",
        "If he had lunch with the owner, nobody saw it.",
        "Did he have lunch with the owner?",
        "Jess Thorup had lunch with the owner.",
    ],
)
def test_what_is_denied_supposed_asked_or_said_of_another_raises_no_stage(behind):
    text = f"Graham Potter is a candidate to become Everton manager. {behind}"
    assert the(Kind.CANDIDACY, text).stage is Stage.CANDIDATE


def test_the_talks_of_another_paragraph_are_not_those_of_one_who_is_only_linked():
    text = "Graham Potter has been linked with the Everton manager's job.\nPotter had lunch with the owner."
    assert the(Kind.CANDIDACY, text).stage is Stage.LINKED


def test_a_possible_appointment_is_no_imminent_one():
    text = "Graham Potter could be appointed as Everton manager."
    assert the(Kind.CANDIDACY, text).stage is Stage.LINKED


def test_a_manner_that_one_sentence_leaves_open_is_told_by_another():
    text = "Graham Potter is no longer the manager of Everton. His contract was not renewed."
    assert the(Kind.DEPARTURE, text).manner is Manner.CONTRACT_ENDED


def test_a_manner_that_is_told_stays():
    text = "Everton have sacked manager Graham Potter. His contract was not renewed."
    assert the(Kind.DEPARTURE, text).manner is Manner.SACKED


def test_who_called_it_off_is_told_by_another_sentence():
    text = "Graham Potter will not become the new manager of Everton. He was too expensive."
    assert the(Kind.WITHDRAWAL, text).by is By.CLUB


@pytest.mark.parametrize("language", sorted(lexicons()))
def test_every_language_has_hints_for_every_meaning_that_others_have(language):
    told = {means for lexicon in lexicons().values() for means in lexicon.hints}
    assert set(lexicons()[language].hints) == told <= set(HINTS)
