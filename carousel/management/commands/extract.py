from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles import extraction
from articles.extraction.claims import ArticleText
from articles.extraction.corpus import article_from_corpus, to_corpus
from articles.extraction.explain import explain, lines
from carousel import names
from carousel.files import Unreadable, rows, text_of


class Command(BaseCommand):
    help = "Read articles and print their claims as JSON Lines; writes nothing."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "files", nargs="*", metavar="FILE", help="JSON Lines or a bare text; - or none: standard input"
        )
        parser.add_argument("--title", default="", help="for a bare text")
        parser.add_argument(
            "--published", default="", help="day of publication of a bare text, as 2020-09-23"
        )
        parser.add_argument(
            "--lang", default="", help="language of a bare text, where it is not to be detected"
        )
        parser.add_argument(
            "--explain",
            action="store_true",
            help="say in words what each claim rests on, and why a cue gave none",
        )

    def handle(self, *args, files: list[str], title: str, published: str, lang: str, **options) -> None:
        known = names.snapshot()
        day = self._day(published)
        for source in files or ["-"]:
            for name, article in self._articles(source, title, day, lang):
                for line in self._told(name, article, known, in_words=options["explain"]):
                    self.stdout.write(line)

    def _told(self, name: str, article: ArticleText, known, *, in_words: bool) -> Iterator[str]:
        """The claims as one line of JSON, or all that they rest on in words."""
        if in_words:
            yield f"== {name}"
            yield from lines(explain(article, known))
            yield ""
        else:
            line = {"id": name, **to_corpus(extraction.read(article, known))}
            yield json.dumps(line, ensure_ascii=False)

    def _day(self, published: str) -> date | None:
        try:
            return date.fromisoformat(published) if published else None
        except ValueError:
            raise CommandError(f"“{published}” is not a day: write it as 2020-09-23.") from None

    def _articles(
        self, source: str, title: str, day: date | None, lang: str
    ) -> Iterator[tuple[str, ArticleText]]:
        try:
            text = sys.stdin.read() if source == "-" else text_of(Path(source))
            if text.lstrip().startswith("{"):
                for row in rows(text):
                    yield str(row.get("id") or source), article_from_corpus(row)
            else:
                yield source, ArticleText(title, text, day, None, lang or None)
        except Unreadable as error:
            raise CommandError(f"{source}: {error}") from None
