"""Clubs where they are named: those of the record, and rows of words that have the shape of a club."""

from __future__ import annotations

from .document import Club, Form, Mention
from .fold import fold_word
from .named_records import is_telling
from .names import Hit
from .registry import Registry
from .sentences import Sentence
from .shapes import (
    is_club_form,
    is_club_row,
    is_no_name,
)


def place_heading(registry: Registry, sentence: Sentence, hits) -> None:
    """The club that heads a line, known or not."""
    last = registry.heads[sentence.index]
    known = [hit for hit, a, b in hits if (a, b) == (0, last) and hit.records[0].kind == "club"]
    if known:
        place_club(registry, sentence, known[0], 0, last)
    else:
        club = place_unknown_club(registry, sentence, 0, last).entity
        club.name = club.name.title()  # "ANCONA" shouts


def place_club_row(registry: Registry, sentence: Sentence, first: int, last: int) -> None:
    tokens = sentence.tokens
    while first < last and (
        not tokens[first].is_word or tokens[first].low in registry.document.book.function_words
    ):
        first += 1
    if last - first < 2 or not is_club_row(tokens, first, last) or is_no_name(tokens, first, last):
        return
    is_known = (first + 1, last) in registry.spans[sentence.index]
    if first == registry.opening(sentence) and is_known and not is_club_form(tokens[last - 1]):
        return  # "How Rangers": a word of the sentence and a known name
    place_unknown_club(registry, sentence, first, last)


def place_club(
    registry: Registry, sentence: Sentence, hit: Hit, first: int, last: int, is_weak: bool = False
) -> None:
    record, is_settled = registry.known.choose(hit, sentence.index)
    if record.kind == "national" and _is_of_a_people(sentence, first, last):
        return
    is_weak = is_weak and not is_settled
    if record.kind == "national" and record.is_ambiguous and not _has_national_word(sentence, first, last):
        return
    if (
        record.is_epithet
        and record.key not in registry.known.keys
        and not is_telling(record, sentence, first)
    ):
        return
    name = registry.text_of(sentence, first, last)
    if hit.is_genitive and sentence.tokens[last - 1].end > hit.end:
        name = name[: len(name) - (sentence.tokens[last - 1].end - hit.end)]
    key = f"key:{record.key}" if is_settled or not is_weak else f"form:{fold_word(name)}"
    club = registry.clubs.get(key)
    rank = 0 if record.is_epithet else 1 if record.is_ambiguous else 2
    if club is None:
        known = record.key if is_settled or not is_weak else None
        club = registry.clubs[key] = Club(name, known, record.kind == "national", is_weak, rank=rank)
    elif (rank, name[0].isupper(), len(name)) > (club.rank, club.name[0].isupper(), len(club.name)):
        club.name, club.rank = name, rank
    club.count += 1
    form: Form = "epithet" if record.is_epithet else "full"
    is_place = is_weak and any(m.last == first for m in sentence.labelled("word:place_prepositions"))
    mention = Mention("club", club, sentence, first, last, form, hit.is_genitive, hit.is_compound, is_weak)
    mention.is_place = is_place
    registry.document.add(mention)


def place_unknown_club(
    registry: Registry, sentence: Sentence, first: int, last: int, is_weak: bool = False
) -> Mention:
    name = registry.text_of(sentence, first, last)
    is_genitive = False
    if (
        registry.document.book.lexicon.genitive_s
        and name.endswith("s")
        and (fold_word(name[:-1]) in registry.clubs or _is_known_as(registry, name[:-1]))
    ):
        name, is_genitive = name[:-1], True
    club = registry.clubs.setdefault(fold_word(name), Club(name, is_weak=is_weak))
    club.count += 1
    mention = Mention("club", club, sentence, first, last, "full", is_genitive, is_weak=is_weak)
    registry.document.add(mention)
    return mention


def _is_known_as(registry: Registry, name: str) -> bool:
    hits = registry.document.names.find(name, registry.document.book.lexicon.language)
    return any(hit.start == 0 and hit.end == len(name) for hit in hits)


def _is_of_a_people(sentence: Sentence, first: int, last: int) -> bool:
    """True inside a phrase for somebody of a country: "l'Italien" is no side, though a side is called so."""
    if _has_national_word(sentence, first, last):
        return False  # "Schweizer Nationalmannschaft"
    return any(match.first < first and last <= match.last for match in sentence.grouped("nation"))


def _has_national_word(sentence: Sentence, first: int, last: int) -> bool:
    return any(match.label == "word:national" and 0 <= match.first - last <= 1 for match in sentence.matches)
