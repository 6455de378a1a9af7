"""The papers of the sample site: what they have published by a given moment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("articles.jsonl")
AT_ONCE = 2  # articles of each paper that are there when the site begins


@dataclass(frozen=True)
class Paper:
    """An invented outlet, and where on the site its feed lies."""

    key: str
    name: str
    language: str
    path: str


@dataclass(frozen=True)
class Piece:
    """An article and the moment from which it is there."""

    id: str
    title: str
    teaser: str
    text: str
    caption: str
    related: str
    published_at: datetime

    @property
    def path(self) -> str:
        return f"/{self.id}.html"


PAPERS = (
    Paper("nordhavn", "Nordhavn Dagblad", "da", "/nordhavn/rss.xml"),
    Paper("hafenkurier", "Hafenkurier Sport", "de", "/hafenkurier/atom.xml"),
)


def published(paper: Paper, *, began: datetime, every: timedelta, at: datetime) -> list[Piece]:
    """The articles of the paper that are there at the moment, the newest first."""
    rows = [row for row in _rows() if row["feed"] == paper.key]
    pieces = []
    for place, row in enumerate(rows):
        moment = began + max(0, place - AT_ONCE + 1) * every
        if moment <= at:
            given = {name: row[name] for name in ("id", "title", "teaser", "text", "caption", "related")}
            pieces.append(Piece(**given, published_at=moment))
    return pieces[::-1]


@cache
def _rows() -> list[dict[str, str]]:
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines() if line]
