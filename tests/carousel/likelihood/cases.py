"""Cases by hand: an open candidacy with the voices that carry it."""

from datetime import date, timedelta

from carousel.likelihood.cases import Case, Seat
from carousel.record.voices import AGAINST, Voice

DAY = date(2020, 9, 23)


def voice(outlet="herald", stage="candidate", day=DAY, claim=1, **fields):
    given = {"newest_on": day, "is_first": True, "is_borne_out": False}
    return Voice(f"outlet:{outlet}", stage, day, claim=claim, **{**given, **fields})


def case(
    *voices, coach=1, club=11, direction="in", day=DAY, against=(), seat="", role="head_coach", is_done=False
):
    voices = voices or (voice(stage="pressure" if direction == "out" else "candidate"),)
    ladder = ["pressure", "expected", "linked", "candidate", "favourite", "talks", "agreed", "imminent"]
    return Case(
        key=(coach, club, direction, 1),
        role=role,
        stage=max((v.stage for v in voices), key=ladder.index),
        day=day,
        newest_on=max(v.newest_on for v in voices),
        voices=voices,
        against=tuple(against),
        seat=Seat(seat),
        is_done=is_done,
    )


def denial(days_ago=0, outlet="herald"):
    return voice(outlet, AGAINST, DAY - timedelta(days=days_ago))
