"""Two editors for what may damage somebody: the first verdict unseen, nobody his own second."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from carousel import editorial, four_eyes
from carousel.editorial import MoveRefused
from carousel.models import Batch, Decision, Opinion, Rumour, Stint
from tests.carousel.desk.stories import open_rumour
from tests.carousel.desk.test_deciding import HTMX, address, sent
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_eyes_more(settings):
    settings.FOUR_EYES = ["departure"]


@pytest.fixture
def as_editor(client):
    """A function that answers what an editor says of the rumour."""

    def as_editor(name, way, rumour, headers=HTMX, **more):
        client.force_login(_known(name) or make_user("editor", name))
        return client.post(address(way, rumour), sent(rumour, **more), headers=headers)

    return as_editor


def _known(name):
    return User.objects.filter(username=name).first()


def test_the_first_verdict_changes_nothing_and_is_shown_to_nobody(client, as_editor):
    rumour = open_rumour("Rune Sandmo", kind="departure")
    answer = as_editor("ida", "reject", rumour, reason="known_false", note="my brother said so")
    assert "Your verdict is kept unseen" in answer.content.decode()
    assert not Decision.objects.exists()
    client.force_login(make_user("editor", "bo"))
    page = client.get(reverse("desk-item", args=[rumour.pk])).content.decode()
    assert "One editor has given his verdict" in page
    for hidden in ("my brother", "ida"):
        assert hidden not in page


def test_the_second_who_agrees_applies_it(as_editor):
    rumour = open_rumour("Rune Sandmo", kind="departure")
    as_editor("ida", "confirm", rumour)
    as_editor("bo", "confirm", rumour)
    assert Decision.objects.get().editor.username == "bo"
    assert Stint.objects.get().ended is not None
    assert not Opinion.objects.filter(settled_at__isnull=True).exists()


def test_nobody_is_his_own_second(as_editor):
    rumour = open_rumour("Rune Sandmo", kind="departure")
    as_editor("ida", "confirm", rumour)
    answer = as_editor("ida", "confirm", rumour)
    assert answer.status_code == 409
    assert "You have given your verdict" in answer.content.decode()
    assert not Decision.objects.exists()


def test_two_who_disagree_are_shown_and_a_third_decides(client, as_editor):
    rumour = open_rumour("Rune Sandmo", kind="departure")
    as_editor("ida", "confirm", rumour)
    as_editor("bo", "reject", rumour, reason="known_false")
    page = client.get(reverse("desk-item", args=[rumour.pk])).content.decode()
    assert "Two editors disagree" in page
    assert "ida: confirm" in page
    as_editor("eva", "reject", rumour, reason="known_false")
    assert Rumour.objects.get().status == "rejected"


def test_one_who_gives_way_settles_it(as_editor):
    rumour = open_rumour("Rune Sandmo", kind="departure")
    as_editor("ida", "confirm", rumour)
    as_editor("bo", "reject", rumour, reason="known_false")
    as_editor("bo", "confirm", rumour)
    assert Decision.objects.get().kind == "confirm"


def test_no_way_leads_around_it(client, as_editor):
    rumour = open_rumour("Rune Sandmo", kind="departure")
    ida = make_user("editor", "ida")
    with pytest.raises(editorial.MoveRefused, match="second pair of eyes"):
        editorial.reject(rumour.pk, editor=ida, at=timezone.now(), reason="other")
    client.force_login(ida)
    client.post(reverse("desk-batch"), {"verb": "confirm", "item": [f"{rumour.pk}:{rumour.revision}"]})
    assert not Decision.objects.exists()
    assert not Batch.objects.exists()
    assert rumour.coach.rumours.get().is_open


def test_what_the_settings_do_not_name_one_editor_decides(as_editor):
    as_editor("ida", "confirm", open_rumour("Rune Sandmo", kind="appointment"))
    as_editor("ida", "confirm", open_rumour("Per Holmvik", "Nordhavn IF", kind="pressure"))
    assert Decision.objects.count() == 2
    assert not Opinion.objects.exists()


def test_by_a_plain_form_it_is_said_on_the_next_page(client, as_editor):
    rumour = open_rumour("Rune Sandmo", kind="departure")
    answer = as_editor("ida", "confirm", rumour, headers={})
    assert "Your verdict is kept unseen" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_undo_after_a_first_verdict_takes_that_back_and_nothing_older(client, as_editor, headers):
    as_editor("ida", "confirm", open_rumour("Per Holmvik", "Nordhavn IF"))
    rumour = open_rumour("Rune Sandmo", kind="departure")
    as_editor("ida", "confirm", rumour)
    page = client.get(reverse("desk")).content.decode()
    undo = reverse("opinion-undo", args=[Opinion.objects.get().pk])
    assert f'action="{undo}"' in page.split('id="last"')[1]
    answer = client.post(undo, headers=headers, follow=True)
    assert "Your verdict is taken back: Rune Sandmo, Havnestad BK" in answer.content.decode()
    assert not Decision.objects.filter(kind="undo").exists()
    assert as_editor("ida", "reject", rumour, reason="old_news").status_code == 200
    assert Opinion.objects.get(settled_at__isnull=True).verdict == "reject"


def test_nobody_takes_back_the_verdict_of_another_nor_one_that_was_seconded(client, as_editor, bo):
    rumour = open_rumour("Rune Sandmo", kind="departure")
    as_editor("ida", "confirm", rumour)
    opinion = Opinion.objects.get()
    with pytest.raises(MoveRefused, match="Only who gave a verdict"):
        four_eyes.take_back(opinion.pk, editor=bo, at=timezone.now())
    as_editor("bo", "confirm", rumour)
    assert client.post(reverse("opinion-undo", args=[opinion.pk])).status_code == 404
    client.force_login(opinion.editor)
    answer = client.post(reverse("opinion-undo", args=[opinion.pk]))
    assert answer.status_code == 409
    assert Decision.objects.get().kind == "confirm"


def test_who_gave_the_first_verdict_is_told_that_it_is_his(client, as_editor):
    rumour = open_rumour("Rune Sandmo", kind="departure")
    as_editor("ida", "confirm", rumour)
    page = client.get(reverse("desk-item", args=[rumour.pk])).content.decode()
    assert "You have given your verdict. Another editor has to give his." in page


def test_the_list_tells_each_editor_what_waits_for_another_and_nobody_else(client, as_editor, bo):
    rumour, told = (
        open_rumour("Rune Sandmo", kind="departure"),
        "Your verdict waits for that of another editor",
    )
    assert told in as_editor("ida", "confirm", rumour).content.decode()
    assert client.get(reverse("desk")).content.decode().count(told) == 1
    client.force_login(bo)
    assert told not in client.get(reverse("desk")).content.decode()
