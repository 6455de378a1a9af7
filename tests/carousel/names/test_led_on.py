"""Where the address, the key and the reference row of a merged record lead."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from carousel import editorial, identity, naming
from carousel.importers.keeping import Keeper
from carousel.models import Coach
from tests.factories import make_article, make_claim, make_club, make_coach, make_user

pytestmark = pytest.mark.django_db
AT = datetime(2020, 12, 24, 12, tzinfo=UTC)


@pytest.fixture
def merged():
    """One coach that became part of another, with the decision."""
    gone, kept = make_coach("A. Brandvold"), make_coach("Aksel Brandvold")
    return gone, kept, naming.merge(gone, kept, editor=make_user("editor"), at=AT)


def test_the_old_address_of_a_coach_leads_to_the_new_one_for_good(client, merged):
    gone, kept, decision = merged
    answer = client.get(f"/coaches/{gone.slug}/?as_of=2020-09-21")
    assert (answer.status_code, answer["Location"]) == (301, f"/coaches/{kept.slug}/?as_of=2020-09-21")
    editorial.undo(decision.pk, editor=decision.editor, at=AT)
    assert client.get(f"/coaches/{gone.slug}/").status_code == 200


def test_the_old_address_of_a_club_leads_to_the_new_one(client):
    gone, kept = make_club("Havnestad"), make_club("Havnestad BK")
    naming.merge(gone, kept, editor=make_user("editor"), at=AT)
    assert client.get(f"/clubs/{gone.slug}/")["Location"] == f"/clubs/{kept.slug}/"
    assert client.get("/clubs/no-such-club/").status_code == 404


def test_the_command_for_an_older_day_takes_the_old_slug(merged, capsys):
    gone, kept, _decision = merged
    call_command("as_of", "2020-09-21", gone.slug)
    assert json.loads(capsys.readouterr().out)["coach"] == kept.slug


def test_a_claim_with_the_old_key_is_about_the_new_record(merged):
    gone, kept, _decision = merged
    claim = make_claim(make_article(), coach=kept, coach_key=gone.slug)
    claim.subject.delete()
    [subject] = identity.identify([claim])
    assert subject.coach == kept


def test_no_new_name_takes_an_address_that_leads_on(merged):
    gone, _kept, _decision = merged
    name = gone.slug.replace("-", " ")
    claim = make_claim(make_article(), coach_name=name, coach_key="")
    claim.subject.delete()
    [subject] = identity.identify([claim])
    assert subject.coach.slug == f"{gone.slug}-2"


def test_reference_data_does_not_bring_a_merged_coach_back():
    values = {"a-brandvold": {"name": "A. Brandvold"}, "brandvold": {"name": "Aksel Brandvold"}}
    Keeper(Coach, {"name": ""}, timezone.now()).bring(values)
    gone, kept = Coach.objects.get(slug="a-brandvold"), Coach.objects.get(slug="brandvold")
    naming.merge(gone, kept, editor=make_user("editor"), at=AT)
    result = Keeper(Coach, {"name": ""}, timezone.now()).bring(values)
    assert (result.created, result.updated, result.kept) == ([], [], [])
    assert [coach.name for coach in Coach.objects.all()] == ["Aksel Brandvold"]
