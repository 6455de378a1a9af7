from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from carousel.samples import feeds, loading


class Command(BaseCommand):
    help = "Bring in the sample articles and read them; those that are known are left alone."

    def handle(self, *args, **options) -> str:
        now = timezone.now()
        outcomes = [loading.load(sample, at=now) for sample in loading.samples()]
        new = sum(admission.is_new for admission, _outcome in outcomes)
        claims = sum(outcome.claims_added for _admission, outcome in outcomes)
        failed = [
            outcome.article
            for _admission, outcome in outcomes
            if outcome.state == "failed" and outcome.article
        ]
        feeds.load(port=settings.SAMPLE_SITE_PORT, at=now)
        for article in failed:
            self.stderr.write(f"{article}: {article.failure}")
        return f"Sample articles: {len(outcomes)}, of them {new} new, with {claims} new claims."
