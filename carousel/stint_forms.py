"""Forms for hand-entered stints; what they save goes through `carousel.entering`."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import datetime

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import TidyForm
from carousel import entering
from carousel.dates import DaysField, from_range
from carousel.editorial import MoveRefused, User
from carousel.models import Club, Coach, StintEntry
from carousel.permissions import NotAllowed

WITHDRAW, CORRECT, ENTER = "withdraw", "correct", "enter"


class KnownSelect(AutocompleteSelect):
    """A choice with search that does not ask the database for the row that its form has already."""

    known: Coach | Club | None = None

    def optgroups(self, name, value, attr=None):
        if self.known is None or list(value) != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        nothing = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*nothing, self.create_option(name, value[0], str(self.known), True, 0)], 0)]


class StintEntryForm(TidyForm):
    """One stint; its times are written as people write them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("coach", "club"):
            widget = getattr(self.fields.get(name), "widget", None)
            widget = getattr(widget, "widget", widget)  # the admin wraps it
            if isinstance(widget, KnownSelect) and self.instance.pk:
                widget.known = getattr(self.instance, name)

    class Meta:
        model = StintEntry
        fields = (
            "coach",
            "club",
            "role",
            "started",
            "ended",
            "manner",
            "arrangement",
            "first_match_on",
            "contract_until",
            "known_since",
            "source",
            "note",
        )
        field_classes = {"started": DaysField, "ended": DaysField, "contract_until": DaysField}
        help_texts = {
            "started": gettext_lazy("2020-08-20, 20.8.2020, Aug 2020, 2020, June or July 2015, before 2018"),
            "ended": gettext_lazy("empty: no end is known; “unknown”: it ended, nobody knows when"),
        }

    def clean(self):
        given = super().clean()
        started, ended = from_range(given.get("started")), from_range(given.get("ended"))
        if started and ended and started.earliest and ended.latest and ended.latest < started.earliest:
            self.add_error("ended", _("The stint ends before it begins."))
        first_match = given.get("first_match_on")
        if first_match and started and started.earliest and first_match < started.earliest:
            self.add_error("first_match_on", _("The first match lies before the stint begins."))
        if given.get("manner") and "ended" in given and ended is None:
            self.add_error("ended", _("Say when it ended, if only “unknown”."))
        return given


class StintFormSet(BaseInlineFormSet):
    """The stints of one coach or club. Each change is one call to `carousel.entering`.

    Whether the record has room for the changes is found out while the form is
    checked, by making them and taking them back, so that a conflict is told beside the
    row that causes it. ``editor`` and ``at`` say who makes the changes, and when.
    """

    editor: User
    at: datetime

    def clean(self) -> None:
        super().clean()
        if not any(self.errors):
            self._try()

    def save(self, commit: bool = True) -> list[StintEntry]:
        """The ledger has the rows, and the record follows them."""
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        for verb, form in self._changes():
            entry = self._make(verb, form, self.instance)
            if verb == ENTER:
                self.new_objects.append(entry)
            elif verb == CORRECT:
                self.changed_objects.append((entry, form.changed_data))
            else:
                self.deleted_objects.append(entry)
        return [*self.new_objects, *(entry for entry, _fields in self.changed_objects)]

    def save_m2m(self) -> None:
        """A stint has no lists of other rows."""

    def _changes(self) -> Iterator[tuple[str, forms.ModelForm]]:
        """First what makes room, then what takes it."""
        withdrawn = [form for form in self.initial_forms if self._should_delete_form(form)]
        yield from ((WITHDRAW, form) for form in withdrawn)
        for form in self.initial_forms:
            if form not in withdrawn and form.has_changed():
                yield CORRECT, form
        for form in self.extra_forms:
            if form.has_changed() and not self._should_delete_form(form):
                yield ENTER, form

    def _make(self, verb: str, form: forms.ModelForm, parent: Coach | Club) -> StintEntry:
        if verb == WITHDRAW:
            return entering.withdraw_stint(form.instance.pk, editor=self.editor, at=self.at)
        entry = copy.copy(form.instance)
        setattr(entry, self.fk.name, parent)
        if verb == CORRECT:
            return entering.correct_stint(form.instance.pk, entry, editor=self.editor, at=self.at)
        return entering.enter_stint(entry, editor=self.editor, at=self.at)

    def _try(self) -> None:
        """Each change that the record has no room for has its sentence; nothing is kept."""
        changes = list(self._changes())
        if not changes:
            return
        with transaction.atomic():
            parent = copy.copy(self.instance)
            if parent.pk is None and not _saved(parent):
                return  # the coach or club has its own mistakes, which are told first
            for verb, form in changes:
                try:
                    with transaction.atomic():
                        self._make(verb, form, parent)
                except (MoveRefused, NotAllowed) as refusal:
                    form.add_error(None, str(refusal))
            transaction.set_rollback(True)


def _saved(parent: Coach | Club) -> bool:
    try:
        parent.full_clean()
    except ValidationError:
        return False
    parent.save()
    return True
