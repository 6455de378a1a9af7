"""An article and the known names in, a reading out. No clock, no settings, no database.

The stages, in order: regions, language, sentences, mentions, roles, references,
times, cues under their scope, slots, claims. Each has a file of its own name.
"""

from __future__ import annotations

from pathlib import Path

from .claims import ArticleText, LabelledSpan, Reading
from .context import find_clubs_by_context
from .document import Document
from .language import detect
from .lexicon import FOLDER, languages, lexicon
from .mentions import find_mentions
from .names import Names
from .phrases import Phrasebook, phrasebook
from .readers import told
from .reference import resolve_references
from .regions import READABLE, label_lines, lines_of
from .roles import note_roles
from .sentences import Sentence, make_sentence, split
from .word_weights import Weights

LONGEST = 40_000  # characters that are read; what follows is no article any more
LONGEST_TITLE = 1_000
LONGEST_WORD = 100  # within so many characters of the cap the reading stops between two words


def read(
    article: ArticleText, names: Names, *, folder: Path = FOLDER, weights: Weights | None = None
) -> Reading:
    """All claims of an article, each with its passage, its cue, its reasons and a confidence.

    ``weights`` are those of its words, where not the ones of the package.
    """
    language, regions, document = prepare(article, names, folder=folder)
    claims = () if document is None else told(document, weights=weights)
    return Reading(language, claims, regions, unread=unread(article))


def unread(article: ArticleText) -> int:
    """How many characters of an article lie behind the cap, so that no claim comes from them."""
    read_of_title, read_of_text = _stop(article.title, LONGEST_TITLE), _stop(article.text, LONGEST)
    return len(article.title) - read_of_title + len(article.text) - read_of_text


def _stop(text: str, most: int) -> int:
    """How far a text is read: to its end, or to the last space under the cap."""
    if len(text) <= most:
        return len(text)
    near = most - LONGEST_WORD
    space = max(text.rfind(" ", near, most), text.rfind("\n", near, most))
    return space if space >= 0 else most


def prepare(
    article: ArticleText, names: Names, *, folder: Path = FOLDER
) -> tuple[str, tuple[LabelledSpan, ...], Document | None]:
    """The language, the regions and the document with all mentions found.

    There is no document where nothing can be read: an unknown language, or another game than football.
    """
    title = LabelledSpan("title", 0, _stop(article.title, LONGEST_TITLE), "title")
    language, spans = _labelled(article, folder)
    regions = (title, *spans)
    if language not in languages(folder):
        return language, regions, None
    book = phrasebook(lexicon(language, folder))
    document = Document(article, book, names, _sentences(article, regions, book))
    if _is_other_sport(document):
        return language, regions, None
    find_mentions(document)
    note_roles(document)
    find_clubs_by_context(document)
    resolve_references(document)
    return language, regions, document


def _labelled(article: ArticleText, folder: Path) -> tuple[str, list[LabelledSpan]]:
    """The language and what each line is. Which lines are the article's the language tells, and which
    language it is those lines tell best: where the whole page speaks another one, the lines decide.
    """
    known = languages(folder)
    text = article.text[: _stop(article.text, LONGEST)]
    lines = (text[start:end] for start, end in lines_of(text))
    language = detect("\n".join([article.title, *lines]), known, article.language)
    spans = label_lines(text, [lexicon(language, folder)] if language in known else [])
    by_lines = detect(_sample(article, spans), known, article.language)
    if by_lines != language and by_lines in known:
        spans = label_lines(text, [lexicon(by_lines, folder)])
    return by_lines, spans


def _is_other_sport(document: Document) -> bool:
    """True of an article whose title or opening is about another game: its coaches are none of ours."""
    opening = [s for s in document.sentences if s.part == "title" or s.region == "lead"]
    return (
        any(s.has("role:other_sport") for s in opening)
        and sum(len(s.labelled("role:other_sport")) for s in document.sentences) > 1
    )


def _sample(article: ArticleText, spans: list[LabelledSpan]) -> str:
    lines = [article.text[span.start : span.end] for span in spans if span.region in READABLE]
    return "\n".join([article.title, *lines])


def _sentences(article: ArticleText, regions: tuple[LabelledSpan, ...], book: Phrasebook) -> list[Sentence]:
    sentences: list[Sentence] = []
    for number, span in enumerate(regions):
        if span.region not in READABLE:
            continue
        text = article.title if span.part == "title" else article.text
        for at in split(text, span.start, span.end, book):
            sentence = make_sentence(text, span.part, at, span.region, number, book)
            sentence.index = len(sentences)
            sentences.append(sentence)
    return sentences
