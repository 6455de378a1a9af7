"""Confirm, reject and undo at the desk: by plain forms and for HTMX, and what is refused."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carousel import store
from carousel.models import Decision, Rumour
from tests.carousel.desk.stories import open_rumour, report
from tests.factories import make_article, make_coach, make_decision, make_entry, make_outlet, make_user

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def address(name, rumour):
    return reverse(f"rumour-{name}", args=[rumour.pk])


def sent(rumour, **more):
    name = f"{rumour.coach_id}-{rumour.club_id}-{rumour.direction}"
    return {"seen_revision": rumour.revision, "name": name, **more}


def test_confirming_by_a_plain_form_leads_to_the_next_item_with_an_undo_in_its_message(client, ida):
    first, second = open_rumour("Rune Sandmo"), open_rumour("Per Holmvik", "Nordhavn IF")
    answer = client.post(address("confirm", first), sent(first))
    decision = Decision.objects.get()
    assert answer["Location"] == f"/desk/{second.pk}/?done={decision.pk}#pane"
    page = client.get(answer["Location"]).content.decode()
    assert "Confirmed: Rune Sandmo to Havnestad BK" in page
    assert f'action="/decisions/{decision.pk}/undo/"' in page
    first.refresh_from_db()
    assert first.status == "confirmed"


def test_confirming_for_htmx_brings_the_next_pane_the_struck_row_the_counts_and_a_toast(client, ida):
    first, second = open_rumour("Rune Sandmo"), open_rumour("Per Holmvik", "Nordhavn IF")
    answer = client.post(address("confirm", first), sent(first), headers=HTMX)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer["HX-Replace-Url"] == f"/desk/{second.pk}/"
    assert text.strip().startswith('<section class="pane" id="pane"')
    assert f'<li class="item is-ended is-done" id="item-{first.coach_id}-{first.club_id}-in"' in text
    assert 'id="filters"' in text
    assert '<div id="toast" hx-swap-oob="innerHTML">' in text


def test_a_fact_that_is_confirmed_stands_and_its_row_is_struck(client, ida):
    fact = open_rumour("Rune Sandmo", kind="departure")
    answer = client.post(address("confirm", fact), sent(fact), headers=HTMX)
    assert f'is-done" id="item-{fact.coach_id}-{fact.club_id}-out"' in answer.content.decode()
    assert fact.coach.stints.get().manner == "sacked"


def test_the_rivals_for_the_seat_are_struck_with_the_one_confirmed(client, ida):
    first = open_rumour("Rune Sandmo")
    rival = make_coach("Per Holmvik")
    report(rival, first.club)
    answer = client.post(address("confirm", first), sent(first, on="24.9.2020"), headers=HTMX)
    assert f'is-done" id="item-{rival.pk}-{first.club_id}-in"' in answer.content.decode()
    assert Rumour.objects.get(coach=rival).status == "seat_filled"


def test_the_pane_says_what_would_follow_before_anything_is_written(client, ida):
    first = open_rumour("Rune Sandmo")
    report(make_coach("Per Holmvik"), first.club)
    page = client.get(reverse("desk-item", args=[first.pk])).content.decode()
    assert "Follows from it" in page
    assert "Rumour: Per Holmvik to Havnestad BK" in page
    assert "Seat filled by another" in page
    assert not Decision.objects.exists()


def test_the_day_of_a_confirmation_is_read_as_people_write_it(client, ida):
    rumour = open_rumour()
    client.post(address("confirm", rumour), sent(rumour, on="24.9.2020", note="seen on the stand"))
    decision = Decision.objects.get()
    assert str(decision.on.lower) == "2020-09-24"
    assert decision.note == "seen on the stand"


def test_a_day_that_is_none_is_refused_and_nothing_typed_is_lost(client, ida):
    rumour = open_rumour()
    plain = client.post(address("confirm", rumour), sent(rumour, on="31.2.2020", note="from the club"))
    swapped = client.post(address("confirm", rumour), sent(rumour, on="31.2.2020"), headers=HTMX)
    assert (plain.status_code, swapped.status_code) == (400, 422)
    assert 'value="31.2.2020"' in plain.content.decode()
    assert 'value="from the club"' in plain.content.decode()
    assert not Decision.objects.exists()


def test_rejecting_keeps_the_reason_and_offers_it_again(client, ida):
    first, second = open_rumour("Rune Sandmo"), open_rumour("Per Holmvik", "Nordhavn IF")
    client.post(address("reject", first), sent(first, reason="old_news", note="from last year"))
    first.refresh_from_db()
    assert (first.status, first.decision.reason) == ("rejected", "old_news")
    page = client.get(reverse("desk-item", args=[second.pk])).content.decode()
    assert "again: old news" in page


@pytest.mark.parametrize("reason", ["", "because"])
def test_rejecting_without_one_of_the_reasons_is_refused(client, ida, reason):
    rumour = open_rumour()
    answer = client.post(address("reject", rumour), sent(rumour, reason=reason))
    assert answer.status_code == 400
    assert "choose one of the six reasons" in answer.content.decode()


def test_undoing_opens_the_item_again(client, ida):
    rumour = open_rumour("Rune Sandmo")
    client.post(address("reject", rumour), sent(rumour, reason="other"))
    decision = Decision.objects.get(kind="reject")
    answer = client.post(reverse("decision-undo", args=[decision.pk]))
    reopened = Rumour.objects.open().get()
    assert answer["Location"].startswith(f"/desk/{reopened.pk}/?done=")
    assert (
        "Taken back: Rejected: Rune Sandmo to Havnestad BK" in client.get(answer["Location"]).content.decode()
    )


def test_undoing_a_confirmed_fact_for_htmx_brings_its_row_back_to_its_place(client, ida):
    fact = open_rumour("Rune Sandmo", kind="departure")
    client.post(address("confirm", fact), sent(fact))
    answer = client.post(reverse("decision-undo", args=[Decision.objects.get().pk]), headers=HTMX)
    assert f'<li class="item is-fact" id="item-{fact.coach_id}-{fact.club_id}-out"' in answer.content.decode()
    assert Rumour.objects.open().filter(coach=fact.coach).exists()


@pytest.mark.parametrize("kind", ["candidacy", "departure"])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_editor_is_told_who_was_faster_and_how_to_go_on(client, ida, kind, headers):
    rumour = open_rumour("Rune Sandmo", kind=kind)
    other = open_rumour("Per Holmvik", "Nordhavn IF", kind="candidacy")
    seen = sent(rumour, note="my own note", on="24.9.2020", coach="Per Holmvik", role="caretaker", list="")
    client.post(address("confirm", rumour), sent(rumour))
    client.force_login(make_user("editor", "bo"))
    answer = client.post(address("confirm", rumour), seen, headers=headers)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "ida has" in text
    assert f'href="/desk/{other.pk}/#pane"' in text
    typed = re.sub(r"<[^>]+>", "", text.split("You had typed:")[1].split("</p>")[0]).strip()
    assert typed == "When: 24.9.2020 · Coach: Per Holmvik · Role: caretaker · Note: my own note"
    assert ("<html" in text) is not bool(headers)
    assert Decision.objects.count() == 1


def test_a_changed_item_is_refused_says_what_is_new_and_keeps_what_was_typed(client, ida):
    rumour = open_rumour("Rune Sandmo")
    seen = sent(rumour, seen_claim=rumour.evidence.get().claim_id, on="24.9.2020", note="from the club")
    report(rumour.coach, rumour.club, stage="talks", published_on="2020-09-20")
    answer = client.post(address("confirm", rumour), seen, headers=HTMX)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "New reports have come in" in text
    assert text.count("New since you opened this") == 1
    assert "This is how it stands now. What you typed is kept." in text
    assert "Go on to the next" not in text
    assert 'value="24.9.2020"' in text
    assert 'value="from the club"' in text
    rumour.refresh_from_db()
    assert rumour.is_open


def test_undoing_twice_is_refused_with_who_did_it_first(client, ida):
    rumour = open_rumour()
    client.post(address("reject", rumour), sent(rumour, reason="other"))
    undo = reverse("decision-undo", args=[Decision.objects.get().pk])
    client.post(undo)
    for headers in ({}, HTMX):
        answer = client.post(undo, headers=headers)
        assert answer.status_code == 409
        assert "ida has undone this already" in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_reader_may_not_decide(client, headers):
    rumour = open_rumour()
    client.force_login(make_user("reader"))
    answer = client.post(address("confirm", rumour), sent(rumour), headers=headers)
    assert answer.status_code == 403
    assert b"Only editors may do this" in answer.content
    assert not Decision.objects.exists()


def test_a_stranger_who_decides_is_led_to_the_desk_after_signing_in(client):
    rumour = open_rumour()
    answer = client.post(address("confirm", rumour), sent(rumour))
    assert answer["Location"] == "/accounts/login/?next=/desk/"


def test_decisions_need_the_token_against_forged_forms(client, ida):
    rumour, strict = open_rumour(), Client(enforce_csrf_checks=True)
    strict.force_login(ida)
    assert strict.post(address("confirm", rumour), sent(rumour)).status_code == 403


def test_actions_do_not_answer_to_get(client, ida):
    rumour = open_rumour()
    client.post(address("reject", rumour), sent(rumour, reason="other"))
    undo = reverse("decision-undo", args=[Decision.objects.get().pk])
    for action in (address("confirm", rumour), address("reject", rumour), undo):
        assert client.get(action).status_code == 405


@pytest.mark.parametrize("number", [999_999, 2**63, 10**30])
def test_a_decision_on_nothing_known_is_answered_with_a_way_on(client, ida, number):
    other = open_rumour()
    answer = client.post(reverse("rumour-confirm", args=[number]), {"name": "junk"})
    assert answer.status_code == 409
    assert f'href="/desk/{other.pk}/#pane"' in answer.content.decode()


def test_the_history_shows_each_decision_and_undoes_it(client, ida):
    rumour = open_rumour("Rune Sandmo")
    client.post(address("reject", rumour), sent(rumour, reason="old_news", note="from last year"))
    decision = Decision.objects.get()
    page = client.get(reverse("desk-history")).content.decode()
    assert "Rejected: Rune Sandmo to Havnestad BK" in page
    assert "old news. from last year" in page
    undo = reverse("decision-undo", args=[decision.pk])
    assert client.post(undo, {"back": "history"})["Location"] == reverse("desk-history")
    page = client.get(reverse("desk-history")).content.decode()
    assert "taken back by ida" in page
    assert f'action="{undo}"' not in page
    assert client.post(undo, {"back": "history"}).status_code == 409


def test_the_queries_of_the_history_do_not_grow_with_its_lines(client, ida):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("desk-history")).status_code == 200
        return len(captured)

    def decide(times):
        for _ in range(times):
            retracted = make_decision("retract", None, None, "", editor=ida, articles=[make_article()])
            make_decision("undo", undoes=retracted, editor=ida)

    decide(3)
    few = queries()
    decide(20)
    assert queries() == few


def test_a_conflict_shows_both_passages_side_by_side(client, ida):
    official = make_outlet("Havnestad BK", tier=0)
    first = make_coach("Rune Sandmo")
    rumour = open_rumour("Per Holmvik", kind="candidacy")
    make_entry(first, rumour.club, "2020-09-01", "2021-06-30")
    store.update(coaches=[first.pk], clubs=[rumour.club_id])
    report(make_coach("Odd Strand"), rumour.club, "appointment", outlet=official, published_on="2020-09-10")
    conflict = Rumour.objects.open().filter(contradicts__isnull=False).get()
    page = client.get(reverse("desk-item", args=[conflict.pk])).content.decode()
    assert "The record says otherwise" in page
    assert "Rune Sandmo, head coach at Havnestad BK" in page
    assert "Odd Strand er ny træner i Havnestad BK." in page
