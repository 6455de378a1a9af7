"""Whom a pronoun, an epithet or "the club" means. Each link keeps a sentence that says why."""

from __future__ import annotations

from functools import cached_property

from .document import Club, Document, Mention, Person
from .phrases import Match
from .post_clubs import COACHING
from .salience import is_bygone, protagonist
from .sentences import Sentence

BARE_COACH = 2  # words: "the coach", and not "the present coach"
COPULAS = ("word:present_copulas", "word:past_copulas", "word:becomes")
MOST_BEFORE_PREDICATE = 3  # words between "is" and "the coach"
MOST_IN_TITLE = 6  # prepositions, clubs and commas between a title and its name
MOST_BETWEEN = 1  # words that may stand between "former" and the post beside clubs and small words


def resolve_references(document: Document) -> None:
    """Afterwards pronouns, epithets and nouns that stand for a coach or club are mentions like names."""
    tracker = Tracker(document)
    for sentence in document.sentences:
        tracker.read(sentence)


class Tracker:
    """Who and what was spoken of last, sentence by sentence."""

    def __init__(self, document: Document):
        self.document = document
        self.person: Person | None = None
        self.line = -1  # where the person was named
        self.club: Club | None = None
        self.main_person = self._most_named_coach()
        self.title_person = self._title_coach()

    def _most_named_coach(self) -> Person | None:
        counts: dict[Person, int] = {}
        for row in self.document.mentions.values():
            for mention in row:
                if mention.kind == "person" and not mention.entity.is_barred and not mention.entity.is_weak:
                    counts[mention.entity] = counts.get(mention.entity, 0) + (
                        3 if mention.sentence.part == "title" else 1
                    )
        return max(counts, key=counts.__getitem__) if counts else None

    def _title_coach(self) -> Person | None:
        for sentence in self.document.sentences:
            if sentence.part == "title":
                named = [m.entity for m in self.document.of(sentence, "person") if not m.entity.is_barred]
                return named[0] if len(set(named)) == 1 else None
        return None

    def read(self, sentence: Sentence) -> None:
        for match in sentence.labelled("word:the_club"):
            self._club(sentence, match)
        if sentence.grouped("nation") or sentence.has("word:ages"):
            for match in sentence.matches:
                if match.label.startswith("nation:"):
                    self._nationality(sentence, match)
                elif match.label == "word:ages":
                    self._age(sentence, match)
        if sentence.grouped("role") or sentence.has("word:the_coach"):
            for match in sentence.matches:
                if match.label == "word:the_coach":
                    self._coach(sentence, match)
                elif match.label.startswith("role:"):
                    self._former_holder(sentence, match)
        for match in sentence.labelled("word:pronouns"):
            self._pronoun(sentence, match)
        self._first_person(sentence)
        self._move_focus(sentence)

    def _move_focus(self, sentence: Sentence) -> None:
        persons = [
            m for m in self.document.of(sentence, "person") if not m.entity.is_barred and not m.is_weak
        ]
        if persons:
            plain = [m for m in persons if not m.is_genitive]
            self.person, self.line = (plain or persons)[0].entity, sentence.line
        clubs = [
            m
            for m in self.document.of(sentence, "club")
            if not self.document.is_opponent(m) and not m.entity.is_national and not m.is_weak
        ]
        clubs = [m for m in clubs if not is_bygone(m)]
        if clubs:
            self.club = clubs[0].entity

    # Clubs.

    def _club(self, sentence: Sentence, match: Match) -> None:
        last = match.tail[1] if match.tail else match.last
        inside = [m for m in self.document.of(sentence, "club") if match.first <= m.first < last + 1]
        if inside:
            return  # "klubben AaB": the name itself stands there
        before = [
            m
            for m in self.document.of(sentence, "club")
            if m.last <= match.first and not self.document.is_opponent(m) and not is_bygone(m)
        ]
        club = before[-1].entity if before else (self.club or self._main_club)
        if club is not None:
            words = self._words(sentence, match)
            reason = f"“{words}” is taken to be {club.name}, the club spoken of last"
            self.document.add(
                Mention(
                    "club", club, sentence, match.first, last, "generic", words.endswith("s"), reason=reason
                )
            )

    @cached_property
    def _main_club(self) -> Club | None:
        return protagonist(self.document)

    def _words(self, sentence: Sentence, match: Match) -> str:
        last = match.tail[1] if match.tail else match.last
        text = self.document.text_of(sentence.part)
        return text[sentence.tokens[match.first].start : sentence.tokens[last - 1].end]

    # Persons.

    def _nationality(self, sentence: Sentence, match: Match) -> None:
        country = match.label.split(":", 1)[1]
        if any(national.first == match.last for national in sentence.labelled("word:national")):
            return  # "Schweizer Nationalmannschaft" is the side and nobody
        named = self._named_beside(sentence, match.first, match.last)
        if named is not None:
            named.entity.nationality = named.entity.nationality or country
            return
        number = self._age_before(sentence, match.first)
        if number is not None:
            known = [
                p
                for p in self.document.persons
                if p.age is not None and abs(p.age - number) <= 1 and not p.is_barred
            ]
            person = known[0] if len(known) == 1 else self._of_country(country, sentence, match.first, number)
        else:
            person = self._of_country(country, sentence, match.first)
        if person is not None:
            first = self._with_age(sentence, match.first)
            reason = f"“{self._words(sentence, match)}” is taken to be {person.name}"
            self._place(sentence, first, match.last, person, "epithet", reason)

    def _age_before(self, sentence: Sentence, first: int) -> int | None:
        for match in sentence.labelled("word:ages"):
            if match.last == first:
                texts = [token.text for token in sentence.tokens[max(0, match.first - 2) : match.first]]
                return next((int(text) for text in reversed(texts) if text.isdecimal()), None)
        return None

    def _with_age(self, sentence: Sentence, first: int) -> int:
        for match in sentence.labelled("word:ages"):
            number = _number_before(sentence, match.first)
            if match.last == first and number is not None:
                return _with_article(sentence, number)
        return first

    def _named_beside(self, sentence: Sentence, first: int, last: int) -> Mention | None:
        for mention in self.document.of(sentence, "person"):
            if 0 <= mention.first - last <= 1 or 0 <= first - mention.last <= 1:
                return mention
        return None

    def _of_country(self, country: str, sentence: Sentence, at: int, age: int | None = None) -> Person | None:
        for index in range(sentence.index, -1, -1):
            for mention in reversed(self.document.of(self.document.sentences[index], "person")):
                if index == sentence.index and mention.first >= at:
                    continue
                if age is not None and mention.entity.age is not None and abs(mention.entity.age - age) > 1:
                    continue
                if mention.entity.nationality == country and not mention.entity.is_barred:
                    return mention.entity
        for person in (self.title_person, self.person, self.main_person):
            if person is None or person.nationality is not None or person.is_barred:
                continue
            if age is None or person.age is None or abs(person.age - age) <= 1:
                return person
        return None

    def _age(self, sentence: Sentence, match: Match) -> None:
        """A number, the word for years, and perhaps a noun: "den 50-årige fynbo", "the 57-year-old"."""
        tokens = sentence.tokens
        number = _number_before(sentence, match.first)
        if number is None:
            return
        last = match.last
        if any(m.label.startswith("nation:") and m.first == last for m in sentence.matches):
            return
        beside = self._named_beside(sentence, number, last)
        if beside is not None:
            beside.entity.age = beside.entity.age or int(tokens[number].text)
            return
        roles = [m for m in sentence.matches if m.label.startswith("role:") and m.first == last]
        if any(m.label in ("role:player", "role:official") for m in roles):
            return
        if roles and any(0 <= p.first - roles[0].last <= 1 for p in self.document.of(sentence, "person")):
            return
        earlier = [
            m.entity
            for m in self.document.of(sentence, "person")
            if m.last <= number and not m.entity.is_barred
        ]
        person = self._of_age(int(tokens[number].text), [self.person, *earlier, self.main_person])
        if person is not None and not person.is_barred:
            if (
                not roles
                and last < len(tokens)
                and tokens[last].text.islower()
                and tokens[last].low not in self.document.book.function_words
            ):
                last += 1
            reason = f"the person of {tokens[number].text} years is taken to be {person.name}"
            self._place(sentence, _with_article(sentence, number), last, person, "epithet", reason)

    def _of_age(self, age: int, nearest: list[Person | None]) -> Person | None:
        """Who is known to be of that age, else the nearest of whom no other age is known."""
        known = [
            person
            for person in self.document.persons
            if person.age is not None and abs(person.age - age) <= 1
        ]
        if known:
            return next((person for person in nearest if person in known), known[0])
        return next((person for person in nearest if person is not None and person.age is None), None)

    def _coach(self, sentence: Sentence, match: Match) -> None:
        is_post = any(0 <= post.first - match.last <= 2 for post in sentence.labelled("word:post"))
        if is_post or self._named_beside(sentence, match.first, match.last) is not None:
            return  # "the manager's job" is nobody
        if self._is_predicate(sentence, match) or self._is_title(sentence, match):
            return
        if self._is_of_another_club(sentence, match):
            return
        person = self._spoken_of(sentence)
        if person is not None and not person.is_barred:
            reason = f"“{self._words(sentence, match)}” is taken to be {person.name}, the coach spoken of"
            self._place(sentence, match.first, match.last, person, "generic", reason)

    def _is_predicate(self, sentence: Sentence, match: Match) -> bool:
        """ "is no longer the coach of", "will be the coach from June": what somebody is, and nobody named."""
        clause = sentence.tokens[match.first].clause
        return any(
            cue.first <= match.first and match.last <= cue.last for cue in sentence.grouped("cue")
        ) or any(
            0 <= match.first - copula.last <= MOST_BEFORE_PREDICATE
            and sentence.tokens[copula.first].clause == clause
            and not any(copula.last <= m.first < match.first for m in self.document.of(sentence, "person"))
            for label in COPULAS
            for copula in sentence.labelled(label)
        )

    def _is_title(self, sentence: Sentence, match: Match) -> bool:
        """ "the coach of Genk, Jo Maas": the noun goes with the name that follows its club."""
        roles = [m for m in sentence.grouped("role") if m.first < match.last and match.first < m.last]
        clubs = {m.first: m.last for m in self.document.of(sentence, "club")}
        persons = {m.first for m in self.document.of(sentence, "person")}
        small = {m.first: m.last for m in sentence.labelled("word:club_prepositions")}
        at = max([match.last, *(m.last for m in roles)])
        for _ in range(MOST_IN_TITLE):
            if at in persons:
                return True
            if at in clubs or at in small:
                at = clubs.get(at) or small[at]
            elif at < len(sentence.tokens) and sentence.tokens[at].text == ",":
                at += 1
            else:
                return False
        return False

    def _is_of_another_club(self, sentence: Sentence, match: Match) -> bool:
        """ "the coach of Everton", where the talk was of another club: somebody else, whoever that is."""
        is_bare = match.last - match.first <= BARE_COACH
        clubs = self._clubs_after(sentence, match) if is_bare and self.club is not None else []
        return any(m.entity is not self.club for m in clubs)

    def _clubs_after(self, sentence: Sentence, match: Match) -> list[Mention]:
        """The club of "coach of Everton", "trainer van het Belgische Genk"."""
        of_clubs = {m.first: m.last for m in sentence.labelled("word:club_prepositions")}
        at = of_clubs.get(match.last)
        return [m for m in self.document.of(sentence, "club") if at is not None and 0 <= m.first - at <= 1]

    def _spoken_of(self, sentence: Sentence) -> Person | None:
        """The one spoken of last, if a coach or of the same paragraph; else the coach named most."""
        person = self.person
        if person is not None and (person.is_coach or self.line == sentence.line):
            return person
        return self.main_person

    def _former_holder(self, sentence: Sentence, match: Match) -> None:
        """ "the former Brentford boss", "den tidligere Silkeborg-træner": the person spoken of, by an old
        post.
        """
        tokens = sentence.tokens
        former = [m for m in sentence.labelled("word:former") if 0 <= match.first - m.last <= 6]
        if not former or self._named_beside(sentence, match.first, match.last) is not None:
            return
        if self._is_title(sentence, match):
            return
        opened = former[-1].first
        has_article = any(m.label == "word:fillers" and m.last == opened for m in sentence.matches)
        clubs = [m for m in self.document.of(sentence, "club") if opened < m.first < match.first]
        clubs = clubs or self._clubs_after(sentence, match)
        beside = [m for m in self.document.of(sentence, "person") if 0 <= opened - m.last <= 3]
        if (
            not has_article
            or not clubs
            or beside
            or any(t.text in ",." for t in tokens[opened : match.first])
            or self._other_words(sentence, former[-1].last, match.first) > MOST_BETWEEN
        ):
            return
        person = self.person if self.person is not None and self.person.is_coach else self.main_person
        if person is not None and not person.is_barred and match.label.split(":")[1] in COACHING:
            reason = f"“{self._words(sentence, match)}” with a former post is taken to be {person.name}"
            self._place(sentence, match.first, match.last, person, "epithet", reason)

    def _other_words(self, sentence: Sentence, first: int, last: int) -> int:
        """How many words of a stretch belong to no club and to no phrase of posts and peoples."""
        taken = self.document.taken(sentence)
        phrases = [*sentence.grouped("word"), *sentence.grouped("role"), *sentence.grouped("nation")]
        known = {at for match in phrases for at in range(match.first, match.last)} | taken
        return sum(sentence.tokens[at].is_word and at not in known for at in range(first, last))

    def _pronoun(self, sentence: Sentence, match: Match) -> None:
        earlier = [
            m
            for m in self.document.of(sentence, "person")
            if m.last <= match.first and not m.entity.is_barred and not m.is_weak
        ]
        plain = [m for m in earlier if not m.is_genitive]
        person = (plain or earlier)[-1].entity if earlier else self.person
        if person is not None and not person.is_barred:
            reason = f"“{self._words(sentence, match)}” is taken to be {person.name}, named just before"
            self._place(sentence, match.first, match.last, person, "pronoun", reason)

    def _first_person(self, sentence: Sentence) -> None:
        spoken = sentence.labelled("word:first_person")
        if not spoken or not sentence.has("word:said"):
            return
        said = sentence.labelled("word:said")[0]
        persons = [m for m in self.document.of(sentence, "person") if m.is_explicit or m.form == "pronoun"]
        if persons:
            speaker = min(persons, key=lambda m: abs(m.first - said.first))
            if not speaker.entity.is_barred:
                reason = f"the speaker is {speaker.entity.name}"
                self._place(sentence, spoken[0].first, spoken[0].last, speaker.entity, "pronoun", reason)

    def _place(self, sentence: Sentence, first: int, last: int, person: Person, form, reason: str) -> None:
        text = sentence.tokens[last - 1].low
        is_genitive = form in ("epithet", "generic") and text.endswith("ns")
        self.document.add(Mention("person", person, sentence, first, last, form, is_genitive, reason=reason))


def _number_before(sentence: Sentence, at: int) -> int | None:
    """Where the figures of an age stand that a word for years follows, with a hyphen or without."""
    number = at - 1
    while number >= 0 and sentence.tokens[number].text in "-–‑":
        number -= 1
    return number if number >= 0 and sentence.tokens[number].text.isdecimal() else None


def _with_article(sentence: Sentence, at: int) -> int:
    """One word further back where a small word ("den", "the") opens the epithet."""
    small = {(match.first, match.last) for match in sentence.labelled("word:fillers")}
    return at - 1 if (at - 1, at) in small else at
