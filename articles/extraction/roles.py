"""Who holds which post: nouns like "cheftræner" or "head coach" with the person and the club beside them."""

from __future__ import annotations

from .claims import Role
from .document import Document, Mention
from .phrases import Match
from .post_clubs import COACHING, RoleUse, coordinated, link_clubs
from .sentences import Sentence

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


def role_matches(sentence: Sentence) -> list[Match]:
    """Role nouns of a sentence; of overlapping ones the longest, of equal ones the first role of
    ``ROLES``.
    """
    found = sorted(
        sentence.grouped("role"),
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
            if use.role == "player" and use.is_former:
                continue  # "former defender X": what he was before he coached
            if (
                use.person is not None
                and use.person.is_explicit
                and use.how in ("title", "apposition", "copula")
            ):
                use.person.entity.roles[_key(use.role)] += 1
                for other in _listed_after(document, use):
                    other.entity.roles[use.role] += 1
    _promote(document)


def _listed_after(document: Document, use: RoleUse) -> list[Mention]:
    """ "Veteranerne X, Y og Z": of a list of players behind one noun all are players."""
    if use.role != "player" or use.how != "title" or use.person is None:
        return []
    listed = coordinated(document, use.person, document.of(use.sentence, "person"))
    return [m for m in listed if m.is_explicit and m.first >= use.person.last]


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
        link_clubs(document, use)
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
    if any(_holds(cue, match) for cue in sentence.grouped("cue")):
        return use  # "in caretaker charge": the cue that holds the noun says all of it
    own = [m for m in document.of(sentence, "person") if m.first <= use.first and m.last >= use.last]
    if own and own[0].form in ("epithet", "generic"):
        use.person, use.how = own[0], "apposition"
    elif not _link_after(document, use):
        _link_before(document, use)
    if use.person is None:
        _link_behind_copula(document, use)
    return use


def _holds(cue: Match, noun: Match) -> bool:
    is_longer = cue.last - cue.first > noun.last - noun.first
    return cue.first <= noun.first and noun.last <= cue.last and is_longer


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
    roles = sentence.grouped("role")
    conjunctions = {m.first: m.last for m in sentence.labelled("word:conjunctions")}
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
        if at in conjunctions and not any(match.first == conjunctions[at] for match in roles):
            return False  # "has no manager and X is looking": the noun is no title of X
        step = max((last for first, last in spans if first == at), default=0)
        if not step:
            return False
        at = step
    return False


def _link_behind_copula(document: Document, use: RoleUse) -> None:
    """ "Ny cheftræner i Skovby bliver Bo Lind", "the new coach is Bo Lind": the name follows the post."""
    sentence, tokens = use.sentence, use.sentence.tokens
    small = {at for m in document.of(sentence, "club") for at in range(m.first, m.last)}
    for label in ("word:club_prepositions", "word:fillers", "word:from"):
        small.update(at for m in sentence.labelled(label) for at in range(m.first, m.last))
    at = use.last
    while at < len(tokens) and at in small and at - use.last < REACH:
        at += 1
    labels = ("word:present_copulas", "word:past_copulas", "word:becomes")
    copulas = [m for label in labels for m in sentence.labelled(label) if m.first == at]
    if not copulas:
        return
    copula = max(copulas, key=lambda match: match.last)
    named = [m for m in document.of(sentence, "person") if m.is_explicit and 0 <= m.first - copula.last <= 1]
    if named and not named[0].is_genitive:
        use.person, use.how = named[0], "copula"
        use.is_past = copula.label == "word:past_copulas"
        use.becomes = use.becomes or copula.label == "word:becomes"


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
        copula.last <= match.first < use.first - 1 for match in sentence.grouped("cue")
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
