"""Who and what is named where: known names first, then what has the shape of a name."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from .club_mentions import place_club, place_club_row, place_heading, place_unknown_club
from .document import Document, Form, Mention
from .fold import fold_word
from .names import Hit
from .person_mentions import (
    close_persons,
    place_person,
    place_person_row,
    place_unknown_person,
    refer_row,
    titled_names,
)
from .phrases import Token
from .registry import Registry
from .same_person import merge_ends, merge_fuller
from .sentences import Sentence
from .shapes import is_club_row, is_no_name, opens_no_name


def find_mentions(document: Document) -> None:
    """Afterwards the document holds every named person, club and outlet, each mention at its place."""
    lexicon = document.book.lexicon
    hits = {
        part: document.names.find(document.text_of(part), lexicon.language, lexicon.articles)
        for part in ("title", "text")
    }
    placed = _by_sentence(document, hits)
    registry = Registry(document, placed)
    for sentence in document.sentences:
        _name_in_full(registry, sentence, placed[sentence.index])
    close_persons(registry)
    for sentence in document.sentences:
        _name_by_one_word(registry, sentence, placed[sentence.index])
    for sentence in document.sentences:
        titled_names(registry, sentence)
    for sentence in document.sentences:
        _refer_back(registry, sentence, placed[sentence.index])
    _hand_over(registry)


def _by_sentence(document: Document, hits) -> dict[int, list[tuple[Hit, int, int]]]:
    """Hits with the tokens that they cover, by sentence."""
    placed: dict[int, list[tuple[Hit, int, int]]] = defaultdict(list)
    for part, found in hits.items():
        sentences = [sentence for sentence in document.sentences if sentence.part == part]
        starts = [sentence.start for sentence in sentences]
        places: dict[int, list[int]] = {}
        for hit in found:
            at = bisect_right(starts, hit.start) - 1
            if at < 0 or hit.end > sentences[at].end:
                continue
            tokens = sentences[at].tokens
            if at not in places:
                places[at] = [token.start for token in tokens]
            first = bisect_right(places[at], hit.start) - 1
            last = first + 1
            while last < len(tokens) and tokens[last].start < hit.end:
                last += 1
            placed[sentences[at].index].append((hit, first, last))
    return placed


def _name_in_full(registry: Registry, sentence: Sentence, hits) -> None:
    """The first pass: what stands on its own."""
    long_hits = [(hit, a, b) for hit, a, b in hits if b - a > 1 and _is_solid(registry, hit)]
    for hit, first, last in long_hits:
        _place_hit(registry, sentence, hit, first, last)
    if sentence.index in registry.heads:
        place_heading(registry, sentence, hits)
    for first, last in registry.rows_of(sentence):
        if last - first < 2:
            continue  # a name of one word points back, or is known
        for left, right in registry.uncovered(sentence, first, last):
            place_person_row(registry, sentence, left, right)
        for left, right in registry.uncovered(sentence, first, last):
            place_club_row(registry, sentence, left, right)


def _name_by_one_word(registry: Registry, sentence: Sentence, hits) -> None:
    """Names of one word, where they are no surname of somebody named in full and no place line."""
    for hit, first, last in hits:
        if last - first > 1 or not _is_solid(registry, hit) or _is_place_line(sentence, first):
            continue
        if is_no_name(sentence.tokens, first, last) and _ends_a_name(sentence.tokens, first):
            continue  # "Le 10 Sport", "Panorama Sport": papers, and not the club of Recife
        kinds = {record.kind for record in hit.records}
        is_surname = fold_word(sentence.tokens[first].text) in registry.by_suffix and "coach" not in kinds
        if is_surname and not hit.is_compound and not _follows_preposition(sentence, first):
            continue
        _place_hit(registry, sentence, hit, first, last)


def _is_place_line(sentence: Sentence, first: int) -> bool:
    """ "AALBORG: …", "HJØRRING. …": where a report is from."""
    tokens = sentence.tokens
    if first != 0 or sentence.part == "title" or not tokens[0].text.isupper():
        return False
    return len(tokens) > 1 and (tokens[1].text in ":.(—–-" and len(tokens[0].text) > 3)


def _follows_preposition(sentence: Sentence, first: int) -> bool:
    return any(m.last == first for m in sentence.labelled("word:club_prepositions"))


def _is_solid(registry: Registry, hit: Hit) -> bool:
    return any(
        not record.is_ambiguous or record.key in registry.known.keys
        for record in hit.records
        if record.kind != "coach"
    ) or any(not record.is_ambiguous for record in hit.records)


def _place_hit(registry: Registry, sentence: Sentence, hit: Hit, first: int, last: int) -> None:
    kinds = {record.kind for record in hit.records}
    if "coach" in kinds:
        records = [record for record in hit.records if record.kind == "coach" and not record.is_ambiguous]
        if records and not _is_cut_out(registry, sentence, first):
            record = records[0] if len({r.key for r in records}) == 1 else None
            form: Form = "full" if last - first > 1 else "alias"
            place_person(registry, sentence, first, last, form, record, hit.is_genitive)
            return
    if kinds & {"club", "national"}:
        place_club(registry, sentence, hit, first, last)
    elif "outlet" in kinds:
        _place_outlet(registry, sentence, hit, first, last)


def _is_cut_out(registry: Registry, sentence: Sentence, first: int) -> bool:
    """ "Jens Christian Poulsen" is not Christian Poulsen: a given name before makes it a longer name."""
    before = sentence.tokens[first - 1] if first else None
    return (
        before is not None
        and before.is_capital
        and fold_word(before.text) in registry.document.names.first_names
    )


def _refer_back(registry: Registry, sentence: Sentence, hits) -> None:
    """The last pass: what points back, and what may be a name though nothing says so."""
    covered = {(first, last) for _, first, last in hits}
    for first, last in registry.rows_of(sentence):
        for left, right in registry.uncovered(sentence, first, last):
            refer_row(registry, sentence, left, right)
    for hit, first, last in hits:
        is_opening = _is_opening_word(registry, sentence, first, last)
        if not is_opening and not _is_place_line(sentence, first):
            _ambiguous_hit(registry, sentence, hit, first, last)
    for first, last in registry.rows_of(sentence):
        if last - first < 2:
            continue
        for left, right in registry.uncovered(sentence, first, last):
            if (left, right) not in covered:
                _unknown_row(registry, sentence, left, right)


def _ambiguous_hit(registry: Registry, sentence: Sentence, hit: Hit, first: int, last: int) -> None:
    records = [record for record in hit.records if record.kind in ("club", "national")]
    if records:
        is_cut = is_no_name(sentence.tokens, first, last) or opens_no_name(sentence.tokens, last)
        if not is_cut and not (first and registry.is_name_word(sentence, first - 1)):
            place_club(registry, sentence, hit, first, last, is_weak=True)
    elif any(record.kind == "outlet" for record in hit.records):
        _place_outlet(registry, sentence, hit, first, last)


def _place_outlet(registry: Registry, sentence: Sentence, hit: Hit, first: int, last: int) -> None:
    """Weak is one whose name says little by itself: an ordinary word, or that of a club or a federation."""
    name = registry.text_of(sentence, first, last)
    is_weak = any(record.is_ambiguous or record.is_official for record in hit.records)
    is_genitive = hit.is_genitive and sentence.tokens[last - 1].end > hit.end
    registry.document.add(
        Mention("outlet", name, sentence, first, last, "full", is_genitive, is_weak=is_weak)
    )


def _is_opening_word(registry: Registry, sentence: Sentence, first: int, last: int) -> bool:
    """ "Frem til jul": a word of the language at the head of a sentence is no club."""
    return (
        last - first == 1
        and first == registry.opening(sentence)
        and registry.is_word_of_the_language(sentence.tokens[first])
    )


def _unknown_row(registry: Registry, sentence: Sentence, first: int, last: int) -> None:
    tokens = sentence.tokens
    if is_no_name(tokens, first, last):
        return
    if is_club_row(tokens, first, last):
        place_unknown_club(registry, sentence, first, last)
    else:
        place_unknown_person(registry, sentence, first, last)


def _hand_over(registry: Registry) -> None:
    """Hand the collected persons and clubs over; a weak name that ends a fuller one is the same."""
    merge_fuller(registry.document, registry.persons)
    merge_ends(registry.document, registry.persons)
    registry.document.persons = list(registry.persons.values())
    registry.document.clubs = list(registry.clubs.values())


def _ends_a_name(tokens: list[Token], at: int) -> bool:
    """True of a word right behind a capital or a figure."""
    return at > 0 and (tokens[at - 1].is_capital or tokens[at - 1].text.isdecimal())
