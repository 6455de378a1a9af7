from django.core.management.base import BaseCommand

from config import supervisor


class Command(BaseCommand):
    help = "Run PostgreSQL, web, worker and schedule until Ctrl-C; the same as `make run` without installing."
    requires_system_checks = []

    def handle(self, *args, **options):
        raise SystemExit(supervisor.main([]))
