"""Likelihoods of the record in the tables, and the command that fits them."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from carousel import editions, editorial, likelihood_fits, likelihoods, store
from carousel.likelihood import priors
from carousel.likelihood.calibrating import calibrate
from carousel.likelihood.history import History
from carousel.likelihood.simulator import invent
from carousel.likelihood.snapshots import snapshots_of
from carousel.models import LikelihoodFit, Rumour, RumourVoice
from carousel.record.compute import record_of
from tests.carousel.pages.stories import many, tell
from tests.factories import make_article, make_claim, make_coach, make_outlet, make_user

pytestmark = pytest.mark.django_db

TODAY = date(2020, 11, 8)
AT = datetime(2020, 11, 8, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_the_day():
    """The rumours of the story are open on its last day."""
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def story():
    return tell()


def of_club(story, as_of=None, today=TODAY):
    return likelihoods.of_edition(editions.of_club(story.fjordby, as_of=as_of, today=today))


def test_an_echo_is_no_voice_of_its_own(story):
    heard = RumourVoice.objects.filter(rumour__coach=story.carlsen)
    assert {voice.origin for voice in heard} == {"outlet:kystposten"}
    assert not heard.filter(is_borne_out=True).exists()


def test_the_tables_give_the_number_that_the_ledger_gives(story):
    many(3, story)
    (now,) = {x.points for key, x in of_club(story).items() if key[0] == story.carlsen.pk}
    (then,) = {
        x.points
        for key, x in of_club(story, as_of=TODAY, today=date(2020, 11, 9)).items()
        if key[0] == story.carlsen.pk
    }
    assert now == then > 0


def test_an_older_day_has_the_number_of_that_day(story):
    make_claim(
        make_article(make_outlet("Nyt"), "2020-11-07", text="Carlsen er enig."),
        coach=story.carlsen,
        club=story.fjordby,
        stage="agreed",
    )
    store.rebuild()
    key = (story.carlsen.pk, story.fjordby.pk, "in", 1)
    before, after = of_club(story, as_of=date(2020, 11, 6))[key], of_club(story)[key]
    assert before.case.stage == "favourite"
    assert after.case.stage == "agreed"
    assert after.points > before.points


def test_a_row_of_a_list_has_the_number_of_its_page(story):
    many(3, story)
    rows = Rumour.objects.public().open()
    for_rows = likelihoods.of_rows(rows, TODAY)
    for key, found in of_club(story).items():
        assert for_rows[key] == found


def resolve(story, name, outlet, status, day="2020-10-20"):
    """A rumour about a coach of that name that an editor rejected, or that was called off."""
    coach = make_coach(name)
    talk = make_article(outlet, day, text=f"{name} forhandler.")
    make_claim(talk, coach=coach, club=story.fjordby, stage="talks")
    if status == "withdrawn":
        said_no = make_article(outlet, "2020-10-22", text=f"{name} siger nej.")
        make_claim(said_no, "withdrawal", coach=coach, club=story.fjordby, by="coach")
    store.rebuild()
    rumour = Rumour.objects.get(coach=coach)
    if status == "rejected":
        editorial.reject(rumour.pk, editor=make_user("editor"), at=AT, reason="known_false")
    return rumour


def test_what_became_of_reports_follows_a_rejection_and_its_undoing(story):
    rumour = resolve(story, "Finn Lund", story.paper, "open", day="2020-11-01")

    def tally():
        return likelihoods.history(TODAY, ["outlet:kystposten"]).tally_of("outlet:kystposten", "talks")

    assert tally().resolved == 0
    editorial.reject(rumour.pk, editor=make_user("editor"), at=AT, reason="known_false")
    assert (tally().right, tally().resolved) == (0, 1)
    decision = Rumour.objects.get(pk=rumour.pk).decision
    editorial.undo(decision.pk, editor=decision.editor, at=AT)
    assert tally().resolved == 0


def test_counts_of_the_tables_are_those_of_the_record(story):
    resolve(story, "Finn Lund", story.paper, "rejected")
    resolve(story, "Gorm Dal", story.paper, "withdrawn")
    record, reasons = likelihood_fits.whole_record()
    counted = History()
    for fact in record.rumours:
        if fact.ended_on:
            counted.add(fact, reasons.get(fact.key, ""))
    found = likelihoods.history(TODAY, ["outlet:kystposten"])
    for kind in ("came", "told", "by_origin"):
        ours = {key: t for key, t in getattr(found, kind).items() if t.resolved}
        assert ours == {key: t for key, t in getattr(counted, kind).items() if t.resolved}
    assert found.tally_of("outlet:kystposten", "talks").resolved == 2


def test_the_newest_fit_is_in_force_from_its_day_on():
    for made_on, level in ((date(2020, 10, 1), 1.0), (date(2020, 11, 1), 2.0)):
        LikelihoodFit.objects.create(
            direction="in",
            made_on=made_on,
            is_fitted=True,
            resolved=200,
            weights={"level": level},
            figures={},
        )
    days = (date(2020, 9, 1), date(2020, 10, 31), TODAY)
    assert [likelihood_fits.weights_on(day)["in"]["level"] for day in days] == [0.0, 1.0, 2.0]
    assert likelihood_fits.weights_on(TODAY)["in"]["stage"] == priors.WEIGHTS["stage"]


def test_calibrating_keeps_one_row_a_day_for_each_direction(story):
    out = StringIO()
    call_command("calibrate", stdout=out)
    call_command("calibrate", stdout=out)
    assert {fit.direction for fit in LikelihoodFit.objects.all()} == {"in", "out"}
    assert LikelihoodFit.objects.count() == 2
    assert not LikelihoodFit.objects.filter(is_fitted=True).exists()


def test_checking_writes_nothing_and_passes_while_too_little_is_resolved(story):
    call_command("calibrate", "--check", stdout=StringIO())
    assert not LikelihoodFit.objects.exists()


def test_checking_fails_where_the_base_rate_does_better(story, monkeypatch):
    monkeypatch.setattr(priors, "ENOUGH", 1)
    resolve(story, "Finn Lund", story.paper, "rejected")
    monkeypatch.setattr("carousel.likelihood.calibrating.brier_of_base_rate", lambda told: 0.0)
    with pytest.raises(CommandError, match="base rate does better"):
        call_command("calibrate", "--check", stdout=StringIO())


def test_a_fit_is_kept_with_its_figures():
    found = calibrate(snapshots_of(record_of(invent(40, 9).ledger), "in"))
    kept = likelihood_fits.keep("in", found, TODAY)
    assert kept.resolved == found.figures.resolved >= priors.ENOUGH
    assert kept.figures["brier"] == found.figures.brier
    assert len(kept.figures["groups"]) == 10


def test_a_rebuild_finds_the_voices_as_they_are(story):
    many(2, story)
    assert not store.check()


def test_by_itself_the_site_fits_once_a_week(story):
    assert likelihood_fits.fit_if_stale(date(2020, 11, 1))
    assert not likelihood_fits.fit_if_stale(date(2020, 11, 7))
    assert likelihood_fits.fit_if_stale(TODAY)
    assert LikelihoodFit.objects.count() == 4


def carlsen_of(found, story):
    return next(x for key, x in found.items() if key[0] == story.carlsen.pk)


def agreed_on(day, story):
    talk = make_article(make_outlet("Nyt"), day, text="Carlsen er enig.")
    make_claim(talk, coach=story.carlsen, club=story.fjordby, stage="agreed")
    store.rebuild()


def moved_on(day, story):
    """How Carlsen had moved by the day, as the record of today and as that of the day have it."""
    with time_machine.travel(datetime.combine(day, AT.timetz()), tick=False):
        now = editions.of_club(story.fjordby, as_of=None, today=day)
    then = editions.of_club(story.fjordby, as_of=day, today=day + timedelta(days=1))
    return [carlsen_of(likelihoods.of_edition(e, moved=True), story) for e in (now, then)]


def test_a_rumour_that_was_not_open_a_week_ago_is_new_and_has_come_from_nothing(story):
    for found in moved_on(TODAY, story):
        assert (found.moved.way, found.moved.points) == ("new", found.points)
        assert found.moved.since == date(2020, 11, 1)


def test_a_rumour_moves_by_its_number_against_that_of_a_week_before(story):
    agreed_on("2020-11-13", story)
    day = date(2020, 11, 14)
    before = carlsen_of(of_club(story, as_of=day - timedelta(days=7), today=day), story)
    for found in moved_on(day, story):
        assert (found.moved.way, found.moved.stage, found.moved.stops) == ("up", "favourite", 2)
        assert found.moved.points == found.points - before.points > 0


def test_a_rumour_falls_when_nobody_reports_on_it_or_a_rival_comes_further(story):
    day = date(2020, 11, 14)
    (alone, _same) = moved_on(day, story)
    talk = make_article(make_outlet("Nyt"), "2020-11-13", text="Dorte Eng er enig.")
    make_claim(talk, coach=make_coach("Dorte Eng"), club=story.fjordby, stage="agreed")
    store.rebuild()
    for found in moved_on(day, story):
        assert found.moved.way == "down"
        assert found.moved.points < alone.moved.points < 0


def test_who_was_a_rival_a_week_ago_and_is_out_of_it_leaves_his_share(story):
    rival = make_coach("Dorte Eng")
    talk = make_article(make_outlet("Nyt"), "2020-11-06", text="Dorte Eng er enig.")
    make_claim(talk, coach=rival, club=story.fjordby, stage="agreed")
    no = make_article(make_outlet("Nyt to"), "2020-11-12", text="Dorte Eng siger nej.")
    make_claim(no, "withdrawal", coach=rival, club=story.fjordby, by="coach")
    store.rebuild()
    for found in moved_on(date(2020, 11, 13), story):
        assert (found.moved.way, found.moved.stops) == ("up", 0)
