"""From an item of the desk to the merge of its coach or club, and back to the item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from carousel.merging import Known, noun_of
from carousel.models import Decision, Rumour
from carousel.views.desk_asked import Asked
from carousel.views.desk_toasts import number


@dataclass(frozen=True)
class WayBack:
    """The item from which somebody came, and the list that he was on.

    Addresses and forms carry the number of the item, never an address: nobody can be led elsewhere.
    """

    rumour: Rumour
    asked: Asked

    @classmethod
    def by(cls, given: Mapping[str, str]) -> WayBack | None:
        """``None`` for somebody who came from elsewhere, or from an item that is none any more."""
        item = number(given.get("item", ""))
        rumour = Rumour.objects.filter(pk=item).first() if item else None
        return cls(rumour, Asked.by({"list": given.get("list", "")})) if rumour else None

    @property
    def query(self) -> str:
        return urlencode({"item": self.rumour.pk, **({"list": self.asked.list} if self.asked.list else {})})

    @property
    def address(self) -> str:
        return self.asked.address(self.rumour.pk)

    def afterwards(self, kept: Known, merged: Decision) -> str:
        """The item once its coach or club is part of ``kept``, whose own item it may have become.

        The list, where the question is none any more. The page tells what was ``merged``, with its undo.
        """
        noun = noun_of(kept)
        question = {name: getattr(self.rumour, name) for name in ("coach_id", "club_id", "direction")}
        question[f"{noun}_id"] = kept.pk
        same = Rumour.objects.filter(pk=self.rumour.pk).first()
        same = same or Rumour.objects.filter(**question).order_by("-ordinal").first()
        return self.asked.address(same.pk if same else None, done=merged.pk)
