"""Many things decided in one go: what is held back and why, and one undo for all."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from carousel import batches, calling_off, store, withdrawing
from carousel.batches import Chosen
from carousel.edits import Edit
from carousel.models import Batch, Decision, Presence, Rumour, Snooze
from tests.carousel.desk.stories import open_rumour, report
from tests.factories import make_coach, make_entry, make_outlet, make_user

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def three():
    names = [("Rune Sandmo", "Havnestad BK"), ("Per Holmvik", "Nordhavn IF"), ("Odd Strand", "Fjordby FK")]
    return [open_rumour(coach, club, outlet=make_outlet(coach)) for coach, club in names]


def item(rumour):
    return f"{rumour.pk}:{rumour.revision}"


def chosen(*rumours):
    return [Chosen(rumour.pk, rumour.revision) for rumour in rumours]


def send(client, rumours, headers=None, **more):
    data = {"item": [item(rumour) for rumour in rumours], **more}
    return client.post(reverse("desk-batch"), data, headers=headers or {})


def statuses(rumours):
    return [Rumour.objects.get(pk=rumour.pk).status for rumour in rumours]


def test_what_is_ticked_is_confirmed_in_one_batch_and_the_rest_waits(client, ida, three):
    answer = send(client, three[:2], do="confirm")
    batch = Batch.objects.get()
    assert answer["Location"] == f"/desk/{three[2].pk}/?batch={batch.pk}#pane"
    assert statuses(three) == ["confirmed", "confirmed", "open"]
    assert list(batch.decisions.values_list("kind", flat=True)) == ["confirm", "confirm"]
    page = client.get(answer["Location"]).content.decode()
    assert "Confirmed in one go: 2" in page
    assert f'action="/desk/batch/{batch.pk}/undo/"' in page


@pytest.mark.parametrize("said", [{"do": "confirm"}, {"reason": "old_news"}, {"days": "3"}])
def test_the_next_is_the_one_behind_that_in_hand_and_undo_brings_the_first_back(client, ida, three, said):
    name = f"{three[1].coach_id}-{three[1].club_id}-in"
    answer = send(client, [three[1]], name=name, **said)
    assert answer["Location"].startswith(f"/desk/{three[2].pk}/")
    answer = client.post(reverse("batch-undo", args=[Batch.objects.get().pk]))
    assert answer["Location"].startswith(f"/desk/{three[1].pk}/")


def test_one_undo_takes_the_whole_batch_back(client, ida, three):
    send(client, three, reason="old_news")
    assert statuses(three) == ["rejected"] * 3
    answer = client.post(reverse("batch-undo", args=[Batch.objects.get().pk]))
    assert Rumour.objects.open().count() == 3
    assert "3 taken back." in client.get(answer["Location"]).content.decode()
    assert not store.check()


def test_what_the_record_contradicts_is_held_back_and_stays_ticked(client, ida, three):
    first = make_coach("Jens Lund")
    make_entry(first, three[0].club, "2020-09-01", "2021-06-30")
    store.update(coaches=[first.pk], clubs=[three[0].club_id])
    official = make_outlet("Havnestad BK", tier=0)
    report(make_coach("Bo Falk"), three[0].club, "appointment", outlet=official, published_on="2020-09-10")
    conflict = Rumour.objects.open().get(contradicts__isnull=False)
    answer = send(client, [conflict, three[1]], do="confirm")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "The record says otherwise" in page
    assert (
        f'value="{item(conflict)}" aria-label="Select Bo Falk, Havnestad BK" autocomplete="off" checked'
        in page
    )
    assert statuses([conflict, three[1]]) == ["open", "confirmed"]


def test_what_was_read_with_little_confidence_is_not_confirmed_but_may_be_rejected(ida, three):
    doubtful = open_rumour("Jens Lund", "Sundby IF", confidence=0.5)
    outcome = batches.confirm(chosen(doubtful), editor=ida, at=NOW)
    assert outcome.batch is None
    assert "little confidence" in outcome.held[0].sentence
    assert batches.reject(chosen(doubtful), editor=ida, at=NOW, reason="other").batch


def test_what_changed_since_it_was_loaded_is_held_back(ida, three):
    seen = chosen(*three[:2])
    report(three[0].coach, three[0].club, stage="talks", published_on="2020-09-20")
    outcome = batches.confirm(seen, editor=ida, at=NOW)
    assert [held.rumour for held in outcome.held] == [three[0]]
    assert "New reports have come in" in outcome.held[0].sentence
    assert outcome.done == [three[1]]


def test_what_another_editor_has_open_is_held_back(ida, three):
    bo = make_user("editor", "bo")
    pair = {"coach": three[0].coach, "club": three[0].club, "direction": "in"}
    Presence.objects.create(editor=bo, since=NOW, seen_at=NOW, **pair)
    outcome = batches.reject(chosen(*three), editor=ida, at=NOW, reason="other")
    assert [held.sentence for held in outcome.held] == ["bo has this open."]
    assert len(outcome.done) == 2


def test_the_rival_that_the_first_of_a_batch_closed_is_held_back_with_its_ending(ida, three):
    rival = make_coach("Jens Lund")
    report(rival, three[0].club)
    second = Rumour.objects.get(coach=rival)
    outcome = batches.confirm(chosen(three[0], second), editor=ida, at=NOW)
    assert [held.rumour for held in outcome.held] == [second]
    assert "seat filled by another" in outcome.held[0].sentence


def test_an_undo_leaves_out_and_names_what_was_decided_again_since(client, ida, three):
    send(client, three, reason="old_news")
    batch, bo = Batch.objects.get(), make_user("editor", "bo")
    first = batch.decisions.get(coach=three[0].coach)
    client.post(reverse("decision-undo", args=[first.pk]))
    send(client, [Rumour.objects.open().get()], do="confirm")
    report(three[1].coach, three[1].club, published_on="2020-10-20", outlet=make_outlet("Byposten"))
    again = Rumour.objects.open().get(coach=three[1].coach)
    batches.editorial.reject(again.pk, editor=bo, at=NOW, reason="other")
    undone = batches.undo(batch.pk, editor=ida, at=NOW)
    assert undone.count == 1
    assert undone.stuck == ["Per Holmvik, Nordhavn IF: bo has decided on it again since."]
    with pytest.raises(batches.MoveRefused, match="decided on it again"):
        batches.undo(batch.pk, editor=ida, at=NOW)


@pytest.mark.parametrize("answer", [withdrawing.keep, withdrawing.take_back])
def test_an_undo_leaves_out_what_another_has_kept_or_taken_back_since(ida, three, answer):
    batch = batches.confirm(chosen(*three[:2]), editor=ida, at=NOW).batch
    bo, claim = make_user("editor", "bo"), three[0].evidence.get().claim
    batches.editorial.retract(claim.article_id, editor=bo, at=NOW)
    answer(Rumour.objects.without_source().get().pk, editor=bo, at=NOW)
    undone = batches.undo(batch.pk, editor=ida, at=NOW)
    assert undone.stuck == ["Rune Sandmo, Havnestad BK: bo has decided on it again since."]
    assert undone.count == 1


def test_an_undo_leaves_out_what_another_has_called_off_since(ida, three):
    batch = batches.reject(chosen(*three[:2]), editor=ida, at=NOW, reason="other").batch
    report(three[0].coach, three[0].club, published_on="2020-10-20", outlet=make_outlet("Byposten"))
    again = Rumour.objects.open().get(coach=three[0].coach)
    calling_off.call_off(again.pk, editor=make_user("editor", "bo"), at=NOW, by="club")
    assert batches.undo(batch.pk, editor=ida, at=NOW).stuck


def test_an_undo_leaves_out_whose_reports_another_has_given_to_somebody_else_since(ida, three):
    batch = batches.reject(chosen(*three[:2]), editor=ida, at=NOW, reason="other").batch
    report(three[0].coach, three[0].club, published_on="2020-10-20", outlet=make_outlet("Byposten"))
    again = Rumour.objects.open().get(coach=three[0].coach)
    put_right = Edit(coach=make_coach("Jens Lund"))
    batches.editorial.confirm(again.pk, editor=make_user("editor", "bo"), at=NOW, edit=put_right)
    assert batches.undo(batch.pk, editor=ida, at=NOW).stuck


def test_the_undo_key_after_a_batch_undoes_the_batch(client, ida, three):
    send(client, three[:2], reason="other")
    page = client.get(reverse("desk")).content.decode()
    assert f'action="/desk/batch/{Batch.objects.get().pk}/undo/"' in page


def test_all_of_an_article_are_rejected_by_its_filter_and_all_pages_at_once(client, ida, three, monkeypatch):
    monkeypatch.setattr("carousel.desk.PAGE", 2)
    article = three[0].evidence.get().claim.article
    for other in three[1:]:
        claim = other.evidence.get().claim
        claim.article = article
        claim.save()
    page = client.get(reverse("desk"), {"article": article.pk}).context["page"]
    assert page.match_count == 3
    sent = {"all": "match", "matching": page.matching, "on_page": page.on_page, "reason": "known_false"}
    client.post(reverse("desk-batch"), {**sent, "list": f"article={article.pk}"})
    assert statuses(three) == ["rejected"] * 3


def test_all_on_the_page_needs_no_single_tick(client, ida, three):
    page = client.get(reverse("desk")).context["page"]
    client.post(reverse("desk-batch"), {"all": "page", "on_page": page.on_page, "days": "3"})
    assert Snooze.objects.count() == 3
    assert client.get(reverse("desk")).context["page"].rows == []


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"do": "confirm"}, "Nothing is chosen"),
        ({"item": "junk", "do": "confirm"}, "Nothing is chosen"),
        ({"item": "1:1", "do": ""}, "Say what is to be done"),
        ({"item": "1:1", "reason": "because"}, "Say why"),
        ({"item": "1:1", "days": "9"}, "Select a valid choice"),
        ({"item": [f"{n}:1" for n in range(101)], "do": "confirm"}, "Choose 100 at most"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_batch_of_nothing_or_for_nothing_is_refused_with_a_sentence(client, ida, sent, sentence, headers):
    answer = client.post(reverse("desk-batch"), sent, headers=headers)
    assert answer.status_code == (422 if headers else 400)
    assert sentence in answer.content.decode()
    assert not Batch.objects.exists()


def test_for_htmx_a_batch_strikes_its_rows_and_keeps_what_was_typed_in_the_pane(client, ida, three):
    name = f"{three[0].coach_id}-{three[0].club_id}-in"
    answer = send(client, three[1:], HTMX, reason="other", name=name, note="half a thought")
    text = answer.content.decode()
    assert text.count("is-done") == 2
    assert 'value="half a thought"' in text
    assert f'id="pane" aria-labelledby="h-pane" data-item="{name}"' in text
    assert "Rejected in one go: 2" in text


def test_nothing_is_written_when_all_is_held_back(client, ida, three):
    client.post(reverse("rumour-reject", args=[three[0].pk]), {"reason": "other"})
    answer = send(client, [three[0]], do="confirm")
    assert answer.status_code == 409
    assert "ida has rejected this already" in answer.content.decode()
    assert not Batch.objects.exists()
    assert Decision.objects.count() == 1


def test_the_queries_of_a_page_do_not_grow_with_what_is_ticked_in_a_batch(client, ida, three):
    def queries(rumours):
        with CaptureQueriesContext(connection) as captured:
            batches._rumours(chosen(*rumours))
            batches._watched(rumours, ida, NOW)
        return len(captured)

    assert queries(three) == queries(three[:1])
