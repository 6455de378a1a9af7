"""The reading of articles, measured: speed, start, memory, long texts, and spaCy beside it.

Times are those of the processor, not of the clock: other processes on the machine slow them down, but
are not counted. Nothing here asserts anything.
"""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from time import process_time

from articles.extraction import ArticleText, read
from articles.extraction.corpus import article_from_corpus, to_corpus
from articles.extraction.pipeline import LONGEST
from bench.rows import Row, in_milliseconds

HOUSE = Path(__file__).resolve().parent.parent
CORPUS = HOUSE.parent / "shared" / "corpus"
PEER = Path(os.environ.get("BENCH_PEER", HOUSE / ".venv-bench")) / "bin" / "python"
LANGUAGES = {"en": "English", "fr": "French"}
LENGTH = 1500  # characters of an article, as the target has it
ROUNDS = 3
MEGABYTE = 1_000_000
KNOWN = 50_000


def all_of_them():
    names = known_names()
    yield from cold_starts()
    yield from articles_read(names)
    yield from long_texts(names)
    yield from beside_spacy(names)


def known_names():
    """The names of the reference tables, read without a database."""
    from tests.articles.extraction import evaluate

    return evaluate.names_of(evaluate.REFERENCE)


def gold():
    """The annotated articles: those of the corpus where it is, else the project's own."""
    paths = sorted(CORPUS.glob("dev/*.jsonl")) + sorted(CORPUS.glob("retold/*.jsonl"))
    paths = paths or sorted((HOUSE / "tests" / "articles" / "extraction" / "annotated").glob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line]


def seconds_of(articles, names):
    """Processor seconds of each, the best of a few rounds: the first of them also warms up."""
    best = [float("inf")] * len(articles)
    for _ in range(ROUNDS):
        for at, article in enumerate(articles):
            began = process_time()
            read(article, names)
            best[at] = min(best[at], process_time() - began)
    return best


def articles_read(names):
    """Speed per article of `LENGTH` characters: longer and shorter ones count by their length."""
    articles = [article_from_corpus(entry) for entry in gold()]
    size = sum(len(article.title) + len(article.text) for article in articles)
    took = seconds_of(articles, names)
    what = f"articles read, per {LENGTH:,} characters"
    yield Row(what, size / LENGTH / sum(took), "articles/s", in_milliseconds(took))


def cold_starts():
    """A fresh process each time; the best of three, so that the files are in the memory of the system."""
    for number, what in ((0, "first article of a new process"), (KNOWN, f"the same with {KNOWN:,} names")):
        command = [sys.executable, "-m", "bench.cold", str(number)]
        runs = [json.loads(subprocess.check_output(command, cwd=HOUSE)) for _ in range(ROUNDS)]
        best = min(runs, key=lambda run: sum(run[lap][1] for lap in ("imported", "compiled", "first")))
        laps = {lap: best[lap][1] for lap in ("imported", "compiled", "first")}
        note = "imports {imported:.2f}, names {compiled:.2f}, lexicons, model and article {first:.2f} s"
        yield Row(what, sum(laps.values()), "s", note.format(**laps))
    yield Row(f"memory at its peak with {KNOWN:,} names", best["megabytes"], "MB")


def long_texts(names):
    """A megabyte in one article, which is read up to the cap, and in articles as long as the cap."""
    lines = [line for entry in gold() for line in entry["text"].splitlines() if entry["language"] == "en"]
    random.Random(7).shuffle(lines)
    text = "\n".join(lines)
    text = (text * (MEGABYTE // len(text) + 1))[:MEGABYTE]
    whole = ArticleText("", text, language="en")
    (took,) = seconds_of([whole], names)
    yield Row("1 MB as one article", took, "s", read(whole, names).note)
    parts = [ArticleText("", text[at : at + LONGEST], language="en") for at in range(0, MEGABYTE, LONGEST)]
    yield Row(f"1 MB as articles of {LONGEST:,}", sum(seconds_of(parts, names)), "s")


def beside_spacy(names):
    """The same English and French articles, read by us and by spaCy with keywords, scored by one script."""
    if not (CORPUS / "score.py").is_file():
        yield Row("spaCy", 0, "", f"not compared: there is no gold corpus at {CORPUS}")
        return
    entries = {code: [a for a in gold() if a["language"] == code] for code in LANGUAGES}
    for code, language in LANGUAGES.items():
        articles = [article_from_corpus(entry) for entry in entries[code]]
        speed = len(articles) / sum(seconds_of(articles, names))
        told = [
            {"id": entry["id"], **to_corpus(read(article, names))}
            for entry, article in zip(entries[code], articles, strict=True)
        ]
        what = f"{len(articles)} {language} articles, this reading"
        yield Row(what, speed, "articles/s", core(entries[code], told))
        yield peer(code, language, entries[code])


def peer(code, language, entries):
    what = f"{len(entries)} {language} articles, spaCy and keywords"
    if not PEER.exists():
        return Row(what, 0, "", "not installed: `make bench PEER=1` installs it into .venv-bench (300 MB)")
    lines = "\n".join(json.dumps(entry) for entry in entries)
    ran = subprocess.run(
        [PEER, HOUSE / "bench" / "peer.py", code], input=lines, capture_output=True, text=True
    )
    if ran.returncode:
        return Row(what, 0, "", f"did not run: {ran.stderr.strip().splitlines()[-1][:120]}")
    found = json.loads(ran.stdout.splitlines()[-1])
    note = f"{core(entries, found['predictions'])}; model loaded in {found['loaded']:.1f} s"
    return Row(what, len(entries) / found["seconds"], "articles/s", note)


def core(entries, predictions):
    """Precision, recall and F1 over all kinds but tenure, by the corpus's own scorer."""
    from tests.articles.extraction import evaluate

    score = evaluate.scorer(CORPUS / "score.py")
    table, *_ = score.score(entries, predictions)
    precision, recall, f1 = score.rates(table["all"]["core"])
    return f"core P {precision:.2f} R {recall:.2f} F1 {f1:.2f}"


def install_peer():
    """spaCy and its two models, into an environment of their own."""
    folder = PEER.parent.parent
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [str(PEER), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    if subprocess.run([*pip, "-r", str(HOUSE / "requirements-bench.txt")]).returncode:
        sys.exit("spaCy could not be installed; what pip said stands above.")
