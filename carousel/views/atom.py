"""Feeds for readers, in Atom: the latest moves, the open rumours, and all of one coach or one club."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from carousel import editions, languages, listed
from carousel.models import Club, Coach
from carousel.views import atom_entries as entries
from carousel.views.atom_entries import Entry
from carousel.views.moved import moved_lead_on
from carousel.views.unchanged import kept_while_unchanged


@dataclass(frozen=True)
class Channel:
    """One feed in one language: ``page`` is the page that it follows, ``path`` its own address."""

    title: str
    subtitle: str
    page: str
    path: str
    entries: list[Entry]
    language: str = ""

    def address(self, path: str) -> str:
        """Of the site, in the language that was asked for."""
        before, mark, anchor = path.partition("#")
        return f"{settings.SITE_URL}{languages.address(before, self.language)}{mark}{anchor}"


class PlainAtom(Atom1Feed):
    """Django's, with summaries that are text: what a paper printed is never read as markup."""

    def add_item_elements(self, handler, item) -> None:
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("summary", item["description"], {"type": "text"})


class Told(Feed):
    """The channel that it is made with, as Django's framework asks for it."""

    feed_type = PlainAtom
    author_name = "Carousel"

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.title, self.subtitle = channel.title, channel.subtitle
        self.link, self.feed_url = channel.address(channel.page), channel.address(channel.path)
        self.feed_guid = f"{settings.SITE_URL}{channel.path}"

    def items(self) -> list[Entry]:
        return self.channel.entries

    def item_title(self, item: Entry) -> str:
        return item.title

    def item_description(self, item: Entry) -> str:
        return item.summary

    def item_link(self, item: Entry) -> str:
        return self.channel.address(item.path)

    def item_guid(self, item: Entry) -> str:
        return item.identity

    def item_pubdate(self, item: Entry) -> datetime:
        return item.at

    item_updateddate = item_pubdate


@require_safe
@kept_while_unchanged
def moves_feed(request: HttpRequest) -> HttpResponse:
    """Who came and who went last, as the front page lists them."""
    day = timezone.localdate()
    edition = editions.of_front_page(as_of=None, today=day, shown=partial(entries.shown, day=day))
    told = entries.of_stints(edition.record.stints, edition)
    about = _("Who came and who went, each with the sentence that says so.")
    return _answer(request, _("Carousel: moves"), about, reverse("today"), told)


@require_safe
@kept_while_unchanged
def rumours_feed(request: HttpRequest) -> HttpResponse:
    """Each stage that an open rumour has reached."""
    about = _("Open rumours, each stage that they reach with the sentence that says so.")
    return _answer(request, _("Carousel: rumours"), about, reverse("rumours"), entries.of_rumours())


@require_safe
@kept_while_unchanged
@moved_lead_on(Coach, "coach-feed")
def coach_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the coach came and went, and the open rumours about him or her."""
    coach = get_object_or_404(listed.coaches(), slug=slug)
    day = timezone.localdate()
    edition = editions.of_coach(coach, as_of=None, today=day, shown=partial(entries.shown, day=day))
    told = [*entries.of_stints(edition.record.stints, edition), *entries.of_rumours(coach=coach.pk)]
    return _answer(request, f"Carousel: {coach.name}", _of_one(), coach.get_absolute_url(), told)


@require_safe
@kept_while_unchanged
@moved_lead_on(Club, "club-feed")
def club_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Who came to the club and who left it, and the open rumours about its posts."""
    club = get_object_or_404(listed.clubs(), slug=slug)
    day = timezone.localdate()
    shown = partial(entries.shown, day=day, club=club.pk)
    edition = editions.of_club(club, as_of=None, today=day, shown=shown)
    own = [stint for stint in edition.record.stints if stint.club_id == club.pk]
    told = [*entries.of_stints(own, edition), *entries.of_rumours(club=club.pk)]
    return _answer(request, f"Carousel: {club.called}", _of_one(), club.get_absolute_url(), told)


def _of_one() -> str:
    return _("Who came and who went, and open rumours, each with the sentence that says so.")


def _answer(request: HttpRequest, title: str, about: str, page: str, told: list[Entry]) -> HttpResponse:
    newest, language = entries.newest_first(told), languages.asked(request)
    title = entries.printable(title)
    return Told(Channel(title, about, page, request.path, newest, language))(request)
