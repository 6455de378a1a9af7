"""Two that cannot both be true: one item, both passages, one key for each way."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from carousel import store
from carousel.models import Decision, Rumour, Stint
from carousel.views import desk_conflict
from carousel.views.desk_shown import rejection_shown
from tests.carousel.desk import stories
from tests.carousel.desk.stories import open_rumour, report
from tests.carousel.desk.test_deciding import HTMX, address, sent
from tests.factories import make_club, make_coach, make_outlet

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone_or_staying():
    """Told to be sacked and to stay, a day apart."""
    return stories.gone_or_staying()


@pytest.fixture
def two_coaches():
    """A second head coach is announced while the first one's word is only one outlet's."""
    return stories.two_coaches()


@pytest.fixture
def gone_before_he_came():
    """On record from the 24th; told to have left on the 10th."""
    club = open_rumour("Per Holmvik", kind="candidacy").club
    coach = make_coach("Rune Sandmo")
    said = {"when": "2020-09-24", "published_on": "2020-09-24", "confidence": 0.97}
    report(coach, club, "appointment", outlet=make_outlet("Kystposten", tier=1), **said)
    said |= {"when": "2020-09-10", "published_on": "2020-09-28"}
    report(coach, club, "departure", outlet=make_outlet("Fjordbladet", tier=1), **said)
    return Rumour.objects.open().get(contradicts__isnull=False)


def choose(client, rumour, choice, **more):
    return client.post(address("choose", rumour), sent(rumour, choice=choice, **more), headers=HTMX)


def test_gone_and_staying_are_one_item_with_both_passages(client, ida, gone_or_staying):
    assert Rumour.objects.open().count() == 1
    page = client.get(reverse("desk-item", args=[gone_or_staying.pk])).content.decode()
    assert "Another report says that he stays" in page
    assert "Fjordbladet; reads as" in page
    assert [key in page for key in ('data-key="1"', 'data-key="2"', 'data-key="3"')] == [True] * 3
    assert "is-conflict" in page


def test_each_key_is_called_by_its_outlet_and_day_and_neither_is_new(client, ida, gone_or_staying):
    page = client.get(reverse("desk-item", args=[gone_or_staying.pk])).content.decode()
    assert "<kbd>1</kbd> Fjordbladet, 19 Sep 2020: he stays" in page
    assert re.search(r"<kbd>2</kbd> [^<]+, 18 Sep 2020: he has left", page)
    assert "New. " not in page


def test_the_keys_of_two_coaches_name_them(client, ida, two_coaches):
    page = client.get(reverse("desk-item", args=[two_coaches.pk])).content.decode()
    assert "<kbd>1</kbd> Fjordbladet, 10 Sep 2020: Odd Strand" in page
    assert "<kbd>2</kbd> Kystposten, 10 Sep 2020: Rune Sandmo" in page


def test_that_he_stays_rejects_the_report_and_links_it_to_the_backing(client, ida, gone_or_staying):
    backing = gone_or_staying.contested_by
    assert choose(client, gone_or_staying, "record").status_code == 200
    decision = Decision.objects.get()
    assert (decision.kind, decision.reason, decision.against) == ("reject", "known_false", backing)
    assert Stint.objects.get().ended is None
    assert not store.check()


def test_that_he_is_gone_ends_the_stint_and_names_the_backing_that_it_outweighed(
    client, ida, gone_or_staying
):
    backing = gone_or_staying.contested_by
    choose(client, gone_or_staying, "new")
    stint, decision = Stint.objects.get(), Decision.objects.get()
    assert (stint.end_basis, stint.end_is_disputed, decision.against) == ("editor", False, backing)
    assert not store.check()


def test_both_kept_the_stint_has_ended_and_is_disputed(client, ida, gone_or_staying):
    choose(client, gone_or_staying, "both")
    stint = Stint.objects.get()
    assert (stint.end_basis, stint.end_is_disputed) == ("editor", True)


@pytest.mark.parametrize("choice", ["record", "new", "both"])
def test_each_way_is_taken_back_by_one_undo(client, ida, gone_or_staying, choice):
    choose(client, gone_or_staying, choice)
    client.post(reverse("decision-undo", args=[Decision.objects.get().pk]))
    again = Rumour.objects.open().get()
    assert again.is_conflict
    assert Stint.objects.get().ended is None
    assert not store.check()


def test_only_a_reason_that_was_chosen_and_still_stands_is_offered_again(client, ida, gone_or_staying):
    other = open_rumour("Per Holmvik", "Nordhavn IF")
    item = reverse("desk-item", args=[other.pk])
    choose(client, gone_or_staying, "record")
    assert "again: known to be false" not in client.get(item).content.decode()
    last = open_rumour("Odd Strand", "Fjordby FK")
    client.post(address("reject", last), sent(last, reason="old_news"))
    assert "again: old news" in client.get(item).content.decode()
    client.post(reverse("decision-undo", args=[Decision.objects.get(reason="old_news").pk]))
    assert "again: old news" not in client.get(item).content.decode()


def test_two_head_coaches_kept_both_share_the_post(client, ida, two_coaches):
    page = client.get(reverse("desk-item", args=[two_coaches.pk])).content.decode()
    assert ", shared (" in page.split("What keeping both would change")[1]
    choose(client, two_coaches, "both")
    arrangements = Stint.objects.order_by("coach__name").values_list("coach__name", "arrangement")
    assert dict(arrangements)[two_coaches.coach.name] == "shared"
    assert Stint.objects.count() == 2
    assert not store.check()


@pytest.mark.parametrize(
    ("choice", "label", "words"),
    [
        ("in_fact", "Rune Sandmo in fact, Odd Strand on paper", "in fact, not on paper"),
        ("on_paper", "Odd Strand in fact, Rune Sandmo on paper", "on paper, not in fact"),
    ],
)
def test_one_coaches_in_fact_and_one_on_paper(client, ida, two_coaches, choice, label, words):
    page = client.get(reverse("desk-item", args=[two_coaches.pk])).content.decode()
    assert f", {words} (" in page.split(f"What would change: {label}")[1].split("<details")[0]
    choose(client, two_coaches, choice)
    assert Stint.objects.get(coach=two_coaches.coach).get_arrangement_display() == words
    assert Stint.objects.get(coach__name="Odd Strand").arrangement == ""
    assert words in client.get(reverse("desk-history")).content.decode()
    assert not store.check()


@pytest.mark.parametrize("choice", ["record", "new", "both", "in_fact", "on_paper"])
def test_each_way_with_two_coaches_is_taken_back_by_one_undo(client, ida, two_coaches, choice):
    before = [*Stint.objects.values_list("coach", "arrangement")]
    choose(client, two_coaches, choice)
    client.post(reverse("decision-undo", args=[Decision.objects.get().pk]))
    assert Rumour.objects.open().get(coach=two_coaches.coach).is_conflict
    assert [*Stint.objects.values_list("coach", "arrangement")] == before
    assert not store.check()


@pytest.mark.parametrize("choice", ["both", "in_fact", "on_paper"])
def test_each_way_by_which_both_stand_has_a_key_and_is_done_only_as_it_was_shown(
    client, ida, two_coaches, choice
):
    page = client.get(reverse("desk-item", args=[two_coaches.pk])).content.decode()
    assert re.search(rf'value="{choice}" data-key="{desk_conflict.KEYS[choice]}"', page)
    seen = {
        f"seen_{way}": re.search(rf'name="seen_{way}" form="confirm" value="([^"]+)"', page)[1]
        for way in desk_conflict.KEYS
    }
    report(two_coaches.coach, make_club("Nordhavn IF"), published_on="2020-09-05")
    answer = choose(client, two_coaches, choice, **seen)
    assert answer.status_code == 409
    assert "What you had been shown" in answer.content.decode()
    assert not Decision.objects.exists()


def test_what_a_further_way_would_change_is_computed_without_asking_anything_again(ida, two_coaches):
    with store.read_once():
        table = rejection_shown(two_coaches, ida, timezone.now()).table
        told = [desk_conflict.ways_shown(two_coaches, ida, timezone.now())]
        with CaptureQueriesContext(connection) as asked:
            told.append(desk_conflict.ways_shown(two_coaches, ida, timezone.now()))
        assert rejection_shown(two_coaches, ida, timezone.now()).table == table
    assert [way.shown.table for way in told[0]] == [way.shown.table for way in told[1]]
    assert len(asked) == 0


def test_the_two_ways_of_gone_and_staying_are_no_ways_to_hold_a_post(client, ida, gone_or_staying):
    page = client.get(reverse("desk-item", args=[gone_or_staying.pk])).content.decode()
    assert "Keep both, mark as contested" in page
    assert "on paper" not in page
    assert choose(client, gone_or_staying, "in_fact").status_code == 409


def test_keeping_both_is_done_only_as_it_was_shown(client, ida, two_coaches):
    page = client.get(reverse("desk-item", args=[two_coaches.pk])).content.decode()
    token = re.search(r'name="seen_both" form="confirm" value="([^"]+)"', page)[1]
    report(two_coaches.coach, make_club("Nordhavn IF"), published_on="2020-09-05")
    answer = choose(client, two_coaches, "both", seen_both=token)
    assert answer.status_code == 409
    both = answer.content.decode().split("What keeping both would change")[1].split("</details>")[0]
    now, before = both.split("What you had been shown")
    moved = f"Rumour: {two_coaches.coach} to Nordhavn IF"
    assert [moved in now, moved in before, "Follows from it" in before] == [True, False, True]
    assert not Decision.objects.exists()


def test_what_leaving_the_record_as_it_is_would_change_is_shown_and_done(client, ida, gone_or_staying):
    page = client.get(reverse("desk-item", args=[gone_or_staying.pk])).content.decode()
    assert "<ins>Rejected</ins>" in page.split("What would change if he stays")[1]
    token = re.search(r'name="seen_record" form="confirm" value="([^"]+)"', page)[1]
    assert choose(client, gone_or_staying, "record", seen_record=token).status_code == 200
    assert Decision.objects.get().kind == "reject"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_record_is_left_as_it_is_only_as_it_was_shown(client, ida, gone_or_staying, headers):
    yesterday = rejection_shown(gone_or_staying, ida, timezone.now() - timedelta(days=1))
    said = sent(gone_or_staying, choice="record", seen_record=yesterday.token)
    answer = client.post(address("choose", gone_or_staying), said, headers=headers)
    assert answer.status_code == 409
    assert "What you had been shown" in answer.content.decode()
    assert not Decision.objects.exists()


def test_the_new_head_coach_displaces_the_old_word(client, ida, two_coaches):
    choose(client, two_coaches, "new")
    assert Stint.objects.get().coach == two_coaches.coach
    assert not store.check()


def test_an_end_before_the_beginning_is_one_item_with_both_passages(client, ida, gone_before_he_came):
    assert Stint.objects.get(coach=gone_before_he_came.coach).ended is None
    page = client.get(reverse("desk-item", args=[gone_before_he_came.pk])).content.decode()
    assert "He cannot have left before he began" in page
    assert [key in page for key in ('data-key="1"', 'data-key="2"', 'data-key="3"')] == [True] * 3
    begins = gone_before_he_came.contradicts.evidence.get(bears_on="start").claim
    assert desk_conflict.standing(gone_before_he_came).claim == begins


def test_the_record_kept_the_end_is_rejected_and_names_the_start(client, ida, gone_before_he_came):
    begins = gone_before_he_came.contradicts.evidence.get(bears_on="start").claim
    choose(client, gone_before_he_came, "record")
    decision = Decision.objects.get()
    assert (decision.kind, decision.against) == ("reject", begins)
    assert Stint.objects.get(coach=gone_before_he_came.coach).ended is None
    assert not store.check()


def test_the_end_taken_the_start_stands_no_more_and_asks_nothing(client, ida, gone_before_he_came):
    begins = gone_before_he_came.contradicts.evidence.get(bears_on="start").claim
    choose(client, gone_before_he_came, "new")
    stint = Stint.objects.get(coach=gone_before_he_came.coach)
    assert (stint.start_basis, stint.end_basis) == ("", "editor")
    assert stint.evidence.get(claim=begins).bears_on == "course"
    assert Decision.objects.get().against == begins
    assert not Rumour.objects.open().filter(coach=stint.coach).exists()
    assert not store.check()


def test_the_end_and_the_beginning_both_kept_are_two_spells(client, ida, gone_before_he_came):
    choose(client, gone_before_he_came, "both")
    stints = Stint.objects.filter(coach=gone_before_he_came.coach).order_by("ordinal")
    assert [(s.end_basis, s.end_is_disputed) for s in stints] == [("editor", True), ("", False)]
    assert not store.check()


@pytest.mark.parametrize("choice", ["record", "new", "both"])
def test_each_way_out_of_it_is_taken_back_by_one_undo(client, ida, gone_before_he_came, choice):
    choose(client, gone_before_he_came, choice)
    client.post(reverse("decision-undo", args=[Decision.objects.get().pk]))
    assert Rumour.objects.open().get(coach=gone_before_he_came.coach).is_conflict
    assert not store.check()


def test_no_way_but_the_three(client, ida, two_coaches):
    assert choose(client, two_coaches, "neither").status_code == 422
    settled = open_rumour("Nils Vik", "Nordhavn IF")
    assert choose(client, settled, "new").status_code == 409
    assert not Decision.objects.exists()
