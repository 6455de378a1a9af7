from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.extraction import VERSION
from articles.models import Article, Claim
from carousel import rereading
from carousel.rereading import Changed, Reread, RowChange


class Command(BaseCommand):
    help = (
        "Show what the current version reads differently in articles that another version read, and what"
        " the record would change. Writes nothing without --apply."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--apply", action="store_true", help="do it, batch after batch; can be resumed")
        parser.add_argument(
            "--article", type=int, nargs="+", metavar="ID", help="only these, whatever version read them"
        )
        parser.add_argument(
            "--batch", type=int, default=rereading.BATCH, help="articles to a transaction (%(default)s)"
        )

    def handle(self, *args, article: list[int] | None, batch: int, **options) -> None:
        if batch < 1:
            raise CommandError("A batch holds at least one article.")
        ids = self._ids(article)
        if not ids:
            self.stdout.write(f"Every article has been read by version {VERSION}: nothing to do.")
            return
        if options["apply"]:
            done = rereading.apply(ids, at=timezone.now(), batch=batch)
            self._sum_up(self._show(done), "Read again")
            return
        found = rereading.prospect(ids, at=timezone.now())
        counts = self._show(found.articles)
        self._show_record(found.record)
        self._sum_up(counts, "Would read again")
        self.stdout.write("Nothing was written. With --apply it is done.")

    def _ids(self, wanted: list[int] | None) -> list[int]:
        ids = rereading.outdated(wanted)
        missing = sorted(set(wanted or ()) - set(ids))
        if missing:
            known = set(Article.objects.filter(pk__in=missing).values_list("pk", flat=True))
            what = "has not been read yet" if missing[0] in known else "does not exist"
            raise CommandError(f"Article {missing[0]} {what}.")
        return ids

    def _show(self, articles: Iterable[Reread]) -> Counter:
        counts: Counter = Counter()
        for told in articles:
            counts["articles"] += 1
            counts["gained"] += len(told.gained)
            counts["lost"] += len(told.lost)
            counts["changed"] += len(told.changed)
            counts["unread"] += bool(told.failure)
            if not told and not told.failure:
                continue
            self.stdout.write(f"{told.article.pk}  {told.article}")
            for line in _lines(told):
                self.stdout.write(f"    {line}")
        return counts

    def _show_record(self, changes: list[RowChange]) -> None:
        if changes:
            self.stdout.write("The record would change:")
        for change in changes:
            self.stdout.write(f"    {change.verb} {change.table}: {change.name}")
            for name, before, after in change.fields:
                self.stdout.write(f"        {name}: {_value(before)} → {_value(after)}")

    def _sum_up(self, counts: Counter, verb: str) -> None:
        self.stdout.write(
            f"{verb}, with version {VERSION}: {counts['articles']} articles;"
            f" claims gained {counts['gained']}, lost {counts['lost']}, changed {counts['changed']}."
        )
        if counts["unread"]:
            self.stdout.write(f"{counts['unread']} could not be read and keep their old reading.")


def _lines(told: Reread) -> Iterable[str]:
    if told.failure:
        yield f"! could not be read: {told.failure}"
    for claim in told.gained:
        yield f"+ {_claim(claim)}"
    for claim in told.lost:
        yield f"- {_claim(claim)}"
    for changed in told.changed:
        yield f"~ {_changes(changed)}"


def _claim(claim: Claim) -> str:
    detail = claim.manner or claim.stage or claim.by or claim.tense
    said = f"{claim.kind}, {detail}" if detail else claim.kind
    return f"{said}: {claim.coach_name} / {claim.club_name} “{claim.passage}”"


def _changes(changed: Changed) -> str:
    before, after = changed.before, changed.after
    parts = (
        f"{name} {_value(getattr(before, name))} → {_value(getattr(after, name))}" for name in changed.fields
    )
    return f"{after.kind}: {after.coach_name} / {after.club_name}: {'; '.join(parts)}"


def _value(value) -> str:
    return "none" if value in (None, "") else f"“{value}”" if isinstance(value, str) else str(value)
