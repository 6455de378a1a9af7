"""What the form over the list of rumours offers, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Article, Claim, Outlet
from carousel.collation import in_index
from carousel.editions import Edition
from carousel.likelihood.movement import DOWN, NEW, UP
from carousel.models import Club, Competition, Rumour, RumourEvidence
from carousel.prepared import AnyOf, Given, Prepared
from carousel.record.facts import LADDER, LADDER_OUT
from carousel.views.choices import Choice, chosen_words, countries_in_words, leagues_in_words
from carousel.views.rumour_filters import BANDS, ENDINGS, Filters
from carousel.wording import ending_in_words

# A list of hundreds is neither read nor light: of so many outlets it has those of the best tiers.
MOST_OUTLETS = 60


def of_form(filters: Filters, edition: Edition | None) -> dict[str, list[Choice]]:
    """The choices of each list, by the word of the address. Of an older day, without an edition of today,
    there are the countries and the outlets of that day's rumours alone. Three queries at the most."""
    wanted = filters.wanted
    countries = (
        {country for (country,) in COUNTRIES.ask()}
        if edition is None
        else {club.country for club in edition.clubs.values()}
    )
    leagues = [(one.slug, one.name, one.country) for one in filters.leagues.values()]
    if wanted["league"] and wanted["league"] not in filters.leagues:
        leagues += Competition.objects.filter(slug=wanted["league"]).values_list("slug", "name", "country")
    return {
        "stages": [(value, Claim.Stage(value).label) for value in (*LADDER, *LADDER_OUT)],
        "leagues": leagues_in_words(leagues),
        "countries": countries_in_words({*countries, wanted["country"]}),
        "outlets": _outlets(wanted["outlet"], edition),
        "ages": _ages(),
        "endings": [(name, ending_in_words(*ending, stage="talks")) for name, ending in ENDINGS.items()],
        "bands": [
            (name, _("%(low)s–%(high)s in 100") % {"low": a, "high": b}) for name, (a, b) in BANDS.items()
        ],
        "movements": [
            (UP, pgettext("a rumour", "climbed")),
            (DOWN, pgettext("a rumour", "fell")),
            (NEW, pgettext("a rumour", "new")),
        ],
    }


def chosen(filters: Filters, offered: Mapping[str, list[Choice]]) -> list[str]:
    """What is chosen, in the words of the form's lists."""
    lists = {
        "direction": [("in", _("gets the post")), ("out", _("loses the post"))],
        "stage": offered["stages"],
        "league": offered["leagues"],
        "country": offered["countries"],
        "outlet": offered["outlets"],
        "age": offered["ages"],
        "ending": offered["endings"],
        "likelihood": offered["bands"],
        "movement": offered["movements"],
        "caretakers": [("without", _("without caretakers"))],
    }
    return chosen_words(filters.wanted, lists)


def _talked_of() -> QuerySet:
    """The countries of the clubs of which there is a rumour."""
    talked_of = Exists(Rumour.objects.public().filter(club=OuterRef("pk")))
    return Club.objects.filter(talked_of).order_by().values_list("country").distinct()


def told_a_rumour() -> QuerySet:
    evidence = RumourEvidence.objects.filter(
        claim__article=OuterRef("pk"), rumour__in=Rumour.objects.public()
    )
    return _by_tier(Article.objects.filter(Exists(evidence)))


def _told_in_these() -> QuerySet:
    return _by_tier(Article.objects.filter(pk=AnyOf("articles")))


def _by_tier(told: QuerySet[Article]) -> QuerySet:
    """The outlets of these articles and the one that is wanted, as far as there is room."""
    has_told = Exists(told.filter(outlet=OuterRef("pk")))
    found = Outlet.objects.filter(Q(has_told) | Q(slug=Given("wanted")))
    is_wanted = Case(When(slug=Given("wanted"), then=0), default=1)
    return found.order_by(is_wanted, "tier", "name").values_list("slug", "name")[:MOST_OUTLETS]


COUNTRIES, OUTLETS, OUTLETS_THEN = Prepared(_talked_of), Prepared(told_a_rumour), Prepared(_told_in_these)


def _outlets(wanted: str, edition: Edition | None) -> list[Choice]:
    """Those that told of a rumour, and the one that is asked for."""
    if edition is None:
        found = OUTLETS.ask(wanted=wanted)
    else:
        articles = {article for rumour in edition.record.rumours for article in rumour.articles}
        found = OUTLETS_THEN.ask(wanted=wanted, articles=list(articles))
    return sorted(found, key=lambda pair: in_index(pair[1]))


def _ages() -> list[Choice]:
    return [
        ("reported-3", _("reported on within 3 days")),
        ("reported-7", _("reported on within a week")),
        ("reported-30", _("reported on within 30 days")),
        ("silent-14", _("no report for two weeks")),
        ("begun-7", _("begun within a week")),
        ("begun-30", _("begun within 30 days")),
        ("begun-before-90", _("begun more than 90 days ago")),
    ]
