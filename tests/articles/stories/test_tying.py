"""Near-copies are one story, first told where they first stood, in whatever order they come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.extraction.claims import LabelledSpan, Reading
from articles.keeping import keep_reading
from articles.models import Article, Imprint, Story
from articles.stories.tying import appeared_at, tie
from tests.articles.stories.texts import edited, text
from tests.factories import make_article, make_outlet

pytestmark = pytest.mark.django_db

NOON = datetime(2020, 9, 24, 12, tzinfo=UTC)


def article(body: str, hour: float = 0, **fields) -> Article:
    published = NOON + timedelta(hours=hour)
    given = {"published_at": published, "arrived_at": published + timedelta(minutes=5)}
    return make_article(
        fields.pop("outlet", None) or make_outlet(), published.date(), text=body, **{**given, **fields}
    )


def tied(*articles: Article) -> None:
    for one in articles:
        tie(one)


def stories() -> set[tuple[int, frozenset[int]]]:
    """Each story as its first article and all its articles."""
    return {(s.first_id, frozenset(s.imprints.values_list("pk", flat=True))) for s in Story.objects.all()}


def test_an_edited_copy_is_the_same_story_and_the_earlier_is_the_first():
    first, copy = article(text(1)), article(edited(text(1)), hour=2)
    tied(copy, first)
    assert stories() == {(first.pk, frozenset({first.pk, copy.pk}))}


def test_other_texts_are_no_story():
    tied(article(text(1)), article(text(2)))
    assert stories() == set()


def test_a_cut_copy_and_one_with_more_around_it_are_the_same_story():
    whole = article(text(1))
    cut, longer = article(text(1)[:300], hour=1), article(f"{text(3)} {text(1)} {text(4)}", hour=2)
    tied(whole, cut, longer)
    assert stories() == {(whole.pk, frozenset({whole.pk, cut.pk, longer.pk}))}


def test_a_copy_long_after_is_a_story_of_its_own():
    tied(article(text(1)), article(text(1), hour=24 * 5))
    assert stories() == set()


def test_texts_of_a_few_words_are_not_tied():
    tied(article(text(1, words=12)), article(text(1, words=12), hour=1))
    assert stories() == set()


def test_a_round_up_of_two_stories_joins_the_earlier_and_does_not_make_them_one():
    one, other = article(text(1)), article(text(2), hour=1)
    copy, round_up = article(edited(text(2)), hour=2), article(f"{text(1)} {text(2)}", hour=3)
    tied(round_up, copy, other, one)
    assert stories() == {
        (one.pk, frozenset({one.pk, round_up.pk})),
        (other.pk, frozenset({other.pk, copy.pk})),
    }


def test_an_earlier_article_that_comes_late_takes_the_story_over():
    copies = [article(text(1), hour=n) for n in (1, 2, 3)]
    tied(*copies)
    before = Story.objects.get()
    first = article(text(1))
    tie(first)
    assert stories() == {(first.pk, frozenset({first.pk, *(copy.pk for copy in copies)}))}
    assert Story.objects.get() == before


def test_an_article_whose_text_became_another_leaves_the_story():
    first, second, third = (article(text(1), hour=n) for n in (0, 1, 2))
    tied(first, second, third)
    first.text = text(2)
    first.save()
    tie(first)
    assert stories() == {(second.pk, frozenset({second.pk, third.pk}))}
    third.text = text(3)
    third.save()
    tie(third)
    assert stories() == set()
    assert not Imprint.objects.filter(copy_of__isnull=False).exists()


def test_tying_again_changes_nothing(django_assert_max_num_queries):
    first, copy = article(text(1)), article(text(1), hour=1)
    tied(first, copy)
    before = stories()
    with django_assert_max_num_queries(4):
        tie(first)
    assert stories() == before


def test_a_text_without_copies_costs_few_queries(django_assert_max_num_queries):
    alone = article(text(1))
    with django_assert_max_num_queries(7):
        tie(alone)


def test_what_is_said_outside_the_article_ties_nothing():
    teasers = text(9, words=300)
    pair = [article(f"{text(n)}\n{teasers}") for n in (1, 2)]
    for one in pair:
        end = len(one.text) - len(teasers)
        one.regions = [["text", 0, end, "body"], ["text", end, len(one.text), "teaser"]]
        one.save()
    tied(*pair)
    assert stories() == set()


def test_reading_an_article_ties_it():
    pair = [article(text(1)), article(edited(text(1)), hour=1)]
    for one in pair:
        whole = LabelledSpan("text", 0, len(one.text), "body")
        keep_reading(one, Reading("da", (), regions=(whole,)), version="1", at=NOON)
    assert stories() == {(pair[0].pk, frozenset({one.pk for one in pair}))}


def test_a_day_without_an_hour_ends_before_it_counts_unless_the_article_was_there():
    early = make_article(published_on="2020-09-24", arrived_at=NOON)
    late = make_article(published_on="2020-09-24", arrived_at=NOON + timedelta(days=9))
    unknown = make_article(published_on=None, arrived_at=NOON)
    assert [appeared_at(one) for one in (early, late, unknown)] == [
        NOON,
        datetime(2020, 9, 25, tzinfo=UTC),
        NOON,
    ]


POOL = [
    text(1),
    edited(text(1)),
    edited(text(1), 6),
    f"{text(1)} {text(2)}",
    text(2),
    edited(text(2), 9),
    text(3),
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    arrivals=st.lists(st.tuples(st.integers(0, len(POOL) - 1), st.integers(0, 100)), min_size=2, max_size=7),
    data=st.data(),
)
def test_the_stories_are_the_same_whatever_the_order(arrivals, data):
    Story.objects.all().delete()
    Article.objects.all().delete()
    outlet = make_outlet()
    rows = [
        article(POOL[which], hour, outlet=outlet, text_key=str(n)) for n, (which, hour) in enumerate(arrivals)
    ]
    tied(*rows)
    expected = stories()
    Story.objects.all().delete()
    Imprint.objects.all().delete()
    # Some are read first with another text, as an article is that was edited afterwards.
    for row in data.draw(st.permutations(rows)):
        now = row.text
        row.text = data.draw(st.sampled_from([now, *POOL]))
        row.save()
        tie(row)
        row.text = now
    for row in data.draw(st.permutations(rows)):
        row.save()
        tie(row)
    assert stories() == expected
