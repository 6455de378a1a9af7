"""Who holds which post: nouns like "cheftræner" or "head coach" with the person and the club beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .claims import Role
from .document import Document, Mention
from .phrases import Match
from .sentences import Sentence

COACHING = frozenset(role.value for role in Role)
How = Literal["title", "apposition", "copula", "as", "none"]
NO_LINKS = (
    "word:said",
    "word:borders",
    "word:futures",
    "word:modals",
    "word:negations",
    "word:hedges",
    "word:pronouns",
)
REACH = 9


@dataclass(eq=False)
class RoleUse:
    """A role noun with what belongs to it. ``how`` says by what it is tied to the person."""

    role: str
    sentence: Sentence
    first: int
    last: int
    person: Mention | None = None
    others: list[Mention] = field(
        default_factory=list
    )  # the rest of a list: "Woan and Stone, his assistants"
    clubs: list[Mention] = field(default_factory=list)
    how: How = "none"
    is_former: bool = False
    is_past: bool = False
    is_new: bool = False
    becomes: bool = False

    @property
    def is_coaching(self) -> bool:
        return self.role in COACHING


def role_matches(sentence: Sentence) -> list[Match]:
    """Role nouns of a sentence; of overlapping ones the longest, of equal ones the first role of
    ``ROLES``.
    """
    found = sorted(
        (match for match in sentence.matches if match.label.startswith("role:")),
        key=lambda match: (match.first, -match.last),
    )
    kept: list[Match] = []
    for match in found:
        if not kept or match.first >= kept[-1].last:
            kept.append(match)
        elif (match.first, match.last) == (kept[-1].first, kept[-1].last) and match.label.endswith(
            ("caretaker", "youth_coach")
        ):
            kept[-1] = match
    return kept


def note_roles(document: Document) -> None:
    """Afterwards each person knows the roles that stand directly beside the name."""
    for sentence in document.sentences:
        for match in role_matches(sentence):
            use = _use(document, sentence, match)
            if (
                use.person is not None
                and use.person.is_explicit
                and use.how in ("title", "apposition", "copula")
            ):
                use.person.entity.roles[_key(use.role)] += 1
    _promote(document)


def _promote(document: Document) -> None:
    """A row of capitals that recurs, or stands beside a coaching noun, is a person like any other."""
    for row in document.mentions.values():
        for mention in row:
            if (
                mention.kind == "person"
                and mention.is_weak
                and (mention.entity.count > 1 or mention.entity.is_coach)
            ):
                mention.is_weak = mention.entity.is_weak = False


def role_uses(document: Document, sentence: Sentence) -> list[RoleUse]:
    """The role nouns of a sentence with person, club and tense, once references are resolved."""
    uses = []
    for match in role_matches(sentence):
        use = _use(document, sentence, match)
        _link_clubs(document, use)
        _link_others(document, use)
        uses.append(use)
    titled = {id(use.person): use for use in uses if use.person is not None}
    for use in uses:
        use.others = [m for m in use.others if titled.get(id(m), use) is use]
    return uses


def _key(role: str):
    return Role(role) if role in COACHING else role


def _use(document: Document, sentence: Sentence, match: Match) -> RoleUse:
    role = match.label.split(":", 1)[1]
    use = RoleUse(role, sentence, match.first, match.last)
    before = [m for m in sentence.matches if match.first - 4 <= m.first and m.last <= match.first]
    use.is_former = any(
        m.label == "word:former" and _close(document, sentence, m.last, match.first) for m in before
    )
    use.is_new = any(m.label == "word:new" and match.first - m.last <= 2 for m in before)
    if role == "head_coach" and any(m.label == "word:youth_sides" for m in before):
        use.role = "youth_coach"
    if any(0 <= post.first - use.last <= 2 for post in sentence.labelled("word:post")):
        return use  # "the manager's job" is a post and nobody's title
    if any(_holds(cue, match) for cue in sentence.matches):
        return use  # "in caretaker charge": the cue that holds the noun says all of it
    own = [m for m in document.of(sentence, "person") if m.first <= use.first and m.last >= use.last]
    if own and own[0].form in ("epithet", "generic"):
        use.person, use.how = own[0], "apposition"
    elif not _link_after(document, use):
        _link_before(document, use)
    return use


def _holds(cue: Match, noun: Match) -> bool:
    is_longer = cue.last - cue.first > noun.last - noun.first
    return cue.label.startswith("cue:") and cue.first <= noun.first and noun.last <= cue.last and is_longer


def _close(document: Document, sentence: Sentence, left: int, right: int) -> bool:
    """Only clubs and small words stand between "former" and the noun, and no other person."""
    persons = document.of(sentence, "person")
    return not any(left <= person.first < right for person in persons) and not any(
        token.text in ",;" for token in sentence.tokens[left:right]
    )


def _link_after(document: Document, use: RoleUse) -> bool:
    """ "cheftræner Lasse Mogensen", "sportschef, Inge Olsen", "head coach and sporting director Bob
    Bradley".
    """
    tokens, sentence = use.sentence.tokens, use.sentence
    persons = {mention.first: mention for mention in document.of(sentence, "person")}
    spans = [
        (m.first, m.last)
        for m in sentence.matches
        if m.label.startswith(("role:", "word:conjunctions", "nation:", "word:fillers"))
    ]
    at = use.last
    clubs = {club.first: club.last for club in document.of(sentence, "club")}
    prepositions = {m.first: m.last for m in sentence.labelled("word:club_prepositions")}
    for _ in range(6):
        if at in persons:
            if tokens[use.last].text == "," and _apposed_before(document, use):
                return False
            use.person, use.how = persons[at], "title"
            return True
        if at >= len(tokens):
            return False
        if tokens[at].text in ",-" and (at == use.last or at in clubs.values()):
            at += 1
            continue
        if at in prepositions and prepositions[at] in clubs and not _is_apposed(document, use):
            at = clubs[prepositions[at]]  # "the president of Zamalek, Mortada Mansour"
            continue
        step = max((last for first, last in spans if first == at), default=0)
        if not step:
            return False
        at = step
    return False


def _is_apposed(document: Document, use: RoleUse) -> bool:
    """True where a person stands close before the noun already: "X, cheftræner i Genk, Y …" leaves Y
    alone.
    """
    mention = _person_before(document, use)
    return mention is not None and use.first - mention.last <= 4


def _apposed_before(document: Document, use: RoleUse) -> bool:
    mention = _person_before(document, use)
    if mention is None:
        return False
    between = use.sentence.tokens[mention.last : use.first]
    return bool(between) and between[0].text == ","


def _person_before(document: Document, use: RoleUse) -> Mention | None:
    found = [
        m
        for m in document.of(use.sentence, "person")
        if m.last <= use.first and use.first - m.last <= REACH + 6
    ]
    return found[-1] if found else None


def _link_before(document: Document, use: RoleUse) -> None:
    """ "X, cheftræner i Y", "X er træner", "til daglig er X cheftræner", "som træner for Y vandt X"."""
    sentence, tokens = use.sentence, use.sentence.tokens
    as_word = next((m for m in sentence.labelled("word:as") if 0 <= use.first - m.last <= 4), None)
    copula = _copula(document, use)
    person = _person_before(document, use)
    if as_word is not None and (copula is None or as_word.first > copula.first):
        use.how, use.is_past = "as", True
        use.person = person
        return
    if copula is not None and any(
        match.label.startswith("cue:") and copula.last <= match.first < use.first - 1
        for match in sentence.matches
    ):
        copula = None  # "is a candidate to become manager": what he is, is not the manager
    if copula is not None and copula.label != "word:becomes":
        use.is_past = copula.label == "word:past_copulas"
    use.becomes = copula is not None and copula.label == "word:becomes"
    if copula is not None:
        subject = _subject(document, use, copula)
        if subject is not None:
            use.person, use.how = subject, "copula"
            return
    if person is not None and not person.is_genitive and _only_small_words(document, use, person):
        use.person = person
        use.how = "copula" if copula is not None and copula.first >= person.last else "apposition"
        return
    if copula is not None:
        use.how = "copula"
        after = [
            m
            for m in document.of(sentence, "person")
            if m.first >= use.last and tokens[m.first].clause - tokens[use.first].clause <= 1
        ]
        if copula.first > use.first and after:
            use.person = after[0]


def _copula(document: Document, use: RoleUse) -> Match | None:
    """The nearest form of "to be" or "to become" before the noun, in its clause."""
    clause = use.sentence.tokens[use.first].clause
    found = [
        match
        for match in use.sentence.matches
        if match.label in ("word:present_copulas", "word:past_copulas", "word:becomes")
        and match.last <= use.first
        and use.first - match.last <= REACH
        and use.sentence.tokens[match.first].clause >= clause - 1
        and not any(t.text in ";:" for t in use.sentence.tokens[match.last : use.first])
    ]
    if not found:
        return None
    nearest = max(found, key=lambda match: (match.last, match.last - match.first))
    if use.sentence.tokens[nearest.first].clause < clause and not _bridged(document, use, nearest):
        return None
    return nearest


def _bridged(document: Document, use: RoleUse, copula: Match) -> bool:
    """A comma between copula and noun is no border where only clubs or persons stand between."""
    inside = [m for m in document.of(use.sentence) if copula.last <= m.first < use.first]
    covered = sum(m.last - m.first for m in inside)
    return use.first - copula.last - covered <= 3


def _subject(document: Document, use: RoleUse, copula: Match) -> Mention | None:
    """The person of the copula: between it and the noun, else directly before it, a relative clause away
    at most.
    """
    persons = [m for m in document.of(use.sentence, "person") if not m.is_genitive]
    between = [m for m in persons if copula.last <= m.first and m.last <= use.first]
    if between:
        return between[0]
    before = [m for m in persons if m.last <= copula.first]
    if not before:
        return None
    nearest = before[-1]
    tokens = use.sentence.tokens
    gap = tokens[nearest.last : copula.first]
    clauses = use.sentence.borders(nearest.first, copula.first)
    if tokens[nearest.first].clause in use.sentence.asides and len(before) > 1 and clauses:
        outer = [m for m in before if tokens[m.first].clause not in use.sentence.asides]
        if outer and use.sentence.borders(outer[-1].first, copula.first) == 0:
            return outer[-1]
    has_relative = any(
        match.label == "word:relatives" and nearest.last <= match.first < copula.first
        for match in use.sentence.matches
    )
    if clauses == 0 or (has_relative and clauses <= 1 and len(gap) <= 6) or len(gap) <= 2:
        return nearest
    if clauses == 2 and len(gap) <= 10:
        return nearest
    return None


def _only_small_words(document: Document, use: RoleUse, person: Mention) -> bool:
    tokens, sentence = use.sentence.tokens, use.sentence
    covered = {at for m in document.of(sentence) for at in range(m.first, m.last)}
    for match in sentence.matches:
        if match.label.startswith(("word:", "role:", "nation:")) and match.label not in NO_LINKS:
            covered.update(range(match.first, match.last))
    unknown = 0
    for at in range(person.last, use.first):
        if (
            at in covered
            or tokens[at].text in ",(-–'’\""
            or tokens[at].text.isdecimal()
            or tokens[at].low == "s"
        ):
            continue
        unknown += 1
    if any(token.text in ":;" for token in tokens[person.last : use.first]):
        return False
    commas = sum(token.text == "," for token in tokens[person.last : use.first])
    return unknown <= 1 and commas <= 2 and (commas >= 1 or use.first - person.last <= 3)


def _link_others(document: Document, use: RoleUse) -> None:
    if use.person is None or use.how not in ("apposition", "copula") or use.person.first > use.first:
        return
    listed = coordinated(document, use.person, document.of(use.sentence, "person"))
    use.others = [m for m in listed if m is not use.person and m.last <= use.first and not m.entity.is_barred]


# Clubs of a post.


def _link_clubs(document: Document, use: RoleUse) -> None:
    clubs = document.of(use.sentence, "club")
    clubs = [club for club in clubs if document.is_team(club)]
    anchor = _club_before(use, clubs) or _club_after(document, use, clubs)
    if anchor is not None:
        use.clubs = coordinated(document, anchor, clubs)


def _club_before(use: RoleUse, clubs: list[Mention]) -> Mention | None:
    """ "Genk-træner", "AaB's sportschef", "West Ham's former manager", "the Ajax boss"."""
    for club in reversed(clubs):
        if club.last > use.first:
            continue
        gap = use.sentence.tokens[club.last : use.first]
        marks = [t for t in gap if t.text in "-'’" or t.low == "s"]
        rest = [t for t in gap if t not in marks]
        if not gap and not club.is_genitive and _ends_a_phrase(use, club):
            return None
        limit = 3 if (club.is_genitive or marks) else 1
        small = {"word:former", "word:new", "word:youth_sides", "word:women", "word:national"}
        covered = {
            at
            for m in use.sentence.matches
            if m.label in small or m.label.startswith("role:")
            for at in range(m.first, m.last)
        }
        free = [
            t
            for at, t in enumerate(use.sentence.tokens[club.last : use.first], club.last)
            if t in rest and at not in covered
        ]
        if (
            len(rest) <= 4
            and len(free) <= (limit if club.is_genitive or marks else 0)
            and not any(t.text in ",.;:()" for t in rest)
        ):
            return club
        return None
    return None


def _ends_a_phrase(use: RoleUse, club: Mention) -> bool:
    """ "kom fra Viborg træner X": nothing to tell them apart here, so a club right before a noun belongs to
    it.
    """
    return False


def _club_after(document: Document, use: RoleUse, clubs: list[Mention]) -> Mention | None:
    """ "træner i Genk", "head coach of Rangers", "træner for blandt andre Vitesse", "cheftræner Per
    Frandsen i Hvidovre".
    """
    tokens, sentence = use.sentence.tokens, use.sentence
    start = use.person.last if use.person is not None and use.how == "title" else use.last
    small = {
        "word:club_prepositions",
        "word:fillers",
        "word:by",
        "word:youth_sides",
        "word:women",
        "word:national",
        "word:new",
        "word:from",
    }
    covered = {at for m in sentence.matches if m.label in small for at in range(m.first, m.last)}
    prepositions = {m.first for m in sentence.matches if m.label == "word:club_prepositions"}
    for club in clubs:
        if club.first < start or club.first - start > 7:
            continue
        between = range(start, club.first)
        if any(
            other.kind == "person" and start <= other.first < club.first for other in document.of(sentence)
        ):
            return None
        if (
            not any(at in prepositions for at in between)
            and not any(tokens[at].text == "(" for at in between)
            and not (len(between) <= 1 and club.form == "generic")
        ):
            return None
        unknown = [
            at
            for at in between
            if at not in covered and tokens[at].text not in "('’" and not tokens[at].text.isdecimal()
        ]
        if len(unknown) <= 2 and not any(tokens[at].text in ".;:," for at in between):
            return club
        return None
    return None


def _is_title(document: Document, match: Match) -> bool:
    """True of a coaching noun right before a person: "cheftræner X og assistenttræner Y" is one list."""
    label = match.label.split(":", 1)[1]
    return label in COACHING


def coordinated(document: Document, anchor: Mention, mentions: list[Mention]) -> list[Mention]:
    """A mention with the others of its list: "Van Gaal, Klopp and Blanc", "både Forest og Leicester"."""
    sentence, tokens = anchor.sentence, anchor.sentence.tokens
    small = ("word:conjunctions", "word:fillers")
    covered = {
        at
        for m in sentence.matches
        if m.label in small
        or (anchor.kind == "person" and m.label.startswith("role:") and _is_title(document, m))
        for at in range(m.first, m.last)
    }
    at = next((n for n, mention in enumerate(mentions) if mention is anchor), None)
    if at is None:
        return [anchor]

    def joined(left: Mention, right: Mention) -> bool:
        gap = range(left.last, right.first)
        has_link = any(tokens[k].text in ",&" or k in covered for k in gap)
        return has_link and len(gap) <= 6 and all(k in covered or tokens[k].text in ",&" for k in gap)

    left = right = at
    while left > 0 and joined(mentions[left - 1], mentions[left]):
        left -= 1
    while right + 1 < len(mentions) and joined(mentions[right], mentions[right + 1]):
        right += 1
    row = mentions[left : right + 1]
    has_and = any(
        m.label == "word:conjunctions" and row[0].last <= m.first < row[-1].first for m in sentence.matches
    ) or any(token.text == "&" for token in tokens[row[0].last : row[-1].first])
    return row if has_and and len(row) > 1 else [anchor]
