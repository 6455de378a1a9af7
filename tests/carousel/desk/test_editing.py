"""Edit, then confirm, and what was shown is what is done: by plain forms and for HTMX."""

import re

import pytest
from django.urls import reverse

from carousel.models import Decision, Rumour, Stint
from tests.carousel.desk.stories import open_rumour, report
from tests.carousel.desk.test_deciding import HTMX, address, sent
from tests.factories import make_club, make_coach

pytestmark = pytest.mark.django_db


def shown(client, rumour):
    """The token of what the page of the item shows."""
    page = client.get(reverse("desk-item", args=[rumour.pk])).content.decode()
    return re.search(r'name="seen_change" form="confirm" value="([^"]+)"', page)[1]


def test_what_was_shown_is_confirmed(client, ida):
    rumour = open_rumour("Rune Sandmo", kind="appointment")
    answer = client.post(address("confirm", rumour), sent(rumour, seen_change=shown(client, rumour)))
    assert answer.status_code == 302
    assert Stint.objects.get().coach == rumour.coach


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_where_the_ground_moved_the_new_preview_stands_beside_the_old_and_nothing_typed_is_lost(
    client, ida, headers
):
    rumour = open_rumour("Rune Sandmo", kind="appointment")
    token = shown(client, rumour)
    report(make_coach("Per Holmvik"), rumour.club)
    seen = sent(rumour, seen_change=token, note="from the club", role="caretaker")
    answer = client.post(address("confirm", rumour), seen, headers=headers)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "This would change something else than you were shown" in text
    assert "What you had been shown" in text
    assert text.count('<table class="diff">') == 2
    assert 'value="from the club"' in text
    assert '<option value="caretaker" selected>' in text
    assert not Decision.objects.exists()


def test_a_token_that_nobody_signed_shows_nothing_and_confirms_nothing(client, ida):
    rumour = open_rumour(kind="appointment")
    answer = client.post(address("confirm", rumour), sent(rumour, seen_change="made:up"))
    assert answer.status_code == 409
    assert not Decision.objects.exists()


def test_the_preview_button_shows_the_change_with_what_is_typed_and_then_it_is_confirmed(client, ida):
    rumour, right = open_rumour("Rune Sandmo", kind="departure"), make_coach("Øyvind Sandmo")
    typed = {"coach": "oyvind sandmo", "manner": "resigned", "on": "17.9.2020"}
    page = client.post(address("preview", rumour), sent(rumour, **typed)).content.decode()
    assert "<ins>Øyvind Sandmo</ins>" in page
    assert '<details class="asks edit" open>' in page
    token = re.search(r'name="seen_change" form="confirm" value="([^"]+)"', page)[1]
    client.post(address("confirm", rumour), sent(rumour, **typed, seen_change=token))
    stint = Stint.objects.get()
    assert (stint.coach, stint.manner, str(stint.ended.lower)) == (right, "resigned", "2020-09-17")


def test_while_somebody_types_the_table_alone_is_sent(client, ida):
    rumour = open_rumour("Rune Sandmo", kind="appointment")
    headers = HTMX | {"HX-Target": "change"}
    text = client.post(
        address("preview", rumour), sent(rumour, role="caretaker"), headers=headers
    ).content.decode()
    assert text.strip().startswith('<div class="block" id="change"')
    assert "<ins>caretaker</ins>" in text
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Nils Ukjent", "Nobody on record goes by “Nils Ukjent”"),
        ("Per Holmvik", "Several go by “Per Holmvik”"),
    ],
)
def test_a_name_that_is_nobodys_or_twos_is_refused_beside_what_was_typed(client, ida, typed, sentence):
    rumour = open_rumour("Rune Sandmo")
    make_coach("Per Holmvik"), make_coach("Per Holmvik")
    for headers, status in (({}, 400), (HTMX, 422), (HTMX | {"HX-Target": "change"}, 422)):
        answer = client.post(address("preview", rumour), sent(rumour, coach=typed), headers=headers)
        assert (answer.status_code, sentence in answer.content.decode()) == (status, True)


def test_a_correction_to_another_club_closes_its_row_and_those_of_that_club(client, ida):
    rumour, club = open_rumour("Rune Sandmo", kind="appointment"), make_club("Nordhavn IF")
    rival = make_coach("Per Holmvik")
    report(rival, club)
    answer = client.post(address("confirm", rumour), sent(rumour, club="Nordhavn IF"), headers=HTMX)
    text = answer.content.decode()
    assert f'is-done" id="item-{rumour.coach_id}-{rumour.club_id}-in"' in text
    assert f'is-done" id="item-{rival.pk}-{club.pk}-in"' in text
    assert Rumour.objects.get(coach=rival).status == "seat_filled"
