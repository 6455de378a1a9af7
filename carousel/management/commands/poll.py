from __future__ import annotations

import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.feeds import polling
from articles.feeds.models import Entry, Feed
from carousel import feeding, intake

AT_ONCE = 100


class Command(BaseCommand):
    help = "Ask the feeds that are due, and take in what they announce; says of each what came of it."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--all", action="store_true", help="also those that are not due yet")

    def handle(self, *args, **options) -> None:
        asked: set[int] = set()
        while ids := polling.take_due(
            at=timezone.now(), most=AT_ONCE, all_feeds=options["all"], besides=asked
        ):
            for pk in ids:
                outcome = feeding.ask(pk, at=timezone.now())
                feed = Feed.objects.get(pk=pk)
                self.stdout.write(f"{feed}: {outcome.sentence or self._in_words(outcome.new)}")
            asked.update(ids)
        if not asked:
            self.stdout.write(
                "No feed is due." if Feed.objects.filter(is_on=True).exists() else "No feed is on."
            )
        self._take_in()

    def _in_words(self, new: int) -> str:
        return f"{new} new" if new else "nothing new"

    def _take_in(self) -> None:
        while ids := intake.due_entries(at=timezone.now(), most=AT_ONCE):
            for pk in ids:
                entry = intake.take_in(pk, at=timezone.now())
                if entry and entry.turn_at:
                    time.sleep(max(0.0, (entry.turn_at - timezone.now()).total_seconds()))
                    entry = intake.take_in(pk, at=timezone.now())
                if entry and entry.state != Entry.State.WAITING:
                    self.stdout.write(f"  {entry}: {entry.failure or entry.get_state_display()}")
