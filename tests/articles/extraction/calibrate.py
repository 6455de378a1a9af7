"""Fits the weights of the confidence to annotated articles, and checks what comes of them.

    python -m tests.articles.extraction.calibrate            fit on one half, check on the other, both ways
    python -m tests.articles.extraction.calibrate --write    then fit on all and write confidence.toml

A claim counts as right where the scorer would pair it with one of the annotation. The fit is
a logistic regression with a prior that pulls every weight towards nought, solved by Newton's
method; the check compares the confidence with the share that is right, band by band, on
articles that the fit did not see. Every article is read with words that were learnt from other articles
(`learn`), since on those that they were learnt from they are surer than they should be.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PROJECT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(PROJECT))

from articles.extraction import readers  # noqa: E402
from articles.extraction.claims import Claim  # noqa: E402
from articles.extraction.confidence import CEILING, DOUBTS, FACTS, SURE, TABLE, UNSURE  # noqa: E402
from articles.extraction.corpus import article_from_corpus  # noqa: E402
from articles.extraction.pipeline import prepare  # noqa: E402
from articles.extraction.scoring import same_club, same_coach  # noqa: E402
from articles.extraction.word_weights import Weights  # noqa: E402
from tests.articles.extraction.evaluate import CORPUS, REFERENCE, SETS, gold_of, names_of  # noqa: E402
from tests.articles.extraction.learn import lesson_of, taught  # noqa: E402

PRIOR = 1.4  # standard deviation of a weight, in log odds
FEWEST = 8  # claims that must bear a sign before it gets a weight
BANDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True)
class Judged:
    """A claim with the number of its article, and whether the annotation holds it."""

    article: int
    claim: Claim
    is_right: bool


def judged(entries: list[dict], names, weights: Mapping[str, Weights]) -> list[Judged]:
    """Every claim of every reader, however unlikely, beside the verdict of the annotation.

    ``weights`` are those of the words, by the id of the article.
    """
    found = []
    for number, entry in enumerate(entries):
        _, _, document = prepare(article_from_corpus(entry), names)
        if document is None:
            continue
        left = list(entry["claims"])
        for claim in everything_told(document, weights[entry["id"]]):
            hit = next((gold for gold in left if _is_same(gold, claim)), None)
            if hit is not None:
                left.remove(hit)
            found.append(Judged(number, claim, hit is not None))
    return found


def everything_told(document, weights: Weights) -> tuple[Claim, ...]:
    least, readers.LEAST = readers.LEAST, 0.0
    try:
        return readers.told(document, weights=weights)
    finally:
        readers.LEAST = least


def _is_same(gold: dict, claim: Claim) -> bool:
    return (
        gold["kind"] == claim.kind
        and same_coach(gold["coach"], claim.coach.name)
        and same_club(gold["club"], claim.club.name)
    )


def fitted(rows: list[Judged]) -> dict[str, float]:
    """The weights that make what is right most likely, under the prior."""
    counts: dict[str, int] = {}
    for row in rows:
        for sign in row.claim.signs:
            counts[sign] = counts.get(sign, 0) + 1
    signs = ["bias", *sorted(sign for sign, count in counts.items() if count >= FEWEST)]
    matrix = design(rows, signs)
    right = np.array([row.is_right for row in rows], dtype=float)
    pull = np.full(len(signs), 1 / PRIOR**2)
    pull[0] = 1e-3  # where a claim begins is not pulled anywhere
    weights = np.zeros(len(signs))
    for _ in range(50):
        share = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (right - share) - pull * weights
        bend = (matrix * (share * (1 - share))[:, None]).T @ matrix + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return {sign: round(float(weight), 3) for sign, weight in zip(signs, weights, strict=True)}


def design(rows: list[Judged], signs: list[str]) -> np.ndarray:
    place = {sign: at for at, sign in enumerate(signs)}
    matrix = np.zeros((len(rows), len(signs)))
    matrix[:, 0] = 1
    for number, row in enumerate(rows):
        for sign in row.claim.signs:
            if sign in place:
                matrix[number, place[sign]] = 1
    return matrix


def shares(rows: list[Judged], weights: dict[str, float]) -> np.ndarray:
    """The confidence of each claim under these weights, as `confidence.confidence` computes it."""
    odds = design(rows, list(weights)) @ np.array(list(weights.values()))
    found = np.minimum(1 / (1 + np.exp(-odds)), CEILING)
    capped = [r.claim.kind in FACTS and not DOUBTS.isdisjoint(r.claim.signs) for r in rows]
    return np.round(np.where(capped, np.minimum(found, UNSURE), found), 2)


def check(rows: list[Judged], found: np.ndarray) -> list[str]:
    """The table of a reliability diagram, the mean error of the bands, and the facts that pass unasked."""
    right = np.array([row.is_right for row in rows], dtype=float)
    lines, error = [f"{'confidence':<12}{'claims':>8}{'mean':>8}{'right':>8}"], 0.0
    for low, high in itertools.pairwise(BANDS):
        inside = (found >= low) & (found < high)
        if inside.any():
            mean, share = found[inside].mean(), right[inside].mean()
            error += abs(mean - share) * inside.sum() / len(rows)
            lines.append(f"{low:.2f}–{high:.2f}   {inside.sum():>8}{mean:>8.2f}{share:>8.2f}")
    brier, base = ((found - right) ** 2).mean(), ((right.mean() - right) ** 2).mean()
    lines.append(f"mean error of the bands {error:.3f}; Brier score {brier:.3f}, of the base rate {base:.3f}")
    facts = np.array([row.claim.kind in FACTS for row in rows])
    for least in (0.9, 0.93, SURE, 0.97):
        sure = facts & (found >= least)
        lines.append(f"facts at {least:.2f} and more: {int(right[sure].sum())} right of {int(sure.sum())}")
    return lines


def scores(entries: list[dict], rows: list[Judged], found: np.ndarray) -> list[str]:
    """Core and tenure F1 for each least confidence that a claim might be asked to have."""
    lines = []
    gold = {
        is_tenure: sum((c["kind"] == "tenure") == is_tenure for e in entries for c in e["claims"])
        for is_tenure in (False, True)
    }
    for least in (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
        line = f"least {least:.2f}"
        for is_tenure in (False, True):
            kept = [
                r
                for r, f in zip(rows, found, strict=True)
                if f >= least and (r.claim.kind == "tenure") == is_tenure
            ]
            hits = sum(row.is_right for row in kept)
            precision, recall = hits / max(1, len(kept)), hits / gold[is_tenure]
            f1 = 2 * hits / (len(kept) + gold[is_tenure])
            line += f"   {'tenure' if is_tenure else 'core'} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
        lines.append(line)
    return lines


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="fit on all articles and keep the weights")
    parser.add_argument("--language", action="append")
    parser.add_argument("--set", action="append")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args(arguments)
    options.half = None
    options.set = options.set or [*SETS, "own"]
    entries = gold_of(options)
    rows = judged(entries, names_of(REFERENCE), taught(lesson_of()))
    seen, unseen = np.zeros(len(rows)), np.zeros(len(rows))
    halves = np.array([row.article % 2 for row in rows])
    for half in (0, 1):
        own = [row for row, side in zip(rows, halves, strict=True) if side == half]
        others = [row for row, side in zip(rows, halves, strict=True) if side != half]
        weights = fitted(own)
        seen[halves == half], unseen[halves != half] = shares(own, weights), shares(others, weights)
    print(f"{len(rows)} claims of {len(entries)} articles, {sum(r.is_right for r in rows)} right\n")
    print("on the half that was fitted:\n" + "\n".join(check(rows, seen)))
    print("\non the other half:\n" + "\n".join(check(rows, unseen)))
    print("\nscores under the weights of the other half:\n" + "\n".join(scores(entries, rows, unseen)))
    if options.write:
        write(fitted(rows), len(rows), len(entries))
    return 0


def write(weights: dict[str, float], claims: int, articles: int) -> None:
    """Afterwards ``confidence.toml`` holds the weights, the strongest for a claim first."""
    ordered = {"bias": weights.pop("bias")} | dict(sorted(weights.items(), key=lambda row: -row[1]))
    head = f"# Log odds of each sign, fitted to {claims} claims of {articles} annotated articles.\n"
    head += "# Written by: python -m tests.articles.extraction.calibrate --write\n\n[weights]\n"
    TABLE.write_text(
        head + "".join(f"{sign} = {weight}\n" for sign, weight in ordered.items()), encoding="utf-8"
    )
    print(f"\nwritten: {TABLE.relative_to(PROJECT)}")


if __name__ == "__main__":
    sys.exit(main())
