"""Facts of the record by hand, for tests that need no database."""

from datetime import date

from carousel.record.days import Days
from carousel.record.facts import RumourFact, StintFact, VacancyFact


def time(value):
    """A ``Days`` from a day in ISO form, from two with a slash between, or from nothing."""
    if value is None or isinstance(value, Days):
        return value
    first, _, last = value.partition("/")
    return Days(date.fromisoformat(first), date.fromisoformat(last or first))


def stint(coach, club, started, ended=None, **fields):
    given = {
        "ordinal": 1,
        "role": "head_coach",
        "arrangement": "",
        "start_basis": "editor",
        "end_basis": "editor" if ended else "",
        "start_is_disputed": False,
        "end_is_disputed": False,
        "manner": "",
        "manner_reported": "",
        "contract_until": None,
        "known_on": date(2020, 1, 1),
        "evidence": (),
    }
    return StintFact(
        coach_id=coach,
        club_id=club,
        started=time(started) or Days(None, None),
        ended=time(ended),
        **{**given, **fields},
    )


def vacancy(left, opened, came=None, filled=None):
    return VacancyFact(
        club_id=left.club_id,
        predecessor=left.key,
        successor=came.key if came else None,
        opened=time(opened),
        filled=time(filled),
    )


def rumour(coach, club, **fields):
    given = {
        "direction": "in",
        "ordinal": 1,
        "role": "head_coach",
        "status": "open",
        "stage": "candidate",
        "by": "",
        "opened_on": date(2020, 9, 18),
        "newest_on": date(2020, 9, 18),
        "ended_on": None,
        "claims": (),
        "articles": (),
        "origins": ("kystposten",),
        "steps": (),
        "is_fact_claimed": False,
        "contradicts": None,
        "decision_id": None,
    }
    return RumourFact(coach_id=coach, club_id=club, **{**given, **fields})
