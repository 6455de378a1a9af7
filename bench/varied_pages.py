"""Pages without end out of our own annotated articles and of quiet texts: other names and days each time.

Every second page is quiet, a dozen sentences about everything else drawn together, where those are at hand;
without them all pages tell of coaches. The same number always gives the same page.
"""

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
ANNOTATED = HOUSE / "tests" / "articles" / "extraction" / "annotated"
QUIET = HOUSE.parent / "shared" / "data"
SENTENCES = 12
APART = timedelta(days=5)  # between two versions of an article: further than near-copies are looked for
UNDATED = "2020-09-21"  # the day of an article that tells of none
NAVIGATION = "".join(
    f"<li><a href='/{word}'>{word.title()}</a></li>" for word in ("news", "sport", "culture")
)
TEASERS = "".join(f"<li><a href='/more/{n}'>Another story of the day, number {n}</a></li>" for n in range(12))
PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="{day}T09:00:00+00:00"></head>
<body><nav><ul>{navigation}</ul></nav><main><article><h1>{title}</h1>{paragraphs}</article></main>
<aside><ul>{teasers}</ul></aside>
<footer><p>Contact the desk. All rights reserved.</p></footer></body></html>"""


@dataclass(frozen=True)
class Told:
    """A page before it is HTML."""

    language: str
    title: str
    text: str
    day: date

    def page(self) -> str:
        lines = [line for line in self.text.splitlines() if line.strip()]
        return PAGE.format(
            language=self.language,
            title=html.escape(self.title),
            day=self.day,
            navigation=NAVIGATION,
            teasers=TEASERS,
            paragraphs="".join(f"<p>{html.escape(line)}</p>" for line in lines),
        )


def pages(number: int) -> Iterator[Told]:
    entries = annotated()
    is_quiet_at_hand = bool(quiet())
    for at in range(number):
        if is_quiet_at_hand and at % 2:
            yield _quiet_page(at)
        else:
            version, which = divmod(at // 2 if is_quiet_at_hand else at, len(entries))
            yield varied(entries[which], which, version)


def varied(entry: dict, which: int, version: int) -> Told:
    """The article with other names, of another day; version nought is the article itself."""
    day = date.fromisoformat(entry["published"] or UNDATED) - version * APART
    renamed = _renamed(entry, which, version) if version else {}
    if not renamed:
        return Told(entry["language"], entry["title"], entry["text"], day)
    longest_first = sorted(renamed, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def other(text: str) -> str:
        return pattern.sub(lambda found: renamed[found[0]], text)

    return Told(entry["language"], other(entry["title"]), other(entry["text"]), day)


def _renamed(entry: dict, which: int, version: int) -> dict[str, str]:
    """What stands for each name: first and last names are dealt out apart, clubs with all their forms."""
    people, clubs = cast(entry["language"])
    renamed: dict[str, str] = {}
    for at, name in enumerate(_people(entry)):
        first = people[(which + 7 * version + at) % len(people)].split()[0]
        last = people[(which + 11 * version + version // len(people) + 3 * at) % len(people)].split()[-1]
        words = name.split()
        renamed |= {words[-1]: last, name: f"{first} {last}"}
        renamed.setdefault(words[0], first)
    for at, forms in enumerate(_clubs(entry)):
        others = clubs[(which + 5 * version + at) % len(clubs)]
        renamed |= {form: others[min(place, len(others) - 1)] for place, form in enumerate(forms)}
    return renamed


@cache
def annotated() -> tuple[dict, ...]:
    lines = (
        line for path in sorted(ANNOTATED.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    )
    return tuple(json.loads(line) for line in lines if line)


@cache
def cast(language: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """Everybody, and every club, in the articles of a language."""
    entries = [entry for entry in annotated() if entry["language"] == language]
    people = dict.fromkeys(name for entry in entries for name in _people(entry))
    clubs = dict.fromkeys(club for entry in entries for club in _clubs(entry))
    return list(people), list(clubs)


def _people(entry: dict) -> list[str]:
    """Those with a first and a last name."""
    names = dict.fromkeys(claim["coach"] for claim in entry["claims"] if isinstance(claim["coach"], str))
    return [name for name in names if " " in name]


def _clubs(entry: dict) -> list[tuple[str, ...]]:
    told = [claim["club"] for claim in entry["claims"] if claim["club"]]
    return list(dict.fromkeys((club,) if isinstance(club, str) else tuple(club) for club in told))


@cache
def quiet() -> tuple[dict, ...]:
    lines = (
        line for path in sorted(QUIET.glob("quiet_*.jsonl")) for line in path.read_text("utf-8").splitlines()
    )
    return tuple({"language": told["language"], "text": told["text"]} for told in map(json.loads, lines))


@cache
def _quiet_by_language() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for sentence in quiet():
        found.setdefault(sentence["language"], []).append(sentence["text"])
    return found


def _quiet_page(at: int) -> Told:
    by_language = _quiet_by_language()
    chance = random.Random(at)
    language = chance.choice(sorted(by_language))
    title, *rest = chance.sample(by_language[language], SENTENCES + 1)
    return Told(language, title[:120], "\n".join(rest), date(2021, 1, 1) + timedelta(days=at % 700))
