"""A chain in sentences, each with the names in it as links and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from carousel.addresses import address_on
from carousel.chains import Chain, Link
from carousel.editions import Edition
from carousel.models import Club, Coach
from carousel.views.told import Told, told_of
from carousel.wording import days_in_words


@dataclass(frozen=True)
class Sentence:
    """``message`` with its names put in; those of coaches and clubs lead to their pages."""

    message: str
    names: Mapping[str, str | Coach | Club]
    edition: Edition
    told: Told | None = None

    def __str__(self) -> str:
        return self.message % {
            key: name if isinstance(name, str) else _called(name) for key, name in self.names.items()
        }

    @property
    def linked(self) -> SafeString:
        linked = {key: self._link(name) for key, name in self.names.items()}
        return mark_safe(escape(self.message) % linked)

    def _link(self, name: str | Coach | Club) -> SafeString:
        if isinstance(name, str):
            return escape(name)
        return format_html('<a href="{}">{}</a>', address_in(self.edition, name), _called(name))


def address_in(edition: Edition, thing: Coach | Club) -> str:
    """Where it stands in the edition."""
    return address_on(thing, edition.day if edition.is_past else None)


def anchor_of_chain(chain: Chain) -> str:
    """Named for the stint whose end set it off."""
    return "chain-" + "-".join(str(part) for part in chain.links[0].vacancy.predecessor)


def in_sentences(chain: Chain, edition: Edition) -> list[Sentence]:
    """The chain as text: who left first, and what came of it."""
    sentences = []
    first = chain.links[0]
    if first.left:
        names = {
            "coach": edition.coaches[first.left.coach_id],
            "club": edition.clubs[first.club_id],
            "time": days_in_words(first.vacancy.opened),
        }
        told = told_of(first.left, "end", edition)
        sentences.append(Sentence(_("%(coach)s left %(club)s, %(time)s."), names, edition, told))
    return sentences + onward(chain, edition)


def onward(chain: Chain, edition: Edition) -> list[Sentence]:
    """Who filled each seat, and which is still open."""
    sentences = [_filled(link, edition) for link in chain.links if link.came]
    if chain.is_open:
        club = edition.clubs[chain.links[-1].club_id]
        sentences.append(Sentence(_("The seat at %(club)s is open."), {"club": club}, edition))
    return sentences


def _filled(link: Link, edition: Edition) -> Sentence:
    """Who filled the seat, and from where."""
    assert link.came is not None
    names: dict[str, str | Coach | Club] = {
        "club": edition.clubs[link.club_id],
        "coach": edition.coaches[link.came.coach_id],
        "time": days_in_words(link.vacancy.filled),
    }
    message = _("%(club)s took %(coach)s, %(time)s.")
    if link.origin and link.origin.kind == "club" and link.origin.stint:
        names["from"] = edition.clubs[link.origin.stint.club_id]
        message = _("%(club)s took %(coach)s from %(from)s, %(time)s.")
    return Sentence(message, names, edition, told_of(link.came, "start", edition))


def _called(who: Coach | Club) -> str:
    return who.called if isinstance(who, Club) else who.name
