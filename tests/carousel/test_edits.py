"""What an editor puts right before confirming, and that nothing is confirmed but what was shown."""

from datetime import UTC, datetime

import pytest

from carousel import editorial, previewing, store
from carousel.editorial import MoveRefused
from carousel.edits import Edit
from carousel.models import Decision, Rumour, Stint
from carousel.record.days import Days
from tests.carousel.desk.stories import open_rumour, report
from tests.factories import day, make_club, make_coach, make_entry, make_outlet, make_user

pytestmark = pytest.mark.django_db
AT = datetime(2020, 9, 24, 15, 2, tzinfo=UTC)


@pytest.fixture
def ida():
    return make_user("editor", "ida")


def test_a_report_that_named_the_wrong_coach_begins_the_right_ones_stint_and_keeps_its_passage(ida):
    rumour = open_rumour("Rune Sandmo", kind="appointment")
    right = make_coach("Rune Sandmoe")
    decision = editorial.confirm(rumour.pk, editor=ida, at=AT, edit=Edit(coach=right))
    stint = Stint.objects.get(club=rumour.club)
    told = Rumour.objects.get(coach=right)
    assert stint.coach == right
    assert (told.status, told.evidence.get().claim.coach_name) == ("confirmed", "Rune Sandmo")
    assert (decision.coach, decision.read_coach) == (right, rumour.coach)
    assert not Rumour.objects.filter(coach=rumour.coach).exists()
    assert not store.check()


def test_undoing_gives_the_report_back_to_whom_it_was_read_of(ida):
    rumour = open_rumour("Rune Sandmo", kind="appointment")
    decision = editorial.confirm(
        rumour.pk,
        editor=ida,
        at=AT,
        edit=Edit(coach=make_coach("Per Holmvik"), club=make_club("Nordhavn IF")),
    )
    editorial.undo(decision.pk, editor=ida, at=AT)
    assert Rumour.objects.get().coach == rumour.coach
    assert Rumour.objects.get().is_open
    assert not Stint.objects.exists()
    assert not store.check()


def test_a_later_report_of_the_wrong_pair_leaves_the_corrected_one_alone(ida):
    rumour = open_rumour("Rune Sandmo", kind="appointment")
    right = make_coach("Per Holmvik")
    editorial.confirm(rumour.pk, editor=ida, at=AT, edit=Edit(coach=right))
    report(rumour.coach, rumour.club, published_on="2020-09-20")
    report(right, make_club("Nordhavn IF"), published_on="2020-09-20")
    assert Stint.objects.get(club=rumour.club).coach == right
    assert not store.check()


def test_the_day_of_an_end_is_held_against_the_beginning_of_whom_the_edit_names(ida):
    rumour = open_rumour("Rune Sandmo", kind="departure")
    make_entry(rumour.coach, rumour.club, "2020-09-01")
    long_there = make_coach("Per Holmvik")
    make_entry(long_there, rumour.club, "2016-07-01", "2020-08-31")
    newcomer, north = make_coach("Odd Strand"), make_club("Nordhavn IF")
    make_entry(newcomer, north, "2020-09-10")
    store.rebuild()
    rumour = Rumour.objects.open().get()
    on = Days.on(day("2019-06-30"))
    editorial.check_order(rumour, on, Edit(coach=long_there))
    with pytest.raises(MoveRefused, match="Odd Strand began at Nordhavn IF"):
        editorial.check_order(rumour, on, Edit(coach=newcomer, club=north))


def test_manner_role_and_day_stand_as_the_editor_gives_them(ida):
    rumour = open_rumour("Rune Sandmo", kind="departure")
    said = {"edit": Edit(role="caretaker", manner="resigned"), "on": Days.on(day("2020-09-17"))}
    editorial.confirm(rumour.pk, editor=ida, at=AT, **said)
    stint = Stint.objects.get()
    assert (stint.role, stint.manner, stint.ended.lower) == ("caretaker", "resigned", day("2020-09-17"))
    assert not store.check()


def test_a_stage_is_put_right_where_the_rumour_had_come_to_it(ida):
    rumour = open_rumour("Rune Sandmo")
    report(rumour.coach, rumour.club, published_on="2020-09-20", stage="imminent")
    rumour = Rumour.objects.get()
    editorial.confirm(rumour.pk, editor=ida, at=AT, edit=Edit(stage="talks"))
    told = Rumour.objects.get()
    assert [stage for _day, stage, _claim in told.steps] == ["candidate", "talks"]


def test_an_end_before_the_beginning_is_refused_and_both_are_named(ida):
    rumour = open_rumour("Rune Sandmo", kind="departure")
    make_entry(rumour.coach, rumour.club, "2019-07-01")
    store.update(coaches=[rumour.coach_id], clubs=[rumour.club_id])
    rumour = Rumour.objects.open().get()
    with pytest.raises(MoveRefused, match=r"Rune Sandmo began at Havnestad BK .*2019"):
        editorial.confirm(rumour.pk, editor=ida, at=AT, on=Days.on(day("2018-05-01")))
    assert not Decision.objects.exists()


def test_the_same_change_has_one_fingerprint_and_another_has_another(ida):
    rumour = open_rumour("Rune Sandmo", kind="appointment")

    def fingerprint(**said):
        return previewing.preview(rumour, editor=ida, at=AT, **said).fingerprint

    assert fingerprint() == fingerprint()
    assert (
        len(
            {
                fingerprint(),
                fingerprint(on=Days.on(day("2020-09-01"))),
                fingerprint(edit=Edit(role="caretaker")),
            }
        )
        == 3
    )


def test_what_is_confirmed_is_what_was_previewed_or_nothing_is(ida):
    rumour = open_rumour("Rune Sandmo", kind="appointment", outlet=make_outlet())
    seen = previewing.preview(rumour, editor=ida, at=AT).fingerprint
    report(make_coach("Per Holmvik"), rumour.club)
    with pytest.raises(previewing.PreviewMoved):
        previewing.confirm_as_seen(rumour.pk, seen, editor=ida, at=AT)
    assert not Decision.objects.exists()
    seen = previewing.preview(rumour, editor=ida, at=AT).fingerprint
    assert previewing.confirm_as_seen(rumour.pk, seen, editor=ida, at=AT).pk
