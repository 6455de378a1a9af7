"""Story 15: two head coaches at once only where the post is shared, or held in fact and not on paper."""

from datetime import UTC, datetime

import pytest

from carousel import editorial, entering, store
from carousel.editorial import MoveRefused
from carousel.models import Competition, Rumour, Stint, StintEntry
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    make_user,
    time_range,
)

pytestmark = pytest.mark.django_db
AT = datetime(2020, 12, 1, tzinfo=UTC)


WAYS = [
    ("shared", "shared"),
    ("de_facto", "in fact, not on paper"),
    ("on_paper", "on paper, not in fact"),
]


@pytest.mark.parametrize("arrangement", [way for way, _words in WAYS])
def test_a_second_head_coach_is_entered_beside_the_first(arrangement):
    club = make_club()
    make_entry(make_coach(), club, "2020-07-01")
    entry = StintEntry(
        coach=make_coach(), club=club, started=time_range("2020-08-01"), arrangement=arrangement
    )
    entering.enter_stint(entry, editor=make_user("administrator"), at=AT)
    assert Stint.objects.filter(club=club, ended__isnull=True).count() == 2


@pytest.mark.parametrize(("arrangement", "words"), WAYS)
def test_the_club_and_the_coach_say_how_the_post_is_held(client, arrangement, words):
    club, second = make_club(), make_coach("Ole Brink")
    make_entry(make_coach(), club, "2020-07-01")
    make_entry(second, club, "2020-08-01", arrangement=arrangement)
    store.rebuild()
    for page in (club, second):
        told = client.get(page.get_absolute_url()).content.decode()
        assert f'<span class="small">{words}</span>' in told
    seat = client.get(club.get_absolute_url()).content.decode().split("vacancy")[1]
    assert f"<small>{words}</small>" in seat
    assert f", {words}," in client.get(second.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("arrangement", "words"), WAYS)
def test_the_season_says_who_sat_beside_whom_and_how(client, arrangement, words):
    club, first, second = make_club(), make_coach("Rune Sandmo"), make_coach("Ole Brink")
    make_entry(first, club, "2020-07-01")
    make_entry(second, club, "2020-08-20", arrangement=arrangement)
    store.rebuild()
    league = Competition.objects.create(slug="kystligaen", name="Kystligaen", country="NO")
    season = league.seasons.create(slug="2020", starts_on="2020-08-01", ends_on="2021-06-30")
    season.participations.create(club=club)
    answer = client.get(season.get_absolute_url())
    (row,) = answer.context["holders"]
    assert [one.coach for one in row["first"]] == [first]
    assert [(one.coach, one.arrangement) for one in row["last"]] == [(second, arrangement), (first, "")]
    assert f'<span class="small">{words}</span>' in answer.content.decode()
    assert f"head coach, {words}" in answer.content.decode()


def test_a_second_head_coach_alone_is_refused_in_words():
    club = make_club("Havnestad BK")
    make_entry(make_coach("Ole Brink"), club, "2020-07-01", "2020-12-31")
    entry = StintEntry(coach=make_coach(), club=club, started=time_range("2020-08-01"))
    with pytest.raises(MoveRefused, match="Ole Brink was head coach of Havnestad BK then"):
        entering.enter_stint(entry, editor=make_user("administrator"), at=AT)


def test_an_editor_can_confirm_a_coach_beside_another(editor):
    club, coach = make_club(), make_coach()
    make_entry(make_coach(), club, "2020-07-01", "2020-12-31")
    make_claim(make_article(make_outlet(), "2020-09-21"), "appointment", coach, club, when="2020-09-21")
    store.rebuild()
    rumour = Rumour.objects.get(coach=coach)
    with pytest.raises(MoveRefused):
        editorial.confirm(rumour.pk, editor=editor, at=AT)
    editorial.confirm(rumour.pk, editor=editor, at=AT, arrangement="shared")
    assert Stint.objects.get(coach=coach).arrangement == "shared"
    assert Stint.objects.filter(club=club).count() == 2
