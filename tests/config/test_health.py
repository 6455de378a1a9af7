"""`/healthz`, `/readyz` and the answer while the database is away."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles.models import Heartbeat
from config import errors, health


@pytest.fixture
def no_database(monkeypatch):
    """The server is gone: whoever asks for a cursor gets what psycopg would raise."""

    def refuse(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", refuse)


def test_the_process_is_alive_without_a_database(client, no_database):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_the_site_is_ready_when_a_worker_has_just_reported(client):
    Heartbeat.objects.create(name="worker", at=timezone.now())
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["ready"] is True


@pytest.mark.django_db
def test_the_site_is_not_ready_when_the_worker_is_silent(client):
    Heartbeat.objects.create(name="worker", at=timezone.now() - timedelta(minutes=5))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["worker"]["seconds_since_heartbeat"] >= 300


@pytest.mark.django_db
def test_a_worker_that_never_reported_is_named():
    assert health.readiness(timezone.now())["worker"]["why"] == "no worker has reported yet"


def test_without_a_database_nothing_is_ready_and_each_part_says_why(client, no_database, settings):
    settings.CELERY_BROKER_URL = "pgmq://localhost"
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] == {"ok": False, "why": "the database does not answer"}


def test_a_page_answers_503_and_when_to_try_again_while_the_database_is_away(client, no_database):
    client.raise_request_exception = False
    client.cookies["sessionid"] = "a" * 32
    response = client.get("/admin/")
    assert response.status_code == 503
    assert response["Retry-After"] == str(errors.SECONDS_UNTIL_RETRY)
    assert "Traceback" not in response.content.decode()
    assert "Content-Security-Policy" in response


def test_any_other_failure_stays_a_500(rf):
    try:
        raise ValueError("a mistake of ours")
    except ValueError:
        assert errors.server_error(rf.get("/")).status_code == 500
