from __future__ import annotations

from django.core.management.base import BaseCommand

from articles.stories.catching_up import catch_up, untied


class Command(BaseCommand):
    help = (
        "Tie articles that were kept before stories were told to the first of their copies. "
        "Stopped anywhere, the same command goes on where it stopped."
    )

    def handle(self, *args, **options) -> str:
        total, done = untied().count(), 0
        for number in catch_up():
            done += number
            self.stdout.write(f"{done:,} of {total:,}")
            self.stdout.flush()
        return f"{done:,} articles tied." if done else "Every article that was read has its place."
