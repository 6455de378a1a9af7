"""What several readers say together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles.extraction import ArticleText
from articles.extraction.claims import Claim, Entity, Kind, Manner, Passage, Tense
from articles.extraction.pipeline import prepare
from articles.extraction.readers import told

from .cast import NAMES, PUBLISHED, agreed

TEXT = "Brøndby IF har fyret cheftræner Jess Thorup."
THORUP, BRONDBY = Entity("Jess Thorup", "thorup"), Entity("Brøndby IF", "brondby")


@pytest.fixture
def document():
    return prepare(ArticleText("", TEXT, PUBLISHED, language="da"), NAMES)[2]


def claim(kind: Kind = Kind.DEPARTURE, **fields) -> Claim:
    passage = fields.pop("evidence", Passage("text", 0, len(TEXT), TEXT))
    return Claim(kind, THORUP, BRONDBY, passage, "by hand", **fields)


def test_what_two_readers_say_is_one_claim_of_both(document):
    (both,) = agreed(document, [("one", [claim()]), ("two", [claim()])])
    assert both.readers == ("one", "two")
    assert "agreed" in both.signs


def test_two_readers_are_surer_than_one(document):
    (alone,) = agreed(document, [("cues", [claim()])])
    (both,) = agreed(document, [("cues", [claim()]), ("patterns", [claim()])])
    assert both.confidence > alone.confidence


def test_the_second_reader_fills_what_the_first_leaves_open(document):
    first, second = claim(manner=Manner.UNSPECIFIED), claim(manner=Manner.SACKED)
    (both,) = agreed(document, [("cues", [first]), ("patterns", [second])])
    assert both.manner is Manner.SACKED


@pytest.mark.parametrize(
    "passage",
    [
        Passage("text", 0, 5, "Brønd by"),
        Passage("text", 1, len(TEXT) + 1, TEXT),
        Passage("title", 0, len(TEXT), TEXT),
        Passage("text", 3, 3, ""),
        Passage("text", -5, 5, TEXT[:5]),
    ],
)
def test_a_claim_that_does_not_quote_the_article_is_dropped(document, passage):
    assert agreed(document, [("model", [claim(evidence=passage)])]) == ()


def test_a_later_reader_does_not_contradict_an_earlier_one(document):
    kept = agreed(document, [("cues", [claim()]), ("patterns", [claim(Kind.APPOINTMENT)])])
    assert [c.kind for c in kept] == [Kind.DEPARTURE]


def test_news_of_a_later_reader_beats_background_of_an_earlier_one(document):
    holds = claim(Kind.TENURE, tense=Tense.CURRENT)
    kept = agreed(document, [("cues", [holds]), ("patterns", [claim()])])
    assert [c.kind for c in kept] == [Kind.DEPARTURE]


def test_another_reader_joins_by_being_listed(document):
    class Model:
        name = "model"

        def claims(self, document):
            return [replace(claim(), rule="model")]

    (found,) = told(document, [Model()])
    assert (found.readers, found.rule) == (("model",), "model")
