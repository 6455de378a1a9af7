"""Where a reading goes wrong: each missed and each needless claim in the class of its error.

A class says which stage lost the claim: the names, the cue, its scope, the slots or
the weighing. Claims are mappings in the form of the gold corpus, as in ``scoring``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .claims import ArticleText
from .cues import Fired
from .document import Document, Mention
from .drafts import Draft
from .memory import Memory
from .names import Names
from .pipeline import prepare
from .reader import read_drafts
from .regions import READABLE
from .scope import scope_of, under_scope
from .scoring import is_about_same, same_club, same_coach
from .sentences import Sentence

NOT_READ = "article not read"
OTHER_KIND = "other kind"
NEITHER = "neither detected"
NO_COACH = "coach not detected"
NO_CLUB = "club not detected"
NOT_A_COACH = "taken for no coach"
NOT_LABELLED = "in a part that is not read"
CLUB_ELSEWHERE = "club only elsewhere"
COACH_IMPLIED = "coach implied"
BOTH_ELSEWHERE = "both only elsewhere"
NO_CUE = "both there, no cue"
SCOPE = "both there, cue under a scope"
STRUCK = "both there, statement struck"
SLOTS = "both there, slots filled otherwise"
MISSED = (
    *(NO_COACH, NO_CLUB, NEITHER, NOT_A_COACH, CLUB_ELSEWHERE, COACH_IMPLIED, BOTH_ELSEWHERE),
    *(NO_CUE, SCOPE, SLOTS, STRUCK, OTHER_KIND, NOT_LABELLED, NOT_READ),
)
TWICE = "said already"
WRONG_COACH = "wrong coach"
WRONG_CLUB = "wrong club"
NOTHING = "nothing of the sort"
EXTRA = (OTHER_KIND, WRONG_COACH, WRONG_CLUB, TWICE, NOTHING)


@dataclass
class Trail:
    """What the stages left behind on their way through an article."""

    document: Document | None
    drafts: list[Draft]
    cues: dict[int, list[Fired]]  # by index of the sentence
    posts: set[int]  # sentences with a post that a coaching noun names


def trail_of(article: ArticleText, names: Names) -> Trail:
    """The trail of an article, read once more."""
    _, _, document = prepare(article, names)
    cues: dict[int, list[Fired]] = {}
    posts: set[int] = set()
    if document is None:
        return Trail(None, [], cues, posts)

    def watch(memory: Memory, sentence: Sentence, fired: Fired, *_) -> None:
        cues.setdefault(sentence.index, []).append(fired)

    drafts = read_drafts(document, watch)
    for sentence in document.sentences:
        if any(sentence.has(f"role:{role}") for role in ("head_coach", "caretaker", "assistant")):
            posts.add(sentence.index)
    return Trail(document, drafts, cues, posts)


def class_of_miss(gold: Mapping, predicted: list[Mapping], trail: Trail) -> str:
    """Which stage lost a gold claim, asked in the order of the stages."""
    document = trail.document
    if document is None:
        return NOT_READ
    if any(is_about_same(gold, claim) and claim["kind"] != gold["kind"] for claim in predicted):
        return OTHER_KIND
    persons = [person for person in document.persons if same_coach(gold["coach"], person.name)]
    clubs = [club for club in document.clubs if same_club(gold["club"], club.name)]
    if not persons or not clubs:
        return NEITHER if not persons and not clubs else NO_CLUB if persons else NO_COACH
    if all(person.is_barred for person in persons):
        return NOT_A_COACH
    places = sentences_of(document, gold.get("evidence"))
    if not places:
        return NOT_LABELLED
    return _in_sentences(gold, trail, places)


def class_of_extra(claim: Mapping, gold: list[Mapping]) -> str:
    """What is wrong with a claim that no gold one asks for."""
    for other in gold:
        if is_about_same(claim, other):
            return TWICE if claim["kind"] == other["kind"] else OTHER_KIND
    alike = [other for other in gold if other["kind"] == claim["kind"]]
    if any(same_club(claim["club"], other["club"]) for other in alike):
        return WRONG_COACH
    if any(same_coach(claim["coach"], other["coach"]) for other in alike):
        return WRONG_CLUB
    return NOTHING


def sentences_of(document: Document, evidence) -> list[Sentence]:
    """The sentences that the evidence lies in; none where that part of the article is not read."""
    text = evidence.get("text", "") if isinstance(evidence, Mapping) else evidence or ""
    found = []
    for part, whole in (("title", document.article.title), ("text", document.article.text)):
        start = whole.find(text) if text else -1
        end = start + len(text)
        if start >= 0:
            found += [s for s in document.sentences if s.part == part and s.start < end and start < s.end]
    return [sentence for sentence in found if sentence.region in READABLE]


def _in_sentences(gold: Mapping, trail: Trail, places: list[Sentence]) -> str:
    document = trail.document
    assert document is not None
    mentions = [mention for sentence in places for mention in document.of(sentence)]
    has_coach = any(_is_named(m, "person") and same_coach(gold["coach"], m.entity.name) for m in mentions)
    has_club = any(_is_named(m, "club") and same_club(gold["club"], m.entity.name) for m in mentions)
    if not has_coach or not has_club:
        return CLUB_ELSEWHERE if has_coach else COACH_IMPLIED if has_club else BOTH_ELSEWHERE
    if any(_says(draft, gold) for draft in trail.drafts):
        return STRUCK
    cues = [(sentence, fired) for sentence in places for fired in trail.cues.get(sentence.index, ())]
    posts = any(sentence.index in trail.posts for sentence in places)
    if not cues and not (posts and gold["kind"] == "tenure"):
        return NO_CUE
    return SCOPE if cues and all(_is_turned(*cue) for cue in cues) else SLOTS


def _is_named(mention: Mention, kind: str) -> bool:
    return mention.kind == kind and mention.is_explicit


def _says(draft: Draft, gold: Mapping) -> bool:
    return (
        str(draft.kind) == gold["kind"]
        and same_coach(gold["coach"], draft.coach.name)
        and same_club(gold["club"], draft.club.name)
    )


def _is_turned(sentence: Sentence, fired: Fired) -> bool:
    """True where the surroundings of a cue leave nothing of it."""
    return under_scope(fired.meaning, scope_of(sentence, fired.first, fired.last, fired.end))[0] is None
