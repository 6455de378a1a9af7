"""About: how the record comes about, and how well each language is read, from the last evaluation."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Claim
from carousel.views import described
from carousel.views.pages import render_page
from carousel.views.unchanged import kept_while_unchanged
from carousel.wording import language_in_words

SCORES = Path("docs") / "extraction-scores.json"
SHOWN = ("core", "facts", "tenure")


@dataclass(frozen=True)
class Part:
    """What a score is made of, in hundredths: how much of what is there was found, and how much of what was
    found is there.
    """

    kind: str
    found: int
    right: int
    score: int


@dataclass(frozen=True)
class Score:
    """F1 in hundredths: of all claims by kind, coach and club; of exits and starts; of who held a post."""

    code: str
    language: str
    core: int
    facts: int
    tenure: int | None
    parts: tuple[Part, ...]


@require_safe
@kept_while_unchanged
def about(request: HttpRequest) -> HttpResponse:
    scores, version, articles = _scores()
    rows = sorted(
        (
            Score(
                code,
                language_in_words(code),
                *(_hundredths(kinds.get(name)) for name in SHOWN),
                _parts(kinds),
            )
            for code, kinds in scores
        ),
        key=lambda score: -score.core,
    )
    context = {"scores": rows, "version": version, "articles": articles}
    context["about"] = described.of_list("about")
    return render_page(request, "carousel/about/about.html", context)


@cache
def _scores() -> tuple[tuple[tuple, ...], str, int]:
    """The record of the last evaluation: by language and kind, the version scored, on how many articles."""
    path = settings.BASE_DIR / SCORES
    if not path.exists():
        return (), "", 0
    told = json.loads(path.read_text())
    by_language = told["all"]["scores"]
    found = tuple((code, kinds) for code, kinds in by_language.items() if code != "all")
    return found, told["version"], told["articles"]


def _parts(kinds: dict) -> tuple[Part, ...]:
    """Of all claims, and of each kind that the language's articles have."""
    named = [("core", _("All claims")), *((kind.value, capfirst(kind.label)) for kind in Claim.Kind)]
    return tuple(
        Part(label, *(round(kinds[name][figure] * 100) for figure in ("recall", "precision", "f1")))
        for name, label in named
        if name in kinds
    )


def _hundredths(score: dict | None) -> int | None:
    return round(score["f1"] * 100) if score else None
