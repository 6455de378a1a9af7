"""What the tests of the desk work on: articles with claims, and the record computed from them."""

from __future__ import annotations

from carousel import store
from carousel.models import Rumour
from tests.factories import make_article, make_claim, make_club, make_coach, make_entry, make_outlet


def report(coach, club, kind="candidacy", *, outlet=None, published_on="2020-09-18", text="", **fields):
    """One article that says one thing of the pair, with the record brought in line."""
    cue = {"departure": "er fyret i", "appointment": "er ny træner i"}.get(kind, "er kandidat i")
    sentence = f"{coach.name} {cue} {club.name}."
    text = (
        text
        or f"Det er rygtet på havnen i dag. {sentence} Klubben siger ikke noget om sagen.\nMere i morgen."
    )
    article = make_article(outlet or make_outlet(), published_on, text=text)
    start = text.index(sentence)
    marks = [
        ["coach", "text", start, start + len(coach.name)],
        ["cue", "text", start + len(coach.name) + 1, start + len(coach.name) + 1 + len(cue)],
        ["club", "text", start + len(sentence) - 1 - len(club.name), start + len(sentence) - 1],
    ]
    claim = make_claim(article, kind, coach, club, passage=sentence, marks=marks, **fields)
    store.update(coaches=[coach.pk], clubs=[club.pk])
    return claim


def open_rumour(coach_name="Aksel Brandvold", club_name="Havnestad BK", kind="candidacy", **fields) -> Rumour:
    """A rumour that waits, from one article."""
    coach, club = make_coach(coach_name), make_club(club_name)
    report(coach, club, kind, **fields)
    return Rumour.objects.open().get(coach=coach, club=club)


def gone_or_staying() -> Rumour:
    """One question: told to be sacked and to stay, a day apart."""
    gone = open_rumour("Rune Sandmo", kind="departure", published_on="2020-09-18")
    make_entry(gone.coach, gone.club, "2019-07-01")
    report(gone.coach, gone.club, "extension", outlet=make_outlet("Fjordbladet"), published_on="2020-09-19")
    return Rumour.objects.open().get(coach=gone.coach)


def two_coaches() -> Rumour:
    """One question: two head coaches of one club are announced on one day, by an outlet each."""
    club = open_rumour("Per Holmvik", kind="candidacy").club
    said = {"when": "2020-09-10", "published_on": "2020-09-10", "confidence": 0.97}
    for name, outlet in (("Rune Sandmo", "Kystposten"), ("Odd Strand", "Fjordbladet")):
        report(make_coach(name), club, "appointment", outlet=make_outlet(outlet, tier=1), **said)
    return Rumour.objects.open().get(contradicts__isnull=False)
