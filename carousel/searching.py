"""Search over coaches, clubs, outlets, articles and passages: accents, aliases and typing errors allowed.

Each kind is one or two queries, whatever is found. Nothing that an editor rejected, or that readers
do not see, is found.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from rapidfuzz import fuzz

from articles.extraction.fold import fold
from articles.models import Article, Claim, Outlet
from carousel.collation import in_index
from carousel.models import Club, ClubAlias, Coach, CoachAlias, Decision

SHORTEST, LONGEST = 2, 80
MOST = 8
# Of so many that are alike to the database those to show are chosen.
MOST_ALIKE = 24
# Of a word that stands everywhere only so many hits are put in order.
MOST_HITS = 2000
CONFIGURATIONS = (
    "danish",
    "swedish",
    "norwegian",
    "dutch",
    "german",
    "english",
    "french",
    "spanish",
    "italian",
    "portuguese",
    "simple",
)


class Plain(Func):
    """A text without accents and capitals, as the indexes of trigrams have it."""

    function = "name_in_plain"
    output_field = TextField()


class Once(Func):
    """Worked out once for a query, and not again for each row that is compared with it."""

    template = "(SELECT %(expressions)s)"
    output_field = TextField()


@dataclass(frozen=True)
class Named:
    """A record that the words name; ``written`` is the alias that was hit, empty where it was the name."""

    record: Any
    written: str = ""

    @property
    def also_written(self) -> str:
        """The alias where it says more than what the record is called beside it."""
        return "" if self.written.casefold() == _called(self.record).casefold() else self.written


@dataclass(frozen=True)
class Hit:
    """An article with one of its passages that the words are in, where there is one."""

    article: Article
    claim: Claim | None


@dataclass(frozen=True)
class Found:
    words: str
    coaches: tuple[Named, ...] = ()
    clubs: tuple[Named, ...] = ()
    outlets: tuple[Named, ...] = ()
    articles: tuple[Hit, ...] = ()

    def __len__(self) -> int:
        return len(self.coaches) + len(self.clubs) + len(self.outlets) + len(self.articles)


def tidy(words: str) -> str:
    """The words without what no name holds, 80 characters at most."""
    return " ".join(words.replace("\0", " ").split())[:LONGEST]


def find(words: str, as_of: date | None = None) -> Found:
    """What the words name or stand in; nothing where they are shorter than two characters.

    Articles are those that had been published by ``as_of``; names are found whenever they were given.
    """
    words = tidy(words)
    if len(words) < SHORTEST:
        return Found(words)
    return Found(
        words,
        coaches=named(Coach, words),
        clubs=named(Club, words),
        outlets=outlets(words),
        articles=_articles(words, as_of),
    )


def named(model: type[Coach] | type[Club], words: str) -> tuple[Named, ...]:
    """The records that are called so or also written so, the likest first; two queries."""
    owner = "coach" if model is Coach else "club"
    records = model.objects.all()
    aliases: QuerySet = CoachAlias.objects.filter(coach__is_ignored=False)
    if model is Club:
        aliases = ClubAlias.objects.filter(is_epithet=False, club__is_ignored=False)
    own = by_name(records, "name", words)[:MOST_ALIKE]
    also = by_name(aliases.select_related(owner), "text", words)[:MOST_ALIKE]
    return _likest(
        words,
        [(record.likeness, Named(record)) for record in own],
        [(alias.likeness, Named(getattr(alias, owner), alias.text)) for alias in also],
    )


def outlets(words: str) -> tuple[Named, ...]:
    """The outlets that are called so, or that others name so, the likest first; two queries."""
    own = by_name(Outlet.objects.all(), "name", words)[:MOST_ALIKE]
    forms = Func(F("cited_as"), Value(" · "), function="array_to_string", output_field=TextField())
    also = by_name(Outlet.objects.exclude(cited_as=[]).annotate(forms=forms), "forms", words)[:MOST_ALIKE]
    return _likest(
        words,
        [(outlet.likeness, Named(outlet)) for outlet in own],
        [(outlet.likeness, Named(outlet, _nearest(words, outlet.cited_as))) for outlet in also],
    )


def _nearest(words: str, forms: Iterable[str]) -> str:
    return max(forms, key=lambda form: fuzz.ratio(words.casefold(), form.casefold()))


def _likest(
    words: str, own: Iterable[tuple[float, Named]], also: Iterable[tuple[float, Named]]
) -> tuple[Named, ...]:
    """Each record once, by what is likest in it: its letters weigh twice what the database says."""
    best: dict[int, tuple[tuple[float, float], Named]] = {}
    for likeness, named in (*own, *also):
        by_word, whole = _nearness(words, named.written or named.record.name)
        rank = (round(likeness + 2 * by_word, 3), whole)
        if named.record.pk not in best or best[named.record.pk][0] < rank:
            best[named.record.pk] = (rank, named)
    ordered = sorted(best.values(), key=lambda pair: _place(pair[1].record))
    ordered.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(named for _rank, named in ordered[:MOST])


def _nearness(words: str, written: str) -> tuple[float, float]:
    """How near the name comes to the words: word by word, and as a whole."""
    wanted, held = fold(words), fold(written)
    by_word = [max(fuzz.ratio(word, part) for part in held.split() or [held]) for word in wanted.split()]
    return sum(by_word) / len(by_word) / 100, fuzz.ratio(wanted, held)


def _place(record) -> str:
    return in_index(_called(record))


def _called(record) -> str:
    return record.called if isinstance(record, Club) else record.name


def in_plain(words: str | Value) -> Func:
    """The words as what is compared with them has them."""
    return Once(Plain(Value(words) if isinstance(words, str) else words))


def by_name(rows: QuerySet, field: str, words: str | Value) -> QuerySet:
    """Rows whose name holds the words or is spelled nearly so, the likest first.

    How nearly is said where the connection to the database is set up, since only so an index finds them.
    """
    rows = rows.alias(plain=Plain(field), wanted=in_plain(words))
    rows = rows.annotate(likeness=TrigramWordSimilarity(F("wanted"), F("plain")))
    found = rows.filter(Q(plain__contains=F("wanted")) | Q(plain__trigram_word_similar=F("wanted")))
    return found.order_by("-likeness", field)


def _articles(words: str, as_of: date | None) -> tuple[Hit, ...]:
    """The newest articles with all the words in their title or beginning, in the forms of any language.

    Accents and capitals are set aside, as the index of the words has it.
    """
    query = " || ".join(f"websearch_to_tsquery('{name}', name_in_plain(%s))" for name in CONFIGURATIONS)
    table = Article._meta.db_table
    hits = RawSQL(
        f"SELECT id FROM {table} WHERE article_words(language, title, text) @@ ({query}) LIMIT {MOST_HITS}",
        [words] * len(CONFIGURATIONS),
    )
    retracted = Decision.objects.filter(kind=Decision.Kind.RETRACT, undone_by__isnull=True)
    shown = Article.objects.filter(pk__in=hits).exclude(decisions__in=retracted)
    if as_of:
        is_told = Q(published_on__lte=as_of)
        shown = shown.filter(is_told | Q(published_on__isnull=True, arrived_at__date__lte=as_of))
    articles = list(
        shown.select_related("outlet").defer("text").order_by("-published_on", "-arrived_at", "-pk")[:MOST]
    )
    passages = _passages(articles, words)
    return tuple(Hit(article, passages.get(article.pk)) for article in articles)


def _passages(articles: Iterable[Article], words: str) -> dict[int, Claim]:
    """For each article its first public passage that holds one of the words, else its first public one."""
    claims = public_claims(Claim.objects.filter(article__in=[a.pk for a in articles]))
    wanted = fold(words).split()
    found: dict[int, Claim] = {}
    for claim in claims.order_by("pk"):
        held = found.get(claim.article_id)
        is_hit = any(word in fold(claim.passage) for word in wanted)
        if held is None or (is_hit and not any(word in fold(held.passage) for word in wanted)):
            found[claim.article_id] = claim
    return found


def public_claims(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Those that readers may see: standing, and no part of a rejected rumour or a question about the past."""
    unseen = Q(rumour_evidence__rumour__status="rejected") | Q(rumour_evidence__rumour__direction="held")
    return claims.filter(superseded_at__isnull=True).exclude(unseen).select_related("article__outlet")
