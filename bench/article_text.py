"""How much of an article's text we find on a page, how much else we take for it, and how fast.

    python -m bench.article_text benchmark FOLDER
    python -m bench.article_text segments FOLDER
    python -m bench.article_text dates FOLDER

FOLDER is a checkout of the set (`bench.page_sets` says which). Ours stands beside bare trafilatura on the
same pages in the same run; readability-lxml and resiliparse are measured too where they are installed.
"apart" is the whole way of the site, in a fork with limits; the same way "here" shows what that costs.
"""

import argparse
import os
import re
import statistics
import time
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import django

from bench.page_sets import SETS

WORD = re.compile(r"\w+")
SHINGLE = 4
SHORT = ("ours, apart", "ours, here", "ours, what is read for claims", "trafilatura")
KINDS = ("same", "zone", "none", "wrong")
WIDEST = timedelta(hours=26)  # from noon of a day to a moment that is on it somewhere
HEAD = "{:<34}{:>9}{:>9}{:>9}{:>9}{:>8}{:>10}"
ROW = "{:<34}{:>8.1f}%{:>8.1f}%{:>9.3f}{:>9.3f}{:>8}{:>10.1f}"


def main():
    options = options_of()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    pages = list(SETS[options.set](options.folder))[:: options.each]
    print(f"{options.set}: {len(pages)} pages")
    if options.set == "dates":
        show_days(pages, options.all)
        return
    chosen = {name: way for name, way in ways().items() if not options.short or name in SHORT}
    score = by_segments if options.set == "segments" else by_words
    print(HEAD.format("way", "found", "noise", "F1", "shingles", "empty", "pages/s"))
    for name, (texts, seconds) in measured(chosen, pages).items():
        found, noise, shingles = score(pages, texts)
        f1 = 2 * found * (1 - noise) / (found + 1 - noise)
        empty = sum(not text for text in texts)
        print(
            ROW.format(name, 100 * found, 100 * noise, f1, shingles, empty, len(pages) / seconds), flush=True
        )


