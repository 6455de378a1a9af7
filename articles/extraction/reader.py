"""From sentences to drafts: posts held, cues fired, slots filled in the sentence or from what came before."""

from __future__ import annotations

from .claims import Interval, Kind, Role, Tense
from .cues import Fired, fired_cues
from .document import Club, Document, Mention, Person
from .drafts import Draft
from .meanings import MEANINGS, Meaning
from .roles import RoleUse, role_uses
from .scope import scope_of, under_scope
from .sentences import Sentence
from .slots import LEAVING, Filled, fill_club, fill_coach
from .sources import Attribution, attributions
from .times import Time, find_times

CARRIED = 3.5  # the price of a slot filled from another sentence
SOURCED = (Kind.CANDIDACY, Kind.WITHDRAWAL, Kind.PRESSURE)
APPOINTED, HELD, HOLDS = MEANINGS["appointed"], MEANINGS["held"], MEANINGS["holds"]


class Reader:
    """Reads the sentences of one article in order and remembers what the next ones may lean on."""

    def __init__(self, document: Document):
        self.document = document
        self.uses: dict[int, list[RoleUse]] = {s.index: role_uses(document, s) for s in document.sentences}
        self.sources = attributions(document)
        self.homes: dict[Person, Club] = {}
        self.seat: Club | None = None
        self.drafts: list[Draft] = []
        self.is_about_coaches = self._is_about_coaches()
        for uses in self.uses.values():
            for use in uses:
                if (
                    use.person is not None
                    and use.clubs
                    and use.is_coaching
                    and not (use.is_former or use.is_past)
                ):
                    self.homes.setdefault(use.person.entity, use.clubs[0].entity)

    def read(self) -> list[Draft]:
        self.seat = self._title_club() or max(self.document.clubs, key=lambda club: club.count, default=None)
        for sentence in self.document.sentences:
            self._read_sentence(sentence)
        return self.drafts

    def _is_about_coaches(self) -> bool:
        """True where the title or the first lines speak of a coach or a coach's post."""
        opening = [s for s in self.document.sentences if s.part == "title"] + [
            s for s in self.document.sentences if s.part == "text"
        ][:3]
        found = sum(
            any(use.is_coaching for use in self.uses[s.index]) or s.has("word:the_coach") or s.has("word:post")
            for s in opening
        )
        return found > 0 and len(self.document.sentences) > 3

    def _title_club(self) -> Club | None:
        for sentence in self.document.sentences:
            if sentence.part == "title":
                clubs = [m for m in self.document.of(sentence, "club") if not m.is_weak]
                return clubs[0].entity if clubs else None
        return None

    def _read_sentence(self, sentence: Sentence) -> None:
        times = find_times(sentence, self.document.article.published)
        cues = fired_cues(sentence, self.document.book.lexicon)
        found: list[Draft] = []
        for use in self.uses[sentence.index]:
            found += self._from_role(sentence, use, times, cues)
        for fired in cues:
            found += self._from_cue(sentence, fired, times, found)
        source = self._source(sentence)
        for draft in found:
            if source is not None and (draft.kind in SOURCED or source.sentence is sentence):
                draft.source = source
        self.drafts += found
        self._move_seat(sentence, found)

    def _move_seat(self, sentence: Sentence, found: list[Draft]) -> None:
        for draft in found:
            if (
                draft.kind in (Kind.DEPARTURE, Kind.APPOINTMENT, Kind.CANDIDACY)
                and draft.club_mention is not None
            ):
                here = draft.club_mention.sentence is sentence and sentence.part == "text"
                if here and not draft.club_mention.is_weak and not self._is_old(draft):
                    self.seat = draft.club

    def _is_old(self, draft: Draft) -> bool:
        published = self.document.article.published
        return published is not None and draft.when is not None and (published - draft.when.latest).days > 120

    def _source(self, sentence: Sentence) -> Attribution | None:
        """The attribution of the sentence, else of the one before in the same paragraph."""
        for index in range(sentence.index, max(-1, sentence.index - 3), -1):
            if self.document.sentences[index].line != sentence.line:
                break
            if index in self.sources:
                return self.sources[index]
        return None

    # Posts held.

    def _from_role(
        self, sentence: Sentence, use: RoleUse, times: list[Time], cues: list[Fired]
    ) -> list[Draft]:
        if not use.is_coaching or use.person is None or use.person.entity.is_barred:
            return []
        if use.how == "as" and (not use.clubs or any(_same_clause(sentence, cue, use) for cue in cues)):
            return []
        meaning, is_plain, reason = self._role_meaning(sentence, use)
        if meaning is None:
            return []
        mentions = use.clubs or self._clubs_for_role(sentence, use)
        drafts = []
        for club in mentions:
            draft = Draft(
                meaning, use.person.entity, club.entity, sentence, f"role:{use.role}", use.first, use.last
            )
            draft.role = meaning.role or Role(use.role)
            draft.has_role = True
            draft.coach_mention, draft.club_mention = use.person, club
            draft.club_cost = 0.0 if use.clubs else CARRIED
            draft.is_plain = is_plain
            draft.reasons = [r for r in (reason, use.person.reason, club.reason) if r]
            if not use.clubs:
                draft.reasons.append(f"the post is taken to be at {club.entity.name}, the club spoken of")
            self._date(sentence, draft, times)
            drafts.append(draft)
        return drafts

    def _role_meaning(self, sentence: Sentence, use: RoleUse) -> tuple[Meaning | None, bool, str]:
        """What a post beside a person says: held, held once, taken up, or only possible."""
        if use.how in ("title", "apposition"):
            if sentence.is_question and sentence.part == "title":
                return None, False, ""
            return (HELD if use.is_former or use.is_past else HOLDS), True, ""
        if use.how == "as":
            return HELD, False, "held while something else is told"
        meaning = (
            HELD if use.is_former or use.is_past else APPOINTED if (use.becomes or use.is_new) else HOLDS
        )
        scope = scope_of(sentence, use.first, use.last)
        turned, reason = under_scope(meaning, scope)
        if turned is None or (meaning.kind is Kind.TENURE and (scope.is_possible or scope.is_hedged)):
            return None, False, reason
        return turned, not reason, reason

    def _clubs_for_role(self, sentence: Sentence, use: RoleUse) -> list[Mention]:
        """A post without a club beside it: one named in the sentence before the noun, else the club spoken of."""
        if use.how == "copula":
            clubs = [
                m
                for m in self.document.of(sentence, "club")
                if m.last <= use.first and not self.document.is_opponent(m)
            ]
            if clubs and (not clubs[-1].entity.is_national or sentence.has("word:national")):
                return [clubs[-1]]
            if use.is_past or use.is_former:
                return []
        if use.is_former or use.how == "as":
            return []
        carried = self._carried_club(sentence, Kind.TENURE, use.person.entity)
        return [carried] if carried is not None else []

    # Cues.

    def _from_cue(
        self, sentence: Sentence, fired: Fired, times: list[Time], found: list[Draft]
    ) -> list[Draft]:
        scope = scope_of(sentence, fired.first, fired.last, fired.end)
        meaning, reason = under_scope(fired.meaning, scope)
        if meaning is None or not self._is_about_football_coaches(sentence, fired):
            return []
        if meaning.swaps:
            return self._swap(sentence, fired, times)
        coach = self._coach(sentence, fired, meaning, found)
        if coach is None:
            return []
        club = fill_club(
            self.document, sentence, fired, meaning.kind, coach.mentions[0], self.uses[sentence.index]
        )
        drafts = []
        for mention in coach.mentions:
            drafts += self._drafts(sentence, fired, meaning, mention, coach, club, times, reason)
        return drafts

    def _is_about_football_coaches(self, sentence: Sentence, fired: Fired) -> bool:
        if any(match.label == "role:other_sport" for match in sentence.matches):
            return False
        if fired.cue.needs != "role":
            return True
        if (
            any(use.is_coaching for use in self.uses[sentence.index])
            or sentence.has("word:the_coach")
            or sentence.has("word:post")
        ):
            return True
        return self.is_about_coaches or any(m.entity.is_coach for m in self.document.of(sentence, "person"))

    def _coach(self, sentence: Sentence, fired: Fired, meaning: Meaning, found: list[Draft]) -> Filled | None:
        if meaning.kind is Kind.WITHDRAWAL:
            candidate = self._candidate(sentence, fired, found)
            if candidate is not None:
                return candidate
        return fill_coach(self.document, sentence, fired, fired.cue.coach, set())

    def _candidate(self, sentence: Sentence, fired: Fired, found: list[Draft]) -> Filled | None:
        """Talks that break down are those of the candidate named before in the same sentence."""
        named = [
            d
            for d in found
            if d.kind is Kind.CANDIDACY and d.coach_mention and d.coach_mention.last <= fired.first
        ]
        clause = sentence.tokens[fired.first].clause
        own = [m for m in self.document.of(sentence, "person") if sentence.tokens[m.first].clause == clause]
        if named and not own:
            reason = f"the talks are those with {named[-1].coach.name}, the candidate of the sentence"
            return Filled([named[-1].coach_mention], 1.0, [reason])
        return None

    def _drafts(
        self, sentence, fired, meaning, mention, coach: Filled, club: Filled | None, times, reason
    ) -> list[Draft]:
        clubs = club.mentions if club is not None else []
        if meaning.kind is not Kind.TENURE:
            clubs = clubs[:1]
        cost, carried_reason = (club.cost, "") if club else (CARRIED, "")
        if not clubs:
            if fired.cue.needs == "explicit":
                return []
            found = self._carried_club(sentence, meaning.kind, mention.entity)
            if found is None:
                return []
            clubs, carried_reason = (
                [found],
                f"the club is taken to be {found.entity.name}, the club spoken of",
            )
        drafts = []
        for club_mention in clubs:
            draft = Draft(
                meaning, mention.entity, club_mention.entity, sentence, fired.cue.id, fired.first, fired.last
            )
            draft.coach_mention, draft.club_mention = mention, club_mention
            draft.coach_cost, draft.club_cost = coach.cost, cost
            draft.rivals = coach.rivals + (club.rivals if club else 0)
            draft.is_plain = not reason
            draft.reasons = [r for r in (reason, *coach.reasons, club_mention.reason, carried_reason) if r]
            self._set_role(sentence, draft, fired)
            self._date(sentence, draft, times)
            drafts.append(draft)
        return drafts

    def _swap(self, sentence: Sentence, fired: Fired, times: list[Time]) -> list[Draft]:
        """One coach comes for another: an appointment for the one, a past post for the other."""
        comes = fill_coach(self.document, sentence, fired, fired.cue.coach, set())
        if comes is None:
            return []
        taken = {id(m) for m in self.document.of(sentence, "person") if m.entity is comes.mentions[0].entity}
        other_side = "after" if fired.cue.coach == "before" else "before"
        goes = fill_coach(self.document, sentence, fired, other_side, taken)
        scope = scope_of(sentence, fired.first, fired.last, fired.end)
        meaning, reason = under_scope(APPOINTED, scope)
        club = fill_club(
            self.document, sentence, fired, Kind.APPOINTMENT, comes.mentions[0], self.uses[sentence.index]
        )
        drafts = []
        if meaning is not None:
            drafts += self._drafts(sentence, fired, meaning, comes.mentions[0], comes, club, times, reason)
        if goes is not None and goes.cost < 4:
            left = self._drafts(sentence, fired, HELD, goes.mentions[0], goes, club, [], "")
            drafts += left
        return drafts

    def _carried_club(self, sentence: Sentence, kind: Kind, coach: Person) -> Mention | None:
        """The club from outside the sentence: the coach's own where one leaves, else the seat spoken of."""
        home = self.homes.get(coach)
        if kind in LEAVING and home is not None:
            return self._mention_of(home)
        if kind is Kind.TENURE:
            return self._mention_of(home or self.seat or self._focus(sentence))
        club = self.seat or self._focus(sentence)
        if club is not None and club is home and kind in (Kind.CANDIDACY, Kind.WITHDRAWAL, Kind.APPOINTMENT):
            club = self._focus(sentence)
            if club is home:
                return None
        return self._mention_of(club)

    def _focus(self, sentence: Sentence) -> Club | None:
        for index in range(sentence.index - 1, max(-1, sentence.index - 4), -1):
            clubs = [
                m
                for m in self.document.of(self.document.sentences[index], "club")
                if not m.entity.is_national
            ]
            clubs = [m for m in clubs if not self.document.is_opponent(m)]
            if clubs:
                return clubs[0].entity
        return self.seat

    def _mention_of(self, club: Club | None) -> Mention | None:
        """Some mention of the club, marked as one that points from elsewhere."""
        for row in self.document.mentions.values():
            for mention in row:
                if mention.kind == "club" and mention.entity is club:
                    return Mention("club", club, mention.sentence, mention.first, mention.last, "generic")
        return None

    # Fields.

    def _set_role(self, sentence: Sentence, draft: Draft, fired: Fired) -> None:
        settled = fired.cue.role or draft.meaning.role
        if settled is not None:
            draft.role, draft.has_role = settled, True
            return
        uses = [use for use in self.uses[sentence.index] if use.is_coaching]
        own = [
            use
            for use in uses
            if use.person is not None
            and use.person.entity is draft.coach
            and use.how in ("title", "apposition")
        ]
        entering = draft.kind in (Kind.APPOINTMENT, Kind.CANDIDACY, Kind.WITHDRAWAL)
        reach = 7 if entering else 3
        posts = [
            use
            for use in uses
            if use.first >= fired.first - 1 and use.first - fired.end <= reach and use not in own
        ]
        chosen = (posts or ([] if entering else own)) if entering else (own or posts)
        if chosen:
            draft.role, draft.has_role = Role(chosen[0].role), True
        elif not entering and draft.coach.main_role not in (None, Role.CARETAKER):
            draft.role = draft.coach.main_role

    def _date(self, sentence: Sentence, draft: Draft, times: list[Time]) -> None:
        published = self.document.article.published
        contract = [
            t
            for t in times
            if t.type == "contract_end" or (t.closes and published and t.span.latest > published)
        ]
        if draft.kind in (Kind.APPOINTMENT, Kind.EXTENSION) and contract:
            draft.until = contract[0].span
        if draft.kind is Kind.PRESSURE:
            return
        if draft.kind is Kind.TENURE:
            self._date_tenure(sentence, draft, times, published)
            return
        events = [t for t in times if t.type == "event" and not t.opens and not t.closes]
        priced = [(_time_cost(sentence, draft, time), time) for time in events]
        priced = [(cost, time) for cost, time in priced if cost < 4.5]
        if priced:
            _, draft.time = min(priced, key=lambda pair: pair[0])
            draft.when = draft.time.span

    def _date_tenure(self, sentence: Sentence, draft: Draft, times: list[Time], published) -> None:
        clause = sentence.tokens[draft.first].clause
        near = [t for t in times if abs(sentence.tokens[t.first].clause - clause) <= 1]
        for time in near:
            if time.type == "span" and not time.closes and draft.meaning.tense is Tense.PAST:
                draft.time, draft.when = time, time.span
                return
            if (
                time.opens
                and published is not None
                and time.span.earliest <= published
                and draft.meaning.tense is Tense.CURRENT
            ):
                draft.time, draft.when = time, Interval(time.span.earliest, published)
                return


def _time_cost(sentence: Sentence, draft: Draft, time: Time) -> float:
    tokens = sentence.tokens
    borders = abs(tokens[time.first].clause - tokens[draft.first].clause)
    distance = time.first - draft.last if time.first >= draft.last else draft.first - time.last
    return 2.2 * borders + 0.12 * max(distance, 0)


def _same_clause(sentence: Sentence, cue: Fired, use: RoleUse) -> bool:
    return abs(sentence.tokens[cue.first].clause - sentence.tokens[use.first].clause) <= 1


