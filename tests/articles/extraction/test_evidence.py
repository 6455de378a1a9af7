"""Whatever a reader says, what it shows for it stands in the article letter for letter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extraction import ArticleText
from articles.extraction.claims import Claim, Passage
from articles.extraction.corpus import article_from_corpus
from articles.extraction.document import Document
from articles.extraction.pipeline import prepare
from articles.extraction.readers import READERS, told

from .cast import NAMES, PUBLISHED, agreed
from .evaluate import CORPUS, REFERENCE, names_of

HERE = Path(__file__).parent
OWN = sorted((HERE / "annotated").rglob("*.jsonl")) + sorted((HERE / "gold").glob("*.jsonl"))
GOLD = sorted(CORPUS.glob("dev/*.jsonl")) + sorted(CORPUS.glob("retold/*.jsonl"))

TITLE = "Brøndby fyrer Thorup"
TEXT = "Brøndby IF har fyret cheftræner Jess Thorup. KRC Genk vil ansætte Hannes Wolf."
DOCUMENT = prepare(ArticleText(TITLE, TEXT, PUBLISHED, language="da"), NAMES)[2]
CLAIM = told(DOCUMENT)[0]


@dataclass(frozen=True)
class Said:
    """A reader that says what one has said already, so that each reads an article once."""

    name: str
    read: Sequence[Claim]

    def claims(self, document: Document) -> Sequence[Claim]:
        return self.read


@pytest.fixture(scope="module")
def names():
    return names_of(REFERENCE)


@pytest.mark.parametrize("path", [*OWN, *GOLD], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_reader_quotes_the_article(path, names):
    for line in path.read_text(encoding="utf-8").splitlines():
        article = article_from_corpus(json.loads(line))
        document = prepare(article, names)[2]
        if document is None:
            continue
        readings = [Said(reader.name, reader.claims(document)) for reader in READERS]
        said = [claim for reading in readings for claim in reading.read]
        for claim in (*said, *told(document, readings)):
            for passage in (claim.evidence, *(mark.passage for mark in claim.marks)):
                whole = article.title if passage.part == "title" else article.text
                assert passage.text
                assert whole[passage.start : passage.end] == passage.text


@settings(max_examples=300)
@given(
    part=st.sampled_from(["title", "text"]),
    start=st.integers(-100, 100),
    end=st.integers(-100, 100),
    written=st.one_of(st.none(), st.text(max_size=30), st.sampled_from([TITLE, TEXT, "fyret", "fyrer"])),
)
def test_a_claim_is_kept_only_with_words_that_stand_where_it_says(part, start, end, written):
    whole = TITLE if part == "title" else TEXT
    text = whole[start:end] if written is None else written
    claim = replace(CLAIM, evidence=Passage(part, start, end, text))
    stands_there = 0 <= start < end <= len(whole) and whole[start:end] == text
    assert bool(agreed(DOCUMENT, [("liar", [claim])])) == stands_there
