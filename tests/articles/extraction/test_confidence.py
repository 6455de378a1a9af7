"""The first tier goes on the record without an editor, so little may reach it."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction.confidence import SURE

from .cast import claims_of


def confidence(
    text: str, *, language: str = "da", published: date | None = date(2020, 9, 23), kind: str = "departure"
) -> float:
    return max(
        claim.confidence
        for claim in claims_of(text, language=language, published=published)
        if claim.kind == kind
    )


def test_a_plain_fact_with_both_names_in_its_clause_is_sure():
    assert confidence("Brøndby IF har fyret cheftræner Jess Thorup.") >= SURE
    assert confidence("Everton have sacked manager David Moyes.", language="en") >= SURE
    assert confidence("AaB har i dag ansat Jess Thorup som cheftræner.", kind="appointment") >= SURE


@pytest.mark.parametrize(
    "text",
    [
        "Jess Thorup talte med pressen.\nHan er fyret som træner i Brøndby IF.",  # a pronoun
        "Brøndby IF har travlt.\nCheftræner Jess Thorup er fyret.",  # the club stands elsewhere
        "Ifølge Het Nieuwsblad har Brøndby IF fyret cheftræner Jess Thorup.",  # another paper says so
        "Brøndby IF fyrede cheftræner Jess Thorup i november 2015.",  # long ago
        "Brøndby IF har fyret cheftræner Torben Krogh og AaB Jess Thorup.",  # two of each
        "– Brøndby IF har fyret cheftræner Jess Thorup, siger en spiller.",  # in a quotation
    ],
)
def test_what_leans_on_anything_else_is_not_sure(text):
    claims = [claim for claim in claims_of(text) if claim.kind == "departure"]
    assert claims
    assert all(claim.confidence < SURE for claim in claims)


def test_without_a_day_of_publication_no_fact_is_sure():
    assert confidence("Brøndby IF har fyret cheftræner Jess Thorup.", published=None) < SURE


def test_two_facts_that_cross_each_other_are_not_sure():
    text = "Brøndby IF har fyret cheftræner Jess Thorup.\nBrøndby IF har ansat Jess Thorup som cheftræner."
    assert confidence(text) < SURE


def test_every_slot_that_is_not_named_says_how_it_was_filled():
    (claim,) = [
        c for c in claims_of("Jess Thorup talte med pressen.\nHan er fyret i AaB.") if c.kind == "departure"
    ]
    assert claim.reasons == ("“Han” is taken to be Jess Thorup, named just before",)
