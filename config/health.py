"""`/healthz`: this process answers. `/readyz`: the site can do its work."""

from datetime import timedelta

from django.db import Error, connection
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Heartbeat
from config import queue
from config.celery import app

LONGEST_SILENCE = timedelta(seconds=60)


@never_cache
@require_safe
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request):
    checks = readiness(timezone.now())
    ready = all(check["ok"] for check in checks.values())
    return JsonResponse({"ready": ready, **checks}, status=200 if ready else 503)


def readiness(now):
    """Each part and whether it is there; a part that cannot be asked says why in plain words."""
    return {"database": database(), "queue": waiting_messages(), "worker": worker(now)}


def database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return {"ok": False, "why": "the database does not answer"}
    return {"ok": True}


def waiting_messages():
    try:
        if queue.is_in_database():
            return {"ok": True, "waiting": queue.length(connection)}
        with app.connection_for_read() as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except (Error, OSError, *app.connection_for_read().connection_errors):
        return {"ok": False, "why": "the queue does not answer"}
    return {"ok": True}


def worker(now):
    try:
        beat = Heartbeat.objects.filter(name="worker").first()
    except Error:
        return {"ok": False, "why": "the database does not answer"}
    if beat is None:
        return {"ok": False, "why": "no worker has reported yet"}
    age = now - beat.at
    return {"ok": age <= LONGEST_SILENCE, "seconds_since_heartbeat": round(age.total_seconds(), 1)}