def options_of():
    parser = argparse.ArgumentParser(prog="python -m bench.article_text")
    parser.add_argument("set", choices=SETS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", type=int, default=1, help="only each so manieth page")
    parser.add_argument("--short", action="store_true", help="only ours and bare trafilatura")
    parser.add_argument("--all", action="store_true", help="name every page whose day differs")
    return parser.parse_args()


def measured(ways, pages):
    """By way the answers for all pages and the seconds they took.

    Page by page, each way in its turn, so that whatever else the machine does slows all of them alike. A way
    that stumbles over a page has no answer for it.
    """
    answers, seconds = defaultdict(list), Counter()
    for page in (pages[0], *pages):  # the first is read twice: what a way loads is not counted
        for name, way in ways.items():
            began = time.perf_counter()
            try:
                answer = way(page) or ""
            except Exception:  # of any library: it counts as nothing found, as it would on the site
                answer = ""
            seconds[name] += time.perf_counter() - began if answers[name] else 0.0
            answers[name].append(answer)
    return {name: (answers[name][1:], seconds[name]) for name in ways}


def ways():
    """The names of the ways from a page to its text, and the ways."""
    from trafilatura import extract

    def bare(**options):
        return lambda page: extract(page.body, url=page.url, include_comments=False, **options)

    found = {
        "ours, apart": ours,
        "ours, here": ours_here,
        "ours, what is read for claims": ours_read,
        "trafilatura": bare(),
        "trafilatura, no tables": bare(include_tables=False),
        "trafilatura, for precision": bare(favor_precision=True),
        "trafilatura, for recall": bare(favor_recall=True),
        "trafilatura, fast": bare(fast=True),
    }
    if find_spec("readability"):
        found["readability-lxml"] = of_readability
    if find_spec("resiliparse"):
        found["resiliparse"] = of_resiliparse
    return found


def ours(page):
    from articles.cleaning.html import article_from_html

    return article_from_html(page.body, page.url).text


def ours_here(page):
    from articles.cleaning import parsing
    from articles.cleaning.decoding import decode
    from articles.cleaning.text import tidy

    return tidy(parsing.read(decode(page.body), page.url)["text"])


def ours_read(page):
    """Without the lines that are kept but marked as no part of the article."""
    from articles.extraction import ArticleText, Names, read
    from articles.extraction.regions import READABLE

    text = ours_here(page)
    regions = read(ArticleText("", text), Names.compile((), ())).regions
    lines = (text[at.start : at.end] for at in regions if at.part == "text" and at.region in READABLE)
    return "\n".join(lines)


def of_readability(page):
    from lxml import html
    from readability import Document

    from articles.cleaning.decoding import decode

    return html.fromstring(Document(decode(page.body)).summary()).text_content()


def of_resiliparse(page):
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return extract_plain_text(bytes_to_str(page.body, detect_encoding(page.body)), main_content=True)


def by_words(pages, texts):
    """The mean share of the expected words that are found, of the found words that are noise, and the F1 of
    runs of four words, each page counting the same.
    """
    found, noise, precision, recall = [], [], [], []
    for page, text in zip(pages, texts, strict=True):
        expected, got = WORD.findall(page.text), WORD.findall(text)
        share, exact = shares(Counter(expected), Counter(got))
        found.append(share)
        noise.append(1 - exact)
        share, exact = shares(shingles_of(expected), shingles_of(got))
        recall.append(share)
        precision.append(exact)
    exact, share = statistics.mean(precision), statistics.mean(recall)
    return statistics.mean(found), statistics.mean(noise), 2 * exact * share / (exact + share)


def shares(expected, got):
    """Of what is expected, how much there is; of what there is, how much is expected."""
    same = (expected & got).total()
    recall = same / expected.total() if expected else 1.0
    return recall, same / got.total() if got else float(not expected)


def shingles_of(words):
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def by_segments(pages, texts):
    """Of the passages that belong to the text the share that is there, of all that are there the share that
    does not belong; for want of whole texts no shingles.
    """
    there = wrong = expected = 0
    for page, text in zip(pages, texts, strict=True):
        flat = " ".join(text.split())
        there += sum(" ".join(part.split()) in flat for part in page.found)
        wrong += sum(" ".join(part.split()) in flat for part in page.noise)
        expected += len(page.found)
    return there / expected, wrong / (there + wrong), float("nan")


def show_days(pages, is_all):
    from trafilatura.metadata import extract_metadata

    def bare(page):
        found = extract_metadata(page.body, default_url=page.url)
        return found.date if found else None

    for name, (answers, seconds) in measured({"ours": our_moment, "trafilatura": bare}, pages).items():
        kinds = [kind_of(answer, page.day) for answer, page in zip(answers, pages, strict=True)]
        shares = "   ".join(f"{kind} {kinds.count(kind) / len(pages):.1%}" for kind in KINDS)
        print(f"{name:<14} {shares}   {len(pages) / seconds:.1f} pages/s")
        for kind, answer, page in (
            zip(kinds, answers, pages, strict=True) if is_all and name == "ours" else ()
        ):
            if kind != "same":
                print(f"    {kind}: {page.name}: {page.day} expected, {answer or 'none'}")


def kind_of(answer: str, day: str) -> str:
    """A moment with a zone is the same moment where the set gives the day of another zone."""
    if not answer:
        return "none"
    if answer[:10] == day:
        return "same"
    moment = datetime.fromisoformat(answer)
    noon = datetime.fromisoformat(day).replace(hour=12, tzinfo=moment.tzinfo)
    return "zone" if moment.tzinfo and abs(moment - noon) < WIDEST else "wrong"


def our_moment(page):
    from trafilatura import load_html

    from articles.cleaning import parsing
    from articles.cleaning.decoding import decode

    return parsing.published(load_html(decode(page.body)), page.url)[0]


if __name__ == "__main__":
    main()
