"""Scores the extraction over the gold corpus, where that is present. Run by ``make eval``.

The figures are compared with those of the last run that was kept with ``--record``. The words of the reading
were learnt from all of these articles but ``held``, so each is read with what the others teach.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(PROJECT))

from articles.extraction import VERSION, evaluation  # noqa: E402
from articles.extraction.corpus import article_from_corpus, to_corpus  # noqa: E402
from articles.extraction.misses import EXTRA, MISSED  # noqa: E402
from articles.extraction.pipeline import read  # noqa: E402
from articles.extraction.word_weights import Weights  # noqa: E402
from tests.articles.extraction import floors, report  # noqa: E402

CORPUS = PROJECT.parent / "shared" / "corpus"
REFERENCE = PROJECT / "carousel" / "reference"
RECORD = PROJECT / "docs" / "extraction-scores.json"
SETS = ("dev", "retold")
ANNOTATED = PROJECT / "tests" / "articles" / "extraction" / "annotated"
OWN_SETS = {
    "own": ANNOTATED,
    "held": ANNOTATED / "held",
    "more": ANNOTATED / "more",
}  # held: to measure with, nobody writes rules from it; more: to learn from


def names_of(folder: Path):
    """All names of the reference tables, compiled."""
    return evaluation.names_from_rows(*floors.tables(folder))


def articles_of(paths: list[Path]) -> list[dict]:
    found = []
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            found += [json.loads(line) for line in lines if line.strip()]
    return found


def scorer(path: Path):
    """The corpus's own scorer as a module."""
    spec = importlib.util.spec_from_file_location("corpus_score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def options_of(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reference", type=Path, default=REFERENCE, help="folder of the reference tables")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of the gold corpus")
    parser.add_argument("--language", action="append", help="only these languages")
    parser.add_argument("--set", choices=(*SETS, *OWN_SETS), action="append", help="only these parts")
    parser.add_argument("--half", choices=("even", "odd"), help="every second article of each part")
    parser.add_argument("--predictions", type=Path, help="write the predictions there, for score.py --errors")
    parser.add_argument("--sure", action="store_true", help="also judge the facts that are applied unasked")
    parser.add_argument(
        "--errors", choices=(*MISSED, *EXTRA), metavar="CLASS", help="list the claims of one class of error"
    )
    parser.add_argument(
        "--as-shipped",
        action="store_true",
        help="read with the words as they stand, also what they were learnt from: quick, too kind",
    )
    parser.add_argument("--no-quiet", action="store_true", help="leave the quiet sentences out")
    parser.add_argument(
        "--record", action="store_true", help=f"keep the figures in {RECORD.relative_to(PROJECT)}"
    )
    options = parser.parse_args(arguments)
    limits = options.language or options.set or options.half or options.no_quiet or options.as_shipped
    if options.record and limits:
        parser.error("only a run over everything is recorded: leave the options that limit it out")
    return options


def main(arguments: list[str] | None = None) -> int:
    options = options_of(arguments)
    if not (options.corpus / "score.py").is_file():
        print(f"There is no gold corpus at {options.corpus}; only the project's own articles can be read.")
        report_floors()
        return 0
    if not options.reference.is_dir() or not list(options.reference.glob("clubs*.csv")):
        print(f"There are no reference tables at {options.reference}; name their folder with --reference.")
        return 2
    gold = gold_of(options)
    if not gold:
        print("No article of the corpus is of that part and language.")
        return 2
    names, score = names_of(options.reference), scorer(options.corpus / "score.py")
    predictions, took = predicted(gold, names, {} if options.as_shipped else unseen(gold))
    if options.predictions:
        options.predictions.write_text(
            "\n".join(json.dumps(line, ensure_ascii=False) for line in predictions) + "\n"
        )
    found = {"version": VERSION, **report.figures(score, gold, predictions, names)}
    before = None if options.language or options.set or options.half else recorded()
    print("\n".join(report.lines(found, before)))
    if options.errors:
        print("\n" + "\n".join(report.list_errors(score, gold, predictions, names, options.errors)))
    if options.sure:
        report_sure(score, gold, predictions)
    if not options.no_quiet:
        found["quiet"] = report_quiet(options.corpus.parent / "data", names, before)
    report_floors()
    print(f"\n{len(gold) / took:.0f} articles per second, {1000 * took / len(gold):.1f} ms each")
    if options.record:
        RECORD.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"Recorded in {RECORD.relative_to(PROJECT)}.")
    return 0


