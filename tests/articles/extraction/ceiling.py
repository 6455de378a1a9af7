"""How far the stages before the weighing reach: what is not found there no weighing can win back.

For each gold claim: is its coach found, is its club found, does a cue or a post of its
kind stand in the sentence of its evidence, or anywhere in the article. And for each cue:
how often it fires, and how often the article then holds a claim of that kind.

    python -m tests.articles.extraction.ceiling --language da --half even --list coach
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(PROJECT))

from articles.extraction.corpus import article_from_corpus  # noqa: E402
from articles.extraction.cues import fired_cues  # noqa: E402
from articles.extraction.misses import sentences_of  # noqa: E402
from articles.extraction.pipeline import prepare  # noqa: E402
from articles.extraction.reader import words_of_names  # noqa: E402
from articles.extraction.roles import role_uses  # noqa: E402
from articles.extraction.scope import scope_of, under_scope  # noqa: E402
from articles.extraction.scoring import same_club, same_coach  # noqa: E402
from tests.articles.extraction.evaluate import CORPUS, REFERENCE, gold_of, names_of  # noqa: E402

STEPS = ("coach", "club", "cue", "cue anywhere", "all")


def kinds_of(document, sentence) -> list[tuple[str, str]]:
    """The kinds that the cues and posts of a sentence tell of, each with what told it."""
    found = []
    for cue in fired_cues(sentence, document.book.lexicon, words_of_names(document, sentence)):
        meaning, _ = under_scope(cue.meaning, scope_of(sentence, cue.first, cue.last, cue.end))
        if meaning is None:
            continue
        found.append((str(meaning.kind), cue.cue.id))
        if meaning.moves or cue.cue.means == "left_for":
            found += [("appointment", cue.cue.id), ("departure", cue.cue.id)]
        if meaning.swaps:
            found.append(("tenure", cue.cue.id))
    for use in role_uses(document, sentence):
        if use.is_coaching and use.person is not None:
            is_new = use.becomes or use.is_new
            found.append(("appointment" if is_new else "tenure", f"role:{use.role}"))
    if sentence.has("word:successor"):
        found.append(("tenure", "successor"))
    return found


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", action="append")
    parser.add_argument("--set", action="append")
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--list", choices=STEPS, help="the gold claims that lack this step")
    parser.add_argument("--cues", action="store_true", help="each cue with how often it is of use")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args(arguments)
    names = names_of(REFERENCE)
    gold = gold_of(options)
    table: dict[str, Counter] = defaultdict(Counter)
    cues: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for entry in gold:
        _, _, document = prepare(article_from_corpus(entry), names)
        told = {} if document is None else {s.index: kinds_of(document, s) for s in document.sentences}
        held = {claim["kind"] for claim in entry["claims"]}
        for kind, cue in {pair for pairs in told.values() for pair in pairs}:
            cues[entry["language"], cue]["fired"] += 1
            cues[entry["language"], cue]["of use"] += kind in held
        for claim in entry["claims"]:
            has = dict.fromkeys(STEPS, False)
            if document is not None:
                has["coach"] = any(
                    same_coach(claim["coach"], p.name) and not p.is_barred for p in document.persons
                )
                has["club"] = any(same_club(claim["club"], c.name) for c in document.clubs)
                places = {s.index for s in sentences_of(document, claim.get("evidence"))}
                has["cue"] = any(kind == claim["kind"] for at in places for kind, _ in told[at])
                has["cue anywhere"] = any(
                    kind == claim["kind"] for pairs in told.values() for kind, _ in pairs
                )
            has["all"] = has["coach"] and has["club"] and has["cue anywhere"]
            for group in ("all", entry["language"], f"  {claim['kind']}"):
                table[group].update(["claims", *(step for step, yes in has.items() if yes)])
            if options.list and not has[options.list]:
                about = f"{claim['kind']} {claim['coach']} / {claim['club']}"
                print(f"{entry['id']} {about}: {claim.get('evidence')}")
    print("\n" + f"{'':<16}" + "".join(f"{step:>14}" for step in ("claims", *STEPS)))
    for group, counts in sorted(table.items(), key=lambda row: (row[0] != "all", row[0])):
        shares = "".join(f"{counts[step] / counts['claims']:>14.3f}" for step in STEPS)
        print(f"{group:<16}{counts['claims']:>14}{shares}")
    if options.cues:
        for (language, cue), counts in sorted(
            cues.items(), key=lambda row: row[1]["of use"] / row[1]["fired"]
        ):
            print(f"{language} {cue:<32} in {counts['fired']:>4} articles, of use in {counts['of use']:>4}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
