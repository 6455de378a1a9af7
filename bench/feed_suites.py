"""How many feeds of the public suites give us the entries that the suites expect.

    python -m bench.feed_suites feedparser FOLDER
    python -m bench.feed_suites miniflux FOLDER

FOLDER is a checkout of kurtmckee/feedparser or miniflux/v2; nothing of them is kept here. Each feed goes
through our own path, from bytes in the process apart to entries as they are kept. `--all` names each feed
that differs, `--of REASON` those that do for one reason.
"""

import argparse
import hashlib
import os
import re
from collections import Counter, defaultdict
from html.parser import HTMLParser
from pathlib import Path

import django

from articles import isolation
from articles.cleaning.urls import address_in
from articles.feeds.reading import Announced, announced_in
from bench import feedparser_suite, miniflux_suite
from bench.feed_cases import Case, Want

SUITES = {"feedparser": feedparser_suite.cases, "miniflux": miniflux_suite.cases}
WORD = re.compile(r"\w+")
LINE = "{:<16}{:>8}{:>8}{:>12}{:>8}"


class Words(HTMLParser):
    """The words that a reader of the HTML sees. By other means than ours, so that ours can be wrong."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []

    def handle_data(self, data):
        self.found.append(data)

    @classmethod
    def of(cls, html: str) -> list[str]:
        reader = cls()
        reader.feed(html)
        reader.close()
        return WORD.findall(" ".join(reader.found))


def main():
    options = options_of()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    tally, reasons = defaultdict(Counter), defaultdict(list)
    silent = Counter()
    for case in SUITES[options.suite](options.folder):
        found = isolation.ask("feed", case.body, content_type=case.content_type)
        if not case.wants and not case.is_refused:
            silent["no feed" if found.get("trouble") else "read"] += 1
            continue
        reason = why_not(case, found)
        tally[case.format][reason[0] if reason else "same"] += 1
        if reason:
            reasons[reason].append(case.name)
    show(tally, reasons, options.all)
    print(f"\nFeeds that expect nothing of their entries: {silent.total()}; read as feeds: {silent['read']}")


def options_of():
    parser = argparse.ArgumentParser(prog="python -m bench.feed_suites")
    parser.add_argument("suite", choices=SUITES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="name every feed that differs")
    return parser.parse_args()


def show(tally, reasons, is_all):
    print(LINE.format("format", "feeds", "same", "on purpose", "ours"))
    tally["all"] = sum(tally.values(), Counter())
    for format, count in tally.items():
        print(LINE.format(format, count.total(), *(count[kind] for kind in ("same", "on purpose", "ours"))))
    print()
    for (kind, reason), names in sorted(reasons.items(), key=lambda item: (item[0][0], -len(item[1]))):
        print(f"{len(names):>4}  {kind}: {reason}")
        for name in names if is_all else ():
            print(f"        {name}")


def why_not(case: Case, found) -> tuple[str, str] | None:
    """Why the first value that is not as expected differs: "on purpose" or "ours", and the reason."""
    if case.is_refused:
        return None if found.get("trouble") else ("ours", "read, though the suite refuses it")
    if found.get("trouble"):
        is_refused = found["trouble"] == "entities"
        return "on purpose" if is_refused else "ours", f"not read: {found['trouble']}"
    entries = announced_in(found, case.url)
    for want in case.wants:
        if want.field == "count" and len(entries) != want.value:
            return "ours", f"{want.value} entries expected, {len(entries)} read"
        if want.field == "count":
            continue
        if want.number >= len(entries):
            return "ours", "an entry is missing"
        if not is_same(want, entries[want.number], case.url):
            return reason_of(want, entries[want.number], case)
    return None


def is_same(want: Want, entry: Announced, url: str) -> bool:
    ours = value_of(want, entry)
    if want.value is None:
        return not ours
    match want.field:
        case "hash":
            return want.value in {hashlib.sha256(text.encode()).hexdigest() for text in (entry.id, entry.url)}
        case "url":
            return ours == address_in(str(want.value), url)
        case "title" | "text":
            # Some tests give the words of a title as they are, others as HTML.
            return WORD.findall(str(ours)) in (Words.of(str(want.value)), WORD.findall(str(want.value)))
    return ours == want.value


def value_of(want: Want, entry: Announced):
    match want.field:
        case "published" | "updated":
            return entry.published_at
        case "hash":
            return entry.id
    return getattr(entry, want.field)


def reason_of(want: Want, entry: Announced, case: Case) -> tuple[str, str]:
    ours = value_of(want, entry)
    match want.field:
        case "title" if not ours:
            return "on purpose", "no title in the feed: ours comes from the page, not from text or address"
        case "url" if not ours:
            return "on purpose", "no page in the feed: the site's or a sound file's address is not taken"
        case "url" if want.value is None and entry.url == address_in(entry.id):
            return "on purpose", "an id that is an address serves where there is no link"
        case "hash" if not ours:
            return "on purpose", "no id of its own in the feed: ours is made when it is kept"
        case "hash" if case.format == "RSS 1.0" and ours == entry.url:
            return "on purpose", "what an item of RSS 1.0 is about is its id and its address"
        case "id" if ours and str(want.value).endswith(str(ours)):
            return "on purpose", "an id is kept as it is written"
        case "text" if len(str(ours)) >= len(str(want.value)):
            return "on purpose", "of two texts of an entry the longer is kept"
        case "url" if "content_location" in case.name:
            return "on purpose", "the header Content-Location is not believed"
    return "ours", f"{want.field}: {want.value!r:.80} expected, {ours!r:.80} read"


if __name__ == "__main__":
    main()
