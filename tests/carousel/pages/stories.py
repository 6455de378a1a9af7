"""The story that tests of pages share: Havnestad's empty seat reached Fjordby."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Outlet
from carousel import editorial, store
from carousel.models import Club, Coach, Rumour
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    make_user,
)

SECRET = "Rolf Dahlmark"


@dataclass(frozen=True)
class Story:
    havnestad: Club
    fjordby: Club
    aas: Coach
    berg: Coach
    carlsen: Coach
    paper: Outlet


def tell() -> Story:
    """Aas is sacked on 10 Oct 2020, Berg comes from Fjordby on 2 Nov, Carlsen is named there on 5 Nov."""
    havnestad, fjordby = make_club("Havnestad BK", slug="havnestad"), make_club("Fjordby IF", slug="fjordby")
    aas, berg, carlsen = make_coach("Per Aas"), make_coach("Ragna Berg"), make_coach("Ivar Carlsen")
    make_entry(aas, havnestad, "2018-07-01")
    make_entry(berg, fjordby, "2019-07-01")
    official = make_outlet("Klubberne", tier=Outlet.Tier.OFFICIAL)
    paper = make_outlet("Kystposten", slug="kystposten")
    sacked = make_article(official, "2020-10-10", text="Havnestad BK har fyret Per Aas.")
    make_claim(sacked, "departure", aas, havnestad, when="2020-10-10")
    moved = make_article(official, "2020-11-02", text="Ragna Berg skifter Fjordby IF ud med Havnestad BK.")
    make_claim(moved, "departure", berg, fjordby, when="2020-11-02", manner="left_for_club")
    make_claim(moved, "appointment", berg, havnestad, when="2020-11-02")
    talk = make_article(paper, "2020-11-05", text="Ivar Carlsen er et navn i Fjordby.")
    make_claim(talk, "candidacy", carlsen, fjordby, stage="favourite")
    echo = make_article(make_outlet("Ekko"), "2020-11-06", text="Ifølge Kystposten er Ivar Carlsen favorit.")
    make_claim(echo, "candidacy", carlsen, fjordby, source="Kystposten", source_outlet=paper)
    store.rebuild()
    return Story(havnestad, fjordby, aas, berg, carlsen, paper)


def reject_one(story: Story) -> Rumour:
    """A rumour of ``SECRET`` at Fjordby that an editor has found untrue."""
    dahl = make_coach(SECRET)
    talk = make_article(
        story.paper, "2020-11-06", text=f"{SECRET} er enig med Fjordby.", title="Nyt fra Fjordby"
    )
    make_claim(talk, "candidacy", dahl, story.fjordby, stage="agreed")
    store.rebuild()
    rumour = Rumour.objects.get(coach=dahl)
    at = datetime(2020, 11, 7, 9, 0, tzinfo=UTC)
    editorial.reject(rumour.pk, editor=make_user("editor"), at=at, reason="known_false")
    rumour.refresh_from_db()
    return rumour


def many(count: int, story: Story) -> None:
    """So many more coaches that came, went and are talked of, each by the word of an article."""
    for number in range(count):
        coach, club = make_coach(f"Coach {count}-{number}"), make_club(f"Club {count}-{number}")
        make_entry(coach, club, "2018-07-01")
        out = make_article(story.paper, "2020-10-20", text=f"Coach {count}-{number} stopper.")
        make_claim(out, "departure", coach, club, when="2020-10-20")
        other = make_coach(f"Other {count}-{number}")
        talk = make_article(story.paper, "2020-10-21", text=f"Other {count}-{number} nævnes.")
        make_claim(talk, "candidacy", other, story.fjordby)
        make_claim(talk, "candidacy", other, club)
    store.rebuild()


def queries(client, address: str) -> int:
    """How many queries the page asks; once before, so that nothing is counted that is asked once only."""
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
