"""Cues into drafts: the coach and the club of each, in its sentence or carried over from the text before."""

from __future__ import annotations

from .claims import ENTERING, RUMOURED, Kind, Manner, Role
from .cues import Fired
from .document import Mention
from .drafts import Draft
from .fields import set_role, set_times
from .meanings import MEANINGS, Meaning
from .memory import Memory
from .posts import CARRIED, is_shadowed
from .scope import scope_of, under_scope
from .sentences import Sentence
from .slots import Filled, fill_club, fill_coach, is_directly_before
from .subjects import subject_before
from .time_types import Time

APPOINTED, HELD = MEANINGS["appointed"], MEANINGS["held"]
LEFT, LEFT_FOR = MEANINGS["left"], MEANINGS["left_for"]
LEADING = (Role.HEAD_COACH, Role.SPORTING_DIRECTOR)
SUBJECTS = (Kind.DEPARTURE, Kind.TENURE, Kind.EXTENSION)  # what a sentence without a name tells of the last
FEWEST_POSTS = 2  # sentences with a coaching noun; what their article says of people is of coaches
TIED = 4.5  # the price of a club that the sentence gives to another post
WORTH_ENTERING, WORTH_LEAVING = 2.4, 3.5


def drafts_of_cue(
    memory: Memory, sentence: Sentence, fired: Fired, found: list[Draft], cues: list[Fired]
) -> list[Draft]:
    """What a cue says about whom, under its scope."""
    scope = scope_of(sentence, fired.first, fired.last, fired.end)
    meaning, reason = under_scope(fired.meaning, scope)
    if meaning is None or not is_about_football_coaches(memory, sentence, fired):
        return []
    event = _Event(memory, sentence, fired, found, cues)
    if fired.meaning.swaps:
        return event.swap(None if is_shadowed(sentence, fired.first, cues) else meaning, reason)
    if meaning.kind is Kind.APPOINTMENT and is_shadowed(sentence, fired.first, cues):
        return []
    if fired.meaning.moves or (fired.cue.means == "left_for" and meaning.kind is Kind.DEPARTURE):
        return event.move(meaning, reason)
    return event.plain(meaning, reason)


def is_about_football_coaches(memory: Memory, sentence: Sentence, fired: Fired) -> bool:
    """True where the sentence is about football and has what the cue asks for."""
    if sentence.has("role:other_sport"):
        return False
    if fired.cue.needs == "post":
        return memory.speaks_of_post(sentence) or memory.is_about_coaches
    if fired.cue.needs != "role" or memory.speaks_of_post(sentence) or memory.is_about_coaches:
        return True
    persons = memory.document.of(sentence, "person")
    if not persons:
        return subject_before(memory.document, sentence) is not None
    if memory.posts_spoken_of >= FEWEST_POSTS or any(memory.has_told_of(m.entity) for m in persons):
        return True
    return any(person.entity.is_coach for person in persons)


