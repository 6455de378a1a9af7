"""The outlet that an article names as the origin of what it tells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .document import Document, Mention
from .phrases import Token
from .sentences import Sentence

BRIEF = 10  # words and marks
MOST_FILLERS = 3  # words between "according to" and the name
DASHES = "-–—"
FEWEST_ENTRIES = 2  # paragraphs that close on a paper in brackets make a column of what the papers write
CLOSING = ",»”\"“'’"


@dataclass(frozen=True)
class Attribution:
    """The outlet as written, at tokens ``first`` up to ``last`` of the sentence.

    ``is_said`` is false of one that the sentence only names ("Bild bringt ihn ins Spiel"): a rumour is from
    there, and a fact may be from anywhere.
    """

    name: str
    sentence: Sentence
    first: int
    last: int
    is_said: bool = True


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
            continue
        outlets = document.of(sentence, "outlet")
        if outlets and (latest is None or sentence.part == "title"):
            latest = _as_attribution(document, outlets[-1])
        beside = next((outlet for outlet in outlets if _is_plain(sentence, outlet)), None)
        if beside is not None:
            found[sentence.index] = replace(_as_attribution(document, beside), is_said=False)
        elif latest is not None and sentence.has("word:the_outlet"):
            found[sentence.index] = replace(latest, is_said=False)
    for index in [index for index, named in found.items() if index and _points_back(document, named, index)]:
        if index - 1 not in found or not found[index - 1].is_said:
            found[index - 1] = found[index]
    return {**_of_column(document), **found}


def _of_column(document: Document) -> dict[int, Attribution]:
    """ "Everton want Holm. (Daily Record)", one paragraph after the other: each from the paper behind it."""
    closing = {s.line: s for s in document.sentences if s.part == "text"}
    papers = {
        line: _as_attribution(document, outlets[0])
        for line, sentence in closing.items()
        if sentence.tokens[0].text == "("
        and (outlets := document.of(sentence, "outlet"))
        and outlets[0].first == 1
    }
    if len(papers) < FEWEST_ENTRIES:
        return {}
    return {s.index: papers[s.line] for s in document.sentences if s.line in papers}


def _points_back(document: Document, named: Attribution, index: int) -> bool:
    """ "Det skriver BT.", "Das berichtet die Hamburger Morgenpost.": said of the sentence before."""
    sentence = document.sentences[index]
    if not named.is_said or named.sentence is not sentence or sentence.tokens[0].text == "(":
        return False
    is_brief = len(sentence.tokens) <= BRIEF and document.sentences[index - 1].part == sentence.part
    return is_brief and not any(
        mention.kind != "outlet" and not named.first <= mention.first < named.last
        for mention in document.of(sentence)
    )


def _is_plain(sentence: Sentence, outlet: Mention) -> bool:
    """False of a name that says little by itself: "ge" is an outlet in Brazil and a word in Sweden."""
    return not outlet.is_weak and sentence.tokens[outlet.first].is_capital


def covers(source: Attribution, sentence: Sentence, at: int, others: list[int], is_fact: bool) -> bool:
    """False of what stands in a clause before the one that names the outlet, where that tells something of
    its own ("Lind left, while Holm according to the paper …"), and of a fact that is only said in passing.
    """
    if source.sentence is not sentence:
        return True
    tokens = sentence.tokens
    clause, named = tokens[at].clause, tokens[source.first].clause
    if is_fact and clause in sentence.asides and clause != named:
        return False
    if _is_slipped_in(source, sentence, clause):
        return True
    follows = any(other > source.last and tokens[other].clause >= named for other in others)
    return clause >= named or not follows


def _is_slipped_in(source: Attribution, sentence: Sentence, clause: int) -> bool:
    """ "The favourite, according to the Sentinel, is Holm": between two commas it is said of the whole."""
    tokens = sentence.tokens
    named = tokens[source.first].clause
    words = sum(token.is_word for token in tokens if token.clause == named)
    is_closed = source.last < len(tokens) and tokens[source.last].text == ","
    return clause == named - 1 and is_closed and words - (source.last - source.first) <= MOST_FILLERS


def _as_attribution(document: Document, mention: Mention) -> Attribution:
    name = document.written(mention)
    if mention.is_genitive:  # "efter Tipsbladets oplysninger"
        name = name.removesuffix("s").rstrip("'’")
    return Attribution(name, mention.sentence, mention.first, mention.last)


def _named(document: Document, sentence: Sentence) -> Attribution | None:
    told = {match.last for match in sentence.labelled("word:attributes_before")}
    verbs = _verbs_before(sentence) - told
    before = told | verbs
    before |= {_behind_fillers(sentence, at) for at in before}
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
        if _is_bracketed(sentence.tokens, mention):
            return _as_attribution(document, mention)
    for at in sorted(before):
        row = _row_from(sentence.tokens, at)
        may_be_a_speaker = row is not None and at in verbs and row[1] - row[0] == 1  # "…, asegura Martínez"
        if row and not may_be_a_speaker and not _is_other_name(document, sentence, *row):
            return _slice(document, sentence, *row)
    for at in sorted(after):
        row = _row_until(sentence.tokens, at)
        if row and row[1] - row[0] > 1 and not _is_other_name(document, sentence, *row):
            return _slice(document, sentence, *row)
    return None


def _has_colon(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text == ":"


def _behind_fillers(sentence: Sentence, at: int) -> int:
    """Where the name begins: "according to the Sentinel", "selon le quotidien L'Équipe"."""
    words = (*sentence.labelled("word:fillers"), *sentence.labelled("word:the_outlet"))
    ends = {match.first: match.last for match in words if not sentence.tokens[match.first].is_capital}
    for _ in range(MOST_FILLERS):
        at = ends.get(at, at)
    return at


def _verbs_before(sentence: Sentence) -> set[int]:
    """ "…, schreibt L'Équipe": what follows a verb that opens its clause, where the name stands behind it."""
    tokens = sentence.tokens
    return {
        match.last
        for match in sentence.labelled("word:attributes_after")
        if match.first and tokens[match.first - 1].text in CLOSING
    }


def _is_bracketed(tokens: list[Token], mention: Mention) -> bool:
    """ "(Daily Record)" behind what the paper tells; "Madrid (EFE).-" opens a report of its own."""
    before, after = mention.first - 1, mention.last
    if before < 0 or tokens[before].text != "(" or [t.text for t in tokens[after : after + 1]] != [")"]:
        return False
    behind = "".join(token.text for token in tokens[after + 1 : after + 3]).lstrip(".")
    return behind[:1] not in DASHES or not behind


def _row_from(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """Up to four words with capitals, and figures among them: "Le 10 Sport", "TV 2"."""
    end = at
    while end < len(tokens) and end - at < 4 and _is_of_row(tokens, end, at):
        end += 1
    return (at, end) if end > at else None


def _is_of_row(tokens: list[Token], at: int, first: int) -> bool:
    token = tokens[at]
    if token.is_word and token.is_capital:
        return True
    return at > first and token.text.isdecimal() and len(token.text) < 3 and tokens[at - 1].is_capital


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
    return "role" in labels or ("nation" in labels and last - first == 1)


def _slice(document: Document, sentence: Sentence, first: int, last: int) -> Attribution:
    text = document.text_of(sentence.part)[sentence.tokens[first].start : sentence.tokens[last - 1].end]
    after = sentence.tokens[last] if last < len(sentence.tokens) else None
    is_owner = after is not None and after.text.islower() and after.low not in document.book.function_words
    is_name_in_capitals = len(text) > 2 and text[:-1].isupper() and text[-1] == "s"  # "VGs opplysninger"
    is_long = len(text) > 4 and text[-2:].islower()
    if document.book.lexicon.genitive_s and is_owner and (is_long or is_name_in_capitals):
        text = text.removesuffix("s")  # "ifølge Nordpostens oplysninger"
    return Attribution(text, sentence, first, last)


def _speaks_of_outlet(sentence: Sentence) -> bool:
    near = [*sentence.labelled("word:attributes_before"), *sentence.labelled("word:attributes_after")]
    return any(
        abs(outlet.first - match.last) <= 2 or abs(match.first - outlet.last) <= 2
        for outlet in sentence.labelled("word:the_outlet")
        for match in near
    )
