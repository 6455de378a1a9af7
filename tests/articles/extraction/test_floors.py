"""No language reads worse than it once did, on the articles that the project carries itself."""

from __future__ import annotations

import pytest

from articles.extraction.claims import Kind
from articles.extraction.lexicon import lexicons

from . import floors
from .floors import articles, languages, names, raised, reached

KINDS = frozenset(map(str, Kind))


@pytest.mark.parametrize("language", languages())
def test_a_language_stays_above_its_floor(language):
    assert reached(language) >= floors.floors()[language]


def test_every_language_with_articles_has_a_floor_and_can_be_read():
    assert set(languages()) == set(floors.floors()) <= set(lexicons())


@pytest.mark.parametrize("language", languages())
def test_the_evidence_of_every_claim_stands_in_its_article(language):
    for article in articles(language):
        whole = f"{article['title']}\n{article['text']}"
        assert article["language"] == language
        assert all(claim["evidence"] in whole and claim["kind"] in KINDS for claim in article["claims"])


def test_a_claim_stands_once_in_an_article():
    for language in languages():
        for article in articles(language):
            said = [(claim["kind"], str(claim["coach"]), str(claim["club"])) for claim in article["claims"]]
            assert len(said) == len(set(said))


@pytest.mark.parametrize("language", languages())
def test_some_coaches_are_known_and_some_must_be_found(language):
    known = set(names().coaches)
    told = {str(claim["coach"]) for article in articles(language) for claim in article["claims"]}
    assert known & told
    assert told - known


def test_floors_rise_and_never_fall(tmp_path):
    path = tmp_path / "floors.toml"
    floors.write(raised({"da": 0.8, "sv": 0.5}, {"da": 0.7, "sv": 0.6, "no": 0.4}), path)
    assert floors.floors(path) == {"da": 0.8, "sv": 0.6, "no": 0.4}


def test_raising_writes_what_is_reached_and_a_fall_is_an_error(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(floors, "FLOORS", tmp_path / "floors.toml")
    monkeypatch.setattr(floors, "floors", lambda: {"da": 1.0, "sv": 0.0})
    monkeypatch.setattr(floors, "write", lambda new: written.update(new))
    written: dict[str, float] = {}
    assert floors.main(["--raise"]) == 1
    assert (written["da"], written["sv"]) == (1.0, reached("sv"))
    assert "below its floor" in capsys.readouterr().out


def test_another_option_is_refused(capsys):
    assert floors.main(["--lower"]) == 2
    assert "only option" in capsys.readouterr().out
