"""What a batch would change and hold back is shown before it is done, and nothing else is done."""

import re

import pytest
from django.urls import reverse

from carousel import batch_previews, store
from carousel.models import Batch, Decision, Rumour
from tests.carousel.desk.stories import open_rumour, report
from tests.carousel.desk.test_batch import HTMX, NOW, chosen, item, send, statuses
from tests.factories import make_coach

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])


@pytest.fixture
def rival(two):
    """Another candidate for the first one's seat, whom that one's getting it shuts out."""
    report(make_coach("Jens Lund"), two[0].club)
    return Rumour.objects.get(coach__name="Jens Lund")


def look(client, rumours, headers=None, **more):
    sent = {"item": [item(rumour) for rumour in rumours], **more}
    return client.post(reverse("desk-batch-preview"), sent, headers=headers or {})


def token_in(answer):
    return re.search(r'name="seen_batch" value="([^"]+)"', answer.content.decode())[1]


@BOTH
def test_what_is_chosen_and_what_follows_is_shown_and_nothing_is_written(client, ida, two, rival, headers):
    page = look(client, two, headers, do="confirm").content.decode()
    assert "If you confirm what is selected" in page
    assert page.count("<ins>Confirmed</ins>") == 2
    assert "<ins>Seat filled by another</ins>" in page
    assert "Rune Sandmo at Havnestad BK" in page
    assert statuses(two) == ["open", "open"]
    assert not Decision.objects.exists()
    assert not Batch.objects.exists()
    assert not store.check()


def test_what_is_told_as_done_is_called_a_fact_and_not_a_rumour(client, ida):
    gone = open_rumour("Odd Strand", "Fjordby FK", kind="departure")
    come = open_rumour("Per Holmvik", "Nordhavn IF", kind="appointment")
    page = look(client, [gone, come], do="confirm").content.decode()
    assert "Fact: Odd Strand left Fjordby FK" in page
    assert "Fact: Per Holmvik to Nordhavn IF" in page
    assert "Rumour: " not in page


def test_who_would_be_shut_out_by_the_first_is_named_as_held_back(client, ida, two, rival):
    page = look(client, [two[0], rival], do="confirm").content.decode()
    assert "Jens Lund, Havnestad BK: This is no longer open" in page
    assert "Confirm 1 " in " ".join(page.split())


@BOTH
@pytest.mark.parametrize("said", [{"do": "confirm"}, {"reason": "old_news"}], ids=["confirm", "reject"])
def test_what_was_shown_is_done(client, ida, two, rival, headers, said):
    token = token_in(look(client, two, headers, **said))
    answer = send(client, two, headers, seen_batch=token, **said)
    assert answer.status_code == (200 if headers else 302)
    assert statuses(two) == ["confirmed" if "do" in said else "rejected"] * 2


@BOTH
def test_where_the_ground_moved_the_new_preview_is_shown_and_nothing_is_done(client, ida, two, headers):
    token = token_in(look(client, two, headers, do="confirm"))
    report(make_coach("Jens Lund"), two[0].club)
    answer = send(client, two, headers, do="confirm", seen_batch=token)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This would change something else than you were shown." in page
    assert "<ins>Seat filled by another</ins>" in page
    assert statuses(two) == ["open", "open"]
    assert send(client, two, headers, do="confirm", seen_batch=token_in(answer)).status_code != 409


def test_a_token_that_nobody_signed_does_nothing(client, ida, two):
    assert send(client, two, do="confirm", seen_batch="made:up").status_code == 409
    assert not Decision.objects.exists()


def test_where_all_is_held_back_there_is_nothing_to_press(client, ida, two):
    client.post(reverse("rumour-reject", args=[two[0].pk]), {"reason": "other"})
    page = look(client, [two[0]], do="confirm").content.decode()
    assert "ida has rejected this already" in page
    assert "Nothing of what is selected can be decided so." in page
    assert 'name="do" value="confirm" data-key="c"' not in page


@BOTH
def test_of_nothing_there_is_no_preview_but_a_sentence(client, ida, two, headers):
    answer = client.post(reverse("desk-batch-preview"), {"do": "confirm"}, headers=headers)
    assert answer.status_code == (422 if headers else 400)
    assert "Nothing is chosen" in answer.content.decode()


def test_the_fingerprint_is_that_of_the_batch_as_it_is_made(ida, two, rival):
    seen = batch_previews.preview("confirm", chosen(*two), editor=ida, at=NOW).fingerprint
    assert batch_previews.make_as_seen("confirm", chosen(*two), seen, editor=ida, at=NOW).batch
