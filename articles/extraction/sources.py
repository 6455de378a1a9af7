"""The outlet that an article names as the origin of what it tells."""

from __future__ import annotations

from dataclasses import dataclass

from .document import Document, Mention
from .phrases import Token
from .sentences import Sentence


@dataclass(frozen=True)
class Attribution:
    """The outlet as written, at tokens ``first`` up to ``last`` of the sentence."""

    name: str
    sentence: Sentence
    first: int
    last: int


def attributions(document: Document) -> dict[int, Attribution]:
    """The attribution of each sentence that has one, by index. "The paper" is the outlet named last."""
    found: dict[int, Attribution] = {}
    latest: Attribution | None = None
    for sentence in document.sentences:
        named = _named(document, sentence)
        if named is None and latest is not None and _speaks_of_outlet(sentence):
            named = latest
        if named is not None:
            found[sentence.index] = named
            latest = named
        elif latest is None or sentence.part == "title":
            outlets = document.of(sentence, "outlet")
            latest = _as_attribution(document, outlets[-1]) if outlets else latest
    return found


def covers(source: Attribution, sentence: Sentence, at: int, others: list[int]) -> bool:
    """False of what stands in a clause before the one that names the outlet, where that tells something of
    its own, and of what is only said in passing: "Lind left, while Holm according to the paper …".
    """
    if source.sentence is not sentence:
        return True
    tokens = sentence.tokens
    clause, named = tokens[at].clause, tokens[source.first].clause
    if clause in sentence.asides and clause != named:
        return False
    follows = any(other > source.last and tokens[other].clause >= named for other in others)
    return clause >= named or not follows


def _as_attribution(document: Document, mention: Mention) -> Attribution:
    return Attribution(document.written(mention), mention.sentence, mention.first, mention.last)


def _named(document: Document, sentence: Sentence) -> Attribution | None:
    before = {match.last for match in sentence.labelled("word:attributes_before")}
    after = {match.first for match in sentence.labelled("word:attributes_after")}
    for mention in document.of(sentence, "outlet"):
        if before & {mention.first, mention.first - 1} or after & {
            mention.last,
            mention.last + 1,
            mention.last + 2,
        }:
            return _as_attribution(document, mention)
        if sentence.part == "title" and mention.first == 0 and _has_colon(sentence.tokens, mention.last):
            return _as_attribution(document, mention)
    for at in sorted(before):
        row = _row_from(sentence.tokens, at)
        if row and not _is_other_name(document, sentence, *row):
            return _slice(document, sentence, *row)
    for at in sorted(after):
        row = _row_until(sentence.tokens, at)
        if row and row[1] - row[0] > 1 and not _is_other_name(document, sentence, *row):
            return _slice(document, sentence, *row)
    return None


def _has_colon(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text == ":"


def _row_from(tokens: list[Token], at: int) -> tuple[int, int] | None:
    end = at
    while end < len(tokens) and end - at < 4 and tokens[end].is_capital and tokens[end].is_word:
        end += 1
    return (at, end) if end > at else None


def _row_until(tokens: list[Token], at: int) -> tuple[int, int] | None:
    first = at
    while first > 0 and at - first < 4 and tokens[first - 1].is_capital and tokens[first - 1].is_word:
        first -= 1
    return (first, at) if first < at else None


def _is_other_name(document: Document, sentence: Sentence, first: int, last: int) -> bool:
    """True where the row is a person or a club: "according to Moyes" names no outlet."""
    if all(token.low in document.book.function_words for token in sentence.tokens[first:last]):
        return True
    for mention in document.of(sentence):
        if mention.kind == "person" and not mention.is_weak and mention.first < last and first < mention.last:
            return True
        if mention.kind == "club" and mention.first <= first and mention.last >= last:
            return True
    labels = {m.label.split(":")[0] for m in sentence.matches if first <= m.first < last}
    return bool(labels & {"role", "nation"})


def _slice(document: Document, sentence: Sentence, first: int, last: int) -> Attribution:
    text = document.text_of(sentence.part)[sentence.tokens[first].start : sentence.tokens[last - 1].end]
    after = sentence.tokens[last] if last < len(sentence.tokens) else None
    is_owner = after is not None and after.text.islower() and after.low not in document.book.function_words
    if document.book.lexicon.genitive_s and is_owner and len(text) > 4 and text[-2:].islower():
        text = text.removesuffix("s")  # "ifølge Nordpostens oplysninger"
    return Attribution(text, sentence, first, last)


def _speaks_of_outlet(sentence: Sentence) -> bool:
    near = [*sentence.labelled("word:attributes_before"), *sentence.labelled("word:attributes_after")]
    return any(
        abs(outlet.first - match.last) <= 2 or abs(match.first - outlet.last) <= 2
        for outlet in sentence.labelled("word:the_outlet")
        for match in near
    )