class _Event:
    """One fired cue and what surrounds it."""

    def __init__(
        self, memory: Memory, sentence: Sentence, fired: Fired, found: list[Draft], cues: list[Fired]
    ):
        self.memory, self.sentence, self.fired, self.found, self.cues = memory, sentence, fired, found, cues
        self.document = memory.document
        self.uses = memory.uses[sentence.index]

    @property
    def times(self) -> list[Time]:
        return self.memory.times(self.sentence)

    def plain(self, meaning: Meaning, reason: str) -> list[Draft]:
        coach = self._coach(meaning)
        if coach is None:
            return []
        if meaning.kind is not Kind.TENURE and (rows := self._bracketed(coach.mentions[0])):
            return [
                draft
                for person, club in rows
                for draft in self._drafts(
                    meaning, reason, Filled([person], coach.cost), Filled([club], 0.3), self.times
                )
            ]
        coach.mentions = self._after_colon(coach.mentions[0]) or coach.mentions
        club = self._club(meaning.kind, coach.mentions[0])
        if self.fired.cue.needs == "explicit" and not self._is_plainly_meant(
            meaning, coach.mentions[0], club
        ):
            return []
        return self._drafts(meaning, reason, coach, club, self.times)

    def _is_plainly_meant(self, meaning: Meaning, coach: Mention, club: Filled | None) -> bool:
        """True where coach and club are named; a rumour in an article about coaches may leave the club to
        the text before.
        """
        is_rumour = meaning.kind in RUMOURED and self.memory.is_about_coaches and not coach.is_weak
        return coach.is_explicit and (club is not None or is_rumour)

    def _bracketed(self, coach: Mention) -> list[tuple[Mention, Mention]]:
        """ "Sacked: Bo Lind (Skovby), Jens Holm (Havnby)": each with his own, the coach among them."""
        tokens = self.sentence.tokens
        clubs = {club.first: club for club in self.document.of(self.sentence, "club")}
        rows = []
        for person in self.document.of(self.sentence, "person"):
            club = clubs.get(person.last + 1)
            if club is None or tokens[person.last].text != "(" or person.entity.is_barred:
                continue
            if club.last < len(tokens) and tokens[club.last].text == ")":
                rows.append((person, club))
        return rows if len(rows) > 1 and any(person is coach for person, _ in rows) else []

    def _after_colon(self, coach: Mention) -> list[Mention]:
        """ "Three have to go: Lind, his assistant Holm and the sporting director Krogh": all of them."""
        tokens, end = self.sentence.tokens, self.fired.end
        if coach.sentence is not self.sentence:
            return []
        colon = next((at for at in range(end, coach.first) if tokens[at].text == ":"), None)
        if colon is None:
            return []
        persons = [m for m in self.document.of(self.sentence, "person") if m.first > colon and m.is_explicit]
        if len(persons) < 2 or any(
            cue.first > colon for cue in self.cues if cue.meaning.kind is not Kind.TENURE
        ):
            return []
        return [m for m in persons if not m.entity.is_barred and not m.is_genitive]

    def _coach(self, meaning: Meaning) -> Filled | None:
        if meaning.kind is Kind.WITHDRAWAL:
            candidate = self._candidate()
            if candidate is not None:
                return candidate
        filled = fill_coach(self.document, self.sentence, self.fired, self.fired.cue.coach, set())
        topic = self.memory.topic
        if topic is not None and not topic.entity.is_barred and self._is_topic_meant(topic, filled):
            carried = Mention("person", topic.entity, topic.sentence, topic.first, topic.last, "generic")
            return Filled([carried], 2.6, [f"the paragraph is about {topic.entity.name}"])
        return filled or self._dropped_subject()

    def _is_topic_meant(self, topic: Mention, filled: Filled | None) -> bool:
        """True where nobody fits, or only an epithet of his own line: "Bo Lind: The Dane has led"."""
        if filled is None:
            return True
        mention = filled.mentions[0]
        return not mention.is_explicit and topic.sentence.line == mention.sentence.line

    def _dropped_subject(self) -> Filled | None:
        """ "Aveva allenato il Milan": where nobody is named, the one coach of the sentence before."""
        is_own = self.fired.meaning.kind in SUBJECTS and not self.fired.meaning.moves
        has_other = any(noun.first < self.fired.first for noun in self.sentence.grouped("role"))
        if self.document.of(self.sentence, "person") or not is_own or has_other:
            return None
        before = subject_before(self.document, self.sentence)
        if before is None:
            return None
        carried = Mention("person", before.entity, before.sentence, before.first, before.last, "generic")
        return Filled([carried], 2.6, [f"the sentence before is about {before.entity.name}"])

    def _candidate(self) -> Filled | None:
        """Talks that break down are those of the candidate named before in the same sentence."""
        sentence, fired = self.sentence, self.fired
        named = [
            draft.coach_mention
            for draft in self.found
            if draft.kind is Kind.CANDIDACY
            and draft.coach_mention is not None
            and draft.coach_mention.sentence is sentence
            and draft.coach_mention.last <= fired.first
        ]
        clause = sentence.tokens[fired.first].clause
        own = [m for m in self.document.of(sentence, "person") if sentence.tokens[m.first].clause == clause]
        if named and not own:
            reason = f"the talks are those with {named[-1].entity.name}, the candidate of the sentence"
            return Filled([named[-1]], 1.0, [reason])
        return None

    def _club(self, kind: Kind, coach: Mention | None) -> Filled | None:
        led = self.memory.led.get(coach.entity) if coach is not None else None
        spent = self._spent(kind, coach) if coach is not None and kind in ENTERING else frozenset()
        return fill_club(self.document, self.sentence, self.fired, kind, coach, self.uses, led, spent)

    def _spent(self, kind: Kind, coach: Mention) -> frozenset[int]:
        """Clubs of the sentence that the coach is said to have left or to lead: he comes to another."""
        own = [draft for draft in self.found if draft.coach is coach.entity]
        left = {id(draft.club_mention) for draft in own if draft.kind is Kind.DEPARTURE}
        holds = {
            id(draft.club_mention)
            for draft in own
            if draft.kind is Kind.TENURE and draft.role in LEADING and draft.club_cost < 1
        }
        spent = frozenset(left | holds)
        others = [m for m in self.document.of(self.sentence, "club") if id(m) not in spent]
        return spent if others or holds or kind is not Kind.APPOINTMENT else frozenset()

    def _drafts(
        self, meaning: Meaning, reason: str, coach: Filled, club: Filled | None, times
    ) -> list[Draft]:
        drafts = []
        for mention in coach.mentions:
            clubs, cost, carried = self._clubs(meaning, mention, club)
            if meaning.kind in RUMOURED:  # he looks for the candidate and is none himself
                clubs = [m for m in clubs if m.entity is not self.memory.directs.get(mention.entity)]
            for club_mention in clubs:
                drafts.append(
                    self._draft(meaning, reason, coach, mention, club, club_mention, cost, carried, times)
                )
        return drafts

    def _is_turned(self, coach: Mention, club: Mention) -> bool:
        """ "Holm parted with Skovby" where a club is expected to part with its coach: he left, and no more is
        said.
        """
        is_expected = (self.fired.cue.coach, self.fired.cue.club) == ("after", "before")
        is_here = coach.sentence is club.sentence is self.sentence
        return is_expected and is_here and coach.last <= self.fired.first and self.fired.end <= club.first

    def _clubs(self, meaning: Meaning, coach: Mention, club: Filled | None):
        """The clubs of the slot, their price, and the reason where they are carried over."""
        if club is not None and self._is_worth(meaning, club):
            return (club.mentions if meaning.kind is Kind.TENURE else club.mentions[:1]), club.cost, ""
        found = self.memory.carried_club(self.sentence, meaning.kind, coach.entity)
        if found is None and club is not None and (meaning.kind not in ENTERING or club.cost < TIED):
            return club.mentions[:1], club.cost, ""
        if found is None or (meaning.kind is Kind.TENURE and self.fired.cue.means == "held"):
            return [], 0.0, ""
        return [found], CARRIED, f"the club is taken to be {found.entity.name}, the club spoken of"

    def _is_worth(self, meaning: Meaning, club: Filled) -> bool:
        """A far club of the sentence yields to the seat spoken of; for a post to be filled even sooner."""
        if meaning.kind is Kind.TENURE:
            return True
        return club.cost <= (WORTH_ENTERING if meaning.kind in ENTERING else WORTH_LEAVING)

    def _draft(
        self, meaning, reason, coach: Filled, mention, club, club_mention, cost, carried, times
    ) -> Draft:
        fired = self.fired
        if meaning.manner is Manner.SACKED and self._is_turned(mention, club_mention):
            meaning = LEFT
        draft = Draft(
            meaning, mention.entity, club_mention.entity, self.sentence, fired.cue.id, fired.first, fired.last
        )
        draft.tail = fired.tail
        draft.coach_mention, draft.club_mention = mention, club_mention
        draft.coach_cost, draft.club_cost = coach.cost, cost
        draft.rivals = coach.rivals + (club.rivals if club else 0)
        draft.rivals += not self.document.is_team(club_mention)  # "le champion de France" is no national side
        draft.is_plain = not reason
        draft.reasons = [text for text in (reason, *coach.reasons, club_mention.reason, carried) if text]
        set_role(self.sentence, draft, fired, self.uses)
        set_times(self.sentence, draft, times, self.document.article.published)
        return draft

    # Two coaches at one club.

    def swap(self, meaning: Meaning | None, reason: str) -> list[Draft]:
        """One coach comes for another: an appointment for the one, a past post for the other."""
        comes, goes = self._pair()
        first = comes.mentions[0] if comes is not None else None
        if first is not None and first.is_genitive and is_directly_before(self.fired, first):
            comes, goes = None, comes  # "Mourinhos etterfølger": a noun, and he is the one who goes
        club = self._club(Kind.APPOINTMENT, comes.mentions[0] if comes else None)
        if club is not None:
            club.mentions = club.mentions[:1]
        drafts: list[Draft] = []
        if comes is not None and meaning is not None:
            drafts += self._drafts(meaning, reason, comes, club, self.times)
        if goes is not None:
            drafts += self._drafts(HELD, "", goes, club or self._carried(goes.mentions[0]), [])
        return drafts

    def _carried(self, coach: Mention) -> Filled | None:
        found = self.memory.carried_club(self.sentence, Kind.APPOINTMENT, coach.entity)
        return Filled([found], CARRIED) if found is not None else None

    def _pair(self) -> tuple[Filled | None, Filled | None]:
        """The one who comes and the one who goes, by the side of the cue; a verb before both has the comer
        first.
        """
        fired, sentence = self.fired, self.sentence
        clause = sentence.tokens[fired.first].clause
        persons = [m for m in self.document.of(sentence, "person") if not m.entity.is_barred]
        before = [
            m for m in persons if m.last <= fired.first and clause - sentence.tokens[m.first].clause <= 3
        ]
        after = [m for m in persons if m.first >= fired.end and sentence.tokens[m.first].clause - clause <= 1]
        first = (
            fill_coach(self.document, sentence, fired, "before", {id(m) for m in after}) if before else None
        )
        taken = {id(m) for m in persons if first is not None and m.entity is first.mentions[0].entity}
        taken |= {id(m) for m in persons if m not in after}
        second = fill_coach(self.document, sentence, fired, "after", taken) if after else None
        inverted = [m for m in after if not sentence.borders(m.first, fired.first)]
        if first is None and len(inverted) > 1 and inverted[0].entity is not inverted[1].entity:
            first, second = Filled([inverted[0]], 1.0), Filled([inverted[1]], 1.5)
        return (second, first) if fired.cue.coach == "after" else (first, second)

    # One coach and two clubs.

    def move(self, meaning: Meaning, reason: str) -> list[Draft]:
        """From one club to another: a departure at the one, an appointment at the other."""
        coach = self._coach(LEFT_FOR)
        if coach is None:
            return []
        left, joined = self._two_clubs(coach.mentions[0])
        drafts: list[Draft] = []
        is_fact = meaning.kind in (Kind.DEPARTURE, Kind.APPOINTMENT)
        if joined is not None:
            joining = APPOINTED if is_fact else meaning
            drafts += self._drafts(joining, reason, coach, Filled([joined], 0.6), self.times)
        if is_fact and (left is not None or joined is not None):
            club = Filled([left], 0.6) if left is not None else None
            is_own_wish = joined is None and self.sentence.has_near("word:own_wish", self.fired.first)
            leaving = LEFT if is_own_wish else LEFT_FOR  # "left Everton for family reasons"
            drafts += [
                d
                for d in self._drafts(leaving, reason, coach, club, self.times)
                if d.club is not joined_of(joined)
            ]
        return drafts

    def _two_clubs(self, coach: Mention) -> tuple[Mention | None, Mention | None]:
        """The club that is left and the one that is joined: the second stands after the whole cue."""
        document, fired = self.document, self.fired
        clubs = [
            m
            for m in document.of(self.sentence, "club")
            if not document.is_opponent(m) and document.is_team(m) and not m.is_weak
        ]
        after = [m for m in clubs if 0 <= m.first - fired.end <= 6]
        before = [m for m in clubs if m.last <= fired.end]
        if self.fired.end == self.fired.last and not self.fired.meaning.moves:
            return (after[0] if after else before[-1] if before else None), None
        return (before[-1] if before else None), (after[0] if after else None)


def joined_of(mention: Mention | None):
    """The club of a mention, if there is one."""
    return mention.entity if mention is not None else None
