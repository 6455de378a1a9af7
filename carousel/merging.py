"""Two records of one coach, or of one club, become one, and can be parted as they were.

Whatever points at the record that goes has a rule here; a test fails for a relation or a
field that has none. Only ``carousel.naming`` calls this, inside its transaction and with
the record locked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Set
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Max

from articles.models import Claim
from carousel import ledger, store
from carousel.models import ClaimSubject, Club, ClubAlias, Coach, CoachAlias, Decision, Merge, Rumour, Stint
from carousel.packing import pack, packed_value, put_back, try_to_move, value_of

Known = Coach | Club

MOVE = "every row points at the one that stays"
JOIN = "the row moves, or is put by where the other has the same"
RECORD = "computed: the row moves if its place is free, so that its address stays, and is computed anew"
THROUGH = "moves with the rows between"

RULES: dict[str, dict[str, str]] = {
    "coach": {
        "carousel.ChangeCoach.coach": MOVE,
        "carousel.ClaimSubject.coach": MOVE,
        "carousel.CoachAlias.coach": JOIN,
        "carousel.Decision.coach": MOVE,
        "carousel.Decision.read_coach": MOVE,
        "carousel.Merge.coach": MOVE,
        "carousel.Opinion.coach": JOIN,
        "carousel.Presence.coach": JOIN,
        "carousel.Rumour.coach": RECORD,
        "carousel.Snooze.coach": JOIN,
        "carousel.Stint.coach": RECORD,
        "carousel.StintEntry.coach": MOVE,
    },
    "club": {
        "carousel.Change.club": MOVE,
        "carousel.ClaimSubject.club": MOVE,
        "carousel.ClubAlias.club": JOIN,
        "carousel.Decision.club": MOVE,
        "carousel.Decision.read_club": MOVE,
        "carousel.Merge.club": MOVE,
        "carousel.Opinion.club": JOIN,
        "carousel.Participation.club": JOIN,
        "carousel.Presence.club": JOIN,
        "carousel.Rumour.club": RECORD,
        "carousel.Season.clubs": THROUGH,
        "carousel.Snooze.club": JOIN,
        "carousel.Stint.club": RECORD,
        "carousel.StintEntry.club": MOVE,
        "carousel.Vacancy.club": MOVE,
    },
}

KEEP = "the one that stays has the last word"
FILL = "taken over where the one that stays has nothing"
ALIAS = "becomes a written form"
REDIRECT = "leads to the one that stays for good"

FIELDS: dict[str, dict[str, str]] = {
    "coach": {
        "id": KEEP,
        "slug": REDIRECT,
        "name": ALIAS,
        "born": FILL,
        "nationality": FILL,
        "gender": FILL,
        "known_for": FILL,
        "is_provisional": KEEP,
        "is_ignored": KEEP,
        "reference": FILL,
        "updated_at": KEEP,
    },
    "club": {
        "id": KEEP,
        "slug": REDIRECT,
        "name": ALIAS,
        "short_name": ALIAS,
        "country": FILL,
        "city": FILL,
        "level": FILL,
        "side": KEEP,
        "kind": KEEP,
        "colour1": FILL,
        "colour2": FILL,
        "wikidata": FILL,
        "is_provisional": KEEP,
        "is_ignored": KEEP,
        "reference": FILL,
        "updated_at": KEEP,
    },
}

# Rows that were added since the two are one and go where the rows go that they speak of.
FOLLOW = {"carousel.Decision": "undoes", "carousel.StintEntry": "replaces"}


def noun_of(known: Known) -> str:
    return "coach" if isinstance(known, Coach) else "club"


def join(gone: Known, kept: Known, decision: Decision) -> Merge:
    """All that was ``gone`` is ``kept``, which also goes by its names; the row itself lies in the merge."""
    noun = noun_of(gone)
    coaches, clubs = beside(noun, {gone.pk, kept.pk})
    before = _record_rows(coaches, clubs)
    merge = Merge(
        decision=decision,
        kept_pk=kept.pk,
        slug=gone.slug,
        name=gone.name,
        row=pack(gone),
        last_claim=Claim.objects.aggregate(last=Max("pk"))["last"] or 0,
        **{noun: kept},
    )
    for relation, rule in RULES[noun].items():
        if rule != THROUGH:
            _move(merge, relation, rule, gone.pk, kept.pk)
    _fill(merge, gone, kept)
    forms = [name for name, rule in FIELDS[noun].items() if rule == ALIAS]
    type(gone).everyone.filter(pk=gone.pk).delete()
    _add_forms(merge, kept, [getattr(gone, name) for name in forms])
    store.follow(coaches=coaches, clubs=clubs)
    merge.taken_out += _vanished(before, merge.taken_out)
    merge.save()
    return merge


def part(merge: Merge, *, at: datetime) -> tuple[set[int], set[int]]:
    """The two are as if they had never been one; returns the coaches and clubs to be computed anew."""
    noun = "coach" if merge.coach_id else "club"
    model: type[Known] = Coach if noun == "coach" else Club
    kept = model.everyone.get(pk=merge.kept_pk)
    # From here on the slug is the row's own again.
    Merge.objects.filter(pk=merge.pk).update(undone_at=at)
    _empty(merge, kept)
    put_back(model, merge.row)
    gone = model.everyone.get(pk=merge.row["id"])
    _alias_model(noun).objects.filter(pk__in=merge.aliases).delete()
    for relation, pks in merge.moved.items():
        _move_back(noun, relation, pks, gone.pk)
    for packed in merge.taken_out:
        _put_back(packed)
    _claims_since(merge, noun, gone, kept)
    return beside(noun, {gone.pk, kept.pk})


def beside(noun: str, pks: Set[int]) -> tuple[set[int], set[int]]:
    """The coaches with every club of theirs, or the clubs with everybody who was there."""
    if noun == "coach":
        _reached, seats, _seen, _context = ledger.around(coaches=pks, clubs=set())
        return set(pks), seats
    reached, _seats, _seen, _context = ledger.around(coaches=set(), clubs=pks)
    return reached, set(pks)


def forms_of(known: Known) -> list[str]:
    """Every way in which the record is written, the name first; epithets are none."""
    aliases = _alias_model(noun_of(known)).objects.filter(**{noun_of(known): known})
    if isinstance(known, Club):
        aliases = aliases.filter(is_epithet=False)
    own = [known.name, *([known.short_name] if isinstance(known, Club) else [])]
    return [text for text in dict.fromkeys([*own, *aliases.values_list("text", flat=True)]) if text]


def same(text: str) -> str:
    """Two forms that differ only in capitals, or in how their accents are stored, are one."""
    return unicodedata.normalize("NFC", text).upper()


# ---------------------------------------------------------------- one step of joining each


def _move(merge: Merge, relation: str, rule: str, gone: int, kept: int) -> None:
    model, name = _relation(relation)
    rows = model._base_manager.filter(**{name: gone})
    if rule == MOVE:
        moved = list(rows.order_by("pk").values_list("pk", flat=True))
        model._base_manager.filter(pk__in=moved).update(**{name: kept})
    else:
        moved = []
        for row in rows.order_by("pk"):
            packed = pack(row)
            if try_to_move(row, name, kept):
                moved.append(row.pk)
            else:
                merge.taken_out.append(packed)
                row.delete()
    if moved:
        merge.moved[relation] = moved


def _fill(merge: Merge, gone: Known, kept: Known) -> None:
    """What only the one that goes knew."""
    names = [name for name, rule in FIELDS[noun_of(gone)].items() if rule == FILL]
    for name in names:
        before, after = packed_value(kept, name), packed_value(gone, name)
        if getattr(kept, name) in (None, "", [], {}) and getattr(gone, name) not in (None, "", [], {}):
            merge.filled[name] = [before, after]
    if merge.filled:
        values = {name: getattr(gone, name) for name in merge.filled}
        type(kept).everyone.filter(pk=kept.pk).update(**values)


def _add_forms(merge: Merge, kept: Known, texts: Iterable[str]) -> None:
    """The one that stays is also written so. What others go by, or a bare surname, is ambiguous."""
    known = {same(text) for text in forms_of(kept)}
    for text in texts:
        if not text or same(text) in known:
            continue
        known.add(same(text))
        is_ambiguous = is_borne_by_others(kept, text) or (isinstance(kept, Coach) and " " not in text)
        alias = _alias_model(noun_of(kept)).objects.create(
            **{noun_of(kept): kept}, text=text, is_ambiguous=is_ambiguous
        )
        merge.aliases.append(alias.pk)


def is_borne_by_others(known: Known, text: str) -> bool:
    """Whether another record goes by that name too."""
    noun = noun_of(known)
    others = type(known)._default_manager.exclude(pk=known.pk).filter(name__iexact=text)
    aliases = _alias_model(noun).objects.exclude(**{noun: known}).filter(text__iexact=text)
    return others.exists() or aliases.exists()


def _record_rows(coaches: set[int], clubs: set[int]) -> list[dict[str, Any]]:
    """The stints and rumours that joining may take out."""
    reach, _scope = store.neighbourhood(coaches, clubs)
    stints = Stint.objects.filter(coach__in=reach.coaches).order_by("pk")
    rumours = Rumour.objects.filter(coach__in=reach.coaches).order_by("pk")
    return [pack(row) for rows in (stints, rumours) for row in rows]


def _vanished(before: list[dict[str, Any]], known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    told = {(packed["model"], packed["id"]) for packed in known}
    left = {
        (model._meta.label, pk)
        for model in (Stint, Rumour)
        for pk in model.objects.filter(pk__in=[p["id"] for p in before]).values_list("pk", flat=True)
    }
    return [p for p in before if (p["model"], p["id"]) not in left | told]


# ---------------------------------------------------------------- one step of parting each


def _move_back(noun: str, relation: str, pks: list[int], gone: int) -> None:
    model, name = _relation(relation)
    if follows := FOLLOW.get(model._meta.label):
        pks = _with_followers(model, follows, pks)
    # An undoing follows what it undoes, but names no pair that was misread.
    rows = model._base_manager.filter(pk__in=pks, **{f"{name}__isnull": False})
    if RULES[noun][relation] == MOVE:
        rows.update(**{name: gone})
        return
    for row in rows:
        try_to_move(row, name, gone)


def _with_followers(model: type[models.Model], follows: str, pks: list[int]) -> list[int]:
    found, last = set(pks), set(pks)
    while last:
        rows = model._base_manager.filter(**{f"{follows}__in": last}).exclude(pk__in=found)
        last = set(rows.values_list("pk", flat=True))
        found |= last
    return sorted(found)


def _put_back(packed: dict[str, Any]) -> None:
    """The row again, if nothing else has its place; what it says of others is computed with the record."""
    model = apps.get_model(packed["model"])
    if not model._base_manager.filter(pk=packed["id"]).exists():
        put_back(model, packed, **({"contradicts_id": None} if model is Rumour else {}))


def _empty(merge: Merge, kept: Known) -> None:
    """What was filled in is as before, unless somebody has changed it since."""
    values = {
        name: value_of(kept._meta.get_field(name), before)
        for name, (before, after) in merge.filled.items()
        if packed_value(kept, name) == after
    }
    if values:
        type(kept).everyone.filter(pk=kept.pk).update(**values)


def _claims_since(merge: Merge, noun: str, gone: Known, kept: Known) -> None:
    """Claims that came since and name the one that had gone are about it."""
    mine, others = {same(text) for text in forms_of(gone)}, {same(text) for text in forms_of(kept)}
    since = ClaimSubject.objects.filter(**{noun: kept}, claim__gt=merge.last_claim)
    named = since.values_list("pk", f"claim__{noun}_name", f"claim__{noun}_key")
    is_it = [
        pk for pk, name, key in named if key == gone.slug or (same(name) in mine and same(name) not in others)
    ]
    ClaimSubject.objects.filter(pk__in=is_it).update(**{noun: gone})


def _relation(relation: str) -> tuple[type[models.Model], str]:
    label, _, name = relation.rpartition(".")
    return apps.get_model(label), name


def _alias_model(noun: str) -> type[Any]:
    return CoachAlias if noun == "coach" else ClubAlias
