from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.cleaning.urls import NotAnAddress, url_key
from articles.feeds.models import Feed
from carousel import feeding


class Command(BaseCommand):
    help = (
        "Announce what older documents of a feed hold: saved files, or addresses like …/feed?page=2. Their "
        "articles are fetched by the worker in the turn of their site; the pages of the feed and of the jobs "
        "show how many wait and for how long, and switching the feed off stops them until it is on again."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("feed", metavar="FEED", help="its address, or its number at the desk")
        parser.add_argument("sources", nargs="+", metavar="PATH_OR_URL")

    def handle(self, *args, feed: str, sources: list[str], **options) -> None:
        found, refused = self._feed(feed), 0
        for source in sources:
            try:
                entries, new = feeding.take_archive(found, source, at=timezone.now())
                self.stdout.write(f"{source}: {entries:,} entries, {new:,} new")
            except feeding.FeedRefused as error:
                refused += 1
                self.stderr.write(f"{source}: {error}")
        if not found.is_on:
            self.stdout.write("The feed is switched off; its entries wait until it is switched on.")
        if refused:
            raise CommandError(f"{refused} of {len(sources)} could not be taken.")

    def _feed(self, named: str) -> Feed:
        try:
            known = {"pk": int(named)} if named.isdecimal() else {"url_key": url_key(named)}
            return Feed.objects.select_related("outlet").get(**known)
        except (Feed.DoesNotExist, NotAnAddress):
            raise CommandError(f"No feed goes by “{named}”. The list at the desk shows all.") from None
