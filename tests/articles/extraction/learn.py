"""Learns the weights of the words from annotated articles, and checks them on articles that they did not see.

    python -m tests.articles.extraction.learn            cross-validation: rules and words, by set
    python -m tests.articles.extraction.learn --write    then learn from all and write word_weights.tsv

Three steps, all logistic regression. The first learns of each sentence that may tie a coach to a club what
it says of them: nothing, or one of the seven kinds. A sentence is an example where the evidence of the
annotation stands in it; the other sentences of a true pair are examples of what the annotation has of the
pair, and of nothing, in the shares that a first try gives them. The second learns of each coach and club, for
each kind, whether the annotation has it, from what the first says on articles that it did not see and from
what the rules say. The third learns which of the tenures are held still. The articles of ``held`` are never
learnt from.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

PROJECT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(PROJECT))

from articles.extraction import readers  # noqa: E402
from articles.extraction.claims import Claim, Kind, Tense  # noqa: E402
from articles.extraction.concepts import concept_table  # noqa: E402
from articles.extraction.corpus import article_from_corpus  # noqa: E402
from articles.extraction.document import Document  # noqa: E402
from articles.extraction.fold import lower  # noqa: E402
from articles.extraction.memory import Memory  # noqa: E402
from articles.extraction.misses import sentences_of  # noqa: E402
from articles.extraction.pipeline import prepare  # noqa: E402
from articles.extraction.scoring import Paired, pair, rates, same_club, same_coach  # noqa: E402
from articles.extraction.word_features import STEM  # noqa: E402
from articles.extraction.word_pairs import Pair, pairs_of  # noqa: E402
from articles.extraction.word_ranker import ranked, weigh  # noqa: E402
from articles.extraction.word_tense import features_of_tense  # noqa: E402
from articles.extraction.word_votes import Votes, Weighed  # noqa: E402
from articles.extraction.word_weights import (  # noqa: E402
    BIAS,
    KINDS,
    TABLE,
    UNIT,
    Weights,
    names_of_tie,
    written,
)
from tests.articles.extraction.evaluate import CORPUS, REFERENCE, gold_of, names_of  # noqa: E402

CLASSES = ("nothing", *KINDS)
SETS = ("dev", "retold", "own", "more")
FEWEST = 3  # articles that must have a feature of a sentence: no sentence can be read back
FEWEST_PAIRS = 8  # pairs that must have one of the second step
LOOSE, STRICT = 0.07, 0.1  # how far the weights of each step may go, the C of the regression
STEPS, EXACT = 300, 3e-4
LEAST_SHARE = 0.05  # what is less likely of a sentence that may say something, or not, is no example
RARE = ("w|", "cueid|", "cc|")  # features of words and of pairs of concepts weigh half to begin with
USUAL = 60  # articles; a feature of fewer may weigh more, one of more must weigh less,
LEVEL, LEAST_OFTEN, MOST_OFTEN = 0.3, 0.2, 8.0  # by this power of how often, within these bounds
SMALLEST = 5  # thousandths of log odds; a feature all of whose weights are less is left out
NEVER = -30.0  # log odds of a class without an example
FOLDS, WORKERS = 5, 2

Rows = dict[str, tuple[int, ...]]
TenseTable = dict[str, int]


@dataclass(eq=False)
class Example:
    """An article with its pairs; ``gold`` has the kinds that the annotation tells of each, and where."""

    entry: dict
    document: Document
    memory: Memory
    claims: list[Claim]
    pairs: list[Pair]
    gold: list[dict[Kind, set[int]]]


class Lesson:
    """All examples. Their sentences are the rows of one matrix, and the features its columns."""

    def __init__(self, entries: Iterable[dict], names):
        self.examples = [one for entry in entries if (one := example_of(entry, names)) is not None]
        vocabulary: dict[str, int] = {}
        columns, ends, owner = [], [0], []
        self.answers: list[list[int]] = []  # the classes of each row; none where nobody can tell
        self.perhaps: list[list[int]] = []  # the classes that such a row may have
        self.spans: list[list[tuple[int, int]]] = []  # of each example, the rows of each pair
        for number, example in enumerate(self.examples):
            self.spans.append([])
            for tied, gold in zip(example.pairs, example.gold, strict=True):
                self.spans[-1].append((len(owner), len(owner) + len(tied.ties)))
                for tie in tied.ties:
                    found = sorted(names_of_tie(tied, tie))
                    columns += [vocabulary.setdefault(name, len(vocabulary)) for name in found]
                    ends.append(len(columns))
                    owner.append(number)
                    answer = _answer(gold, tie.coach.row.sentence.index)
                    self.answers.append(answer)
                    self.perhaps.append([] if answer else [0, *(1 + KINDS.index(kind) for kind in gold)])
        self.names, self.owner = list(vocabulary), np.array(owner)
        places, starts = np.array(columns, dtype=np.int32), np.array(ends, dtype=np.int32)
        shape = (len(owner), len(self.names))
        self.rows = sparse.csr_matrix((np.ones(len(places), np.float32), places, starts), shape=shape)
        self.start = np.array([0.5 if name.startswith(RARE) else 1.0 for name in self.names], np.float32)
        named = stems_of_names(self.examples)
        self.may_stay = np.array(
            [not name.startswith("w|") or name.split("|")[2] not in named for name in self.names]
        )

    def articles_with(self, chosen: np.ndarray) -> np.ndarray:
        """In how many of the chosen examples each feature stands."""
        each = np.repeat(self.owner, np.diff(self.rows.indptr))
        shape = (len(self.examples), len(self.names))
        found = sparse.csr_matrix((np.ones(len(each), np.float32), (each, self.rows.indices)), shape=shape)
        found.data[:] = 1
        return np.asarray(found[chosen].sum(0)).ravel()

    def weighed(self, rows: Rows, chosen: Iterable[int]) -> list[tuple[int, list[Weighed]]]:
        """The pairs of the examples with what the first step says of their sentences."""
        weights = Weights(rows, {})
        return [(number, weigh(weights, self.examples[number].pairs)) for number in chosen]


def example_of(entry: dict, names) -> Example | None:
    _, _, document = prepare(article_from_corpus(entry), names)
    table = None if document is None else concept_table(document.book.lexicon.language)
    if document is None or table is None:
        return None
    claims = readers.heard(document)  # before the pairs: it settles who and what is meant
    memory = Memory(document)
    pairs = pairs_of(document, memory, table)
    places = [{s.index for s in sentences_of(document, claim.get("evidence"))} for claim in entry["claims"]]
    gold: list[dict[Kind, set[int]]] = []
    for one in pairs:
        found: dict[Kind, set[int]] = {}
        for claim, at in zip(entry["claims"], places, strict=True):
            if is_about(claim, one):
                found.setdefault(Kind(claim["kind"]), set()).update(at)
        gold.append(found)
    return Example(entry, document, memory, claims, pairs, gold)


def is_about(claim: dict, one: Pair) -> bool:
    return same_coach(claim["coach"], one.coach.name) and same_club(claim["club"], one.club.name)


def _answer(gold: dict[Kind, set[int]], sentence: int) -> list[int]:
    """The classes of a sentence. One of a true pair that is not its evidence may say the same, or not."""
    kinds = [1 + KINDS.index(kind) for kind, places in gold.items() if sentence in places]
    return kinds or ([] if gold else [0])


def scale_of(articles: np.ndarray) -> np.ndarray:
    """How freely a feature may weigh that stands in so many articles: what is everywhere says little."""
    return (np.clip(articles / USUAL, LEAST_OFTEN, MOST_OFTEN) ** -LEVEL).astype(np.float32)


def stems_of_names(examples: Sequence[Example]) -> set[str]:
    """How the words of every name of the examples begin: no weight may name anybody."""
    found: set[str] = set()
    for example in examples:
        named = [entity.name for entity in (*example.document.persons, *example.document.clubs)]
        for claim in example.entry["claims"]:
            for name in (claim["coach"], claim["club"]):
                named += name if isinstance(name, list) else [name]
        found.update(word[:STEM] for name in named for word in lower(name).replace("-", " ").split())
    return found


def learnt_rows(lesson: Lesson, chosen: Sequence[int]) -> Rows:
    """The weights of the first step, rounded as they are written."""
    is_chosen = np.isin(np.arange(len(lesson.examples)), chosen)
    articles = lesson.articles_with(is_chosen)
    columns = np.flatnonzero(lesson.may_stay & (articles >= FEWEST))
    scale = lesson.start[columns] * scale_of(articles[columns])
    own = np.flatnonzero(is_chosen[lesson.owner])
    matrix = (lesson.rows[own][:, columns] @ sparse.diags(scale)).tocsr()
    sure = [[(answer, 1.0) for answer in lesson.answers[row]] for row in own]
    shared = _shared(lesson, own, _classified(matrix, sure), matrix)
    model = _classified(matrix, [told or open_ for told, open_ in zip(sure, shared, strict=True)])
    weights, start = np.zeros((len(columns), len(CLASSES))), np.full(len(CLASSES), NEVER)
    for place, answer in enumerate(model.classes_):
        weights[:, answer], start[answer] = model.coef_[place], model.intercept_[place]
    whole = np.rint(UNIT * weights * scale[:, None]).astype(int)
    found = {
        lesson.names[column]: tuple(map(int, row))
        for column, row in zip(columns, whole, strict=True)
        if np.abs(row).max() >= SMALLEST
    }
    return found | {BIAS: tuple(int(value) for value in np.rint(UNIT * start))}


Counted = list[tuple[int, float]]  # classes of a sentence, and how much it counts as an example of each


def _classified(matrix: sparse.csr_matrix, told: Sequence[Counted]) -> LogisticRegression:
    rows = [row for row, counted in enumerate(told) for _ in counted]
    answers = [answer for counted in told for answer, _ in counted]
    counts = [count for counted in told for _, count in counted]
    model = LogisticRegression(C=LOOSE, max_iter=STEPS, tol=EXACT)
    return model.fit(_narrow(matrix[rows]), answers, sample_weight=counts)


def _shared(
    lesson: Lesson, rows: np.ndarray, model: LogisticRegression, matrix: sparse.csr_matrix
) -> Iterator[Counted]:
    """Of each row the classes that it may have, each in the share that the model gives it among them."""
    places = {int(answer): place for place, answer in enumerate(model.classes_)}
    for row, shares in zip(rows, model.predict_proba(_narrow(matrix)), strict=True):
        found = [(answer, shares[places[answer]]) for answer in lesson.perhaps[row] if answer in places]
        whole = sum(share for _, share in found)
        yield [(answer, share / whole) for answer, share in found if share >= LEAST_SHARE * whole]


def _narrow(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """The same with the small indices that the regression asks for."""
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    return matrix


def unseen(lesson: Lesson, groups: Sequence[list[int]]) -> list[tuple[int, list[Weighed]]]:
    """The first step on the examples of each group, learnt from the other groups."""
    found = []
    for group in groups:
        rows = learnt_rows(lesson, [one for other in groups if other is not group for one in other])
        found += lesson.weighed(rows, group)
    return sorted(found, key=lambda pair: pair[0])


def parts(number: int) -> list[list[int]]:
    """The numbers up to ``number`` in so many parts as there are folds, the same at every run."""
    order = np.random.RandomState(1).permutation(number)
    return [sorted(map(int, order[part::FOLDS])) for part in range(FOLDS)]


def features_of(example: Example, weighed: list[Weighed]) -> list[dict[str, float]]:
    votes = Votes(example.document, example.memory, weighed, example.claims)
    return [votes.features(number) for number in range(len(weighed))]


def learnt_pairs(lesson: Lesson, seen: list[tuple[int, list[Weighed]]]) -> Rows:
    """The weights of the second step, rounded as they are written."""
    features, gold = [], []
    for number, weighed in seen:
        features += features_of(lesson.examples[number], weighed)
        gold += lesson.examples[number].gold
    names, matrix = _columns(features)
    table = np.zeros((1 + matrix.shape[1], len(KINDS)), dtype=int)
    for at, kind in enumerate(KINDS):
        has = np.array([kind in kinds for kinds in gold])
        if not has.any():
            table[0, at] = int(UNIT * NEVER)
            continue
        model = LogisticRegression(C=STRICT, solver="liblinear", max_iter=300, random_state=0).fit(
            matrix, has
        )
        table[0, at], table[1:, at] = np.rint(UNIT * model.intercept_[0]), np.rint(UNIT * model.coef_[0])
    told = zip((BIAS, *names), table, strict=True)
    return {name: tuple(map(int, row)) for name, row in told if row.any()}


def _columns(features: list[dict[str, float]]) -> tuple[list[str], sparse.csr_matrix]:
    """The features that enough pairs have, and their values, a row for each pair."""
    counts = Counter(name for row in features for name in row)
    rows = [{name: value for name, value in row.items() if counts[name] >= FEWEST_PAIRS} for row in features]
    vectorizer = DictVectorizer(dtype=np.float32)
    matrix = _narrow(vectorizer.fit_transform(rows))
    return [str(name) for name in vectorizer.get_feature_names_out()], matrix


def learnt_tense(lesson: Lesson, seen: list[tuple[int, list[Weighed]]]) -> TenseTable:
    """The weights of the third step, of the tenures that the annotation has, rounded as they are written."""
    features, answers = [], []
    for number, weighed in seen:
        tenures = [claim for claim in lesson.examples[number].entry["claims"] if claim["kind"] == Kind.TENURE]
        for one in weighed:
            claim = next((tenure for tenure in tenures if is_about(tenure, one.pair)), None)
            if claim is not None:
                features.append(features_of_tense(one))
                answers.append(claim["tense"] == Tense.CURRENT)
    names, matrix = _columns(features)
    model = LogisticRegression(C=STRICT, solver="liblinear", max_iter=300, random_state=0)
    model.fit(matrix, answers)
    weights = np.rint(UNIT * model.coef_[0]).astype(int)
    found = {name: int(value) for name, value in zip(names, weights, strict=True) if abs(value) >= SMALLEST}
    return found | {BIAS: int(np.rint(UNIT * model.intercept_[0]))}


def learnt(lesson: Lesson, groups: Sequence[list[int]]) -> tuple[Rows, Rows, TenseTable]:
    chosen = [one for group in groups for one in group]
    seen = unseen(lesson, groups)
    return learnt_rows(lesson, chosen), learnt_pairs(lesson, seen), learnt_tense(lesson, seen)


def crossed(lesson: Lesson) -> list[tuple[list[int], Rows, Rows, TenseTable]]:
    """Examples in parts, each with what the other parts teach."""
    with get_context("fork").Pool(WORKERS, initializer=_take, initargs=(lesson,)) as pool:
        return pool.map(_fold, parts(len(lesson.examples)), chunksize=1)


_TAKEN: list[Lesson] = []  # of a worker


def _take(lesson: Lesson) -> None:
    _TAKEN[:] = [lesson]


def _fold(part: list[int]) -> tuple[list[int], Rows, Rows, TenseTable]:
    return part, *learnt(_TAKEN[0], [other for other in parts(len(_TAKEN[0].examples)) if other != part])


def taught(lesson: Lesson) -> dict[str, Weights]:
    """For each article, by its id, the weights that the others teach."""
    return {
        lesson.examples[number].entry["id"]: Weights(rows, pairs, tense)
        for part, rows, pairs, tense in crossed(lesson)
        for number in part
    }


def compared(lesson: Lesson, weights: dict[str, Weights]) -> Iterator[str]:
    """The scores of the rules and of the words on the articles of each set and language."""
    told: dict[str, list[Paired]] = defaultdict(list)
    for example in lesson.examples:
        entry = example.entry
        by_words = ranked(example.document, example.claims, weights[entry["id"]])
        for name, claims in (("rules", example.claims), ("words", by_words)):
            found = pair(entry["claims"], [_told(claim) for claim in readers.kept(claims)])
            for group in ("all", entry["set"], entry["language"]):
                told[f"{group:<8}{name}"].append(found)
    for group, found in told.items():
        score = rates(found)
        core, facts, tenure = score["core"], score["facts"], score["tenure"]
        loud = [one for one in found if not one.right and not one.missed]
        yield (
            f"{group:<14}core {core.f1:.3f} (P {core.precision:.3f} R {core.recall:.3f})  "
            f"facts {facts.f1:.3f} (P {facts.precision:.3f})  tenure {tenure.f1:.3f}  "
            f"articles without a claim {len(loud)}, of which {sum(bool(one.extra) for one in loud)} got one"
        )


def _told(claim: Claim) -> dict:
    return {"kind": str(claim.kind), "coach": claim.coach.name, "club": claim.club.name}


def lesson_of(sets: Sequence[str] = SETS) -> Lesson:
    """The articles that there are to learn from; the gold corpus only where it is present."""
    options = argparse.Namespace(corpus=CORPUS, language=None, half=None, set=list(sets))
    return Lesson(gold_of(options), names_of(REFERENCE))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="learn from all articles and write the weights")
    parser.add_argument("--no-check", action="store_true", help="leave the cross-validation out")
    options = parser.parse_args(arguments)
    lesson = lesson_of()
    if not options.no_check:
        print("\n".join(compared(lesson, taught(lesson))))
    if options.write:
        rows, pairs, tense = learnt(lesson, parts(len(lesson.examples)))
        TABLE.write_text(written(rows, pairs, tense), encoding="utf-8")
        counts = f"{len(rows)} features of sentences, {len(pairs)} of pairs and {len(tense)} of tenures"
        print(f"{counts}: {TABLE.relative_to(PROJECT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
