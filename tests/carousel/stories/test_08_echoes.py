"""Story 8: who cites a paper counts as that paper."""

from carousel.models import Rumour
from tests.factories import make_outlet


def test_four_articles_of_which_three_cite_the_first_are_one_source(tell, client, brandvold, havnestad):
    first = make_outlet("Kystposten", tier=1)
    tell("Aksel Brandvold er favorit til trænerjobbet i Havnestad BK.", "2020-09-21", first)
    for text in (
        "Aksel Brandvold er favorit til trænerjobbet i Havnestad BK, skriver Kystposten.",
        "Ifølge Kystposten er Aksel Brandvold favorit til at overtage trænerposten i Havnestad BK.",
        "Volgens Kystposten is Aksel Brandvold de favoriet voor de trainersjob bij Havnestad BK.",
    ):
        tell(text, "2020-09-22")
    rumour = Rumour.objects.get(coach=brandvold, club=havnestad)
    assert (rumour.article_count, rumour.origin_count) == (4, 1)
    page = " ".join(client.get(rumour.get_absolute_url()).content.decode().split())
    assert "1 independent source" in page
    assert "4 articles" in page
