"""What search engines may list: public pages of today, never a rejected rumour or an unverified name."""

from __future__ import annotations

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from articles.models import Outlet
from carousel.models import Club, Coach, Rumour, Season


class PageSitemap(Sitemap):
    changefreq = "hourly"

    def items(self) -> list[str]:
        return ["today", "rumours", "coaches", "clubs", "seasons", "chains", "market", "stats", "outlets"]

    def location(self, item: str) -> str:
        return reverse(item)


class CoachSitemap(Sitemap):
    def items(self):
        return Coach.objects.filter(is_provisional=False).order_by("pk")

    def lastmod(self, item: Coach):
        return item.updated_at


class ClubSitemap(Sitemap):
    def items(self):
        return Club.objects.filter(is_provisional=False).order_by("pk")

    def lastmod(self, item: Club):
        return item.updated_at


class RumourSitemap(Sitemap):
    def items(self):
        return Rumour.objects.public().order_by("pk")

    def lastmod(self, item: Rumour):
        return item.newest_on


class SeasonSitemap(Sitemap):
    def items(self):
        return Season.objects.select_related("competition").order_by("pk")


class OutletSitemap(Sitemap):
    def items(self):
        return Outlet.objects.order_by("pk")


SITEMAPS: dict[str, type[Sitemap]] = {
    "pages": PageSitemap,
    "coaches": CoachSitemap,
    "clubs": ClubSitemap,
    "rumours": RumourSitemap,
    "seasons": SeasonSitemap,
    "outlets": OutletSitemap,
}
