from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from carousel.samples.site.server import SampleSite

AGAIN = 10


class Command(BaseCommand):
    help = "Serve the sample site to this machine: two feeds of invented news that grow while you watch."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("--port", type=int, default=settings.SAMPLE_SITE_PORT or 8099)
        parser.add_argument("--every", type=int, default=240, help="seconds from one article to the next")
        parser.add_argument(
            "--from-start", action="store_true", help="begin anew, with the first articles only"
        )

    def handle(self, *args, port: int, every: int, from_start: bool, **options) -> None:
        began = self._began(settings.STATE_FOLDER / "sample-site-began", anew=from_start)
        while True:
            try:
                site = SampleSite(port, began=began, every=timedelta(seconds=every), now=timezone.now)
                break
            except OSError as trouble:
                # Another program may have the port for a while; that must not end what runs beside us.
                self.stderr.write(
                    f"Port {port} cannot be had ({trouble.strerror}); trying again in {AGAIN} s."
                )
                time.sleep(AGAIN)
        self.stdout.write(f"The sample site is at {site.base}/ (Ctrl-C stops it).")
        self.stdout.flush()
        try:
            site.serve_forever()
        except KeyboardInterrupt:
            site.server_close()

    def _began(self, kept: Path, *, anew: bool) -> datetime:
        """When the site was first started: a later start goes on where the news had come to."""
        try:
            if not anew:
                return datetime.fromisoformat(kept.read_text().strip())
        except (OSError, ValueError):
            pass
        began = timezone.now().replace(microsecond=0)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(began.isoformat())
        return began
