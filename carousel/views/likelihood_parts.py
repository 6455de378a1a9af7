"""A likelihood in words: the parts that add up to it, each with its reason and what it rests on."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Claim, Outlet
from carousel import likelihood_fits
from carousel.addresses import on_day
from carousel.charts import shares
from carousel.editions import Edition
from carousel.likelihood import priors
from carousel.likelihood.boards import Likelihood, Step
from carousel.likelihood.parts import OwnRate
from carousel.record.ages import HALF_LIFE
from carousel.record.facts import RumourKey
from carousel.track_records import Score
from carousel.views.outlets_record import PREFIX, score_in_words
from carousel.views.rumour_rows import RumourRow
from carousel.wording import days_counted, points_in_words, stage_in_words

MOST_NAMES = 4


@dataclass(frozen=True)
class Link:
    """Where the evidence of a part stands. A claim of the page is an anchor in it.

    ``rate`` is how often the outlet was right at the stage of its report, where the part rests on that.
    """

    text: str
    target: str
    rate: Link | None = None


@dataclass(frozen=True)
class PartRow:
    """A row of the table; ``points`` is signed, with a true minus."""

    title: str
    reason: str
    points: str
    drawing: SafeString
    links: tuple[Link, ...]


def rows_of(found: Likelihood, edition: Edition, on_page: Container[int]) -> list[PartRow]:
    """One row a part, in the order of the waterfall. The claims ``on_page`` are anchors of the page."""
    names = _names_of({origin for step in found.steps for origin in step.origins})
    told = {
        "stage": _stage,
        "sources": _sources,
        "outlets": _outlets,
        "seat": _seat,
        "denials": _denials,
        "age": _age,
        "rivals": _rivals,
    }
    rows = []
    for number, step in enumerate(found.steps):
        title, reason = told[step.name](found, step, names, edition)
        rows.append(
            PartRow(
                title=title,
                reason=reason,
                points=points_in_words(step.points),
                drawing=shares.step(
                    step.low, step.width, is_up=step.points >= 0, identity=f"waterfall-{number}"
                ),
                links=_links(step, names, edition, on_page),
            )
        )
    return rows


def likelihood_of_page(row: RumourRow, edition: Edition, claims: Iterable[Claim]) -> dict:
    """What the page of a rumour shows of its likelihood; nothing where it has none."""
    if row.likelihood is None:
        return {"parts": []}
    fit = likelihood_fits.fit_on(edition.day, row.fact.direction)
    return {
        "parts": rows_of(row.likelihood, edition, {claim.pk for claim in claims}),
        "sum_ruler": shares.ruler(row.likelihood.points, "ruler-sum"),
        "is_fitted": fit is not None and fit.is_fitted,
        "fit_resolved": fit.resolved if fit else 0,
        "enough": priors.ENOUGH,
    }


def likely(rows: Iterable[RumourRow], numbers: Mapping[RumourKey, Likelihood]) -> list[RumourRow]:
    """The rows, each with its likelihood where it has one."""
    return [replace(row, likelihood=numbers.get(row.fact.key)) for row in rows]


@dataclass(frozen=True)
class Board:
    """The open names for one post and what is left for ``somebody_else``; together a hundred."""

    rows: tuple[RumourRow, ...]
    somebody_else: int | None


def boards_of(rows: Iterable[RumourRow]) -> list[Board]:
    """One board a post, in the order of the rows."""
    by_role: dict[str, list[RumourRow]] = {}
    for row in rows:
        by_role.setdefault(row.fact.role, []).append(row)
    return [
        Board(tuple(told), next((row.likelihood.rest for row in told if row.likelihood), None))
        for told in by_role.values()
    ]


def _stage(found: Likelihood, step: Step, names: Mapping, edition: Edition) -> tuple[str, str]:
    title = _("Stage: %(stage)s") % {"stage": stage_in_words(found.case.stage)}
    if found.case.direction == "out":
        return title, _("how often a coach of whom this is said goes")
    return title, _("how often a rumour that came so far has ended with the post")


def _sources(found: Likelihood, step: Step, names: Mapping, edition: Edition) -> tuple[str, str]:
    title = _("Independent sources: %(count)s") % {"count": len(step.origins)}
    heard = _listed([names[origin].text for origin in step.origins])
    return title, _("%(outlets)s; echoes add nothing") % {"outlets": heard}


def _outlets(found: Likelihood, step: Step, names: Mapping, edition: Edition) -> tuple[str, str]:
    title = _("The outlets’ record")
    if not step.points:
        return title, _("too little resolved, or as good as the mean")
    return title, _("better than the mean so far") if step.points > 0 else _("worse than the mean so far")


def _seat(found: Likelihood, step: Step, names: Mapping, edition: Edition) -> tuple[str, str]:
    seat = found.case.seat
    coach = edition.coaches.get(seat.coach_id) if seat.coach_id else None
    known = {"coach": coach.name if coach else ""}
    if found.case.direction == "out" or not seat.state:
        return _("The seat"), _("nothing to go by")
    if seat.state == "open":
        if seat.since is None:
            return _("The seat is open"), _("somebody minds it for the time being")
        day = (found.case.day - seat.since).days
        return _("The seat is open"), days_counted((day, day))
    if seat.state == "leaving":
        return _("The seat may come open"), _("%(coach)s may leave") % known
    return _("The seat is held"), _("%(coach)s has the post") % known if coach else ""


def _denials(found: Likelihood, step: Step, names: Mapping, edition: Edition) -> tuple[str, str]:
    count = len(step.origins)
    if not count:
        return _("Denials"), _("none of late")
    title = _("Denials: %(count)s") % {"count": count}
    return title, _listed([names[origin].text for origin in step.origins])


def _age(found: Likelihood, step: Step, names: Mapping, edition: Edition) -> tuple[str, str]:
    title, age = _("Age of the newest report"), found.case.age
    if found.case.is_done:
        return title, _("reported as done: silence takes nothing from it")
    if age == 0:
        return title, _("reported today")
    half = HALF_LIFE[found.case.stage]
    halves = _("%(age)s; the odds halve with every %(days)s without a report")
    return title, halves % {"age": days_counted((age, age)), "days": days_counted((half, half))}


def _rivals(found: Likelihood, step: Step, names: Mapping, edition: Edition) -> tuple[str, str]:
    if not step.rivals:
        return _("Other candidates"), _("none is named")
    named = [edition.coaches[key[0]].name for key in step.rivals if key[0] in edition.coaches]
    return _("Other candidates: %(count)s") % {"count": len(step.rivals)}, _listed(named)


def _links(
    step: Step, names: Mapping[str, Link], edition: Edition, on_page: Container[int]
) -> tuple[Link, ...]:
    """The reports of the part, the pages of its outlets, or the rumours that it is set against."""
    if step.name == "rivals":
        pages = [(edition.coaches.get(key[0]), edition.rumour_ids.get(key)) for key in step.rivals]
        found = [Link(c.name, _dated(reverse("rumour", args=[pk]), edition)) for c, pk in pages if c and pk]
    elif step.name == "outlets":
        return tuple(_rated(rate, names[rate.origin], edition) for rate in step.rates)
    else:
        claims = [edition.claims[pk] for pk in step.claims if pk in edition.claims]
        found = [_link_of(claim, on_page, edition) for claim in claims]
    return tuple(found[:MOST_NAMES])


def _rated(rate: OwnRate, name: Link, edition: Edition) -> Link:
    """The outlet with its own rate at the stage, which leads to the reports that it counts."""
    told = _("%(stage)s: %(score)s") % {
        "stage": stage_in_words(rate.stage),
        "score": score_in_words(Score(rate.right, rate.resolved)),
    }
    if not name.target:
        return Link(name.text, "", Link(told, ""))
    reports = reverse("outlet-reports", args=[rate.origin.removeprefix(PREFIX)])
    counted = f"{reports}?{urlencode({'stage': rate.stage})}" if rate.resolved else ""
    return Link(name.text, _dated(name.target, edition), Link(told, _dated(counted, edition)))


def _link_of(claim: Claim, on_page: Container[int], edition: Edition) -> Link:
    outlet = claim.article.outlet
    elsewhere = _dated(claim.article.get_absolute_url(), edition)
    target = f"#c{claim.pk}" if claim.pk in on_page else elsewhere
    return Link(outlet.name if outlet else _("an outlet not on record"), target)


def _dated(url: str, edition: Edition) -> str:
    """The address as of the same day; none stays none."""
    return on_day(url, edition.day) if url and edition.is_past else url


def _names_of(origins: Iterable[str]) -> dict[str, Link]:
    """The name of each origin, with its page where it is an outlet of ours; one query."""
    told = {origin: origin.partition(":")[2] for origin in origins}
    slugs = [name for origin, name in told.items() if origin.startswith("outlet:")]
    known = {outlet.slug: outlet for outlet in Outlet.objects.filter(slug__in=slugs)}
    found = {}
    for origin, name in told.items():
        outlet = known.get(name) if origin.startswith("outlet:") else None
        if outlet:
            found[origin] = Link(outlet.name, outlet.get_absolute_url())
        elif origin.startswith("name:"):
            found[origin] = Link(name.title(), "")
        else:
            found[origin] = Link(_("an outlet not on record"), "")
    return found


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    if more <= 0:
        return shown
    return _("%(names)s and %(count)s more") % {"names": shown, "count": more}
