"""Every figure of the statistics leads to the rows that it counts."""

from __future__ import annotations

from html import unescape
from urllib.parse import parse_qs

import pytest

from carousel import store
from tests.carousel.pages.stories import queries
from tests.factories import make_club, make_coach, make_entry, make_season

pytestmark = pytest.mark.django_db
YEARS = "from=2015&to=2021"
MEANS = ("Mean, days", "Median, days")


@pytest.fixture(autouse=True)
def record():
    """Brink is sacked at Havnestad and soon back at Vesterlund, whose Krag resigned; Vos follows him."""
    havnestad, vesterlund = (
        make_club("Havnestad BK", slug="havnestad"),
        make_club("Vesterlund IF", country="SE"),
    )
    make_season(havnestad, vesterlund)
    brink = make_coach("Ole Brink")
    make_entry(brink, havnestad, "2018-07-01", "2020-10-10", manner="sacked")
    make_entry(make_coach("Ib Kjær"), havnestad, "2020-10-10", "2020-10-20", role="caretaker")
    make_entry(make_coach("Pim Vos"), havnestad, "2020-10-20")
    make_entry(make_coach("Jan Krag"), vesterlund, "2019-01-01", "2021-01-10", manner="resigned")
    make_entry(brink, vesterlund, "2021-01-20")
    store.rebuild()


def linked_cells(client, query: str) -> list[tuple[str, str, int, str]]:
    """Table, column, figure and address of each cell that leads to its rows."""
    found = []
    for table in client.get(f"/stats/?{query}").context["tables"]:
        for cells, _bar, _head in table.lines:
            for column, (text, behind) in zip(table.columns, cells, strict=True):
                if behind and column not in MEANS and column != "Days":
                    found.append((table.name, column, int(text), behind))
    return found


@pytest.mark.parametrize(
    "query",
    [YEARS, f"{YEARS}&caretakers=without", f"{YEARS}&as_of=2020-10-15", "season=2020-21"],
)
def test_a_figure_counts_as_many_rows_as_its_page_has(client, query):
    cells = linked_cells(client, query)
    assert {name for name, *_ in cells} >= {"movements", "dismissals", "tenure-by-manner", "most-changes"}
    for name, column, figure, behind in cells:
        shown = client.get(f"/stats/rows/?{behind}&{query}").context
        assert (shown["number"], len(shown["rows"])) == (figure, figure), (name, column, behind)


def test_every_count_that_is_not_nothing_is_linked(client):
    for table in client.get(f"/stats/?{YEARS}").context["tables"]:
        first = 1 if table.has_heads else 0
        for cells, _bar, _head in table.lines:
            bare = [text for text, behind in cells[first:] if not behind and text not in ("0", "–")]
            assert bare == [] or table.name == "longest-serving", table.name


def test_the_rows_say_what_is_counted_and_lead_to_the_careers(client):
    page = unescape(
        client.get(f"/stats/rows/?table=movements&row=2020&column=sacked&{YEARS}").content.decode()
    )
    assert '2020, Sacked. <a class="count" href="#rows">1 row stands behind the figure.</a>' in " ".join(
        page.split()
    )
    assert "Ole Brink at Havnestad BK" in page
    assert "#s" in page


def test_the_days_of_the_longest_in_charge_lead_to_the_coach_whose_days_they_are(client):
    tables = client.get(f"/stats/?{YEARS}").context["tables"]
    lines = next(table for table in tables if table.name == "longest-serving").lines
    assert len(lines) == 2
    for ((coach, _), *_, (days, behind)), _bar, _head in lines:
        answer = client.get(f"/stats/rows/?{behind}&{YEARS}")
        assert [row.coach.name for row in answer.context["rows"]] == [coach]
        assert answer.context["cell"] == f"{coach}, Days"
        assert days in answer.content.decode()


def test_the_link_keeps_the_choice_and_the_day(client):
    page = unescape(client.get(f"/stats/?{YEARS}&as_of=2020-10-15").content.decode())
    query = page.split('href="/stats/rows/?', 1)[1].split('"')[0]
    assert {name: values[0] for name, values in parse_qs(query).items()} == {
        "table": "movements", "row": "2020", "column": "all",
        "from": "2015", "to": "2021", "as_of": "2020-10-15",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "status"), [("table=none", 404), ("table=movements&row=x", 200), ("row=%00", 200)]
)
def test_odd_addresses_are_answered(client, query, status):
    assert client.get(f"/stats/rows/?{query}").status_code == status


def test_more_rows_ask_no_more_queries(client):
    few = queries(client, f"/stats/rows/?{YEARS}")
    for _ in range(5):
        make_entry(make_coach(), make_club(), "2018-07-01", "2020-10-10")
    store.rebuild()
    assert queries(client, f"/stats/rows/?{YEARS}") == few
