"""Story 1: a reader can see which sentence set which date."""

from carousel.models import StintEvidence
from tests.carousel.stories.conftest import only_stint
from tests.factories import make_outlet


def test_every_date_of_a_stint_has_its_sentence_letter_for_letter(tell, brandvold, havnestad):
    club = make_outlet("Havnestad BK's side", tier=0)
    tell("Havnestad BK har i dag ansat Aksel Brandvold som ny cheftræner.", "2018-10-10", club)
    tell("Havnestad BK har torsdag fyret cheftræner Aksel Brandvold. Holdet er sidst.", "2020-08-20", club)
    stint = only_stint(brandvold, havnestad)
    evidence = StintEvidence.objects.filter(stint=stint).select_related("claim__article")
    assert {row.bears_on for row in evidence} == {"start", "end"}
    for claim in (row.claim for row in evidence):
        whole = claim.article.title if claim.part == "title" else claim.article.text
        assert whole[claim.start : claim.end] == claim.passage != ""
