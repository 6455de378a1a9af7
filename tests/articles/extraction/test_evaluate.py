"""What `make eval` prints: the figures, their change since the run on record, or why there are none."""

from __future__ import annotations

import json

import pytest

from . import evaluate, report
from .cast import CLUBS, COACHES, OUTLETS
from .evaluate import CORPUS, main, scorer

HAS_CORPUS = (CORPUS / "score.py").is_file()
with_corpus = pytest.mark.skipif(not HAS_CORPUS, reason="the gold corpus is not beside the project")


def article(number: int, part: str, text: str, coach: str, club: str) -> dict:
    """An annotated article with one departure, which its whole text is the evidence of."""
    claim = {"kind": "departure", "coach": coach, "club": club, "manner": "sacked", "evidence": text}
    told = {"published": "2020-09-23", "outlet": None, "title": "", "text": text}
    return {"id": f"da-{number:03}", "language": "da", "set": part, **told, "claims": [claim]}


GOLD = [
    article(1, "dev", "Brøndby IF har fyret cheftræner Jess Thorup.", "Jess Thorup", "Brøndby IF"),
    article(2, "retold", "Det regnede.", "Bo Lind", "AaB"),
]


@pytest.fixture
def figures():
    names = evaluate.evaluation.names_from_rows(CLUBS, COACHES, OUTLETS)
    told, _ = evaluate.predicted(GOLD, names, {})
    return {"version": "1", **report.figures(scorer(CORPUS / "score.py"), GOLD, told, names)}


def test_without_the_corpus_it_says_so(tmp_path, capsys):
    assert main(["--corpus", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("There is no gold corpus at")
    assert "da   reached" in told


def test_only_a_run_over_everything_is_recorded(capsys):
    with pytest.raises(SystemExit):
        main(["--record", "--language", "da"])
    assert "only a run over everything is recorded" in capsys.readouterr().err


@with_corpus
def test_sets_and_halves_are_told_apart(figures):
    found = {part: figures[part]["scores"]["all"]["core"]["f1"] for part in report.PARTS}
    assert found == {
        "all": pytest.approx(2 / 3, abs=1e-3),
        "dev": 1.0,
        "retold": 0.0,
        "even": 0.0,
        "odd": 1.0,
    }
    assert figures["missed"]["neither detected"] == {"retold": 1}


@with_corpus
def test_the_report_shows_the_change_since_the_run_on_record(figures):
    before = json.loads(json.dumps(figures))
    before["all"]["scores"]["da"]["core"]["f1"] -= 0.1
    before["missed"]["neither detected"] = {"dev": 3}
    page = "\n".join(report.lines(figures, before))
    assert "(+.100)" in page
    assert "(-2)" in page
    assert "since version 1" in page


@with_corpus
def test_the_claims_of_a_class_of_error_can_be_listed(figures):
    names = evaluate.evaluation.names_from_rows(CLUBS, COACHES, OUTLETS)
    told, _ = evaluate.predicted(GOLD, names, {})
    (line,) = report.list_errors(scorer(CORPUS / "score.py"), GOLD, told, names, "neither detected")
    assert line.startswith("da-002    missed   departure Bo Lind / AaB")


def test_quiet_sentences_that_are_not_there_are_no_error(tmp_path, capsys):
    assert evaluate.report_quiet(tmp_path, None, None) is None
    assert "no quiet sentences" in capsys.readouterr().out


def test_articles_that_nobody_learnt_from_are_read_as_shipped():
    assert evaluate.unseen([{**GOLD[0], "set": "held"}]) == {}
