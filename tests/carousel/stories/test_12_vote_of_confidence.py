"""Story 12: the days from the club's backing to the exit."""

from carousel.record.afterwards import last_backing
from tests.carousel.facts import stint
from tests.factories import day, make_entry, make_outlet


def test_the_clock_runs_from_the_last_backing_before_the_end():
    left = stint(1, 11, "2018-10-10", "2020-08-20", evidence=((7, "course"), (8, "course"), (9, "end")))
    told = {7: ("extension", day("2019-06-17")), 8: ("extension", day("2020-07-21"))}
    backing = last_backing(left, told)
    assert (backing.claim_id, backing.on, backing.days) == (8, day("2020-07-21"), (30, 30))


def test_a_backing_is_shown_with_the_days_that_it_lasted(tell, client, brandvold, havnestad):
    make_entry(brandvold, havnestad, "2018-10-10")
    tell("Formanden i Havnestad BK bakker op: Aksel Brandvold fortsætter som cheftræner.", "2020-07-21")
    tell("Havnestad BK har torsdag fyret cheftræner Aksel Brandvold.", "2020-08-20", make_outlet(tier=0))
    page = " ".join(client.get(brandvold.get_absolute_url()).content.decode().split())
    assert "Backed by the club on 21 Jul 2020, 30 days before the end." in page
