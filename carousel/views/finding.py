"""What other machines ask a site for: robots.txt, security.txt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# Whoever trains a model on the record would keep a rumour for good that we take back tomorrow.
TRAINERS = (
    "GPTBot",
    "ClaudeBot",
    "Google-Extended",
    "CCBot",
    "Applebot-Extended",
    "Bytespider",
    "meta-externalagent",
)
CLOSED = (
    "/desk/",
    "/admin/",
    "/accounts/",
    "/api/",
    "/search/",
    "/articles/new/",
    "/reports/",
    "/stats/rows/",
    "/*?*as_of=",
)
# RFC 9116 asks for less than a year.
VALID_FOR = timedelta(days=330)
STARTED = datetime.now(UTC)


@require_safe
@cache_control(max_age=86_400, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Open to search engines, closed where there is nothing to find and to those that train on it."""
    lines = [f"User-agent: {name}" for name in TRAINERS] + ["Disallow: /", "", "User-agent: *"]
    lines += [f"Disallow: {path}" for path in CLOSED]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(max_age=86_400, public=True)
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole (RFC 9116); counted from the start of this process."""
    expires = (STARTED + VALID_FOR).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: en, da",
        f"Canonical: {request.build_absolute_uri()}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
