"""Story 17: dismissed, and recalled hours or days later: one stint, both told."""

from tests.carousel.stories.conftest import only_stint
from tests.factories import make_entry, make_outlet

CLUB = {"tier": 0}
BACK = "Aksel Brandvold er tilbage som cheftræner i Havnestad BK. Klubben genindsatte ham onsdag."


def test_a_stint_is_opened_again_and_keeps_both_reports(tell, client, brandvold, havnestad):
    make_entry(brandvold, havnestad, "2019-07-01")
    own = make_outlet("Havnestad BK's side", **CLUB)
    tell("Havnestad BK har i dag fyret cheftræner Aksel Brandvold.", "2020-09-14", own)
    assert only_stint(brandvold, havnestad).ended
    tell(BACK, "2020-09-16", own)
    stint = only_stint(brandvold, havnestad)
    assert stint.ended is None
    assert stint.evidence.filter(bears_on="course").count() == 2
    page = " ".join(client.get(brandvold.get_absolute_url()).content.decode().split())
    assert "Dismissed on 14 Sep 2020, reinstated on 16 Sep 2020." in page


def test_who_is_recalled_hours_later_has_one_stint_too(tell, client, brandvold, havnestad):
    make_entry(brandvold, havnestad, "2019-07-01")
    own = make_outlet("Havnestad BK's side", **CLUB)
    tell("Havnestad BK har i dag fyret cheftræner Aksel Brandvold.", "2020-09-16", own)
    tell(BACK, "2020-09-16", own)
    stint = only_stint(brandvold, havnestad)
    assert stint.ended is None
    assert stint.evidence.filter(bears_on="course").count() == 2
    page = " ".join(client.get(brandvold.get_absolute_url()).content.decode().split())
    assert "Dismissed and reinstated on 16 Sep 2020." in page


def test_who_comes_back_after_months_has_a_second_stint(tell, brandvold, havnestad):
    own = make_outlet("Havnestad BK's side", **CLUB)
    make_entry(brandvold, havnestad, "2019-07-01")
    tell("Havnestad BK har i dag fyret cheftræner Aksel Brandvold.", "2020-03-14", own)
    tell("Havnestad BK har i dag ansat Aksel Brandvold som ny cheftræner.", "2020-09-16", own)
    assert brandvold.stints.count() == 2
