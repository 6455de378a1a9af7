"""The list narrowed by what stands in the address, searched, saved; and how it holds with thousands."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from carousel import desk
from carousel.desk_filters import Wanted
from carousel.models import CoachAlias, Competition, DeskView, Rumour
from tests.carousel.desk.stories import open_rumour
from tests.factories import make_club, make_coach, make_outlet, make_rumour, make_user

pytestmark = pytest.mark.django_db


def names(**given):
    return [str(rumour.coach) for rumour in desk.waiting(Wanted.by(given))]


@pytest.fixture
def two():
    """One of an older, Danish report on a club in Denmark, and one of a Dutch report on a club in Belgium."""
    rune = open_rumour("Rune Sandmø", "Havnestad BK", outlet=make_outlet("Kystposten"), stage="talks")
    piet = open_rumour("Piet Zandvoort", "Rijnmonde", outlet=make_outlet("De Kustkrant"))
    piet.club.country = "BE"
    piet.club.save()
    article = piet.evidence.get().claim.article
    article.language = "nl"
    article.save()
    Rumour.objects.filter(pk=piet.pk).update(opened_on=timezone.localdate() - timedelta(days=2))
    return rune, piet


def test_each_filter_leaves_what_it_names(two):
    rune, _piet = two
    league = Competition.objects.create(slug="kystligaen", name="Kystligaen", country="DK")
    season = league.seasons.create(slug="2020-21", starts_on="2020-07-01", ends_on="2021-06-30")
    season.participations.create(club=rune.club)
    article = rune.evidence.get().claim.article
    of_rune = {
        "stage": "talks",
        "coach": rune.coach.slug,
        "club": rune.club.slug,
        "country": "DK",
        "league": "kystligaen",
        "outlet": article.outlet.slug,
        "language": "da",
        "age": "older",
        "article": str(article.pk),
        "near": str(rune.pk),
    }
    for name, value in of_rune.items():
        assert names(**{name: value}) == ["Rune Sandmø"], name
    assert names(age="week") == names(language="nl") == names(country="BE") == ["Piet Zandvoort"]
    assert names(language="da", country="BE") == []


@pytest.mark.parametrize(
    "words",
    ["sandmo", "SANDMØ", "Havnestad", "havnestadd", "kystposten", "er kandidat i Havnestad", "Sandberg"],
)
def test_search_finds_names_nearly_so_aliases_outlets_and_passages(two, words):
    CoachAlias.objects.create(coach=two[0].coach, text="Sandberg")
    assert "Rune Sandmø" in names(q=words)
    assert names(q="kustkrant") == ["Piet Zandvoort"]


def test_counts_and_the_way_off_follow_the_filters(client, ida, two):
    page = client.get(reverse("desk"), {"country": "BE", "q": "piet"})
    shown = page.context["page"]
    assert [(one.label, one.count) for one in shown.filters][:2] == [("All", 1), ("Conflicts", 0)]
    assert [chip.label for chip in shown.chips] == ["Belgium", "“piet”"]
    assert [chip.address for chip in shown.chips] == ["/desk/?q=piet", "/desk/?country=BE"]
    assert f'href="/desk/{two[1].pk}/?country=BE&amp;q=piet#pane"' in page.content.decode()


def test_a_decision_goes_on_in_the_list_that_was_shown(client, ida, two):
    third = open_rumour("Odd Strand", "Fjordby FK")
    answer = client.post(
        reverse("rumour-reject", args=[third.pk]), {"reason": "other", "list": "country=DK&show=rumours"}
    )
    assert answer["Location"].startswith(f"/desk/{two[0].pk}/?show=rumours&country=DK&done=")


@pytest.mark.parametrize(
    "given",
    [
        {"stage": "x", "age": "x", "near": "-1", "article": "9" * 40, "country": "\0", "show": "\0"},
        {
            "near": "99",
            "article": "99",
            "coach": "nobody",
            "club": "none",
            "outlet": "none",
            "league": "none",
        },
        {"q": "%_\\'\"" * 40},
    ],
)
def test_filters_that_mean_nothing_are_no_error(client, ida, given):
    assert client.get(reverse("desk"), given).status_code == 200
    assert client.get(reverse("desk-filter"), given).status_code == 200


def test_the_filters_say_what_there_is_to_choose(client, ida, two):
    page = client.get(reverse("desk-filter"), {"country": "BE", "q": "piet"}).content.decode()
    assert '<option value="BE" selected>Belgium (1)</option>' in page
    assert '<input type="hidden" name="q" value="piet">' in page
    part = client.get(reverse("desk-filter"), headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<form class="narrow"')


def test_a_list_is_saved_renamed_and_deleted(client, ida, two):
    client.post(reverse("desk-view-save"), {"name": "Belgium", "list": "country=BE&after=3-1-2020-09-18-1"})
    view = DeskView.objects.get()
    assert (view.editor, view.name, view.query) == (ida, "Belgium", "country=BE")
    assert '<a href="/desk/?country=BE" aria-current="true">Belgium</a>' in (
        client.get(reverse("desk"), {"country": "BE"}).content.decode()
    )
    client.post(reverse("desk-view-rename", args=[view.pk]), {"name": "Belgien"})
    assert DeskView.objects.get().name == "Belgien"
    client.post(reverse("desk-view-delete", args=[view.pk]))
    assert not DeskView.objects.exists()


def test_a_list_without_a_name_or_beyond_the_twentieth_is_refused_with_a_sentence(client, ida):
    answer = client.post(reverse("desk-view-save"), {"name": "  "})
    assert (answer.status_code, b"Give the list a name" in answer.content) == (400, True)
    for number in range(20):
        client.post(reverse("desk-view-save"), {"name": f"list {number}"})
    answer = client.post(reverse("desk-view-save"), {"name": "one more", "list": "country=BE"})
    assert (answer.status_code, b"You have 20 saved lists" in answer.content) == (400, True)
    assert b'value="country=BE"' in answer.content
    client.post(reverse("desk-view-save"), {"name": "list 3", "list": "country=BE"})
    assert DeskView.objects.get(name="list 3").query == "country=BE"


def test_lists_of_others_are_out_of_reach_and_a_name_is_not_taken_twice(client, ida):
    theirs = DeskView.objects.create(editor=make_user("editor", "bo"), name="mine")
    assert client.post(reverse("desk-view-rename", args=[theirs.pk]), {"name": "x"}).status_code == 404
    client.post(reverse("desk-view-delete", args=[theirs.pk]))
    one, two = (DeskView.objects.create(editor=ida, name=name) for name in "ab")
    answer = client.post(reverse("desk-view-rename", args=[two.pk]), {"name": one.name})
    assert (answer.status_code, b"Another of your lists" in answer.content) == (400, True)
    assert DeskView.objects.filter(name__in=["mine", "b"]).count() == 2


def many(count):
    """So many rumours of coaches at one club."""
    club = make_club()
    for number in range(count):
        make_rumour(make_coach(f"Coach {number}"), club, origin_count=number % 5)


def test_the_number_of_queries_of_a_narrowed_list_is_the_same_for_ten_and_for_many(client, ida, two):
    DeskView.objects.create(editor=ida, name="all", query="")

    def queries():
        given = {"country": "DK", "q": "coach"}
        client.get(reverse("desk"), given)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("desk"), given).context["page"]
        return len(captured), len(page.rows)

    many(10)
    few, _rows = queries()
    many(100)
    more, rows = queries()
    assert rows == desk.PAGE
    assert more <= few + 1  # the rumours that a batch over all pages would take


def test_the_list_is_read_from_its_index_and_goes_on_from_a_place_in_it():
    many(40)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        for place in (None, desk.Place.of(desk.waiting().last())):
            sql, values = desk.waiting(after=place)[:26].query.sql_with_params()
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", values)
            plan = cursor.fetchone()[0]
            plan = plan if isinstance(plan, str) else json.dumps(plan)
            assert "rumour_by_urgency" in plan
            assert '"Sort"' not in plan
