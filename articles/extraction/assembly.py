"""Drafts of all sentences into claims: one for each kind, coach and club, none that another contradicts."""

from __future__ import annotations

from collections import defaultdict

from .claims import Claim, Entity, Kind, Manner, Mark, MarkKind, Role, Stage, Tense
from .dating import date_statements
from .document import Document, Mention
from .drafts import LIKELY, Draft
from .meanings import MEANINGS
from .posts import CARRIED
from .signs import LIES_BACK, Groups, signs_of

LADDER = list(Stage)
GUESSED = 0.6  # below it a slot is a guess
NEAR = 2.0  # the price of a club below which a title is a post there
WHOLE_ARTICLE = 6  # sentences
LONGEST_EVIDENCE = 400


def assemble(document: Document, drafts: list[Draft]) -> tuple[Claim, ...]:
    """The claims of an article, in no order and without a confidence."""
    groups: dict[tuple, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[(draft.kind, id(draft.coach), id(draft.club))].append(draft)
    _lay_to_rest(groups)
    _drop_guesses(groups)
    _settle_facts(groups)
    _weigh(groups)
    _follow_movers(groups)
    date_statements(document, groups.values())
    if len(groups) == 1 and _is_stray(document, *groups.values()):
        return ()
    return tuple(claim_of(document, groups, group) for group in groups.values())


def _is_stray(document: Document, group: list[Draft]) -> bool:
    """True of the only claim of a whole article where it is a doubtful one and the title names not both:
    the article is about other things.
    """
    if document.is_bare and _may_be_a_players(group):
        return True
    doubtful = GUESSED if group[0].kind is Kind.TENURE else LIKELY  # background often stands alone
    if _surest(group) >= doubtful or len(document.sentences) < WHOLE_ARTICLE:
        return False
    return not {group[0].coach, group[0].club} <= document.named_in_title()


def _may_be_a_players(group: list[Draft]) -> bool:
    """ "Rooney had extended his contract until 2012": who coaches today may have played then."""
    is_signed = all(draft.meaning is MEANINGS["extended"] for draft in group)
    return is_signed and group[0].coach.main_role is None and not any(d.has_role for d in group)


def _lay_to_rest(groups: dict[tuple, list[Draft]]) -> None:
    """Who dies out of office leaves no post: where no sentence has the dead in office, the club tells of a
    past one.
    """
    for key in [key for key, group in groups.items() if group[0].meaning.manner is Manner.DIED]:
        _, coach, club = key
        holds = groups.get((Kind.TENURE, coach, club), [])
        in_office = any(d.meaning.tense is Tense.CURRENT and d.club_cost < CARRIED for d in holds)
        group = groups[key]
        if in_office or any(draft.club_cost < CARRIED and draft.has_role for draft in group):
            continue
        del groups[key]
        if not group[0].coach.is_coach:
            continue
        for draft in group:
            draft.meaning, draft.when, draft.time = MEANINGS["held"], None, None
        groups[Kind.TENURE, coach, club] = holds + group


def _settle_facts(groups: dict[tuple, list[Draft]]) -> None:
    """One fact for each coach and club: who has come and gone since is gone, else the surer reading holds."""
    for key in [key for key in groups if key[0] is Kind.DEPARTURE]:
        other = (Kind.APPOINTMENT, *key[1:])
        if other in groups:
            loser, winner = (key, other) if _holds_still(groups[other], groups[key]) else (other, key)
            del groups[loser]
            for draft in groups[winner]:
                draft.rivals += 1  # the article says both: an editor looks
        rumour = (Kind.CANDIDACY, *key[1:])
        if key in groups and rumour in groups:
            del groups[key if _surest(groups[rumour]) > _surest(groups[key]) else rumour]


def _holds_still(came: list[Draft], went: list[Draft]) -> bool:
    starts = [draft.when for draft in came if draft.when is not None]
    ends = [draft.when for draft in went if draft.when is not None]
    if starts and ends and starts[0] != ends[0]:
        return starts[0].earliest > ends[0].latest
    was_caretaker = all(draft.role is Role.CARETAKER for draft in went)
    if was_caretaker and any(draft.role is not Role.CARETAKER for draft in came):
        return True  # the one who stood in has the post for good
    if _is_headline(went) != _is_headline(came):
        return _is_headline(came)
    return _surest(came) > _surest(went)


def _is_headline(group: list[Draft]) -> bool:
    return any(draft.sentence.part == "title" for draft in group)


def _surest(group: list[Draft]) -> float:
    return max(draft.strength for draft in group)


def _follow_movers(groups: dict[tuple, list[Draft]]) -> None:
    """Who leaves one club and is appointed at another in the same article has left for it."""
    for (kind, coach, club), group in groups.items():
        manners = {draft.meaning.manner for draft in group}
        if kind is not Kind.DEPARTURE or manners != {Manner.UNSPECIFIED}:
            continue
        joined = [
            other
            for (fact, who, where), other in groups.items()
            if fact is Kind.APPOINTMENT
            and who == coach
            and where != club
            and not _is_long_between(group, other)
        ]
        if any(draft.club_cost < CARRIED for other in joined for draft in other):
            for draft in group:
                draft.meaning = MEANINGS["left_for"]


def _is_long_between(left: list[Draft], joined: list[Draft]) -> bool:
    """True where the dates of both are told and months lie between them."""
    leaving = [draft.when.latest for draft in left if draft.when is not None]
    coming = [draft.when.earliest for draft in joined if draft.when is not None]
    return bool(leaving and coming) and (coming[0] - leaving[0]).days > LIES_BACK


def _drop_guesses(groups: dict[tuple, list[Draft]]) -> None:
    """A title without a club is a post somewhere; where the article says more of the coach it is not
    guessed.
    """
    told = {coach for (kind, coach, _), group in groups.items() if any(d.club_cost < CARRIED for d in group)}
    for key in [key for key in groups if key[0] is Kind.TENURE and key[1] in told]:
        if all(draft.club_cost >= CARRIED for draft in groups[key]):
            del groups[key]
        else:
            groups[key] = [draft for draft in groups[key] if draft.club_cost < CARRIED]
    for key in list(groups):
        if all(draft.club_cost >= CARRIED for draft in groups[key]) and _is_guess(groups, key):
            del groups[key]


def _is_guess(groups: dict[tuple, list[Draft]], key: tuple) -> bool:
    """True where the club is taken from elsewhere, but the coach is said to have left another, or the post
    is one at a national side and the club is none.
    """
    kind, coach, _ = key
    if kind is Kind.DEPARTURE and any(
        other[0] is kind and other[1] == coach and any(d.club_cost < CARRIED for d in group)
        for other, group in groups.items()
    ):
        return True
    return not groups[key][0].club.is_national and any(_is_national_post(d) for d in groups[key])


def _is_national_post(draft: Draft) -> bool:
    return draft.rule.startswith("role:") and any(
        m.first < draft.last and draft.first < m.last for m in draft.sentence.labelled("word:national")
    )


def _weigh(groups: dict[tuple, list[Draft]]) -> None:
    """Strike what a stronger claim about the same coach and club already says."""
    for key in list(groups):
        if _is_said_already(groups, *key):
            del groups[key]


def _is_said_already(groups: dict[tuple, list[Draft]], kind: Kind, coach: int, club: int) -> bool:
    def has(*kinds: Kind) -> bool:
        return any((other, coach, club) in groups for other in kinds)

    if kind is Kind.TENURE:
        group = groups[kind, coach, club]
        is_current = all(draft.meaning.tense is Tense.CURRENT for draft in group)
        is_earlier_spell = not is_current and any(draft.rule.startswith("role:") for draft in group)
        if has(Kind.DEPARTURE) or (has(Kind.APPOINTMENT) and not is_earlier_spell):
            return True
        if is_current and has(Kind.CANDIDACY, Kind.WITHDRAWAL) and all(d.club_cost >= NEAR for d in group):
            return True  # the title belongs to another club than the one he may come to
        return is_current and has(Kind.PRESSURE, Kind.EXTENSION)
    if kind is Kind.CANDIDACY:
        is_said = has(Kind.WITHDRAWAL, Kind.APPOINTMENT) or _sits_there(groups, coach, club)
        return is_said or _is_only_where_he_was(groups, coach, club)
    if kind is Kind.WITHDRAWAL:
        return has(Kind.APPOINTMENT)
    return kind in (Kind.PRESSURE, Kind.EXTENSION) and has(Kind.DEPARTURE)


def _is_only_where_he_was(groups, coach: int, club: int) -> bool:
    """ "Hughes, who managed Havnby until 2008, is to take over": a club that is not named, not that one."""
    tenure = groups.get((Kind.TENURE, coach, club), [])
    was = [d for d in tenure if d.meaning.tense is Tense.PAST and d.club_cost < CARRIED]
    named = {_place_of(draft.club_mention) for draft in was}
    rumour = groups[Kind.CANDIDACY, coach, club]
    return all(draft.club_cost >= CARRIED and _place_of(draft.club_mention) in named for draft in rumour)


def _place_of(mention: Mention | None) -> tuple[int, int] | None:
    return None if mention is None else (mention.sentence.index, mention.first)


def _sits_there(groups, coach: int, club: int) -> bool:
    """True of a coach in post, and of one whose pressure or extension is told: he is no candidate there."""
    if any((kind, coach, club) in groups for kind in (Kind.PRESSURE, Kind.EXTENSION)):
        return True
    tenure = groups.get((Kind.TENURE, coach, club), [])
    return any(
        draft.meaning.tense is Tense.CURRENT
        and draft.role in (Role.HEAD_COACH, Role.SPORTING_DIRECTOR)
        and draft.club_cost < NEAR
        for draft in tenure
    )


def claim_of(document: Document, groups: Groups, group: list[Draft]) -> Claim:
    """One claim from the drafts of one statement: the surest gives the evidence, the rest fill what it
    leaves open.
    """
    best = max(group, key=_weight)
    dated = best if best.when else next((draft for draft in group if draft.when), best)
    sourced = best if best.source else next((draft for draft in group if draft.source), best)
    until = next((draft.until for draft in [best, *group] if draft.until), None)
    meaning = best.meaning
    return Claim(
        kind=best.kind,
        coach=Entity(best.coach.name, best.coach.key),
        club=Entity(best.club.name, best.club.key, best.club.is_national),
        evidence=_evidence(document, best),
        rule=best.rule,
        role=_role(best, group),
        manner=_manner(group) if best.kind is Kind.DEPARTURE else None,
        stage=_stage(group) if best.kind in (Kind.CANDIDACY, Kind.PRESSURE) else None,
        by=_by(best, group) if best.kind is Kind.WITHDRAWAL else None,
        tense=meaning.tense if best.kind is Kind.TENURE else None,
        when=dated.when if best.kind is not Kind.PRESSURE else None,
        until=until,
        source=sourced.source.name if sourced.source else None,
        marks=_marks(document, best, sourced),
        reasons=tuple(dict.fromkeys(best.reasons)),
        signs=signs_of(document, groups, group, best),
    )


def _weight(draft: Draft) -> tuple:
    """What makes a draft the one to show: of rumours the furthest stage, else the surest, then the
    fullest.
    """
    stage = LADDER.index(draft.meaning.stage) if draft.meaning.stage is not None else 0
    return stage, draft.strength, draft.when is not None, draft.sentence.part == "text"


def _role(best: Draft, group: list[Draft]) -> Role:
    if best.has_role:
        return best.role
    return next((draft.role for draft in group if draft.has_role), best.role)


def _manner(group: list[Draft]) -> Manner:
    """What is said most surely; "left" says no manner and yields to any that does."""
    told = [
        (draft.strength, manner)
        for draft in group
        if (manner := draft.meaning.manner) is not None and manner is not Manner.UNSPECIFIED
    ]
    if told:
        return max(told, key=lambda pair: pair[0])[1]
    if any(draft.role is Role.CARETAKER for draft in group):
        return Manner.CARETAKER_ENDED
    wanted_to_go = any(draft.sentence.has_near("word:own_wish", draft.first) for draft in group)
    return Manner.RESIGNED if wanted_to_go else Manner.UNSPECIFIED


def _stage(group: list[Draft]) -> Stage:
    return max((stage for draft in group if (stage := draft.meaning.stage) is not None), key=LADDER.index)


def _by(best: Draft, group: list[Draft]):
    told = [
        draft.meaning.by
        for draft in group
        if draft.meaning.by is not None and draft.meaning.by != "unspecified"
    ]
    return told[0] if told else best.meaning.by


def _evidence(document: Document, draft: Draft):
    """The sentence, or of a very long one the stretch around the words that the claim rests on."""
    sentence = draft.sentence
    start, end = sentence.start, sentence.end
    if end - start > LONGEST_EVIDENCE:
        places = [
            m for m in (draft.coach_mention, draft.club_mention) if m is not None and m.sentence is sentence
        ]
        first = min([draft.first, *(m.first for m in places)])
        last = max([draft.words[-1][1], *(m.last for m in places)])
        start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return document.passage(sentence.part, start, end)


def _marks(document: Document, best: Draft, sourced: Draft) -> tuple[Mark, ...]:
    tokens, part = best.sentence.tokens, best.sentence.part
    marks = [Mark("cue", document.passage(part, tokens[a].start, tokens[b - 1].end)) for a, b in best.words]
    slots: tuple[tuple[MarkKind, Mention | None], ...] = (
        ("coach", best.coach_mention),
        ("club", best.club_mention),
    )
    marks += [Mark(kind, _passage(document, mention)) for kind, mention in slots if mention is not None]
    if best.time is not None:
        marks.append(
            Mark(
                "date", document.passage(part, tokens[best.time.first].start, tokens[best.time.last - 1].end)
            )
        )
    if sourced.source is not None:
        at = sourced.source
        row = at.sentence.tokens
        marks.append(
            Mark("source", document.passage(at.sentence.part, row[at.first].start, row[at.last - 1].end))
        )
    return tuple(marks)


def _passage(document: Document, mention: Mention):
    return document.passage(mention.sentence.part, mention.start, mention.end)
