from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.keeping import outlet_named
from articles.models import Article
from carousel import door, files, reading
from carousel.dates import NotADate, parse_days


class Command(BaseCommand):
    help = "Bring in articles by path or address, read them, and print what changed."

    def add_arguments(self, parser) -> None:
        parser.add_argument("sources", nargs="+", metavar="PATH_OR_URL")
        parser.add_argument("--title", default="", help="for a bare text file")
        parser.add_argument("--outlet", default="", help="name of the outlet, for a bare text file or page")
        parser.add_argument(
            "--published", default="", help="day of publication, for a bare text file or page"
        )

    def handle(self, *args, sources: list[str], title: str, outlet: str, published: str, **options) -> str:
        given = self._given(title, outlet, published)
        failures = 0
        for source in sources:
            try:
                for submission in files.submissions(source, given):
                    self._bring_in(submission)
            except (door.Refused, files.Unreadable) as error:
                failures += 1
                self.stderr.write(f"{source}: {error}")
        if failures:
            raise CommandError(f"{failures} of {len(sources)} could not be taken.")
        return ""

    def _given(self, title: str, outlet: str, published: str) -> door.Submission:
        found = outlet_named(outlet) if outlet else None
        if outlet and found is None:
            raise CommandError(f"No outlet goes by “{outlet}”.")
        day = None
        if published:
            try:
                day = parse_days(published, today=timezone.localdate())
            except NotADate as error:
                raise CommandError(str(error)) from None
            if not day.is_exact:
                raise CommandError(f"“{published}” is not one day.")
        return door.Submission(title=title, outlet=found, published_on=day.earliest if day else None)

    def _bring_in(self, submission: door.Submission) -> None:
        now = timezone.now()
        admission = door.bring_in(submission, at=now, queue=False)
        article = admission.article
        if article.state != Article.State.WAITING:
            self.stdout.write(f"{article.pk}: known already, nothing changes: {article}")
            return
        outcome = reading.read_article(article.pk, at=now)
        if outcome.state == "failed" and outcome.article:
            self.stdout.write(f"{article.pk}: kept, but could not be read: {outcome.article.failure}")
            return
        self.stdout.write(f"{article.pk}: {article}")
        self.stdout.write(f"  {outcome.claims_added} claims; record: {outcome.changes}")
