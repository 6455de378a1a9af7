"""The desk's list as an address asks for it, and what to call the filters that are set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Outlet
from carousel import desk, wording
from carousel.desk_filters import AGE_WORDS, ANY, SELDOM, SHOWN, SNOOZED, Wanted
from carousel.models import Club, Coach, Competition, DeskView, Rumour


@dataclass(frozen=True)
class Asked:
    """The list as the address asks for it: which questions, and from which place on."""

    wanted: Wanted = ANY
    after: str = ""

    @classmethod
    def by(cls, given: Mapping[str, str]) -> Asked:
        """What a form or an address names; all from the beginning, where it names nothing of ours.

        A form carries the list that it was on as one field, so that its own fields are free to be called so.
        """
        if "list" in given:
            given = QueryDict(given["list"][: DeskView.query.field.max_length])
        after = given.get("after", "")
        return cls(Wanted.by(given), after if desk.Place.read(after) else "")

    @property
    def show(self) -> str:
        return self.wanted.show

    @property
    def query(self) -> str:
        """All of it as an address writes it, without the page."""
        return urlencode(self.wanted.query)

    @property
    def list(self) -> str:
        """The same with the page: what a form carries."""
        return urlencode(self.wanted.query | ({"after": self.after} if self.after else {}))

    def address(self, pk: int | None = None, **more: object) -> str:
        """The page of an item, or of the whole desk, that keeps the list as it is."""
        path = reverse("desk-item", args=[pk]) if pk else reverse("desk")
        more = {name: value for name, value in more.items() if value}
        query = "&".join(filter(None, [self.list, urlencode(more)]))
        return f"{path}?{query}" if query else path

    def first_page(self) -> Asked:
        return replace(self, after="")

    def showing(self, show: str) -> Asked:
        return Asked(replace(self.wanted, show=show))


@dataclass(frozen=True)
class Filter:
    label: str
    count: int
    is_chosen: bool
    address: str


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the list without it."""

    label: str
    address: str


def filters(asked: Asked) -> list[Filter]:
    """The kinds, each with how many wait; those that are seldom only where there are any."""
    counts = desk.counts(asked.wanted)
    labels = {
        "all": _("All"),
        "conflicts": _("Conflicts"),
        "facts": _("Facts"),
        "rumours": _("Rumours"),
        "background": _("Background"),
        "expiring": _("Expiring soon"),
        "withdrawn": _("Source withdrawn"),
        SNOOZED: _("Snoozed"),
    }
    return [
        Filter(labels[show], counts[show], show == asked.show, asked.showing(show).address())
        for show in (*SHOWN, SNOOZED)
        if show not in SELDOM or counts[show] or asked.show == show
    ]


def chips(asked: Asked) -> list[Chip]:
    """The filters that are set, in words, each with the way to take it off."""
    return [
        Chip(_label(name, value), Asked(asked.wanted.without(name)).address())
        for name, value in asked.wanted.narrowed.items()
    ]


def _label(name: str, value: str) -> str:
    named = {"coach": Coach, "club": Club, "league": Competition, "outlet": Outlet}
    if name in named:
        found = named[name]._default_manager.filter(slug=value).first()
        return str(found) if found else value
    if name == "stage":
        return wording.stage_in_words(value)
    if name == "country":
        return wording.country_in_words(value)
    if name == "language":
        return wording.language_in_words(value)
    if name == "age":
        return _("waiting %(time)s") % {"time": AGE_WORDS[value]}
    if name == "article":
        return str(Article.objects.filter(pk=value).first() or _("an article that is not on record"))
    if name == "near":
        return _around(value)
    return f"“{value}”"


def _around(value: str) -> str:
    rumour = Rumour.objects.filter(pk=value).select_related("coach", "club").first()
    if rumour is None:
        return _("around something that is decided")
    return _("around %(coach)s and %(club)s") % {"coach": rumour.coach, "club": rumour.club}
