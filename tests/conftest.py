"""What every test stands on: the real database, no network, strict templates."""

import gc
import os
from datetime import date

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's sync API runs an event loop

from config.embedded import Hold, Server
from config.environment import database_is_embedded
from tests.strict_templates import UndefinedVariable

pytest_plugins = ["tests.fixtures.worker", "tests.fixtures.browser"]


def pytest_configure(config):
    """The server runs while the tests do; catalogues are compiled, files uncollected; no mail leaves."""
    if database_is_embedded():
        config.carousel_server = Hold(Server()).take()
    from django.conf import settings

    from config import catalogues
    from config.celery import app
    from tests.fixtures import emptying

    if not hasattr(config, "workerinput"):  # once, before there are several of us
        catalogues.compile_all(settings.LOCALE_PATHS)
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable()
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CHECK_ENDINGS = True
    settings.CACHES["pages"]["BACKEND"] = settings.NONE_AT_ALL  # each test draws its pages itself
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    app.conf.broker_url = "memory://"
    app.conf.broker_transport_options = {}
    # What a test commits need not outlive a fall of the machine; nobody waits for the disk.
    settings.DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
    # A lock that is never given up stops a test; one that a slow machine holds long does not.
    settings.DATABASES["default"]["OPTIONS"]["options"] += " -c lock_timeout=120s"
    emptying.take_over()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One more than there are cores: browsers are waited for, and so are the drills' servers."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from tests.fixtures.sharing_out import ByFile

    return ByFile(config, log)


def pytest_collection_finish():
    """All that is there before the first test stays to the end: the collector need not look through it."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config):
    if held := getattr(config, "carousel_server", None):
        held.let_go()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database has the queue too, as `prepare` leaves it on a real machine."""
    from django.db import connection

    from config import queue

    with django_db_blocker.unblock():
        queue.install(connection)


@pytest.fixture(autouse=True)
def _in_english():
    """A page that one test asked for in Danish leaves the next one in English."""
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _nothing_ages(monkeypatch):
    """Rumours of years ago stay open in the tables, unless a test says by which day they age."""
    from carousel import store

    monkeypatch.setattr(store, "today", lambda: None)


@pytest.fixture
def age_by(monkeypatch):
    """A function that says by which day rumours age from now on."""
    from carousel import store

    def age_by(day):
        monkeypatch.setattr(store, "today", lambda: date.fromisoformat(day))

    return age_by
