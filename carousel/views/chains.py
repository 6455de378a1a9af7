"""Chains: what one empty seat set off, the longest and the newest."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from carousel import chains, editions
from carousel.chains import Chain
from carousel.charts import chain as chart
from carousel.editions import Edition
from carousel.models import Club
from carousel.record.facts import Record, StintFact, StintKey, VacancyFact
from carousel.views import described, news
from carousel.views.as_of import halts_of_record, requested_day
from carousel.views.chain_words import Sentence, anchor_of_chain, in_sentences
from carousel.views.pages import render_page
from carousel.views.parts_of_lists import Part, asked_after, part_of
from carousel.views.unchanged import kept_while_unchanged

# A chain weighs as much as its seats and its heading: so much fills a page, and a chain is never cut.
MOST = 20
SHORTEST = 2


@dataclass(frozen=True)
class ChainRow:
    """A chain with its length in seats, its days from first to last, what began it and what ended it."""

    clubs: tuple[Club, ...]
    days: tuple[int | None, int | None]
    cause: str
    ending: str
    sentences: tuple[Sentence, ...]
    wide: SafeString
    tall: SafeString
    is_running: bool
    anchor: str


@require_safe
@kept_while_unchanged
def chain_list(request: HttpRequest) -> HttpResponse:
    """The chains on record, the longest first, or with ``?order=newest`` the one that moved last."""
    today = timezone.localdate()
    as_of = requested_day(request, today=today)
    is_newest = request.GET.get("order") == "newest"
    day = min(as_of or today, today)

    part: Part[Chain] = Part([], "", True)
    lengths: list[int] = []

    def shown(record: Record) -> set[StintKey]:
        nonlocal part
        found = _listed(record.stints, editions.without_gaps(record.vacancies, day), is_newest=is_newest)
        lengths[:] = [len(chain.links) for chain in found]
        part = part_of(found, asked_after(request, "after"), MOST, anchor_of_chain, weight_of_chain)
        return {key for chain in part.rows for key in keys_of_chain(chain)}

    edition = editions.of_seats(as_of=as_of, today=today, with_other_posts=True, shown=shown)
    found = chains.with_facts(part.rows, edition.record.stints)
    context = {
        "today": today,
        "edition": edition,
        "halts": halts_of_record(as_of, today),
        "is_newest": is_newest,
        "about": described.chains(lengths),
        "chains": [row_of_chain(chain, edition) for chain in found],
        "part": part,
    }
    return render_page(request, "carousel/chains/list.html", context)


def _listed(
    stints: tuple[StintFact, ...], vacancies: tuple[VacancyFact, ...], *, is_newest: bool
) -> list[Chain]:
    """The chains of the list, in its order."""
    found = [chain for chain in chains.chains(stints, vacancies) if len(chain.links) >= SHORTEST]
    if not is_newest:
        found.sort(key=lambda chain: (len(chain.links), chain.newest), reverse=True)
    return found


def weight_of_chain(chain: Chain) -> int:
    return 1 + len(chain.links)


def keys_of_chain(chain: Chain) -> set[StintKey]:
    """The stints whose ends and starts the chain tells of."""
    return {stint.key for link in chain.links for stint in (link.left, link.came) if stint}


def row_of_chain(chain: Chain, edition: Edition) -> ChainRow:
    drawn = news.figure_of(chain, edition, {})
    first = chain.links[0]
    return ChainRow(
        clubs=tuple(edition.clubs[link.club_id] for link in chain.links),
        days=chain.days,
        cause=news.exit_in_words(first.left, edition) if first.left else "",
        ending=_ending(chain, edition),
        sentences=tuple(in_sentences(chain, edition)),
        wide=chart.wide(drawn),
        tall=chart.tall(drawn),
        is_running=chain.is_running(edition.day),
        anchor=anchor_of_chain(chain),
    )


def _ending(chain: Chain, edition: Edition) -> str:
    """What ended it: somebody without a club, from inside, or of whom no earlier post is known."""
    last = chain.links[-1]
    if last.came is None:
        return _("The last seat is open.") if chain.is_running(edition.day) else ""
    coach = {"coach": edition.coaches[last.came.coach_id].name}
    kinds = {
        "unattached": _("It ended with %(coach)s, who had no club."),
        "inside": _("It ended with %(coach)s, who came from inside."),
    }
    kind = last.origin.kind if last.origin else ""
    return kinds.get(kind, _("It ended with %(coach)s, who left no seat behind.")) % coach
