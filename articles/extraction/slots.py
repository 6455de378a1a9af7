"""Which coach and which club a cue is about: every mention is priced, the cheapest fills the slot.

What makes a mention dear: distance, borders between clauses, the wrong side of
the cue, being somebody's possessor, being tied to another person's post. What
makes it cheap: standing right before the relative clause that holds the cue, a
preposition of place, the agent of a passive.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .claims import ENTERING, RUMOURED, Kind
from .cues import Fired
from .document import Club, Document, Mention
from .phrases import Match
from .post_clubs import RoleUse, coordinated
from .salience import is_bracketed
from .sentences import Sentence

DEAREST = 6.0
TIED_ELSEWHERE = 4.0  # dear enough already
MOST_IN_BRACKETS = 6
LEAVING = (Kind.DEPARTURE, Kind.PRESSURE, Kind.EXTENSION)


@dataclass
class Filled:
    """Mentions chosen for a slot (several where they stand in a list), the price and the reasons."""

    mentions: list[Mention]
    cost: float
    reasons: list[str] = field(default_factory=list)
    rivals: int = 0  # how many others were nearly as cheap


def fill_coach(
    document: Document, sentence: Sentence, fired: Fired, side: str, taken: set[int]
) -> Filled | None:
    """The coach of a cue, or ``None`` where nobody of the sentence fits."""
    priced = []
    for mention in document.of(sentence, "person"):
        if mention.entity.is_barred or id(mention) in taken:
            continue
        priced.append((_coach_cost(document, sentence, fired, side, mention), mention))
    return _cheapest(document, priced, "person")


def fill_club(
    document: Document,
    sentence: Sentence,
    fired: Fired,
    kind: Kind,
    coach: Mention | None,
    uses: list[RoleUse],
    led: Club | None = None,
    spent: frozenset[int] = frozenset(),
) -> Filled | None:
    """The club of a cue, or ``None`` where no club of the sentence fits. ``spent`` are mentions by identity
    that tell of another post of the coach.
    """
    if fired.cue.club == "none":
        return None
    tied = _tied_clubs(uses)
    priced = []
    for mention in document.of(sentence, "club"):
        if mention.entity is led and kind not in (*LEAVING, Kind.TENURE):
            continue  # nobody is a candidate for the post that he holds
        if id(mention) in spent:
            continue
        priced.append((_club_cost(document, sentence, fired, kind, coach, mention, tied), mention))
    return _cheapest(document, priced, "club")


def _cheapest(document: Document, priced: list[tuple[float, Mention]], kind: str) -> Filled | None:
    fitting = sorted(
        ((cost, mention) for cost, mention in priced if cost < DEAREST),
        key=lambda pair: (pair[0], pair[1].first),
    )
    if not fitting:
        return None
    cost, mention = fitting[0]
    rivals = sum(other.entity is not mention.entity and price < cost + 1.0 for price, other in fitting[1:])
    listed = coordinated(document, mention, document.of(mention.sentence, kind))
    barred = [other for other in listed if kind == "person" and other.entity.is_barred]
    mentions = [other for other in listed if other not in barred]
    reasons = [other.reason for other in mentions if other.reason]
    return Filled(mentions or [mention], cost, reasons, rivals)


def _distance(fired: Fired, mention: Mention) -> int:
    if mention.last <= fired.first:
        return fired.first - mention.last
    if mention.first >= fired.end:
        return mention.first - fired.end
    return 0


def _borders(sentence: Sentence, fired: Fired, mention: Mention) -> int:
    return sentence.borders(mention.first, fired.first)


def _is_antecedent(document: Document, sentence: Sentence, fired: Fired, mention: Mention) -> bool:
    """True where a relative pronoun that opens the clause of the cue follows the mention directly."""
    tokens = sentence.tokens
    clause = tokens[fired.first].clause
    for match in sentence.labelled("word:relatives"):
        if match.last > fired.first or tokens[match.first].clause != clause or mention.last > match.first:
            continue
        gap = tokens[mention.last : match.first]
        if len(gap) <= 2 and all(token.text in "," for token in gap):
            between = [m for m in document.of(sentence, mention.kind) if match.last <= m.first < fired.first]
            return not between
    return False


def _coach_cost(document: Document, sentence: Sentence, fired: Fired, side: str, mention: Mention) -> float:
    cost = 0.13 * _distance(fired, mention)
    antecedent = _is_antecedent(document, sentence, fired, mention)
    cost += 0 if antecedent else 1.1 * _borders(sentence, fired, mention)
    if antecedent:
        cost -= 1.5
    is_before = mention.last <= fired.first
    is_inside = fired.last <= mention.first and mention.last <= fired.end
    if side == "before" and not is_before and not is_inside:
        cost += 2.0
    if side == "after" and is_before:
        cost += 2.0
    cost += _relative_cost(document, sentence, fired, mention)
    if mention.is_genitive and not is_directly_before(fired, mention):
        cost += 1.8
    if not fired.meaning.swaps and not antecedent and _is_successor_object(sentence, mention):
        cost += 4.0 if fired.meaning.kind in ENTERING else 2.0
    if mention.is_weak and not mention.entity.is_coach:
        cost += 1.5 if mention.entity.count > 1 else 4.0
    if _is_inside_aside(sentence, fired, mention) and not antecedent:
        cost += 1.2
    if not mention.entity.is_coach:
        cost += 0.4
    if mention.form == "generic":
        cost += 0.3
    if _is_speaker(sentence, fired, mention) or _is_outlet(document, sentence, mention):
        cost += 5.0
    return cost


def _relative_cost(document: Document, sentence: Sentence, fired: Fired, mention: Mention) -> float:
    """ "men who have managed": what stands before a relative clause is no subject of it unless it is its
    antecedent.
    """
    clause = sentence.tokens[fired.first].clause
    openings = [
        m
        for m in sentence.labelled("word:relatives")
        if m.last <= fired.first and sentence.tokens[m.first].clause == clause and mention.last <= m.first
    ]
    if not openings:
        return 0.0
    before = openings[-1].first - 1
    while before >= 0 and sentence.tokens[before].text in ",–—":
        before -= 1
    if before < 0 or mention.last > before:
        return 0.0
    token = sentence.tokens[before]
    if any(m.kind == "club" and m.first <= before < m.last for m in document.of(sentence)):
        return 1.5
    is_noun = token.text.islower() and token.low not in document.book.function_words
    return DEAREST if is_noun and not any(m.first <= before < m.last for m in document.of(sentence)) else 0.0


def _is_inside_aside(sentence: Sentence, fired: Fired, mention: Mention) -> bool:
    """A name in a relative clause or an aside is not what the clause after it is about."""
    clause = sentence.tokens[mention.first].clause
    return clause in sentence.asides and clause != sentence.tokens[fired.first].clause


def _is_speaker(sentence: Sentence, fired: Fired, mention: Mention) -> bool:
    """ "…, siger Jens Holm": who says it is not the one it is said of, unless it is said in the first
    person.
    """
    if sentence.tokens[mention.first].clause == sentence.tokens[fired.first].clause or sentence.has(
        "word:first_person"
    ):
        return False
    return any(
        0 <= mention.first - match.last <= 2 or 0 <= match.first - mention.last <= 1
        for match in sentence.labelled("word:said")
    )


def _is_outlet(document: Document, sentence: Sentence, mention: Mention) -> bool:
    """ "…, Corriere Sera now say": an unknown name that reports is a paper."""
    if mention.entity.is_coach or not mention.is_weak:
        return False
    return any(0 <= m.first - mention.last <= 1 for m in sentence.labelled("word:attributes_after")) or any(
        0 <= mention.first - m.last <= 1 for m in sentence.labelled("word:attributes_before")
    )


def is_directly_before(fired: Fired, mention: Mention) -> bool:
    return 0 <= fired.first - mention.last <= 2


def _is_successor_object(sentence: Sentence, mention: Mention) -> bool:
    """ "afløser for Wolf", "successor to Wolf": he is not the one that the main clause is about."""
    return any(is_object_of(sentence, noun, mention) for noun in sentence.labelled("word:successor"))


def is_object_of(sentence: Sentence, noun: Match, mention: Mention) -> bool:
    """True of Wolf in "successor to Wolf" and "Nachfolger von Wolf", not in "sein Nachfolger Wolf"."""
    gap = mention.first - noun.last
    if not 0 <= gap <= 2:
        return False
    if noun.last - noun.first > 1:
        return True
    links = ("word:club_prepositions", "word:from", "word:by")
    return any(m.first == noun.last for label in links for m in sentence.labelled(label))


def _tied_clubs(uses: list[RoleUse]) -> dict[int, RoleUse]:
    """Clubs that a role noun binds to a person, or to a player's past, by the identity of the mention."""
    return {
        id(club): use
        for use in uses
        if not use.is_coaching
        or use.is_former
        or (use.is_past and use.how == "copula")
        or (use.person is not None and use.how in ("title", "apposition"))
        for club in use.clubs
    }


