"""When a feed is asked again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from articles.feeds.schedule import LATEST, LONGEST_WAIT_ASKED, SOONEST, Answer, Pace, next_check

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


PLAIN = Pace()


def wait(pace=PLAIN, **answer) -> timedelta:
    return next_check(pace, Answer(**answer), at=AT) - AT


def test_a_busy_feed_is_asked_as_often_as_it_publishes_and_a_quiet_one_twice_a_day():
    assert wait(Pace(entries_per_week=168)) == timedelta(minutes=15)
    assert wait(Pace(entries_per_week=7)) == timedelta(hours=6)
    assert wait(Pace()) == timedelta(hours=12)


def test_a_configured_interval_wins_over_what_the_feed_says_of_itself():
    pace = Pace(interval=timedelta(minutes=30), entries_per_week=1)
    assert wait(pace, ttl_minutes=600) == timedelta(minutes=30)


def test_the_longest_freshness_that_is_told_counts():
    busy = Pace(entries_per_week=2000)
    assert wait(busy, cache_control="public, max-age=3600") == timedelta(hours=1)
    assert wait(busy, expires="Mon, 02 Mar 2026 14:00:00 GMT") == timedelta(hours=2)
    assert wait(busy, cache_control="max-age=60", ttl_minutes=45) == timedelta(minutes=45)


def test_retry_after_is_kept_as_seconds_and_as_a_date_even_with_an_interval():
    pace = Pace(interval=timedelta(minutes=10))
    assert wait(pace, retry_after="7200", has_failed=True) == timedelta(hours=2)
    assert wait(pace, retry_after="Mon, 02 Mar 2026 15:00:00 GMT", has_failed=True) == timedelta(hours=3)


def test_a_failing_feed_is_asked_soon_at_first_then_ever_more_seldom_and_never_given_up():
    waits = [wait(Pace(failures=failures), has_failed=True) for failures in range(400)]
    assert waits[:3] == [timedelta(minutes=2), timedelta(minutes=4), timedelta(minutes=8)]
    assert waits == sorted(waits)
    assert waits[-1] == LATEST


words = st.sampled_from(
    ["", "x", "-5", "max-age=", "max-age=99999999999", "٣", "Mon, 99 Foo", "1e9"]
) | st.text(max_size=30)


@given(words, words, words, st.integers(0, 10**9), st.booleans(), st.integers(0, 10**6), st.floats(0, 0.999))
def test_whatever_a_site_says_the_next_turn_comes_within_bounds(
    cache, expires, retry, ttl, failed, failures, chance
):
    answer = Answer(cache, expires, retry, ttl, failed)
    found = next_check(Pace(failures=failures), answer, at=AT, chance=chance) - AT
    assert timedelta(minutes=1) <= found <= max(LATEST * 1.1, LONGEST_WAIT_ASKED)
    assert SOONEST < LATEST
