"""What one sentence may lean on in another: whose club is whose, and which seat the text speaks of."""

from __future__ import annotations

from .claims import ENTERING, Kind, Role
from .dating import times_of
from .document import Club, Document, Mention, Person
from .drafts import Draft
from .post_clubs import RoleUse
from .roles import role_uses
from .salience import protagonist
from .sentences import Sentence
from .slots import LEAVING
from .time_types import Time

BULLETS = "*•·"  # an item of a list does not move the seat
FEWEST_ROUND = 3  # clubs, each the first of a line, make a round of the clubs
ENTRY_MARKS = ":–—"
MOST_IN_ENTRY = 2  # words of an entry before its colon, beside names and numbers
OPENS = 8  # words; a club within them opens its line
OFTEN = 3  # a club named less often is background, and leaves the seat where it is
LONG_AGO = 120  # days; an event that far back is background and does not move the seat


class Memory:
    """The state of a reading between its sentences."""

    def __init__(self, document: Document):
        self.document = document
        self.uses: dict[int, list[RoleUse]] = {s.index: role_uses(document, s) for s in document.sentences}
        self.homes: dict[Person, Club] = {}
        self.led: dict[Person, Club] = {}  # where somebody is the head coach: a post that he cannot be new in
        self.topic: Mention | None = None
        self.is_bare_heading = True  # the line of the topic is only a name, and the next is about it too
        self.heads = {s.index: head for s in document.sentences if (head := self._heads(s)) is not None}
        self.headings = len(self.heads)
        self.drafts: list[Draft] = []
        for uses in self.uses.values():
            for use in uses:
                if use.person is not None and use.is_held and use.clubs and use.person.form != "generic":
                    self.homes.setdefault(use.person.entity, use.clubs[0].entity)
                    if use.role == Role.HEAD_COACH:
                        self.led.setdefault(use.person.entity, use.clubs[0].entity)
        self.is_about_coaches = self._is_about_coaches()
        self.posts_spoken_of = sum(any(use.is_coaching for use in uses) for uses in self.uses.values())
        self.teams = self._teams()
        self.seat: Club | None = self._title_club() or protagonist(document, self.teams)
        self.directs = self._directors()
        self.seats = self._seats_of_lines()
        self.line, self.outer = -1, self.seat
        self.is_lent = False  # the seat is that of one paragraph only

    def _directors(self) -> dict[Person, Club | None]:
        """Where those titled sporting director work: without a club, at the one the article is about."""
        return {
            use.person.entity: use.clubs[0].entity if use.clubs else self.seat
            for uses in self.uses.values()
            for use in uses
            if use.person is not None
            and use.is_held
            and use.role == Role.SPORTING_DIRECTOR
            and use.how == "title"
        }

    def times(self, sentence: Sentence) -> list[Time]:
        """The times of a sentence, looked for when something in it is to be dated."""
        return times_of(self.document, sentence)

    def _teams(self) -> set[Club]:
        """The clubs that a seat may be at; a country only where some sentence makes it a team."""
        return {
            mention.entity
            for row in self.document.mentions.values()
            for mention in row
            if mention.kind == "club"
            and not mention.is_weak
            and not mention.is_place
            and self.document.is_team(mention)
        }

    def _is_about_coaches(self) -> bool:
        """True where the title names a coach, or it or the first lines speak of a coach's post."""
        titles = [s for s in self.document.sentences if s.part == "title"]
        opening = titles + [s for s in self.document.sentences if s.part == "text"][:3]
        named = any(m.entity.is_coach for s in titles for m in self.document.of(s, "person"))
        return len(self.document.sentences) > 3 and (named or any(self.speaks_of_post(s) for s in opening))

    def speaks_of_post(self, sentence: Sentence) -> bool:
        has_noun = any(use.is_coaching for use in self.uses[sentence.index])
        return has_noun or sentence.has("word:the_coach") or sentence.has("word:post")

    def _title_club(self) -> Club | None:
        for sentence in self.document.sentences:
            if sentence.part == "title":
                clubs = {m.entity for m in self.document.of(sentence, "club") if m.entity in self.teams}
                return protagonist(self.document, clubs) if clubs else None
        return None

    def _seats_of_lines(self) -> dict[int, Club]:
        """The club that opens each line, of an article that goes from club to club; else nothing."""
        titled = {
            m.entity
            for s in self.document.sentences
            if s.part == "title"
            for m in self.document.of(s, "club")
        }
        firsts: dict[int, Club] = {}
        for sentence in self.document.sentences:
            if sentence.part != "text" or sentence.line in firsts:
                continue
            for mention in self.document.of(sentence, "club"):
                is_plain = mention.is_explicit and not mention.entity.is_national
                if is_plain and mention.first <= OPENS and not self.document.is_opponent(mention):
                    firsts[sentence.line] = mention.entity
                    break
        is_round = len(set(firsts.values())) >= FEWEST_ROUND and len(titled) != 1
        return firsts if is_round else {}

    def begin(self, sentence: Sentence) -> None:
        """A line that opens with a club and a colon, or is only a name, sets what the rest is about."""
        tokens = sentence.tokens
        clubs = self.document.of(sentence, "club")
        self._step_into(sentence)
        opens = sentence.part == "text" and bool(clubs) and clubs[0].first == 0 and not clubs[0].is_weak
        if opens and all(token.text == ":" for token in tokens[clubs[0].last : clubs[0].last + 1]):
            self.seat = self.outer = clubs[0].entity  # "AGF: …", or a line that is only the name
        if self.topic is not None and sentence.line > self.topic.sentence.line + self.is_bare_heading:
            self.topic = None
        if sentence.index in self.heads:
            self.topic = self.heads[sentence.index]
            self.is_bare_heading = _is_heading(sentence, self.topic)

    def _step_into(self, sentence: Sentence) -> None:
        """A seat that only a paragraph has, of a round of the clubs or of news of its own, ends with it."""
        if sentence.line == self.line or sentence.part != "text":
            return
        if self.line in self.seats or self.is_lent:
            self.seat, self.is_lent = self.outer, False
        self.line, self.outer = sentence.line, self.seat
        self.seat = self.seats.get(sentence.line, self.seat)

    def _heads(self, sentence: Sentence) -> Mention | None:
        """The person whose name is all that a line says, or that it says before a colon."""
        persons = self.document.of(sentence, "person")
        if not persons or not persons[0].is_explicit:
            return None
        is_one = len(persons) == 1 and _is_heading(sentence, persons[0])
        return persons[0] if is_one or self._opens_entry(sentence, persons[0]) else None

    def _opens_entry(self, sentence: Sentence, person: Mention) -> bool:
        """ "Tommy Marsden (47), Luton: A favourite of …": name, age, club, and then what is said of him."""
        tokens = sentence.tokens
        if person.first > 2 or sentence.part != "text" or not self._opens_line(sentence):
            return False
        if all(token.text.isupper() for token in tokens[person.first : person.last]):
            return False  # the town that a report is sent from
        marks = [at for at in range(person.last, len(tokens)) if tokens[at].text in ENTRY_MARKS]
        taken = self.document.taken(sentence)
        before = [
            at
            for at in range(0, marks[0] if marks else 0)
            if tokens[at].is_word and not tokens[at].text.isdecimal() and at not in taken
        ]
        has_more = person.last < marks[0] or person.last - person.first > 1 if marks else False
        return has_more and len(before) <= MOST_IN_ENTRY

    def end(self, sentence: Sentence, found: list[Draft]) -> None:
        """Keep what the sentence said; the club of fresh news becomes the seat spoken of."""
        self.drafts += found
        for draft in found:
            mention = draft.club_mention
            if draft.kind not in (Kind.DEPARTURE, Kind.APPOINTMENT, Kind.CANDIDACY) or mention is None:
                continue
            if document_text(self.document, sentence)[:1] in BULLETS:
                continue
            if draft.kind is Kind.DEPARTURE and self._sought(draft.coach) is not None:
                continue  # where a candidate was before
            here = mention.sentence is sentence and sentence.part == "text" and mention.form != "generic"
            is_aside = sentence.tokens[draft.first].clause in sentence.asides
            if here and draft.club in self.teams and not self._is_old(draft) and not is_aside:
                if draft.club.count >= OFTEN:
                    self.seat = draft.club
                elif self._opens_line(sentence) and not draft.meaning.swaps:
                    self.seat, self.is_lent = draft.club, True

    def _opens_line(self, sentence: Sentence) -> bool:
        before = self.document.sentences[sentence.index - 1] if sentence.index else None
        return before is None or before.line != sentence.line

    def _is_old(self, draft: Draft) -> bool:
        published = self.document.article.published
        return (
            published is not None
            and draft.when is not None
            and (published - draft.when.latest).days > LONG_AGO
        )

    def carried_club(self, sentence: Sentence, kind: Kind, coach: Person) -> Mention | None:
        """The club from outside the sentence: the coach's own where one leaves, else the seat spoken of."""
        home = self.homes.get(coach)
        if kind in LEAVING and home is not None:
            return self.mention_of(home)
        if kind is Kind.TENURE:
            return self.mention_of(home or self.seat)
        if kind is Kind.WITHDRAWAL and (sought := self._sought(coach)) is not None:
            return self.mention_of(sought)
        club, led = self.seat, self.led.get(coach)
        if club is not None and club is led and kind in ENTERING:
            club = self._focus(sentence)
        return self.mention_of(club) if club is not led or kind not in ENTERING else None

    def has_told_of(self, person: Person) -> bool:
        """True of a coach of whom an earlier sentence has told something."""
        return any(draft.coach is person for draft in self.drafts)

    def _sought(self, coach: Person) -> Club | None:
        """The one club that the coach has been said to be a candidate at."""
        clubs = {d.club for d in self.drafts if d.kind is Kind.CANDIDACY and d.coach is coach}
        return clubs.pop() if len(clubs) == 1 else None

    def _focus(self, sentence: Sentence) -> Club | None:
        """The club named first in the nearest sentence before that names one."""
        for index in range(sentence.index - 1, max(-1, sentence.index - 4), -1):
            for mention in self.document.of(self.document.sentences[index], "club"):
                is_plain = not mention.entity.is_national and not mention.is_weak
                if is_plain and not self.document.is_opponent(mention):
                    return mention.entity
        return self.seat

    def mention_of(self, club: Club | None) -> Mention | None:
        """Some mention of the club, marked as one that points from elsewhere."""
        for row in self.document.mentions.values():
            for mention in row:
                if mention.kind == "club" and mention.entity is club:
                    return Mention("club", club, mention.sentence, mention.first, mention.last, "generic")
        return None


def document_text(document: Document, sentence: Sentence) -> str:
    """The sentence as written."""
    return document.text_of(sentence.part)[sentence.start : sentence.end]


def _is_heading(sentence: Sentence, person: Mention) -> bool:
    """ "1. Tommy Marsden (6/4)": a line of little more than a name."""
    others = [
        token
        for at, token in enumerate(sentence.tokens)
        if token.is_word and not token.text.isdecimal() and not person.first <= at < person.last
    ]
    return len(others) <= 2 and sentence.part == "text"
