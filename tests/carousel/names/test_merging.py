"""Two records become one: everything moves, the old address leads on, and undoing parts them again."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from carousel import editorial, merging, naming, store
from carousel.edits import Edit
from carousel.models import (
    ClaimSubject,
    Club,
    Coach,
    Decision,
    Merge,
    Participation,
    Rumour,
    Season,
    Snooze,
    Stint,
)
from carousel.refusing import MoveRefused
from tests.carousel.names.tables import dump
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_entry,
    make_outlet,
    make_user,
)

pytestmark = pytest.mark.django_db
AT = datetime(2020, 12, 24, 12, tzinfo=UTC)


def report(coach, club, kind="candidacy", **fields):
    """One outlet reports it, and the record follows."""
    claim = make_claim(make_article(make_outlet()), kind, coach, club, **fields)
    store.update(coaches=[coach.pk], clubs=[club.pk])
    return claim


def unverified(name="A. Brandvold"):
    return make_coach(name, is_provisional=True)


def relations(model):
    """Everything that points at the model, as the table of rules names it."""
    fields = [relation.field for relation in model._meta.related_objects]
    return {f"{field.model._meta.label}.{field.name}" for field in fields}


@pytest.mark.parametrize(("model", "noun"), [(Coach, "coach"), (Club, "club")])
def test_every_relation_and_every_field_has_a_rule(model, noun):
    assert set(merging.RULES[noun]) == relations(model)
    assert set(merging.FIELDS[noun]) == {field.name for field in model._meta.concrete_fields}


def test_a_merge_moves_everything_and_leaves_nothing_behind():
    editor, gone, kept, club = make_user("editor"), make_coach("Aksel Brandvold"), make_coach(), make_club()
    claim = report(gone, club)
    entry = make_entry(gone, make_club(), "2015-07-01", "2017-06-30")
    store.update(coaches=[gone.pk], clubs=[entry.club_id])
    naming.merge(gone, kept, editor=editor, at=AT)
    assert ClaimSubject.objects.get(pk=claim.pk).coach == kept
    assert [stint.coach for stint in Stint.objects.all()] == [kept]
    assert [rumour.coach for rumour in Rumour.objects.all()] == [kept]
    assert not Coach.everyone.filter(pk=gone.pk).exists()
    assert str(store.check()) == "nothing to change"


def test_undoing_a_merge_restores_every_row():
    editor, club = make_user("editor"), make_club()
    gone, kept = make_coach("A. Brandvold", nationality="NO"), make_coach("Aksel Brandvold")
    gone.aliases.create(text="Brandvold")
    kept.aliases.create(text="Brandvold")
    report(gone, club, stage="talks")
    report(kept, club, stage="candidate")
    rumour = Rumour.objects.get(coach=gone)
    editorial.confirm(rumour.pk, editor=editor, at=AT)
    before = dump()
    merge = naming.merge(gone, kept, editor=editor, at=AT)
    assert Rumour.objects.count() == 1
    undoing = editorial.undo(merge.pk, editor=editor, at=AT)
    assert dump(but=(merge, undoing)) == before
    assert str(store.check()) == "nothing to change"


def test_a_rumour_keeps_its_address_when_its_coach_is_linked():
    gone, kept, club = unverified(), make_coach(), make_club()
    report(gone, club)
    number = Rumour.objects.get().pk
    naming.link(gone, kept, editor=make_user("editor"), at=AT)
    assert Rumour.objects.get(pk=number).coach == kept


def test_linking_leaves_the_name_as_one_more_written_form():
    gone, kept = unverified("A. Brandvold"), make_coach("Aksel Brandvold")
    naming.link(gone, kept, editor=make_user("editor"), at=AT)
    assert [(a.text, a.is_ambiguous) for a in kept.aliases.all()] == [("A. Brandvold", False)]


def test_a_bare_surname_and_a_name_that_others_bear_become_ambiguous_forms():
    editor, kept = make_user("editor"), make_coach("Aksel Brandvold")
    make_coach("Brand Vold")
    for name in ("Brandvold", "Brand Vold"):
        naming.link(unverified(name), kept, editor=editor, at=AT)
    assert all(alias.is_ambiguous for alias in kept.aliases.all())


@pytest.mark.parametrize("twins", [("Mu\u0308ller", "M\u00fcller"), ("MÜLLER", "Müller")])
def test_twins_that_only_their_letters_tell_apart_become_one_without_a_second_form(twins):
    gone, kept = (make_coach(f"Ulf {name}") for name in twins)
    naming.merge(gone, kept, editor=make_user("editor"), at=AT)
    assert not kept.aliases.exists()


def test_what_only_the_one_that_goes_knew_is_taken_over_and_given_back():
    editor = make_user("editor")
    gone, kept = make_coach("A. Brandvold", nationality="NO", gender="m"), make_coach(gender="f")
    merge = naming.merge(gone, kept, editor=editor, at=AT)
    kept.refresh_from_db()
    assert (kept.nationality, kept.gender) == ("NO", "f")
    editorial.undo(merge.pk, editor=editor, at=AT)
    kept.refresh_from_db()
    assert kept.nationality == ""


def test_a_record_cannot_be_merged_into_itself():
    coach = make_coach()
    with pytest.raises(MoveRefused, match="into itself"):
        naming.merge(coach, coach, editor=make_user("editor"), at=AT)


def test_merging_twice_says_where_the_record_went():
    editor, gone, kept = make_user("editor"), make_coach("A. Brandvold"), make_coach("Aksel Brandvold")
    naming.merge(gone, kept, editor=editor, at=AT)
    with pytest.raises(MoveRefused, match="is part of Aksel Brandvold already"):
        naming.merge(gone, make_coach("Bo Tang"), editor=editor, at=AT)


def test_a_known_record_is_not_merged_into_an_unverified_one():
    with pytest.raises(MoveRefused, match="not the other way round"):
        naming.merge(make_coach(), unverified(), editor=make_user("editor"), at=AT)


def test_a_club_is_not_merged_with_its_women():
    with pytest.raises(MoveRefused, match="never one record"):
        naming.merge(make_club(side="women"), make_club(), editor=make_user("editor"), at=AT)


def test_a_chain_of_merges_leads_to_its_end_and_is_undone_from_its_end():
    editor = make_user("editor")
    one, two, three = make_coach("A. Brandvold"), make_coach("Aksel B"), make_coach("Aksel Brandvold")
    before = dump()
    first = naming.merge(one, two, editor=editor, at=AT)
    second = naming.merge(two, three, editor=editor, at=AT)
    assert naming.led_to(Coach, one.slug) == naming.led_to(Coach, two.slug) == three
    with pytest.raises(MoveRefused, match="itself part of Aksel Brandvold"):
        editorial.undo(first.pk, editor=editor, at=AT)
    undone = [editorial.undo(merge.pk, editor=editor, at=AT) for merge in (second, first)]
    assert dump(but=(first, second, *undone)) == before


def test_what_was_said_since_of_the_one_that_had_gone_goes_back_to_it():
    editor, club = make_user("editor"), make_club()
    gone, kept = unverified("A. Brandvold"), make_coach("Aksel Brandvold")
    merge = naming.link(gone, kept, editor=editor, at=AT)
    of_gone = report(kept, club, coach_name="A. Brandvold")
    of_kept = report(kept, club)
    editorial.undo(merge.pk, editor=editor, at=AT)
    assert ClaimSubject.objects.get(pk=of_gone.pk).coach == gone
    assert ClaimSubject.objects.get(pk=of_kept.pk).coach == kept


def test_an_undoing_made_since_goes_back_with_what_it_undid():
    editor, gone, kept, club = make_user("editor"), make_coach("A. Brandvold"), make_coach(), make_club()
    report(gone, club)
    confirmed = editorial.confirm(Rumour.objects.get().pk, editor=editor, at=AT)
    merge = naming.merge(gone, kept, editor=editor, at=AT)
    undone = editorial.undo(confirmed.pk, editor=editor, at=AT)
    editorial.undo(merge.pk, editor=editor, at=AT)
    undone.refresh_from_db()
    assert undone.coach == gone


def test_the_undoing_of_a_correction_names_no_pair_that_was_misread():
    editor, read, other = make_user("editor"), make_club("Skovby IF"), make_club("Skovby Idræt")
    report(make_coach("Aksel Brandvold"), read, "appointment")
    put_right = Edit(club=make_club("Havnestad BK"))
    corrected = editorial.confirm(Rumour.objects.open().get().pk, editor=editor, at=AT, edit=put_right)
    merged = naming.merge(read, other, editor=editor, at=AT)
    undone = editorial.undo(corrected.pk, editor=editor, at=AT)
    editorial.undo(merged.pk, editor=editor, at=AT)
    corrected.refresh_from_db()
    undone.refresh_from_db()
    assert (corrected.read_club, undone.read_club) == (read, None)
    assert not store.check()


def test_clubs_become_one_with_their_seasons_and_their_seats():
    editor, gone, kept = make_user("editor"), make_club("Havnestad"), make_club("Havnestad BK")
    season = make_season(gone, kept)
    report(make_coach("Ib Holm"), gone, "departure", when="2020-09-20")
    report(make_coach("Bo Tang"), kept)
    before = dump()
    merge = naming.merge(gone, kept, editor=editor, at=AT)
    assert list(season.clubs.all()) == [kept]
    assert set(Rumour.objects.values_list("club", flat=True)) == {kept.pk}
    assert str(store.check()) == "nothing to change"
    undoing = editorial.undo(merge.pk, editor=editor, at=AT)
    assert dump(but=(merge, undoing)) == before


def test_a_question_that_both_had_put_off_sleeps_once_and_twice_again():
    editor, gone, kept, club = make_user("editor"), make_coach("A. Brandvold"), make_coach(), make_club()
    for coach in (gone, kept):
        make_snooze(coach, club, editor)
    merge = naming.merge(gone, kept, editor=editor, at=AT)
    assert Snooze.objects.count() == 1
    editorial.undo(merge.pk, editor=editor, at=AT)
    assert {snooze.coach for snooze in Snooze.objects.all()} == {gone, kept}


def test_a_slug_redirects_once():
    editor, gone, kept = make_user("editor"), make_coach("A. Brandvold"), make_coach()
    decision = naming.merge(gone, kept, editor=editor, at=AT)
    again = Merge.objects.get()
    again.pk, again.decision = (
        None,
        Decision.objects.create(kind="merge", coach=kept, editor=editor, made_at=decision.made_at),
    )
    with pytest.raises(IntegrityError, match="merge_redirects_a_coach_once"), transaction.atomic():
        again.save()


def test_only_editors_say_whose_a_name_is():
    with pytest.raises(Exception, match="Only editors"):
        naming.merge(make_coach(), make_coach(), editor=make_user("reader"), at=AT)


def make_season(*clubs):
    from carousel.models import Competition

    league = Competition.objects.create(slug="kystligaen", name="Kystligaen")
    season = Season.objects.create(
        competition=league, slug="2020-21", starts_on=date(2020, 7, 1), ends_on=date(2021, 6, 30)
    )
    Participation.objects.bulk_create([Participation(season=season, club=club) for club in clubs])
    return season


def make_snooze(coach, club, editor):
    return Snooze.objects.create(
        coach=coach,
        club=club,
        direction="in",
        until=date(2021, 1, 1),
        article_count=1,
        stage_number=1,
        is_fact_claimed=False,
        editor=editor,
        made_at=AT,
    )
