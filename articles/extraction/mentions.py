"""Who and what is named where: known names first, then what has the shape of a name."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from functools import cached_property

from .document import Club, Document, Form, Mention, Person
from .fold import fold_word
from .headings import club_headings
from .named_records import NamedRecords, is_telling
from .names import Hit
from .phrases import Token
from .post_clubs import COACHING
from .roles import role_matches
from .same_person import merge_ends, merge_fuller, merge_genitives
from .sentences import Sentence
from .shapes import (
    cut_at_club_forms,
    is_club_form,
    is_club_row,
    is_no_name,
    opens_no_name,
    person_start,
    rows_of_capitals,
)

SHORTEST_SURNAME = 3


def find_mentions(document: Document) -> None:
    """Afterwards the document holds every named person, club and outlet, each mention at its place."""
    hits = {
        part: document.names.find(document.text_of(part), document.book.lexicon.language)
        for part in ("title", "text")
    }
    placed = _by_sentence(document, hits)
    registry = Registry(document, placed)
    for sentence in document.sentences:
        registry.name_in_full(sentence, placed[sentence.index])
    registry.close()
    for sentence in document.sentences:
        registry.single_words(sentence, placed[sentence.index])
    for sentence in document.sentences:
        registry.titled_names(sentence)
    for sentence in document.sentences:
        registry.refer_back(sentence, placed[sentence.index])
    registry.repeat_unknown_clubs()


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


class Registry:
    """The persons and clubs of one article while they are being collected."""

    def __init__(self, document: Document, placed):
        self.document = document
        self.persons: dict[str, Person] = {}
        self.clubs: dict[str, Club] = {}
        self.by_suffix: dict[str, list[Person]] = defaultdict(list)
        self.lowercase = document.common_words
        self.known = NamedRecords(placed)
        self.heads = club_headings(document)
        self.rows: dict[int, list[tuple[int, int]]] = {}
        self.spans = {index: {(a, b) for _, a, b in rows} for index, rows in placed.items()}
        self.spans = defaultdict(set, self.spans)

    # The first pass: what stands on its own.

    def name_in_full(self, sentence: Sentence, hits) -> None:
        long_hits = [(hit, a, b) for hit, a, b in hits if b - a > 1 and self._is_solid(hit)]
        for hit, first, last in long_hits:
            self.place_hit(sentence, hit, first, last)
        if sentence.index in self.heads:
            self._heading(sentence, hits)
        for first, last in self._rows(sentence):
            if last - first < 2:
                continue  # a name of one word points back, or is known
            for left, right in self._uncovered(sentence, first, last):
                self._person_row(sentence, left, right)
            for left, right in self._uncovered(sentence, first, last):
                self._club_row(sentence, left, right)

    def _heading(self, sentence: Sentence, hits) -> None:
        """The club that heads a line, known or not."""
        last = self.heads[sentence.index]
        known = [hit for hit, a, b in hits if (a, b) == (0, last) and hit.records[0].kind == "club"]
        if known:
            self.place_club(sentence, known[0], 0, last)
        else:
            club = self.place_unknown_club(sentence, 0, last).entity
            club.name = club.name.title()  # "ANCONA" shouts

    def _rows(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The rows of capitals of a sentence, looked for once."""
        rows = self.rows.get(sentence.index)
        if rows is None:
            found = rows_of_capitals(sentence.tokens, self.document.names, self.document.book)
            rows = [piece for row in found for piece in cut_at_club_forms(sentence.tokens, *row)]
            self.rows[sentence.index] = rows
        return rows

    def _club_row(self, sentence: Sentence, first: int, last: int) -> None:
        tokens = sentence.tokens
        while first < last and (
            not tokens[first].is_word or tokens[first].low in self.document.book.function_words
        ):
            first += 1
        if last - first < 2 or not is_club_row(tokens, first, last) or is_no_name(tokens, first, last):
            return
        is_known = (first + 1, last) in self.spans[sentence.index]
        if first == self._opening(sentence) and is_known and not is_club_form(tokens[last - 1]):
            return  # "How Rangers": a word of the sentence and a known name
        self.place_unknown_club(sentence, first, last)

    def single_words(self, sentence: Sentence, hits) -> None:
        """Names of one word, where they are no surname of somebody named in full and no place line."""
        for hit, first, last in hits:
            if last - first > 1 or not self._is_solid(hit) or self._is_place_line(sentence, first):
                continue
            if is_no_name(sentence.tokens, first, last) and _ends_a_name(sentence.tokens, first):
                continue  # "Le 10 Sport", "Panorama Sport": papers, and not the club of Recife
            kinds = {record.kind for record in hit.records}
            is_surname = fold_word(sentence.tokens[first].text) in self.by_suffix and "coach" not in kinds
            if is_surname and not hit.is_compound and not self._follows_preposition(sentence, first):
                continue
            self.place_hit(sentence, hit, first, last)

    def _is_place_line(self, sentence: Sentence, first: int) -> bool:
        """ "AALBORG: …", "HJØRRING. …": where a report is from."""
        tokens = sentence.tokens
        if first != 0 or sentence.part == "title" or not tokens[0].text.isupper():
            return False
        return len(tokens) > 1 and (tokens[1].text in ":.(—–-" and len(tokens[0].text) > 3)

    def _follows_preposition(self, sentence: Sentence, first: int) -> bool:
        return any(m.last == first for m in sentence.labelled("word:club_prepositions"))

    def _is_solid(self, hit: Hit) -> bool:
        return any(
            not record.is_ambiguous or record.key in self.known.keys
            for record in hit.records
            if record.kind != "coach"
        ) or any(not record.is_ambiguous for record in hit.records)

    def _uncovered(self, sentence: Sentence, first: int, last: int) -> list[tuple[int, int]]:
        """The stretches of a row that no mention covers yet."""
        taken = self.document.taken(sentence)
        if taken.isdisjoint(range(first, last)):
            return [(first, last)]
        stretches, left = [], first
        for at in range(first, last + 1):
            if at == last or at in taken:
                if at > left:
                    stretches.append((left, at))
                left = at + 1
        return stretches

    def _person_row(self, sentence: Sentence, first: int, last: int) -> None:
        tokens = sentence.tokens
        start = person_start(tokens, first, last, self.document.names)
        if start is not None and start > first and is_club_form(tokens[start - 1]):
            return  # "SC Roland Beckum" is a club
        if start is None or is_no_name(tokens, start, last) or is_club_row(tokens, start, last):
            return
        if tokens[start].low in self.document.book.function_words and start == self._opening(sentence):
            words = [t for t in tokens[start + 1 : last] if t.is_word]
            if len(words) < 2:
                return
        self.place_person(sentence, start, last, "full")

    def _opening(self, sentence: Sentence) -> int:
        return next((at for at, token in enumerate(sentence.tokens) if token.is_word), 0)

    def place_hit(self, sentence: Sentence, hit: Hit, first: int, last: int) -> None:
        kinds = {record.kind for record in hit.records}
        if "coach" in kinds:
            records = [record for record in hit.records if record.kind == "coach" and not record.is_ambiguous]
            if records and not self._is_cut_out(sentence, first):
                record = records[0] if len({r.key for r in records}) == 1 else None
                self.place_person(
                    sentence, first, last, "full" if last - first > 1 else "alias", record, hit.is_genitive
                )
                return
        if kinds & {"club", "national"}:
            self.place_club(sentence, hit, first, last)
        elif "outlet" in kinds:
            name = self._slice(sentence, first, last)
            self.document.add(Mention("outlet", name, sentence, first, last, "full"))

    def _is_cut_out(self, sentence: Sentence, first: int) -> bool:
        """ "Jens Christian Poulsen" is not Christian Poulsen: a given name before makes it a longer name."""
        before = sentence.tokens[first - 1] if first else None
        return (
            before is not None
            and before.is_capital
            and fold_word(before.text) in self.document.names.first_names
        )

    def _slice(self, sentence: Sentence, first: int, last: int) -> str:
        return self.document.text_of(sentence.part)[
            sentence.tokens[first].start : sentence.tokens[last - 1].end
        ]

    # Persons.

    def place_person(self, sentence, first, last, form, record=None, is_genitive=False) -> None:
        name = self._slice(sentence, first, last)
        if is_genitive and self.document.book.lexicon.genitive_s and name.endswith("s"):
            name = name[:-1]
        key = f"key:{record.key}" if record else fold_word(name)
        person = self.persons.get(key)
        if person is None:
            coach = self.document.names.coaches.get(record.key) if record else None
            person = self.persons[key] = Person(
                name, record.key if record else None, coach.nationality if coach else None, self._age(coach)
            )
        elif len(name) > len(person.name):
            person.name = name
        self.document.add(Mention("person", person, sentence, first, last, form, is_genitive))

    def _age(self, coach) -> int | None:
        published = self.document.article.published
        if coach is None or coach.born is None or published is None:
            return None
        birthday_to_come = (published.month, published.day) < (coach.born.month, coach.born.day)
        return published.year - coach.born.year - birthday_to_come

    def close(self) -> None:
        """Names that differ by a genitive s become one, and every surname points to its bearers."""
        if self.document.book.lexicon.genitive_s:
            merge_genitives(self.document, self.persons)
        merge_fuller(self.document, self.persons)
        for person in self.persons.values():
            self._point_to(person)

    def _point_to(self, person: Person) -> None:
        words = fold_word(person.name).split()
        for at in range(0 if person.is_weak else 1, len(words)):
            self.by_suffix[" ".join(words[at:])].append(person)
        if len(words) > 1:
            self.by_suffix[words[0]].append(person)

    def titled_names(self, sentence: Sentence) -> None:
        """Persons whom the article calls by one name alone: "il tecnico Bossi", "ha esonerato Bossi"."""
        if self.document.book.lexicon.capital_nouns:
            return
        ends = [m.last for m in role_matches(sentence) if m.label.split(":", 1)[1] in COACHING]
        for match in sentence.grouped("cue"):
            cue = self.document.book.lexicon.by_id[match.label.split(":", 1)[1]]
            is_followed = cue.club != "after" if cue.coach == "after" else cue.means == "succeeds"
            if is_followed and match.tail is None:
                ends.append(match.last)
        for first, last in self._rows(sentence) if ends else ():
            if first in ends and self._is_lone_name(sentence, first, last):
                name = fold_word(self._slice(sentence, first, last))
                is_new = name not in self.persons
                self.place_person(sentence, first, last, "full")
                self.persons[name].is_weak = self.persons[name].is_weak or is_new
                if is_new:
                    self._point_to(self.persons[name])

    def _is_bearer(self, name: str) -> bool:
        """True of the surname, or its genitive, of somebody named in full."""
        form = fold_word(name)
        return form in self.by_suffix or (
            self.document.book.lexicon.genitive_s and form.endswith("s") and form[:-1] in self.by_suffix
        )

    def _is_lone_name(self, sentence: Sentence, first: int, last: int) -> bool:
        """True of one capitalised word, with a particle before it at most, that is nothing else."""
        tokens, spans = sentence.tokens, self.spans[sentence.index]
        word, particles = tokens[last - 1], tokens[first : last - 1]
        if any(t.is_word and fold_word(t.text) not in self.document.names.particles for t in particles):
            return False
        return (
            len(word.text) >= SHORTEST_SURNAME
            and not word.text.isupper()
            and not self._is_word_of_the_language(word)
            and not is_no_name(tokens, first, last)
            and not self._is_bearer(self._slice(sentence, first, last))
            and self.document.taken(sentence).isdisjoint(range(first, last))
            and not any(first <= a < last for a, _ in spans)
            and sentence.openings("role", "nation", "weekday", "month").isdisjoint(range(first, last))
            and not (last < len(tokens) and tokens[last].text in "-‑")
        )

    # The second pass: what points back.

    def refer_back(self, sentence: Sentence, hits) -> None:
        covered = {(first, last) for _, first, last in hits}
        for first, last in self._rows(sentence):
            for left, right in self._uncovered(sentence, first, last):
                self._refer_row(sentence, left, right)
        for hit, first, last in hits:
            if not self._is_place_line(sentence, first) and not self._is_opening_word(sentence, first, last):
                self._ambiguous_hit(sentence, hit, first, last)
        for first, last in self._rows(sentence):
            if last - first < 2:
                continue
            for left, right in self._uncovered(sentence, first, last):
                if (left, right) not in covered:
                    self._unknown_row(sentence, left, right)

    def _refer_row(self, sentence: Sentence, first: int, last: int) -> None:
        """The longest end of a row that is the surname, or the given name, of somebody named in full."""
        for left in range(first, last):
            if not sentence.tokens[left].is_word:
                continue
            if left > first and self._is_name_word(sentence, left - 1):
                return  # "Biro Pessoa" is nobody known for being called Pessoa
            form = fold_word(self._slice(sentence, left, last))
            person = self._bearer(form, sentence)
            is_genitive = False
            if person is None and form.endswith("s") and self.document.book.lexicon.genitive_s:
                person, is_genitive = self._bearer(form[:-1], sentence), True
            if person is not None:
                self.document.add(Mention("person", person, sentence, left, last, "surname", is_genitive))
                return

    def _is_name_word(self, sentence: Sentence, at: int) -> bool:
        """A capitalised word inside a sentence that is no word of the language, no role and no people."""
        token = sentence.tokens[at]
        return (
            token.is_word
            and token.is_capital
            and not token.text.isupper()
            and at != self._opening(sentence)
            and not self._is_word_of_the_language(token)
            and not any(
                match.first <= at < match.last
                for group in ("role", "nation", "word")
                for match in sentence.grouped(group)
            )
        )

    def _bearer(self, form: str, sentence: Sentence) -> Person | None:
        bearers = list(dict.fromkeys(self.by_suffix.get(form, ())))
        if len(bearers) > 1 and any(not bearer.is_weak for bearer in bearers):
            bearers = [bearer for bearer in bearers if not bearer.is_weak]
        if len(bearers) <= 1:
            return bearers[0] if bearers else None
        for index in range(sentence.index, -1, -1):
            for mention in reversed(self.document.of(self.document.sentences[index], "person")):
                if mention.entity in bearers:
                    return mention.entity
        return bearers[0]

    def _ambiguous_hit(self, sentence: Sentence, hit: Hit, first: int, last: int) -> None:
        records = [record for record in hit.records if record.kind in ("club", "national")]
        if records:
            is_cut = is_no_name(sentence.tokens, first, last) or opens_no_name(sentence.tokens, last)
            if not is_cut and not (first and self._is_name_word(sentence, first - 1)):
                self.place_club(sentence, hit, first, last, is_weak=True)
        elif any(record.kind == "outlet" for record in hit.records):
            self.document.add(
                Mention("outlet", self._slice(sentence, first, last), sentence, first, last, "full")
            )

    def _is_opening_word(self, sentence: Sentence, first: int, last: int) -> bool:
        """ "Frem til jul": a word of the language at the head of a sentence is no club."""
        return (
            last - first == 1
            and first == self._opening(sentence)
            and self._is_word_of_the_language(sentence.tokens[first])
        )

    # Clubs.

    def place_club(self, sentence: Sentence, hit: Hit, first: int, last: int, is_weak: bool = False) -> None:
        record, is_settled = self.known.choose(hit, sentence.index)
        if record.kind == "national" and _is_of_a_people(sentence, first, last):
            return
        is_weak = is_weak and not is_settled
        if (
            record.kind == "national"
            and record.is_ambiguous
            and not _has_national_word(sentence, first, last)
        ):
            return
        if (
            record.is_epithet
            and record.key not in self.known.keys
            and not is_telling(record, sentence, first)
        ):
            return
        name = self._slice(sentence, first, last)
        if hit.is_genitive and sentence.tokens[last - 1].end > hit.end:
            name = name[: len(name) - (sentence.tokens[last - 1].end - hit.end)]
        key = f"key:{record.key}" if is_settled or not is_weak else f"form:{fold_word(name)}"
        club = self.clubs.get(key)
        rank = 0 if record.is_epithet else 1 if record.is_ambiguous else 2
        if club is None:
            known = record.key if is_settled or not is_weak else None
            club = self.clubs[key] = Club(name, known, record.kind == "national", is_weak, rank=rank)
        elif (rank, name[0].isupper(), len(name)) > (club.rank, club.name[0].isupper(), len(club.name)):
            club.name, club.rank = name, rank
        club.count += 1
        form: Form = "epithet" if record.is_epithet else "full"
        is_place = is_weak and any(m.last == first for m in sentence.labelled("word:place_prepositions"))
        mention = Mention(
            "club", club, sentence, first, last, form, hit.is_genitive, hit.is_compound, is_weak
        )
        mention.is_place = is_place
        self.document.add(mention)

    def _unknown_row(self, sentence: Sentence, first: int, last: int) -> None:
        tokens = sentence.tokens
        if is_no_name(tokens, first, last):
            return
        if is_club_row(tokens, first, last):
            self.place_unknown_club(sentence, first, last)
            return
        while first < last and (self._is_word_of_the_language(tokens[first]) or not tokens[first].is_word):
            first += 1
        if self.document.book.lexicon.capital_nouns and not self._may_be_named(sentence, first, last):
            return
        words = [token for token in tokens[first:last] if token.is_word]
        if all(token.text.isupper() for token in words) and any(
            self._is_word_of_the_language(t) for t in words
        ):
            return
        if not sentence.openings("role", "nation").isdisjoint(range(first, last)):
            return
        if 2 <= len(words) <= 4:
            name = self._slice(sentence, first, last)
            person = self.persons.get(fold_word(name))
            if person is None:
                person = self.persons[fold_word(name)] = Person(name, is_weak=True)
                self._point_to(person)
            self.document.add(Mention("person", person, sentence, first, last, "full", is_weak=True))

    def _may_be_named(self, sentence: Sentence, first: int, last: int) -> bool:
        """False of "Zwei Vereine", "die Münchner Bosse", "Leiser Abschied", where nouns have capitals too:
        a name bears no article, holds no word of time, and recurs where it opens a sentence.
        """
        groups = sentence.openings("month", "weekday", "number", "time")
        if first >= last or not groups.isdisjoint(range(first, last)) or first in _nouns_of(sentence):
            return False
        pairs = itertools.pairwise(sentence.tokens[first:last])
        if all(left.end == right.start for left, right in pairs):
            return False  # "Saison-Pleite"
        if first != self._opening(sentence):
            return True
        count, is_noun = self._written[sentence.tokens[last - 1].low]
        return count > 1 and not is_noun

    @cached_property
    def _written(self) -> dict[str, tuple[int, bool]]:
        """How often each word of the article is written, and whether it is a noun anywhere."""
        found: dict[str, tuple[int, bool]] = {}
        for sentence in self.document.sentences:
            nouns = _nouns_of(sentence)
            for at, token in enumerate(sentence.tokens):
                count, is_noun = found.get(token.low, (0, False))
                found[token.low] = count + 1, is_noun or at in nouns
        return found

    def _is_word_of_the_language(self, token) -> bool:
        return token.low in self.document.book.function_words or token.low in self.lowercase

    def place_unknown_club(self, sentence: Sentence, first: int, last: int, is_weak: bool = False) -> Mention:
        name = self._slice(sentence, first, last)
        is_genitive = False
        if (
            self.document.book.lexicon.genitive_s
            and name.endswith("s")
            and (fold_word(name[:-1]) in self.clubs or self._is_known_as(name[:-1]))
        ):
            name, is_genitive = name[:-1], True
        club = self.clubs.setdefault(fold_word(name), Club(name, is_weak=is_weak))
        club.count += 1
        mention = Mention("club", club, sentence, first, last, "full", is_genitive, is_weak=is_weak)
        self.document.add(mention)
        return mention

    def _is_known_as(self, name: str) -> bool:
        hits = self.document.names.find(name, self.document.book.lexicon.language)
        return any(hit.start == 0 and hit.end == len(name) for hit in hits)

    def repeat_unknown_clubs(self) -> None:
        """Hand the collected persons and clubs over; a weak name that ends a fuller one is the same."""
        merge_fuller(self.document, self.persons)
        merge_ends(self.document, self.persons)
        self.document.persons = list(self.persons.values())
        self.document.clubs = list(self.clubs.values())


def _nouns_of(sentence: Sentence) -> set[int]:
    """Where a word stands that an article, a possessive or a number makes a noun."""
    labels = ("word:relatives", "word:negations", "word:pronouns")
    determiners = [match for label in labels for match in sentence.labelled(label)]
    return {match.last for match in (*determiners, *sentence.grouped("number"))}


def _is_of_a_people(sentence: Sentence, first: int, last: int) -> bool:
    """True inside a phrase for somebody of a country: "l'Italien" is no side, though a side is called so."""
    if _has_national_word(sentence, first, last):
        return False  # "Schweizer Nationalmannschaft"
    return any(match.first < first and last <= match.last for match in sentence.grouped("nation"))


def _has_national_word(sentence: Sentence, first: int, last: int) -> bool:
    return any(match.label == "word:national" and 0 <= match.first - last <= 1 for match in sentence.matches)


def _ends_a_name(tokens: list[Token], at: int) -> bool:
    """True of a word right behind a capital or a figure."""
    return at > 0 and (tokens[at - 1].is_capital or tokens[at - 1].text.isdecimal())
