from __future__ import annotations

import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from carousel import edition_json, editions, naming
from carousel.models import Club, Coach


class Command(BaseCommand):
    help = "Print the record of a coach or a club as it stood at the end of a day, as JSON."

    def add_arguments(self, parser) -> None:
        parser.add_argument("day", metavar="DATE", help="a day, as 2020-09-23")
        parser.add_argument("slug", metavar="SLUG", help="of a coach or a club, as in its address")

    def handle(self, *args, day: str, slug: str, **options) -> str:
        try:
            as_of = date.fromisoformat(day)
        except ValueError:
            raise CommandError(f"“{day}” is not a day: write it as 2020-09-23.") from None
        today = timezone.localdate()
        if coach := Coach.objects.filter(slug=slug).first() or naming.led_to(Coach, slug):
            edition = editions.of_coach(coach, as_of=as_of, today=today, with_ahead=True)
            body = edition_json.as_json(edition, coach=coach)
        elif club := Club.objects.filter(slug=slug).first() or naming.led_to(Club, slug):
            edition = editions.of_club(club, as_of=as_of, today=today, with_ahead=True)
            body = edition_json.as_json(edition, club=club)
        else:
            raise CommandError(f"No coach and no club goes by “{slug}”.")
        return json.dumps(body, ensure_ascii=False, indent=2)
