"""Persons where they are named: in full, by a title and one name, by a surname that points back."""

from __future__ import annotations

import itertools

from .document import Mention, Person
from .fold import fold_word
from .post_clubs import COACHING
from .registry import Registry, nouns_of
from .roles import role_matches
from .same_person import merge_fuller, merge_genitives
from .sentences import Sentence
from .shapes import (
    is_club_form,
    is_club_row,
    is_no_name,
    person_start,
)

SHORTEST_SURNAME = 3


def place_person_row(registry: Registry, sentence: Sentence, first: int, last: int) -> None:
    tokens = sentence.tokens
    start = person_start(tokens, first, last, registry.document.names)
    if start is not None and start > first and is_club_form(tokens[start - 1]):
        return  # "SC Roland Beckum" is a club
    if start is None or is_no_name(tokens, start, last) or is_club_row(tokens, start, last):
        return
    if tokens[start].low in registry.document.book.function_words and start == registry.opening(sentence):
        words = [t for t in tokens[start + 1 : last] if t.is_word]
        if len(words) < 2:
            return
    place_person(registry, sentence, start, last, "full")


def place_person(registry: Registry, sentence, first, last, form, record=None, is_genitive=False) -> None:
    name = registry.text_of(sentence, first, last)
    if is_genitive and registry.document.book.lexicon.genitive_s and name.endswith("s"):
        name = name[:-1]
    key = f"key:{record.key}" if record else fold_word(name)
    person = registry.persons.get(key)
    if person is None:
        coach = registry.document.names.coaches.get(record.key) if record else None
        person = registry.persons[key] = Person(
            name, record.key if record else None, coach.nationality if coach else None, _age(registry, coach)
        )
    elif len(name) > len(person.name):
        person.name = name
    registry.document.add(Mention("person", person, sentence, first, last, form, is_genitive))


def _age(registry: Registry, coach) -> int | None:
    published = registry.document.article.published
    if coach is None or coach.born is None or published is None:
        return None
    birthday_to_come = (published.month, published.day) < (coach.born.month, coach.born.day)
    return published.year - coach.born.year - birthday_to_come


def close_persons(registry: Registry) -> None:
    """Names that differ by a genitive s become one, and every surname points to its bearers."""
    if registry.document.book.lexicon.genitive_s:
        merge_genitives(registry.document, registry.persons)
    merge_fuller(registry.document, registry.persons)
    for person in registry.persons.values():
        _point_to(registry, person)


def _point_to(registry: Registry, person: Person) -> None:
    words = fold_word(person.name).split()
    for at in range(0 if person.is_weak else 1, len(words)):
        registry.by_suffix[" ".join(words[at:])].append(person)
    if len(words) > 1:
        registry.by_suffix[words[0]].append(person)


def titled_names(registry: Registry, sentence: Sentence) -> None:
    """Persons whom the article calls by one name alone: "il tecnico Bossi", "ha esonerato Bossi"."""
    if registry.document.book.lexicon.capital_nouns:
        return
    ends = [m.last for m in role_matches(sentence) if m.label.split(":", 1)[1] in COACHING]
    for match in sentence.grouped("cue"):
        cue = registry.document.book.lexicon.by_id[match.label.split(":", 1)[1]]
        is_followed = cue.club != "after" if cue.coach == "after" else cue.means == "succeeds"
        if is_followed and match.tail is None:
            ends.append(match.last)
    for first, last in registry.rows_of(sentence) if ends else ():
        if first in ends and _is_lone_name(registry, sentence, first, last):
            name = fold_word(registry.text_of(sentence, first, last))
            is_new = name not in registry.persons
            place_person(registry, sentence, first, last, "full")
            registry.persons[name].is_weak = registry.persons[name].is_weak or is_new
            if is_new:
                _point_to(registry, registry.persons[name])


def _is_bearer(registry: Registry, name: str) -> bool:
    """True of the surname, or its genitive, of somebody named in full."""
    form = fold_word(name)
    return form in registry.by_suffix or (
        registry.document.book.lexicon.genitive_s and form.endswith("s") and form[:-1] in registry.by_suffix
    )