def _club_cost(
    document, sentence, fired: Fired, kind: Kind, coach: Mention | None, mention: Mention, tied
) -> float:
    cost = 0.11 * _distance(fired, mention) + 0.9 * _borders(sentence, fired, mention)
    is_before = mention.last <= fired.first
    if fired.cue.club == "before" and not is_before:
        cost += 1.2
    if fired.cue.club == "after" and is_before:
        cost += 1.2
    if document.is_opponent(mention):
        return DEAREST + 1
    if coach is not None and kind in ENTERING:
        cost += _own_cost(document, sentence, fired, kind, coach, mention)
    if mention.first > fired.first and _is_anothers(sentence, fired, mention):
        cost += 2.5
    if _is_inside_aside(sentence, fired, mention):
        cost += 1.0
    if mention.is_place and kind is not Kind.TENURE:
        cost += 3.0
    if _has_word_before(sentence, mention, "word:club_prepositions", "word:by"):
        cost -= 0.5
    if _is_antecedent(document, sentence, fired, mention):
        cost -= 1.2
    use = tied.get(id(mention))
    if use is not None:
        cost += _tie_cost(use, kind, coach)
    if not document.is_team(mention) and not 0 <= fired.first - mention.last <= 1:
        cost += 5.0
    if mention.is_weak:
        cost += 1.0 if _stands_after_preposition(sentence, mention) and not mention.is_place else 2.5
    if mention.form == "generic":
        cost += 0.2
    if kind in RUMOURED and cost < TIED_ELSEWHERE and is_bracketed(mention):
        cost += 5.0  # where somebody works, or did
    return cost


