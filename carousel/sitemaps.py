"""What search engines may list: public pages of today, of whom and what is `carousel.listed`.

Each page is listed once a language, with its twins beside it.
"""

from __future__ import annotations

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.translation import get_language

from articles.models import Outlet
from carousel import languages, listed
from carousel.models import Club, Coach, Rumour, Season


class Pages(Sitemap):
    """Django gives the twins; where it would take a language out of the path, ours is behind it."""

    i18n = alternates = x_default = True

    def path(self, item) -> str:
        return item.get_absolute_url()

    def location(self, item) -> str:
        return languages.address(self.path(item), get_language() or "")

    def get_urls(self, page=1, site=None, protocol=None):
        found = super().get_urls(page, site, protocol)
        for twin in (twin for url in found for twin in url["alternates"]):
            if twin["lang_code"] == "x-default":
                twin["location"] = twin["location"].partition("?")[0]
        return found


class PageSitemap(Pages):
    changefreq = "hourly"

    def items(self) -> list[str]:
        lists = ["today", "rumours", "coaches", "clubs", "seasons", "chains", "market", "stats", "outlets"]
        return [*lists, "corrections", "about"]

    def path(self, item: str) -> str:
        return reverse(item)


class CoachSitemap(Pages):
    def items(self):
        return listed.coaches().order_by("pk")

    def lastmod(self, item: Coach):
        return item.updated_at


class ClubSitemap(Pages):
    def items(self):
        return listed.clubs().order_by("pk")

    def lastmod(self, item: Club):
        return item.updated_at


class RumourSitemap(Pages):
    def items(self):
        return listed.rumours().order_by("pk")

    def lastmod(self, item: Rumour):
        return item.newest_on


class SeasonSitemap(Pages):
    def items(self):
        return Season.objects.select_related("competition").order_by("pk")


class OutletSitemap(Pages):
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
