"""Which facts are believed, and what becomes of the others."""

from .builders import ANNA, BO, NORTH, SOUTH, claim, days, decision, entry, official, record, rumour, stint


def test_an_official_outlet_ends_a_stint_at_once():
    found = record(entry(started="2018-10-10"), official("departure", known="2020-08-20"))
    assert stint(found).ended == days("2020-08-20")
    assert (stint(found).end_basis, stint(found).manner) == ("official", "sacked")


def test_two_independent_outlets_end_a_stint_at_once():
    found = record(
        entry(started="2018-10-10"), claim("departure", outlet="herald"), claim("departure", outlet="post")
    )
    assert stint(found).end_basis == "independent"


def test_two_articles_that_cite_one_outlet_do_not():
    found = record(entry(started="2018-10-10"), claim("departure"), claim("departure"))
    assert stint(found).ended is None
    assert rumour(found, direction="out").is_fact_claimed


def test_a_text_without_an_outlet_is_no_second_voice():
    found = record(
        entry(started="2018-10-10"), claim("departure"), claim("departure", origin="text:pasted by somebody")
    )
    assert stint(found).ended is None


def test_a_trusted_outlet_read_with_full_confidence_is_enough_alone():
    found = record(claim("appointment", is_trusted=True, confidence=0.97))
    assert stint(found).start_basis == "trusted"


def test_a_trusted_outlet_read_with_doubt_waits():
    found = record(claim("appointment", is_trusted=True, confidence=0.9))
    assert found.stints == ()
    assert rumour(found).stage == "imminent"


def test_a_trusted_report_of_a_departure_waits_where_another_says_that_the_coach_stays():
    found = record(
        entry(started="2018-10-10"), claim("departure", is_trusted=True), claim("extension", outlet="post")
    )
    assert stint(found).ended is None


def test_reports_that_agree_narrow_the_day():
    found = record(
        entry(started="2018-10-10"),
        claim("departure", outlet="herald", when="2020-08-13/2020-09-02", known="2020-09-23"),
        claim("departure", outlet="post", when="2020-08-20", known="2020-08-20"),
    )
    assert (stint(found).ended, stint(found).end_is_disputed) == (days("2020-08-20"), False)


def test_reports_that_exclude_each_other_are_shown_as_a_dispute():
    found = record(
        entry(started="2018-10-10"),
        claim("departure", outlet="herald", when="2020-08-01/2020-08-31"),
        claim("departure", outlet="post", when="2020-09-01/2020-09-30", known="2020-09-23"),
    )
    assert (stint(found).ended, stint(found).end_is_disputed) == (days("2020-08-01/2020-09-30"), True)


def test_a_day_and_the_end_of_its_month_agree():
    found = record(
        entry(started="2018-10-10"),
        claim("departure", outlet="herald", when="2020-08-20"),
        claim("departure", outlet="post", when="2020-08-21/2020-08-31", known="2020-09-18"),
    )
    assert (stint(found).ended, stint(found).end_is_disputed) == (days("2020-08-20"), False)


def test_an_undated_report_is_about_the_event_that_is_known():
    found = record(
        entry(started="2018-10-10"),
        official("departure", known="2020-08-20"),
        claim("departure", known="2021-03-01", when=None),
    )
    assert len(stint(found).evidence) == 2


def test_a_hand_entered_day_is_not_moved_by_any_report():
    found = record(entry(started="2018-10-10", ended="2020-08-20"), official("departure", when="2020-08-25"))
    assert stint(found).ended == days("2020-08-20")
    assert [bearing for _claim, bearing in stint(found).evidence] == ["end"]


def test_a_manner_that_the_press_tells_otherwise_is_kept_beside_the_announced_one():
    found = record(official("departure", manner="mutual_consent"), claim("departure", manner="sacked"))
    assert (stint(found).manner, stint(found).manner_reported) == ("mutual_consent", "sacked")


