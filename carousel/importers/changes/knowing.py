"""Which clubs, coaches and competitions a table means; who is not on record yet is put there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from articles.extraction.fold import fold
from carousel.importers.changes.seasons import SeasonName
from carousel.importers.rows import Refused
from carousel.models import Club, Coach, Competition, Merge, Season
from carousel.slugs import first_free, slug_of

LONGEST_SLUG = 70


class Names:
    """The records by every form of their names; asked once for a whole file."""

    def __init__(self) -> None:
        self.competitions = _by_form(Competition.objects.prefetch_related("aliases"))
        self.clubs = _by_form(
            Club.objects.filter(side=Club.Side.MEN, kind=Club.Kind.CLUB).prefetch_related("aliases")
        )
        self.coaches = _by_form(Coach.objects.prefetch_related("aliases"))
        merged = set(Merge.objects.filter(undone_at__isnull=True).values_list("slug", flat=True))
        self.slugs = {
            model: set(model._base_manager.values_list("slug", flat=True)) | merged
            for model in (Club, Coach, Competition)
        }
        self.made: dict[str, list[str]] = defaultdict(list)

    def check(self, season: SeasonName, team: str, people: Iterable[str]) -> None:
        """Raises ``Refused`` where a name may mean several; nothing is made before all names are clear."""
        club = self._known_club(team, self._known_competition(season))
        for name in people:
            self._known_coach(name, club)

    def season(self, name: SeasonName) -> Season:
        """The season, made where it is not on record."""
        competition = self._known_competition(name) or self._competition(name.competition)
        season, _is_new = Season.objects.get_or_create(
            competition=competition,
            slug=name.slug,
            defaults={"starts_on": name.starts_on, "ends_on": name.ends_on},
        )
        return season

    def club(self, written: str, season: Season) -> Club:
        """The club of that name in its country; a new one is unverified until somebody looks."""
        return self._known_club(written, season.competition) or self._club(written, season.competition)

    def coach(self, written: str, club: Club) -> Coach:
        """The coach of that name, of several the one who is known for the club; a new one is unverified."""
        known = self._known_coach(written, club)
        if known:
            return known
        coach = Coach.objects.create(name=written[:120], slug=self._slug(Coach, written), is_provisional=True)
        self._add(self.coaches, coach, written)
        return coach

    def _known_competition(self, name: SeasonName) -> Competition | None:
        return next(iter(self.competitions.get(fold(name.competition), [])), None)

    def _known_club(self, written: str, competition: Competition | None) -> Club | None:
        found = self.clubs.get(fold(written), [])
        if competition and competition.country:
            found = [club for club in found if club.country == competition.country]
        if len(found) > 1 and competition:
            found = [c for c in found if c.level and c.level == competition.level] or found
        return _only(found, written)

    def _known_coach(self, written: str, club: Club | None) -> Coach | None:
        found = self.coaches.get(fold(written), [])
        if len(found) > 1 and club:
            found = [coach for coach in found if self._is_known_for(coach, club)] or found
        return _only(found, written)

    def _is_known_for(self, coach: Coach, club: Club) -> bool:
        return any(club in self.clubs.get(fold(name), []) for name in coach.known_for)

    def _club(self, written: str, competition: Competition) -> Club:
        club = Club.objects.create(
            name=written[:120],
            slug=self._slug(Club, written),
            country=competition.country,
            is_provisional=True,
        )
        self._add(self.clubs, club, written)
        return club

    def _competition(self, written: str) -> Competition:
        competition = Competition.objects.create(
            name=written[:120], slug=self._slug(Competition, written), country=""
        )
        self._add(self.competitions, competition, written)
        return competition

    def _add(self, forms: dict, record, written: str) -> None:
        forms.setdefault(fold(written), []).append(record)
        self.made[record._meta.verbose_name].append(str(record))

    def _slug(self, model, name: str) -> str:
        slug = first_free(slug_of(name, LONGEST_SLUG) or "unnamed", self.slugs[model])
        self.slugs[model].add(slug)
        return slug


def _only(found: list, written: str):
    """The one that is meant: of several the one whose full name it is. Raises ``Refused`` for the rest."""
    if len(found) > 1:
        found = [record for record in found if fold(record.name) == fold(written)] or found
    if len(found) > 1:
        raise Refused(f"“{written}” may be any of {', '.join(sorted(record.slug for record in found))}.")
    return found[0] if found else None


def _by_form(records: Iterable) -> dict[str, list]:
    """The records under each form of their name, epithets aside."""
    found: dict[str, list] = defaultdict(list)
    for record in records:
        forms = {record.name, getattr(record, "short_name", "")}
        forms |= {a.text for a in record.aliases.all() if not getattr(a, "is_epithet", False)}
        for form in {fold(text) for text in forms if text}:
            found[form].append(record)
    return dict(found)
