"""Story 1: a reader can see which sentence set which field of a stint."""

import pytest

from carousel.dates import from_range
from carousel.models import StintEvidence
from tests.carousel.stories.conftest import only_stint
from tests.factories import make_outlet

CAME = "Havnestad BK har i dag ansat Aksel Brandvold som ny cheftræner. Kontrakten løber til juni 2022."
WENT = "Havnestad BK har torsdag fyret cheftræner Aksel Brandvold. Holdet er sidst."


@pytest.fixture
def stint(tell, brandvold, havnestad):
    club = make_outlet("Havnestad BK's side", tier=0)
    tell(CAME, "2018-10-10", club)
    tell(WENT, "2020-08-20", club)
    return only_stint(brandvold, havnestad)


def claims_of(stint, bears_on):
    rows = StintEvidence.objects.filter(stint=stint, bears_on=bears_on).select_related("claim__article")
    return [row.claim for row in rows]


def test_every_date_of_a_stint_has_its_sentence_letter_for_letter(stint):
    assert {row.bears_on for row in StintEvidence.objects.filter(stint=stint)} == {"start", "end"}
    for claim in (*claims_of(stint, "start"), *claims_of(stint, "end")):
        whole = claim.article.title if claim.part == "title" else claim.article.text
        assert whole[claim.start : claim.end] == claim.passage != ""


def test_role_manner_days_and_contract_each_come_from_a_claim_of_that_evidence(stint):
    started, ended = claims_of(stint, "start"), claims_of(stint, "end")
    assert stint.role in {claim.role for claim in started}
    assert stint.manner == "sacked"
    assert stint.manner in {claim.manner for claim in ended}
    assert from_range(stint.started) in [from_range(claim.when) for claim in started]
    assert from_range(stint.ended) in [from_range(claim.when) for claim in ended]
    assert stint.contract_until
    assert from_range(stint.contract_until) in [from_range(claim.until) for claim in started if claim.until]


def test_the_words_for_coach_club_and_event_are_marked_inside_the_text(stint):
    for claim in (*claims_of(stint, "start"), *claims_of(stint, "end")):
        told = {}
        for kind, part, first, last in claim.marks:
            whole = claim.article.title if part == "title" else claim.article.text
            told[kind] = whole[first:last]
        assert (told["coach"], told["club"]) == ("Aksel Brandvold", "Havnestad BK")
        assert told["cue"] in (CAME + WENT)


def test_the_page_of_the_coach_shows_the_sentences(stint, client):
    page = " ".join(client.get(stint.coach.get_absolute_url()).content.decode().split())
    for sentence in (CAME, WENT):
        assert sentence.partition(".")[0] in page