def club_in_brackets(document: Document, person: Mention) -> Mention | None:
    """The club of "Jens Holm (Skovby)" and "Jens Holm (44/Skovby)": the one that he is known from."""
    tokens = person.sentence.tokens
    if person.last >= len(tokens) or tokens[person.last].text != "(":
        return None
    close = next((at for at in range(person.last, len(tokens)) if tokens[at].text == ")"), person.last)
    clubs = [m for m in document.of(person.sentence, "club") if person.last < m.first < close]
    words = sum(token.is_word for token in tokens[person.last : close])
    return clubs[0] if clubs and words <= MOST_IN_BRACKETS else None


def _own_cost(
    document: Document, sentence: Sentence, fired: Fired, kind: Kind, coach: Mention, mention: Mention
) -> float:
    """What a club costs more for one who enters where the words beside his name make it the one he has."""
    if coach.sentence is not sentence:
        return 0.0
    bracketed = club_in_brackets(document, coach)
    if bracketed is not None and bracketed.first <= mention.first < bracketed.last + MOST_IN_BRACKETS:
        return 5.0 if kind in RUMOURED or not _is_list_of_clubs(document, sentence) else 0.0
    if kind not in RUMOURED:
        return 0.0
    if mention.is_genitive and 0 <= coach.first - mention.last <= 1 and mention.last <= coach.first:
        return 3.0  # "Skovbys Jens Holm"
    if any(
        m.first == coach.last and 0 <= mention.first - m.last <= 1 for m in sentence.labelled("word:from")
    ):
        return 3.0  # "Jens Holm from Skovby"
    return 2.0 if _is_in_his_aside(sentence, fired, coach, mention) else 0.0


def _is_list_of_clubs(document: Document, sentence: Sentence) -> bool:
    persons = document.of(sentence, "person")
    return sum(club_in_brackets(document, person) is not None for person in persons) > 1


def _is_in_his_aside(sentence: Sentence, fired: Fired, coach: Mention, mention: Mention) -> bool:
    """ "Jens Holm, who has led Skovby since May, is a candidate": said of him by the way, with no step
    towards a post in it.
    """
    tokens = sentence.tokens
    clause = tokens[mention.first].clause
    if clause not in sentence.asides or clause == tokens[fired.first].clause:
        return False
    opening = next(at for at, token in enumerate(tokens) if token.clause == clause)
    if not 0 <= opening - coach.last <= 2:
        return False
    return not any(tokens[m.first].clause == clause for m in sentence.labelled("word:successor"))


def _is_anothers(sentence: Sentence, fired: Fired, mention: Mention) -> bool:
    """ "… are in the mix with men who have managed Queens Park": a nearer cue of its own clause has it."""
    tokens = sentence.tokens
    clause = tokens[mention.first].clause
    low = fired.first
    if clause == tokens[fired.first].clause:
        openings = [
            m.first for m in sentence.labelled("word:relatives") if fired.end <= m.first < mention.first
        ]
        if not openings:
            return False
        low = openings[0]
    return any(
        low < cue.first < mention.first and tokens[cue.first].clause == clause
        for cue in sentence.grouped("cue")
    )


def _tie_cost(use: RoleUse, kind: Kind, coach: Mention | None) -> float:
    if not use.is_coaching:
        return 4.0 if use.role == "player" else 0.0
    is_own = coach is not None and use.person is not None and use.person.entity is coach.entity
    if use.is_former or use.is_past:
        return 5.0 if is_own else 3.0
    if is_own:
        return -0.5 if kind in LEAVING else 5.0
    return 2.5


def _stands_after_preposition(sentence: Sentence, mention: Mention) -> bool:
    labels = ("word:club_prepositions", "word:by")
    return any(match.label in labels and match.last == mention.first for match in sentence.matches)


def _has_word_before(sentence: Sentence, mention: Mention, *labels: str) -> bool:
    return any(match.label in labels and 0 <= mention.first - match.last <= 2 for match in sentence.matches)