def gold_of(options: argparse.Namespace) -> list[dict]:
    """The annotated articles asked for; each says which set it is of."""
    found = []
    for part in options.set or SETS:
        folder = OWN_SETS.get(part, options.corpus / part)
        for at, article in enumerate(articles_of(sorted(folder.glob("*.jsonl")))):
            is_asked = not options.language or article["language"] in options.language
            if is_asked and (options.half is None or at % 2 == (options.half == "odd")):
                found.append({**article, "set": part})
    return found


def unseen(gold: list[dict]) -> Mapping[str, Weights]:
    """For each article that the words were learnt from, by its id, those that the others teach."""
    from tests.articles.extraction import learn  # it takes the articles from here

    if not any(entry["set"] in learn.SETS for entry in gold):
        return {}
    return learn.taught(learn.lesson_of())


def predicted(gold: list[dict], names, weights: Mapping[str, Weights]) -> tuple[list[dict], float]:
    """The claims of every article, and how many seconds they took.

    ``weights`` are those of the words, by the id of the article, where not the ones of the package.
    """
    # Lexicons and the language model are loaded before the clock starts.
    read(article_from_corpus(gold[0]), names)
    began = time.perf_counter()
    lines = []
    for entry in gold:
        reading = read(article_from_corpus(entry), names, weights=weights.get(entry["id"]))
        lines.append({"id": entry["id"], **to_corpus(reading)})
    return lines, time.perf_counter() - began


def recorded() -> dict | None:
    """The last run that was kept, if there is one."""
    return json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else None


def report_floors() -> None:
    """What each language reaches on the articles that the project carries, beside its floor."""
    print("\ncore F1 on the project's own articles")
    print(
        "\n".join(floors.lines(floors.floors(), {code: floors.reached(code) for code in floors.languages()}))
    )


def report_quiet(folder: Path, names, before: dict | None) -> dict[str, int] | None:
    """How many claims are read out of sentences in which there is nothing to be found."""
    paths = sorted(folder.glob("quiet_*.jsonl"))
    if not paths:
        print(f"\nThere are no quiet sentences at {folder}.")
        return None
    entries = articles_of(paths)
    loud = [
        (entry, claims) for entry in entries if (claims := read(article_from_corpus(entry), names).claims)
    ]
    number = sum(len(claims) for _, claims in loud)
    then = ((before or {}).get("quiet") or {}).get("claims")
    change = "" if then is None or then == number else f" ({number - then:+d})"
    print(f"\nfalse claims in {len(entries)} quiet sentences: {number}{change}")
    for entry, claims in loud:
        for claim in claims:
            about = f"{claim.kind} {claim.coach.name} / {claim.club.name} [{claim.rule}]"
            print(f"  {entry['language']}: {about}: {claim.evidence.text[:140]}")
    return {"sentences": len(entries), "claims": number}


def report_sure(score, gold: list[dict], predictions: list[dict]) -> None:
    """How often the facts that need no editor are right."""
    sure = [
        {
            "id": line["id"],
            "claims": [c for c in line["claims"] if c["confidence"] >= 0.95 and c["kind"] in score.FACTS],
        }
        for line in predictions
    ]
    table, _, errors, _ = score.score(gold, sure)
    counts = table["all"]["facts"]
    print(f"sure facts: {counts['tp']} right, {counts['fp']} wrong, precision {score.rates(counts)[0]:.3f}")
    for article, what, _, claim in errors:
        if what == "spurious":
            about = f"{claim['kind']} {claim['coach']} / {claim['club']} [{claim['rule']}]"
            print(f"  {article}: {about}: {claim['evidence']['text'][:140]}")


if __name__ == "__main__":
    sys.exit(main())
