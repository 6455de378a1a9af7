"""What an editor types over what was read, checked: names, role, manner, stage, and what he was shown."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Claim
from carousel.edits import Edit
from carousel.forms import ConfirmForm
from carousel.models import Club, Coach, Direction, Rumour
from carousel.record.facts import ladder_of

Named = TypeVar("Named", Coach, Club)

MOST_NAMED = 6


class EditForm(ConfirmForm):
    """A confirmation, with what is put right in it; a field left empty or as it was changes nothing."""

    coach = forms.CharField(label=_("Coach"), required=False, max_length=120)
    club = forms.CharField(label=_("Club"), required=False, max_length=120)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=Claim.Role.choices)
    manner = forms.ChoiceField(label=_("How it ended"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    seen_change = forms.CharField(required=False, max_length=100_000)

    def __init__(self, data, *, today: date, rumour: Rumour):
        super().__init__(data, today=today)
        self.rumour = rumour
        as_read = [("", _("as read"))]
        manners = Claim.Manner.choices if rumour.direction == Direction.OUT else []
        ladder = ladder_of(rumour.direction)
        self.choices("manner", [*as_read, *manners])
        self.choices("stage", [*as_read, *((value, Claim.Stage(value).label) for value in ladder)])

    def choices(self, name: str, choices: list) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_coach(self) -> Coach:
        return named(Coach, self.cleaned_data["coach"], self.rumour.coach)

    def clean_club(self) -> Club:
        return named(Club, self.cleaned_data["club"], self.rumour.club)

    def said(self) -> dict[str, Any]:
        """What is confirmed, as `carousel.editorial.confirm` takes it."""
        put_right = {name: self.cleaned_data[name] for name in ("coach", "club", "role", "manner", "stage")}
        return {"on": self.cleaned_data["on"], "edit": Edit(**put_right)}


def named(model: type[Named], written: str, current: Named) -> Named:
    """Whoever goes by what is written, by name, alias or address; the ``current`` one if nothing is."""
    written = written.strip()
    if written in ("", current.name, current.slug):
        return current
    goes_by = Q(name__unaccent__iexact=written) | Q(aliases__text__unaccent__iexact=written)
    found = list(model._default_manager.filter(goes_by | Q(slug=written)).distinct()[:MOST_NAMED])
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(
            _("Nobody on record goes by “%(name)s”. Add the name first, or write it as the record has it."),
            params={"name": written},
        )
    raise ValidationError(
        _("Several go by “%(name)s”. Write one of these instead: %(slugs)s."),
        params={"name": written, "slugs": ", ".join(row.slug for row in found)},
    )