def _is_lone_name(registry: Registry, sentence: Sentence, first: int, last: int) -> bool:
    """True of one capitalised word, with a particle before it at most, that is nothing else."""
    tokens, spans = sentence.tokens, registry.spans[sentence.index]
    word, particles = tokens[last - 1], tokens[first : last - 1]
    if any(t.is_word and fold_word(t.text) not in registry.document.names.particles for t in particles):
        return False
    return (
        len(word.text) >= SHORTEST_SURNAME
        and not word.text.isupper()
        and not registry.is_word_of_the_language(word)
        and not is_no_name(tokens, first, last)
        and not _is_bearer(registry, registry.text_of(sentence, first, last))
        and registry.document.taken(sentence).isdisjoint(range(first, last))
        and not any(first <= a < last for a, _ in spans)
        and sentence.openings("role", "nation", "weekday", "month").isdisjoint(range(first, last))
        and not (last < len(tokens) and tokens[last].text in "-‑")
    )


def refer_row(registry: Registry, sentence: Sentence, first: int, last: int) -> None:
    """The longest end of a row that is the surname, or the given name, of somebody named in full."""
    for left in range(first, last):
        if not sentence.tokens[left].is_word:
            continue
        if left > first and registry.is_name_word(sentence, left - 1):
            return  # "Biro Pessoa" is nobody known for being called Pessoa
        form = fold_word(registry.text_of(sentence, left, last))
        person = _bearer(registry, form, sentence)
        is_genitive = False
        if person is None and form.endswith("s") and registry.document.book.lexicon.genitive_s:
            person, is_genitive = _bearer(registry, form[:-1], sentence), True
        if person is not None:
            registry.document.add(Mention("person", person, sentence, left, last, "surname", is_genitive))
            return


def _bearer(registry: Registry, form: str, sentence: Sentence) -> Person | None:
    bearers = list(dict.fromkeys(registry.by_suffix.get(form, ())))
    if len(bearers) > 1 and any(not bearer.is_weak for bearer in bearers):
        bearers = [bearer for bearer in bearers if not bearer.is_weak]
    if len(bearers) <= 1:
        return bearers[0] if bearers else None
    for index in range(sentence.index, -1, -1):
        for mention in reversed(registry.document.of(registry.document.sentences[index], "person")):
            if mention.entity in bearers:
                return mention.entity
    return bearers[0]


def place_unknown_person(registry: Registry, sentence: Sentence, first: int, last: int) -> None:
    """A row that may be a person's name, weakly."""
    tokens = sentence.tokens
    while first < last and (registry.is_word_of_the_language(tokens[first]) or not tokens[first].is_word):
        first += 1
    if registry.document.book.lexicon.capital_nouns and not _may_be_named(registry, sentence, first, last):
        return
    words = [token for token in tokens[first:last] if token.is_word]
    if all(token.text.isupper() for token in words) and any(
        registry.is_word_of_the_language(t) for t in words
    ):
        return
    if not sentence.openings("role", "nation").isdisjoint(range(first, last)):
        return
    if 2 <= len(words) <= 4:
        name = registry.text_of(sentence, first, last)
        person = registry.persons.get(fold_word(name))
        if person is None:
            person = registry.persons[fold_word(name)] = Person(name, is_weak=True)
            _point_to(registry, person)
        registry.document.add(Mention("person", person, sentence, first, last, "full", is_weak=True))


def _may_be_named(registry: Registry, sentence: Sentence, first: int, last: int) -> bool:
    """False of "Zwei Vereine", "die Münchner Bosse", "Leiser Abschied", where nouns have capitals too:
    a name bears no article, holds no word of time, and recurs where it opens a sentence.
    """
    groups = sentence.openings("month", "weekday", "number", "time")
    if first >= last or not groups.isdisjoint(range(first, last)) or first in nouns_of(sentence):
        return False
    pairs = itertools.pairwise(sentence.tokens[first:last])
    if all(left.end == right.start for left, right in pairs):
        return False  # "Saison-Pleite"
    if first != registry.opening(sentence):
        return True
    count, is_noun = registry.written[sentence.tokens[last - 1].low]
    return count > 1 and not is_noun
