"""The sample articles, brought in through the one door."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.utils.text import slugify

from articles.keeping import outlet_named
from articles.models import Article, Outlet
from carousel import door, reading

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    """An article of the samples, and what a careful reader takes out of it."""

    id: str
    submission: door.Submission
    outlet_name: str
    language: str
    claims: tuple[dict, ...]


def samples() -> Iterator[Sample]:
    """All sample articles in the order of their days."""
    lines = (
        line for path in sorted(FOLDER.glob("*.jsonl")) for line in path.read_text().splitlines() if line
    )
    for row in sorted((json.loads(line) for line in lines), key=lambda row: (row["published"], row["id"])):
        submission = door.Submission(
            title=row["title"],
            text=row["text"],
            url=row["url"],
            published_on=date.fromisoformat(row["published"]),
        )
        yield Sample(row["id"], submission, row["outlet"], row["language"], tuple(row["claims"]))


def load(sample: Sample, *, at: datetime) -> tuple[door.Admission, reading.Outcome]:
    """The sample is an article and has been read. An outlet that only the samples know is made."""
    outlet = outlet_named(sample.outlet_name) or _invented_outlet(sample)
    published = sample.submission.published_on
    assert published is not None
    submission = door.Submission(**{**vars(sample.submission), "outlet": outlet})
    # The samples may be newer than a machine's clock.
    arrival = max(at, datetime.combine(published, time(12), UTC))
    admission = door.bring_in(submission, at=arrival, queue=False)
    if admission.article.state == Article.State.WAITING:
        return admission, reading.read_article(admission.article.pk, at=arrival)
    return admission, reading.Outcome("nothing_new", admission.article)


def _invented_outlet(sample: Sample) -> Outlet:
    return Outlet.objects.create(
        slug=slugify(sample.outlet_name),
        name=sample.outlet_name,
        language=sample.language,
        tier=Outlet.Tier.MIXED,
    )
