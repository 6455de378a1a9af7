"""Scores the extraction over the gold corpus, where that is present. Run by ``make eval``."""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(PROJECT))

from articles.extraction import evaluation  # noqa: E402
from articles.extraction.corpus import article_from_corpus, to_corpus  # noqa: E402
from articles.extraction.pipeline import read  # noqa: E402

CORPUS = PROJECT.parent / "shared" / "corpus"
REFERENCE = PROJECT / "carousel" / "reference"


def rows(folder: Path, pattern: str) -> list[dict]:
    """The rows of every table of the folder whose name fits."""
    found: list[dict] = []
    for path in sorted(folder.glob(pattern)):
        with open(path, encoding="utf-8", newline="") as table:
            found += list(csv.DictReader(table))
    return found


def names_of(folder: Path):
    """All names of the reference tables, compiled."""
    return evaluation.names_from_rows(
        rows(folder, "clubs*.csv"), rows(folder, "coaches*.csv"), rows(folder, "outlets.csv")
    )


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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reference", type=Path, default=REFERENCE, help="folder of the reference tables")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of the gold corpus")
    parser.add_argument("--language", action="append", help="only these languages")
    parser.add_argument("--set", choices=("dev", "retold"), action="append", help="only these parts")
    parser.add_argument("--predictions", type=Path, help="write the predictions there, for score.py --errors")
    parser.add_argument(
        "--sure", action="store_true", help="also print the facts of the tier that is applied unasked"
    )
    options = parser.parse_args()
    if not (options.corpus / "score.py").is_file():
        print(f"There is no gold corpus at {options.corpus}: nothing to score.")
        return 0
    if not options.reference.is_dir() or not list(options.reference.glob("clubs*.csv")):
        print(f"There are no reference tables at {options.reference}; name their folder with --reference.")
        return 2
    parts = options.set or ["dev", "retold"]
    gold = articles_of([path for part in parts for path in sorted((options.corpus / part).glob("*.jsonl"))])
    if options.language:
        gold = [article for article in gold if article["language"] in options.language]
    names = names_of(options.reference)
    read(
        article_from_corpus(gold[0]), names
    )  # lexicons and language model are loaded before the clock starts
    began = time.perf_counter()
    predictions = [
        {"id": entry["id"], **to_corpus(read(article_from_corpus(entry), names))} for entry in gold
    ]
    took = time.perf_counter() - began
    if options.predictions:
        options.predictions.write_text(
            "\n".join(json.dumps(line, ensure_ascii=False) for line in predictions) + "\n"
        )
    report(scorer(options.corpus / "score.py"), gold, predictions, sure=options.sure)
    print(f"\n{len(gold) / took:.0f} articles per second, {1000 * took / len(gold):.1f} ms each")
    return 0


def report(score, gold: list[dict], predictions: list[dict], *, sure: bool) -> None:
    """Precision, recall and F1 by language, then how often the other fields are right."""
    table, right, _, (quiet, noisy, _) = score.score(gold, predictions)
    print(f"{len(gold)} articles; {quiet} hold no claim, {noisy} of those got one")
    for language in sorted(table, key=lambda name: (name != "all", name)):
        for group in ("core", "tenure", "facts"):
            precision, recall, f1 = score.rates(table[language][group])
            print(f"{language:<5}{group:<8} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")
    for name, counts in sorted(right.items()):
        total = counts["ok"] + counts["wrong"]
        print(f"field {name:<10} {counts['ok'] / total:.3f} of {total}")
    if sure:
        report_sure(score, gold, predictions)


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
