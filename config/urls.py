"""Addresses: the site's own are in `carousel.urls`."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path
from django.views.generic import RedirectView

from carousel.sitemaps import SITEMAPS
from carousel.views import finding
from carousel.views.unchanged import kept_while_unchanged
from config.health import healthz, readyz

handler400 = "carousel.views.errors.bad_request"
handler403 = "carousel.views.errors.permission_denied"
handler404 = "carousel.views.errors.page_not_found"
handler500 = "config.errors.server_error"

urlpatterns = [
    # asked for by pages that name no icon, such as those of the admin
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/icon.svg")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("accounts/login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("robots.txt", finding.robots, name="robots"),
    path(".well-known/security.txt", finding.security, name="security"),
    path(
        "sitemap.xml",
        kept_while_unchanged(index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-part"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", kept_while_unchanged(sitemap), {"sitemaps": SITEMAPS}, name="sitemap-part"),
    path("admin/", admin.site.urls),
    path("api/", include("carousel.api.urls")),
    path("", include("carousel.urls")),
]
