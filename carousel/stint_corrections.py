"""Corrections of hand-entered stints: an entry that a person replaced or withdrew, and what that changed.

An importer that brings in a newer state of its table replaces rows too, and signs none of them: nobody
had found anything wrong, the world had moved on, and a season's import would fill the log. So a
replacement counts where a person signed it, whoever had entered what it replaces; a withdrawal always
counts, since importers withdraw nothing without replacing it. A merge writes no row: the old and the new
one both move to the record that stays, and where they say the same from then on, nothing was corrected.

Only what the pages print of an entry is compared; notes, sources and the day since which it is known
are not among it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from carousel.models import StintEntry
from carousel.wording import (
    arrangement_in_words,
    day_in_words,
    days_in_words,
    manner_in_words,
    of_range,
    role_in_words,
)

# What readers see of an entry, in the order in which it is told.
SHOWN = (
    *("coach", "club", "role", "arrangement"),
    *("started", "ended", "manner", "contract_until", "first_match_on"),
)
OF_THE_END = frozenset({"ended", "manner"})


@dataclass(frozen=True)
class Said:
    """One thing that an entry said, as readers are told it; ``now`` is empty where the entry was taken out.

    Of what is ``withheld`` neither is told.
    """

    label: str
    before: str = ""
    now: str = ""
    is_withheld: bool = False


def corrected_entries(as_of: date | None = None) -> QuerySet[StintEntry]:
    """The entries that a person took back or replaced by what reads otherwise, by ``as_of`` if given.

    One of a name that has since been found to be nobody's is not among them.
    """
    old = Func(*(F(name) for name in SHOWN), function="ROW")
    new = Func(*(F(f"replaced_by__{name}") for name in SHOWN), function="ROW")
    reads_otherwise = Func(
        old,
        new,
        template="(%(expressions)s)",
        arg_joiner=" IS DISTINCT FROM ",
        output_field=BooleanField(),
    )
    by_a_person = Q(replaced_by__isnull=True) | Q(replaced_by__entered_by__isnull=False)
    found = StintEntry.objects.filter(by_a_person, reads_otherwise, withdrawn_at__isnull=False)
    found = found.exclude(coach__is_ignored=True).exclude(club__is_ignored=True)
    if as_of is not None:
        found = found.filter(withdrawn_at__date__lte=as_of)
    return found.select_related("coach", "club", "replaced_by__coach", "replaced_by__club").order_by()


def successor(entry: StintEntry) -> StintEntry | None:
    return getattr(entry, "replaced_by", None)


def said(entry: StintEntry, withheld: Collection[str] = ()) -> tuple[Said, ...]:
    """What the entry said that its successor says otherwise, or all it said where it has none."""
    new = successor(entry)
    names = [name for name in SHOWN if _is_told(entry, new, name)]
    return tuple(
        Said(_label(name), is_withheld=True)
        if name in withheld
        else Said(_label(name), _words(entry, name), _words(new, name) if new else "")
        for name in names
    )


def _is_told(entry: StintEntry, new: StintEntry | None, name: str) -> bool:
    attname = StintEntry._meta.get_field(name).attname
    if new is not None:
        return getattr(entry, attname) != getattr(new, attname)
    return name not in ("coach", "club") and bool(getattr(entry, name))


def _label(name: str) -> str:
    if name in ("coach", "club"):
        return capfirst(_("coach") if name == "coach" else _("club"))
    return capfirst(str(StintEntry._meta.get_field(name).verbose_name))


def _words(entry: StintEntry, name: str) -> str:
    value = getattr(entry, name)
    if name in ("coach", "club"):
        return str(value)
    if name == "role":
        return role_in_words(value)
    if name == "arrangement":
        return arrangement_in_words(value)
    if name == "manner":
        return manner_in_words(value) or _("not on record")
    if name == "ended" and value is None:
        return _("no end entered")
    if isinstance(value, date):
        return day_in_words(value)
    return days_in_words(of_range(value))
