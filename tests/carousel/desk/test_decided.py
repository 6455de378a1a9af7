"""What was decided: by kind and editor, with Reopen and its reason."""

import pytest
from django.urls import reverse
from django.utils import timezone

from carousel import editorial
from carousel.edits import Edit
from carousel.models import Decision, Rumour
from tests.carousel.desk.stories import open_rumour
from tests.factories import make_coach, make_decision, make_user

pytestmark = pytest.mark.django_db


def listed(client, **asked):
    return client.get(reverse("desk-history"), asked).content.decode()


def test_the_list_is_narrowed_by_kind_and_by_editor(client, ida):
    confirmed = open_rumour("Rune Sandmo")
    rejected = open_rumour("Per Holmvik", "Nordhavn IF")
    editorial.confirm(confirmed.pk, editor=ida, at=timezone.now())
    editorial.reject(rejected.pk, editor=make_user("editor", "bo"), at=timezone.now(), reason="other")
    assert "Rune Sandmo" not in listed(client, show="rejected")
    assert "Per Holmvik" in listed(client, show="rejected")
    assert "Per Holmvik" not in listed(client, by="ida")
    assert "Nothing of this kind" in listed(client, show="rejected", by="ida")
    assert "Per Holmvik" in listed(client, show="nonsense")


def test_reopening_keeps_the_reason_and_leads_back_to_the_same_list(client, ida):
    rumour = open_rumour("Rune Sandmo")
    decision = editorial.reject(rumour.pk, editor=ida, at=timezone.now(), reason="old_news")
    sent = {"back": "history", "show": "rejected", "by": "ida", "reason": "other", "note": "a second source"}
    answer = client.post(reverse("decision-undo", args=[decision.pk]), sent)
    assert answer["Location"] == f"{reverse('desk-history')}?show=rejected&by=ida"
    undoing = Decision.objects.get(kind="undo")
    assert (undoing.reason, undoing.note) == ("other", "a second source")
    assert Rumour.objects.open().exists()
    assert "taken back by ida" in listed(client, show="undone")


def test_a_reason_that_is_none_is_refused(client, ida):
    decision = editorial.reject(open_rumour().pk, editor=ida, at=timezone.now(), reason="old_news")
    answer = client.post(
        reverse("decision-undo", args=[decision.pk]), {"back": "history", "reason": "because"}
    )
    assert answer.status_code == 400
    assert Decision.objects.count() == 1


def test_what_was_read_is_struck_beside_what_the_editor_put_in_its_place(client, ida):
    decision = editorial.confirm(
        open_rumour("Rune Sandmo").pk,
        editor=ida,
        at=timezone.now(),
        edit=Edit(coach=make_coach("Per Holmvik")),
    )
    assert "<del>Rune Sandmo, Havnestad BK</del>" in listed(client, show="edited")
    told = Rumour.objects.get(decision=decision)
    pane = client.get(reverse("desk-item", args=[told.pk])).content.decode()
    assert "It had been read as <del>Rune Sandmo, Havnestad BK</del>" in pane


def test_undoing_a_correction_at_the_desk_leads_to_whom_it_was_read_of(client, ida):
    rumour = open_rumour("Rune Sandmo")
    decision = editorial.confirm(
        rumour.pk, editor=ida, at=timezone.now(), edit=Edit(coach=make_coach("Per Holmvik"))
    )
    answer = client.post(reverse("decision-undo", args=[decision.pk]))
    assert answer["Location"].startswith(f"/desk/{Rumour.objects.open().get(coach=rumour.coach).pk}/")


def test_the_filter_stays_on_the_next_page(client, ida):
    for _ in range(51):
        make_decision("reject", editor=ida)
    assert "?show=rejected&amp;before=" in listed(client, show="rejected")
