"""Rows as plain values that JSON holds, and back again with the same key."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, models, transaction


def pack(row: models.Model) -> dict[str, Any]:
    """The row's own columns; what the database computes is left out."""
    fields = (field for field in row._meta.concrete_fields if not field.generated)
    return {"model": row._meta.label} | {field.attname: _packed(field, row) for field in fields}


def value_of(field: models.Field, packed: Any) -> Any:
    """The value that a column had when it was packed."""
    if packed is None or isinstance(field, models.JSONField):
        return packed
    return field.to_python(packed)


def packed_value(row: models.Model, name: str) -> Any:
    return _packed(row._meta.get_field(name), row)


def put_back(model: type[models.Model], packed: dict[str, Any], **instead: Any) -> bool:
    """The row is there again under its own key; ``False`` where something else has its place now.

    Stamps of the moment are written as they were, which an ordinary save would renew.
    """
    fields = (field for field in model._meta.concrete_fields if not field.generated)
    values = {f.attname: value_of(f, packed[f.attname]) for f in fields if f.attname in packed}
    return _tried(lambda: model(**values | instead).save_base(raw=True, force_insert=True))


def try_to_move(row: models.Model, name: str, pk: int) -> bool:
    """The row points at ``pk``; ``False`` where the database has such a row already."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    return _tried(lambda: rows.update(**{name: pk}))


def _tried(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return False
    return True


def _packed(field: models.Field, row: models.Model) -> Any:
    value = getattr(row, field.attname)
    if value is None or isinstance(field, models.JSONField) or isinstance(value, str | int | float | bool):
        return value
    return field.value_to_string(row)
