"""Which club an article is about: the one that its title and opening name, and that it comes back to."""

from __future__ import annotations

from collections.abc import Collection

from .document import Club, Document, Mention

IN_TITLE, IN_LEAD, ELSEWHERE = 3.0, 2.0, 1.0
OPENING = 2  # sentences of the text that count as its lead where the page marks none
AT_NEWS = 1.5  # the sentence has a phrase of coming or going
IN_PASSING = 0.25  # inside brackets, or after "former"
FORMER_REACH = 4  # words between "former" and the club of the former post


def protagonist(document: Document, clubs: Collection[Club] | None = None) -> Club | None:
    """The weightiest club, of ``clubs`` only where they are given; of equal ones the first named."""
    weights: dict[Club, float] = {}
    texts = 0
    for sentence in document.sentences:
        texts += sentence.part == "text"
        place = IN_TITLE if sentence.part == "title" else IN_LEAD if texts <= OPENING else ELSEWHERE
        for mention in document.of(sentence, "club"):
            if mention.is_weak or (clubs is not None and mention.entity not in clubs):
                continue
            weights[mention.entity] = weights.get(mention.entity, 0.0) + _weight(document, mention, place)
    return max(weights, key=weights.__getitem__, default=None)


def _weight(document: Document, mention: Mention, place: float) -> float:
    if mention.form == "generic" or document.is_opponent(mention):
        return 0.0
    if is_bygone(mention) or is_bracketed(mention):
        return IN_PASSING
    return place * (AT_NEWS if mention.sentence.grouped("cue") else 1.0)


def is_bygone(mention: Mention) -> bool:
    """ "X, formerly of Visé": a club that only a former post names is not the club spoken of."""
    sentence = mention.sentence
    return any(
        0 <= mention.first - former.last <= FORMER_REACH
        and not any(token.text in ",;:" for token in sentence.tokens[former.last : mention.first])
        for former in sentence.labelled("word:former")
    )


def is_bracketed(mention: Mention) -> bool:
    """True of the club of "Jens Holm (44, Skovby)"."""
    tokens = mention.sentence.tokens
    opened = next((at for at in range(mention.first - 1, -1, -1) if tokens[at].text in "()"), None)
    return opened is not None and tokens[opened].text == "("
