"""The sample articles are read as they are annotated, and every fact of the story has a basis."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from articles.extraction import ArticleText, Claim, Names, read
from articles.extraction.evaluation import names_from_rows

CAROUSEL = Path(__file__).parents[2] / "carousel"
FACTS = ("departure", "appointment")
SETTLED = ("role", "manner", "stage", "by", "source")
STORY_BEGINS = date(2018, 10, 10)
SURE = 0.96


def rows(pattern: str) -> list[dict]:
    """All rows of the reference tables whose file name fits."""
    found: list[dict] = []
    for path in sorted((CAROUSEL / "reference").glob(pattern)):
        with path.open(encoding="utf-8", newline="") as table:
            found += csv.DictReader(table)
    return found


def samples() -> list[dict]:
    text = (CAROUSEL / "samples" / "golden_story.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@cache
def names() -> Names:
    return names_from_rows(rows("clubs*.csv"), rows("coaches*.csv"), rows("outlets.csv"))


@cache
def claims_of(sample_id: str) -> tuple[Claim, ...]:
    (sample,) = [sample for sample in samples() if sample["id"] == sample_id]
    day = date.fromisoformat(sample["published"])
    text = ArticleText(sample["title"], sample["text"], day, sample["outlet"], sample["language"])
    return read(text, names()).claims


def forms(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def is_of(claim: Claim, gold: dict) -> bool:
    """True where the claim is of the kind, the coach and the club that the annotation tells."""
    return (
        claim.kind == gold["kind"]
        and claim.coach.name in forms(gold["coach"])
        and any(form in claim.club.name or claim.club.name in form for form in forms(gold["club"]))
    )


SAMPLES = pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample["id"])


@SAMPLES
def test_what_a_sample_tells_is_read_as_annotated(sample):
    claims = claims_of(sample["id"])
    for gold in sample["claims"]:
        if gold["kind"] == "tenure":
            continue
        found = [claim for claim in claims if is_of(claim, gold)]
        assert len(found) == 1, f"{gold['kind']} of {gold['coach']} at {gold['club']}"
        settled = {field: getattr(found[0], field) for field in SETTLED if field in gold}
        assert settled == {field: gold[field] for field in settled}, gold["evidence"]
        if gold["kind"] in FACTS:
            assert str(found[0].when or "None") == str(gold["when"]), gold["evidence"]


@SAMPLES
def test_no_fact_is_read_that_a_sample_does_not_tell(sample):
    facts = [claim for claim in claims_of(sample["id"]) if claim.kind in FACTS]
    untold = [claim for claim in facts if not any(is_of(claim, gold) for gold in sample["claims"])]
    assert [(claim.kind, claim.coach.name, claim.club.name) for claim in untold] == []


@SAMPLES
def test_the_evidence_of_an_annotation_stands_in_its_sample(sample):
    for gold in sample["claims"]:
        assert gold["evidence"] in sample["title"] or gold["evidence"] in sample["text"]


def test_only_invented_stories_come_from_outlets_that_nobody_knows():
    known = {row["name"] for row in rows("outlets.csv")}
    for sample in samples():
        assert (sample["outlet"] in known) != sample["id"].startswith("invented"), sample["id"]
        assert sample["url"].startswith("https://example.org/")


def test_every_fact_about_a_head_coach_rests_on_an_official_a_trusted_or_two_outlets():
    tiers = {row["name"]: int(row["tier"]) for row in rows("outlets.csv")}
    told: dict[tuple, set[tuple[str, float]]] = defaultdict(set)
    for sample in samples():
        for claim in claims_of(sample["id"]):
            if claim.kind in FACTS and claim.role in ("head_coach", "caretaker") and claim.club.key:
                fact = (claim.kind, claim.coach.key, claim.club.key)
                told[fact].add((sample["outlet"], claim.confidence))
    assert len(told) >= 20
    for fact, outlets in told.items():
        is_official = any(tiers[outlet] == 0 for outlet, _ in outlets)
        is_trusted = any(tiers[outlet] == 1 and confidence >= SURE for outlet, confidence in outlets)
        assert is_official or is_trusted or len({outlet for outlet, _ in outlets}) > 1, fact


def test_stints_name_coaches_and_clubs_of_the_reference():
    coaches = {row["key"] for row in rows("coaches*.csv")}
    clubs = {row["key"] for row in rows("clubs*.csv")}
    for stint in rows("stints.csv"):
        assert stint["coach"] in coaches, stint["key"]
        assert stint["club"] in clubs, stint["key"]


def test_no_stint_known_for_all_time_tells_of_a_day_in_the_story():
    for stint in rows("stints.csv"):
        for written in (stint["started"], stint["ended"]):
            latest = written.split("/")[-1]
            if latest and not stint["known_since"]:
                assert latest < STORY_BEGINS.isoformat()[: len(latest)], stint["key"]


def test_what_became_known_later_was_known_before_it_was_over():
    for stint in rows("stints.csv"):
        if stint["ended"] and stint["known_since"]:
            assert stint["known_since"] <= stint["ended"].split("/")[-1] + "-99", stint["key"]
