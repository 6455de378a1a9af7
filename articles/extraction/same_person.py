"""Names of one article that mean one person: with and without a genitive, a middle name, a given name."""

from __future__ import annotations

from .document import Document, Person
from .fold import fold_word


def merge_genitives(document: Document, persons: dict[str, Person]) -> None:
    """Afterwards "Jess Thorups" is Jess Thorup, where the article names both."""
    for key in [key for key in persons if key.endswith("s") and key[:-1] in persons]:
        _merge(document, persons.pop(key), persons[key[:-1]], is_genitive=True)


def merge_fuller(document: Document, persons: dict[str, Person]) -> None:
    """Afterwards "Stephen Keshi" is Stephen Okechukwu Keshi, where only one fuller name fits."""
    split = {key: fold_word(person.name).split() for key, person in persons.items()}
    longer = [key for key, words in split.items() if len(words) > 2]
    for key, person in list(persons.items()):
        if len(split[key]) != 2:
            continue
        fuller = [persons[other] for other in longer if _is_short_for(split[key], split[other])]
        if len(fuller) == 1 and (person.key is None or fuller[0].key is None):
            fuller[0].key = fuller[0].key or person.key
            fuller[0].nationality = fuller[0].nationality or person.nationality
            fuller[0].age = fuller[0].age or person.age
            _merge(document, persons.pop(key), fuller[0])


def merge_ends(document: Document, persons: dict[str, Person]) -> None:
    """Afterwards a doubtful name that ends one fuller name is that person: "Holm-Lund" is Jens Holm-Lund."""
    for key, person in list(persons.items()):
        if not person.is_weak:
            continue
        end = f" {fold_word(person.name)}"
        fuller = [other for other in persons.values() if fold_word(other.name).endswith(end)]
        if len(fuller) == 1:
            _merge(document, persons.pop(key), fuller[0])


def _is_short_for(words: list[str], fuller: list[str]) -> bool:
    """True of the same surname and the same given name, or a nickname that stands in quotes."""
    if words[-1] != fuller[-1]:
        return False
    nicknames = [word.strip("\"'“”„«»") for word in fuller[1:-1] if word[0] in "\"'“„«"]
    return words[0] == fuller[0] or words[0] in nicknames


def _merge(document: Document, lost: Person, kept: Person, is_genitive: bool = False) -> None:
    for row in document.by_kind.get("person", {}).values():
        for mention in row:
            if mention.entity is lost:
                mention.entity = kept
                mention.is_genitive = mention.is_genitive or is_genitive
                kept.count += 1
