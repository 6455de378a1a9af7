"""In invented seasons, where the truth is known, the numbers hold."""

from dataclasses import replace

import pytest

from carousel.likelihood import priors
from carousel.likelihood.calibrating import calibrate
from carousel.likelihood.fitting import fit
from carousel.likelihood.simulator import invent, with_echoes_as_voices
from carousel.likelihood.snapshots import snapshots_of
from carousel.record.compute import record_of


@pytest.fixture(scope="module")
def season():
    return invent(500, 2026)


@pytest.fixture(scope="module")
def figures(season):
    return calibrate(snapshots_of(record_of(season.ledger), "in")).figures


def test_over_two_thousand_rumours_what_is_said_comes_true_as_often_as_said(figures):
    assert figures.resolved >= 2000
    assert figures.calibration_error < 0.05


def test_the_numbers_beat_the_base_rate_and_the_best_single_outlet(figures):
    assert figures.brier < figures.brier_of_base_rate
    assert figures.brier < figures.brier_of_best_outlet


def test_the_best_outlet_of_the_season_is_found(figures):
    assert figures.best_outlet in {"outlet:paper-00", "outlet:paper-01"}


def test_whoever_takes_echoes_for_voices_knows_less(season, figures):
    apart = record_of(with_echoes_as_voices(season).ledger)
    assert calibrate(snapshots_of(apart, "in")).figures.brier > figures.brier + 0.005


def test_the_chances_that_were_drawn_are_the_shares_that_came():
    season = invent(600, 7)
    got = {(c.coach_id, c.club_id) for c in season.claims if c.kind == "appointment"}
    for low in (0.0, 0.25, 0.5):
        some = [(pair, chance) for pair, chance in season.chances.items() if low <= chance < low + 0.25]
        came = sum(pair in got for pair, _chance in some) / len(some)
        assert came == pytest.approx(sum(chance for _pair, chance in some) / len(some), abs=0.06)


def test_the_same_seed_invents_the_same_season():
    assert invent(5, 1) == invent(5, 1)
    assert invent(5, 1) != invent(5, 2)


def test_with_few_resolved_the_documented_weights_stand():
    found = calibrate(snapshots_of(record_of(invent(10, 3).ledger), "in"))
    assert found.figures.resolved < priors.ENOUGH
    assert found.weights == priors.WEIGHTS
    assert not found.is_fitted


def test_without_a_rumour_there_is_nothing_to_fit():
    assert fit([]) == priors.WEIGHTS
    assert calibrate([]).figures.resolved == 0


def test_a_snapshot_knows_nothing_of_what_came_later():
    season = invent(12, 5)
    cut = sorted(claim.known_on for claim in season.claims)[len(season.claims) // 2]
    early = replace(season, claims=[c for c in season.claims if c.known_on <= cut])
    whole = {(s.day, s.cases[0].choice): s for s in snapshots_of(record_of(season.ledger), "in")}
    compared = 0
    for snapshot in snapshots_of(record_of(replace(early, last_day=season.last_day).ledger), "in"):
        later = whole.get((snapshot.day, snapshot.cases[0].choice))
        keys = {case.key for case in snapshot.cases}
        if later and snapshot.day < cut and {case.key for case in later.cases} == keys:
            compared += 1
            assert [c.stage for c in later.cases] == [c.stage for c in snapshot.cases]
            assert [len(c.voices) for c in later.cases] == [len(c.voices) for c in snapshot.cases]
    assert compared > 20
