"""Rows become records, and what an editor changed stays.

Each record remembers in ``reference`` what was last loaded into it. A field whose
value still is that may be updated; any other was changed by an editor and is kept.
The number of queries does not depend on the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from carousel.importers.merged import merged_keys, taken_slugs
from carousel.importers.rows import Form, ImportResult

AT_ONCE = 2000

# One loader serves several models, of which it knows only the fields that it is given.
Record = Any
Records = dict[str, Record]
Forms = Mapping[str, tuple[Form, ...]]


def to_json(value):
    """The value as it is remembered: comparable whichever side it comes from."""
    if isinstance(value, DateRange):
        return [day and day.isoformat() for day in (value.lower, value.upper)]
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def remember(form: Form) -> list:
    return [form.text, form.is_ambiguous, form.language, form.is_epithet, form.is_shown]


class Keeper:
    """Brings the records of one model up to the rows of its files.

    ``fields`` maps the model's fields to what a record has that nobody filled in.
    """

    def __init__(self, model: type[Any], fields: Mapping[str, object], at: datetime):
        self.model, self.fields, self.at = model, fields, at
        self.noun = model._meta.verbose_name
        self.slugs: set[str] = set()
        self.to_save: dict[str, None] = {}
        self.touched: dict[str, list[str]] = {}
        self.kept: dict[str, list[str]] = {}

    def bring(self, wanted: Mapping[str, Mapping[str, object]], forms: Forms | None = None) -> ImportResult:
        """Create and update the records and their written forms, inside the caller's transaction.

        Nothing is written for records that the rows do not change.
        """
        records = self._existing(wanted)
        gone = merged_keys(self.model, wanted).keys() - records.keys()
        wanted = {key: values for key, values in wanted.items() if key not in gone}
        self.slugs |= taken_slugs(self.model, wanted)
        new = {
            key: self._made(key, values, (forms or {}).get(key, ()))
            for key, values in wanted.items()
            if key not in records
        }
        for key, record in records.items():
            self._merge(key, record, wanted[key])
        self.model.objects.bulk_create(new.values(), batch_size=AT_ONCE)
        if forms is not None:
            self._bring_forms(records, new, forms)
        self._save([records[key] for key in self.to_save])
        return self._told(wanted, new)

    def _bring_forms(self, records: Records, new: Records, wanted: Forms) -> None:
        plan = _FormPlan(self.model)
        for key, record in new.items():
            plan.write(record, wanted[key])
        written = plan.written(records.values())
        for key, record in records.items():
            last = [Form(*parts) for parts in record.reference.get("forms", [])]
            change = plan.weigh(record, written.get(record.pk, {}), last, wanted[key])
            if change.touched:
                self.touched.setdefault(key, []).extend(change.touched)
            if change.kept:
                self.kept.setdefault(key, []).extend(change.kept)
            if wanted[key] != tuple(last) or change.touched:
                record.reference = record.reference | {"forms": [remember(form) for form in wanted[key]]}
                self.to_save[key] = None
        plan.carry_out()

    def _told(self, wanted: Iterable[str], new: Iterable[str]) -> ImportResult:
        return ImportResult(
            created=[f"{self.noun} {key}" for key in new],
            updated=[f"{self.noun} {key}: {', '.join(what)}" for key, what in self.touched.items()],
            kept=[f"{self.noun} {key}: {', '.join(what)}" for key, what in self.kept.items()],
            unchanged=len(set(wanted) - set(new) - set(self.touched) - set(self.kept)),
        )

    def _existing(self, wanted: Mapping) -> Records:
        """Records that were loaded under a key, else those whose slug it is."""
        keys = list(wanted)
        # Locked, so that an editor who saves meanwhile waits instead of being written over.
        known = self.model._base_manager.select_for_update().filter(
            models.Q(reference__key__in=keys) | models.Q(slug__in=keys)
        )
        records: Records = {}
        for record in sorted(known, key=lambda record: "key" not in record.reference):
            self.slugs.add(record.slug)
            key = record.reference.get("key", record.slug)
            if key in wanted:
                records.setdefault(key, record)
        return records

    def _made(self, key: str, values: Mapping[str, object], forms: tuple[Form, ...]) -> Record:
        loaded = {"key": key} | {field: to_json(value) for field, value in values.items()}
        if forms:
            loaded["forms"] = [remember(form) for form in forms]
        # An editor may have given this slug to a record of another key.
        slug = f"{key[:70]}-2" if key in self.slugs else key
        return self.model(slug=slug, reference=loaded, **values)

    def _merge(self, key: str, record: Record, values: Mapping[str, object]) -> None:
        """Set what may be set, and remember what the rows say now."""
        # Nobody has looked at a provisional record yet: it was made from an article's words.
        untouched = not record.reference and getattr(record, "is_provisional", False)
        for field, value in values.items():
            now, wanted = to_json(getattr(record, field)), to_json(value)
            if now == wanted:
                continue
            if untouched or now == record.reference.get(field, self.fields[field]):
                setattr(record, field, value)
                self.touched.setdefault(key, []).append(field)
            else:
                self.kept.setdefault(key, []).append(field)
        if untouched:
            record.is_provisional = False
        loaded = record.reference | {"key": key} | {field: to_json(value) for field, value in values.items()}
        if loaded != record.reference or key in self.touched:
            self.to_save[key] = None
        record.reference = loaded

    def _save(self, records: list[models.Model]) -> None:
        names = [*self.fields, "reference"]
        for field in ("is_provisional", "updated_at"):
            if hasattr(self.model, field):
                names.append(field)
        for record in records:
            record.updated_at = self.at
        self.model.objects.bulk_update(records, names, batch_size=500)


class _FormPlan:
    """What is to be done to the written forms of all records, gathered to be done at once."""

    def __init__(self, model: type[Any]):
        aliases = model._meta.get_field("aliases")
        self.alias, self.owner = aliases.related_model, aliases.field.attname
        self.flags = [
            name for name in ("is_ambiguous", "is_epithet", "is_shown") if hasattr(self.alias, name)
        ]
        self.new, self.changed, self.dropped = [], [], []

    def written(self, records: Iterable[Record]) -> dict[int, dict[tuple[str, str], Record]]:
        """The forms that stand now, by record, text and language."""
        found: dict[int, dict[tuple[str, str], Record]] = {}
        for one in self.alias.objects.filter(**{f"{self.owner}__in": [record.pk for record in records]}):
            found.setdefault(getattr(one, self.owner), {})[one.text, getattr(one, "language", "")] = one
        return found

    def write(self, record: Record, forms: Iterable[Form]) -> None:
        for form in forms:
            values = {flag: getattr(form, flag) for flag in self.flags}
            if form.language:
                values["language"] = form.language
            self.new.append(self.alias(**{self.owner: record.pk}, text=form.text, **values))

    def weigh(self, record, written: dict, last: list[Form], wanted: Iterable[Form]) -> _FormChange:
        change = _FormChange()
        before = {(form.text, form.language): form for form in last}
        after = {(form.text, form.language): form for form in wanted}
        for place, form in after.items():
            one = written.get(place)
            if one is None and place in before:
                change.kept.append(f"without “{form.text}”")
            elif one is None:
                self.write(record, [form])
                change.touched.append(f"“{form.text}”")
            elif not self._is(one, form):
                self._set(one, form, before.get(place), change)
        for place, form in before.items():
            if place in after or place not in written:
                continue
            if self._is(written[place], form):
                self.dropped.append(written[place].pk)
                change.touched.append(f"no longer “{form.text}”")
            else:
                change.kept.append(f"“{form.text}”")
        return change

    def carry_out(self) -> None:
        self.alias.objects.bulk_create(self.new, batch_size=AT_ONCE)
        self.alias.objects.bulk_update(self.changed, self.flags, batch_size=500)
        if self.dropped:
            self.alias.objects.filter(pk__in=self.dropped).delete()

    def _is(self, one: Record, form: Form) -> bool:
        return all(getattr(one, flag) == getattr(form, flag) for flag in self.flags)

    def _set(self, one: Record, form: Form, before: Form | None, change: _FormChange) -> None:
        if before is None or not self._is(one, before):
            change.kept.append(f"“{form.text}”")
            return
        for flag in self.flags:
            setattr(one, flag, getattr(form, flag))
        self.changed.append(one)
        change.touched.append(f"“{form.text}”")


class _FormChange:
    def __init__(self):
        self.touched: list[str] = []
        self.kept: list[str] = []
