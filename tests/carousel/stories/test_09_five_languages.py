"""Story 9: the reports of one dismissal in five languages make one departure."""

from carousel.models import Rumour, StintEvidence
from tests.carousel.stories.conftest import only_stint
from tests.factories import make_entry, make_outlet

REPORTS = {
    "nl": "Havnestad BK heeft donderdag trainer Aksel Brandvold ontslagen. De ploeg staat laatste.",
    "da": "Havnestad BK har torsdag fyret cheftræner Aksel Brandvold. Holdet er nummer sidst.",
    "fr": "Havnestad BK a limogé jeudi son entraîneur Aksel Brandvold. L'équipe est dernière.",
    "de": "Havnestad BK hat am Donnerstag Trainer Aksel Brandvold entlassen. Die Mannschaft ist Letzter.",
    "pt": "O Havnestad BK despediu esta quinta-feira o treinador Aksel Brandvold. A equipa é última.",
}


def test_five_reports_are_one_departure_with_five_sources(tell, brandvold, havnestad):
    make_entry(brandvold, havnestad, "2018-10-10")
    for language, text in REPORTS.items():
        tell(text, "2020-08-20", make_outlet(f"Blad {language}", language=language))
    stint = only_stint(brandvold, havnestad)
    told = StintEvidence.objects.filter(stint=stint, bears_on="end").select_related("claim__article")
    assert {row.claim.article.language for row in told} == set(REPORTS)
    assert len(told) == len(REPORTS)
    assert not Rumour.objects.filter(status="open").exists()
    assert (stint.ended.lower.isoformat(), stint.manner) == ("2020-08-20", "sacked")
