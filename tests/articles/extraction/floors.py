"""What the reading reaches, by language, on the annotated articles that the project carries itself.

The floors below which no language may fall again stand in ``gold/floors.toml``. They are only ever raised::

    python -m tests.articles.extraction.floors           # what is reached beside the floors
    python -m tests.articles.extraction.floors --raise   # floors rise to what is reached
"""

from __future__ import annotations

import csv
import json
import math
import sys
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from articles.extraction.claims import Reading
from articles.extraction.corpus import article_from_corpus, to_corpus
from articles.extraction.evaluation import names_from_rows
from articles.extraction.pipeline import read
from articles.extraction.scoring import CORE, Paired, pair, rates

GOLD = Path(__file__).parent / "gold"
ANNOTATED = Path(__file__).parent / "annotated"
HELD = ANNOTATED / "held"
REFERENCE = Path(__file__).resolve().parents[3] / "carousel" / "reference"
FLOORS = GOLD / "floors.toml"
HEAD = (
    "# The core F1 reached on the project's annotated articles, by language. No change may lower it.\n"
    "# Raised, never lowered, by: python -m tests.articles.extraction.floors --raise\n"
)


def languages() -> list[str]:
    return sorted(path.stem for path in GOLD.glob("*.jsonl"))


def articles(language: str) -> list[dict]:
    """All annotated articles of a language that the project carries, in the form of the gold corpus."""
    paths = [folder / f"{language}.jsonl" for folder in (GOLD, ANNOTATED, HELD)]
    lines = [line for path in paths if path.is_file() for line in path.read_text("utf-8").splitlines()]
    return [json.loads(line) for line in lines if line.strip()]


@lru_cache
def names():
    """The names that the reading is told: those of the reference tables, and some of those that the
    articles in ``gold`` invent, not all.
    """
    clubs, coaches, outlets = tables()
    for known in tomllib.loads((GOLD / "names.toml").read_text(encoding="utf-8")).values():
        for text in known.get("clubs", []):
            name, _, others = text.partition("|")
            clubs.append({"key": name, "name": name, "aliases": others})
        coaches += [{"key": name, "name": name} for name in known.get("coaches", [])]
    return names_from_rows(clubs, coaches, outlets)


def tables(folder: Path = REFERENCE) -> list[list[dict[str, str]]]:
    """The rows of the reference tables: of clubs, of coaches, of outlets."""
    return [rows(folder, pattern) for pattern in ("clubs*.csv", "coaches*.csv", "outlets.csv")]


def rows(folder: Path, pattern: str) -> list[dict[str, str]]:
    """The rows of every table of the folder whose name fits."""
    found: list[dict[str, str]] = []
    for path in sorted(folder.glob(pattern)):
        with open(path, encoding="utf-8", newline="") as table:
            found += csv.DictReader(table)
    return found


@lru_cache
def readings(language: str) -> tuple[Reading, ...]:
    """What is read out of every article of a language, in their order."""
    return tuple(read(article_from_corpus(entry), names()) for entry in articles(language))


@lru_cache
def paired(language: str) -> tuple[Paired, ...]:
    """The claims that are read out of every article of a language beside those that are right."""
    told = zip(articles(language), readings(language), strict=True)
    return tuple(pair(entry["claims"], to_corpus(reading)["claims"]) for entry, reading in told)


def reached(language: str) -> float:
    """The core F1 of a language, rounded down to three places."""
    return math.floor(1000 * rates(paired(language))[CORE].f1) / 1000


def floors(path: Path = FLOORS) -> dict[str, float]:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def raised(old: dict[str, float], found: dict[str, float]) -> dict[str, float]:
    """The floors after a run: where more was reached they rise, none falls."""
    return {language: max(old.get(language, 0.0), found.get(language, 0.0)) for language in {*old, *found}}


def write(new: dict[str, float], path: Path = FLOORS) -> None:
    lines = [f"{language} = {new[language]:.3f}" for language in sorted(new)]
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def lines(old: dict[str, float], found: dict[str, float]) -> Iterator[str]:
    """Every language with what it reaches beside its floor."""
    for language in sorted({*old, *found}):
        floor, now = old.get(language, 0.0), found.get(language, 0.0)
        mark = "  below its floor" if now < floor else "  may be raised" if now > floor else ""
        yield f"{language:<5}reached {now:.3f}  floor {floor:.3f}{mark}"


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--raise"]):
        print("The only option is --raise.")
        return 2
    old, found = floors(), {language: reached(language) for language in languages()}
    print("\n".join(lines(old, found)))
    if arguments:
        write(raised(old, found))
    return int(any(found.get(language, 0.0) < floor for language, floor in old.items()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