def test_two_stints_of_one_coach_at_one_club_stay_two():
    found = record(
        official("appointment", known="2015-07-01"),
        official("departure", known="2017-05-01"),
        official("appointment", known="2020-01-01"),
    )
    assert [s.ordinal for s in found.stints] == [1, 2]


def test_an_old_fact_told_late_opens_no_rumour_but_waits_as_background():
    found = record(claim("appointment", when="2017-07-01", known="2020-08-20"))
    assert rumour(found, direction="held").is_fact_claimed
    assert not rumour(found, direction="held").is_public


def test_a_tenure_is_laid_to_the_stint_that_it_tells_of():
    found = record(entry(started="2015-07-01", ended="2018-10-10"), claim("tenure", known="2020-09-23"))
    assert [bearing for _claim, bearing in stint(found).evidence] == ["course"]
    assert found.rumours == ()


def test_a_confirmed_tenure_becomes_a_stint_without_days():
    told = claim("tenure", known="2020-09-23")
    found = record(told, decision("confirm", "held", told))
    assert stint(found).ended == days("../2020-09-23")
    assert rumour(found, direction="held").status == "confirmed"


def test_an_editor_confirms_a_fact_that_one_outlet_reports():
    told = claim("appointment")
    found = record(told, decision("confirm", "in", told))
    assert stint(found).start_basis == "editor"
    assert stint(found).started == days("2020-08-20")


def test_the_day_that_an_editor_gives_stands_above_the_reports():
    told = claim("appointment", when="2020-08-01/2020-08-31")
    found = record(told, decision("confirm", "in", told, on="2020-08-17"))
    assert stint(found).started == days("2020-08-17")


def test_a_retracted_report_takes_what_rested_on_it_along():
    told = official("departure", retracted_on=days("2020-09-01").earliest)
    found = record(entry(started="2018-10-10"), told)
    assert stint(found).ended is None
    assert rumour(found, direction="out").status == "retracted"


def test_a_caretaker_who_gets_the_post_has_two_stints():
    found = record(
        official("appointment", role="caretaker", known="2020-09-15"),
        official("appointment", known="2020-10-20"),
    )
    assert [(s.role, s.ended) for s in found.stints] == [
        ("caretaker", days("2020-10-20")),
        ("head_coach", None),
    ]


def test_a_stint_at_another_club_is_another_stint():
    found = record(official("appointment", ANNA, NORTH), official("appointment", BO, SOUTH))
    assert {(s.coach_id, s.club_id) for s in found.stints} == {(ANNA, NORTH), (BO, SOUTH)}


def test_a_report_that_the_record_bears_out_asks_nothing_more():
    found = record(entry(started="2018-10-10", ended="2020-08-20"), claim("departure", known="2020-08-21"))
    assert found.rumours == ()
    assert [bearing for _claim, bearing in stint(found).evidence] == ["end"]


def test_a_report_that_the_record_does_not_bear_out_waits():
    found = record(entry(started="2018-10-10", ended="2020-12-31"), claim("departure", known="2020-08-21"))
    assert rumour(found, direction="out").is_fact_claimed


def test_reference_data_is_an_editors_word_and_says_where_it_comes_from():
    found = record(
        entry(started="2018-10-10", ended="2020-08-20", is_reference=True),
        official("departure", when="2020-08-25"),
    )
    assert (stint(found).ended, stint(found).end_basis) == (days("2020-08-20"), "reference")


def test_who_is_dismissed_and_back_on_one_day_has_one_stint_with_the_break_kept():
    found = record(entry(started="2018-10-10"), official("departure"), official("appointment"))
    assert (stint(found).ended, stint(found).interrupted) == (None, days("2020-08-20"))
    assert [bearing for _claim, bearing in stint(found).evidence] == ["course", "course"]


def test_who_is_told_to_come_and_go_on_one_day_and_never_before_is_not_reinstated():
    found = record(official("departure"), official("appointment"))
    assert [s.interrupted for s in found.stints] == [None, None]
