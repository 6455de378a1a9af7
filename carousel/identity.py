"""Written names become coaches and clubs. A name that nobody knows becomes a provisional record."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.text import slugify

from articles.models import Claim
from carousel.models import ClaimSubject, Club, Coach

LONGEST_SLUG = 72


def identify(claims: Iterable[Claim]) -> list[ClaimSubject]:
    """Each claim has its subject: the coach and the club that its names stand for."""
    subjects = []
    for claim in claims:
        if hasattr(claim, "subject"):
            subjects.append(claim.subject)
            continue
        coach, how_coach = _coach(claim.coach_name, claim.coach_key)
        club, how_club = _club(claim.club_name, claim.club_key, is_national=claim.club_is_national)
        subject = ClaimSubject(claim=claim, coach=coach, club=club, how=f"{how_coach}; {how_club}")
        subject.save()
        subjects.append(subject)
    return subjects


def _coach(name: str, key: str) -> tuple[Coach, str]:
    if key and (coach := Coach.objects.filter(slug=key).first()):
        return coach, "coach known"
    matches = list(Coach.objects.filter(Q(name__iexact=name) | Q(aliases__text__iexact=name)).distinct()[:2])
    if len(matches) == 1:
        return matches[0], "coach by name"
    provisional = Coach.objects.filter(name__iexact=name, is_provisional=True).first()
    if provisional is None:
        provisional = Coach.objects.create(name=name, slug=_free_slug(Coach, name), is_provisional=True)
    return provisional, "coach new"


def _club(name: str, key: str, *, is_national: bool) -> tuple[Club, str]:
    if key and (club := Club.objects.filter(slug=key).first()):
        return club, "club known"
    named = (
        Q(name__iexact=name)
        | Q(short_name__iexact=name)
        | Q(aliases__text__iexact=name, aliases__is_epithet=False)
    )
    matches = list(Club.objects.filter(named).distinct()[:2])
    if len(matches) == 1:
        return matches[0], "club by name"
    provisional = Club.objects.filter(name__iexact=name, is_provisional=True).first()
    if provisional is None:
        kind = Club.Kind.NATIONAL if is_national else Club.Kind.CLUB
        slug = _free_slug(Club, name)
        provisional = Club.objects.create(name=name, slug=slug, kind=kind, is_provisional=True)
    return provisional, "club new"


def _free_slug(model: type[Coach] | type[Club], name: str) -> str:
    base = slugify(name)[:LONGEST_SLUG] or "unnamed"
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)
