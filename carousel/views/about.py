"""About: how the record comes about, and how well each language is read, from the last evaluation."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from carousel.views import described
from carousel.views.pages import render_page
from carousel.views.unchanged import kept_while_unchanged
from carousel.wording import language_in_words

SCORES = Path("docs") / "extraction-scores.json"


@dataclass(frozen=True)
class Score:
    """F1 in hundredths: of all claims by kind, coach and club; of exits and starts; of who held a post."""

    language: str
    core: int
    facts: int
    tenure: int | None


@require_safe
@kept_while_unchanged
def about(request: HttpRequest) -> HttpResponse:
    scores, version, articles = _scores()
    rows = sorted(
        (Score(language_in_words(code), *figures) for code, *figures in scores), key=lambda s: -s.core
    )
    context = {"scores": rows, "version": version, "articles": articles}
    context["about"] = described.of_list("about")
    return render_page(request, "carousel/about/about.html", context)


@cache
def _scores() -> tuple[tuple[tuple, ...], str, int]:
    """The record of the last evaluation: by language, the version that was scored, on how many articles."""
    path = settings.BASE_DIR / SCORES
    if not path.exists():
        return (), "", 0
    told = json.loads(path.read_text())
    by_language = told["all"]["scores"]
    found = tuple(
        (code, *(_hundredths(kinds.get(name)) for name in ("core", "facts", "tenure")))
        for code, kinds in by_language.items()
        if code != "all"
    )
    return found, told["version"], told["articles"]


def _hundredths(score: dict | None) -> int | None:
    return round(score["f1"] * 100) if score else None
