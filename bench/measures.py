"""What is measured, and how."""

import http.client
import os
import socket
import sys
import tempfile
import threading
import time
from contextlib import contextmanager

from articles import extraction
from articles.extraction import ArticleText
from bench.rows import Row, in_milliseconds
from carousel import ledger, names, store
from carousel.models import Coach, Rumour, Stint, Vacancy
from carousel.record.compute import record_of
from carousel.samples import loading
from config import processes
from config.environment import BASE_DIR

SECONDS = 3
CLIENTS = 4


def there_is_a_record():
    return Stint.objects.exists()


def all_of_them():
    yield names_compiled()
    yield articles_read()
    yield record_computed()
    yield record_checked()
    with site() as port:
        for what, path in pages():
            yield page(what, path, port)


def names_compiled():
    """The first reading of a process pays this; later ones while no name changes do not."""
    began = time.perf_counter()
    names.snapshot()
    return Row("names made ready (first reading only)", (time.perf_counter() - began) * 1000, "ms")


def articles_read():
    """Text to claims, without the database."""
    texts = [
        ArticleText(s.submission.title, s.submission.text, s.submission.published_on, s.outlet_name)
        for s in loading.samples()
    ]
    known, took, end = names.snapshot(), [], time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        for text in texts:
            began = time.perf_counter()
            extraction.read(text, known)
            took.append(time.perf_counter() - began)
    return Row("sample articles read", len(took) / sum(took), "articles/s", in_milliseconds(took))


def record_computed():
    """Ledger to record, in memory: the thinking part of a rebuild."""
    rows, took, end = ledger.load(), [], time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        began = time.perf_counter()
        record = record_of(rows)
        took.append(time.perf_counter() - began)
    found = len(record.stints) + len(record.rumours) + len(record.vacancies)
    return Row(
        f"record computed ({found} rows)", found * len(took) / sum(took), "rows/s", in_milliseconds(took)
    )


def record_checked():
    """`rebuild --check`: read the ledger, compute, compare with every row of the record, roll back."""
    began = time.perf_counter()
    store.check()
    took = time.perf_counter() - began
    found = Stint.objects.count() + Rumour.objects.count() + Vacancy.objects.count()
    return Row(f"rebuild --check ({found} rows)", found / took, "rows/s", f"{took * 1000:.0f} ms once")


def pages():
    from django.db.models import Count

    busiest = Coach.objects.annotate(jobs=Count("stints")).order_by("-jobs", "slug").first()
    yield "process alive", "/healthz"
    yield "today", "/"
    yield f"a career ({busiest.jobs} stints)", f"/coaches/{busiest.slug}/"
    yield "list of rumours", "/rumours/"


@contextmanager
def site(**changed):
    """The application server as `make run` starts it, on a free port and on the same database; with these
    variables changed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += ["--workers", "2", "--blocking-threads", "2", "--no-ws", "config.wsgi:application"]
    variables = {"STATEMENT_TIMEOUT": "5", **os.environ, **changed}
    with tempfile.TemporaryFile() as log:
        child = processes.spawn(command, log=log, cwd=BASE_DIR, env=variables)
        try:
            if not processes.wait_until(lambda: answered(port), seconds=30):
                log.seek(0)
                sys.exit("The site did not answer:\n" + log.read().decode(errors="replace"))
            yield port
        finally:
            processes.end_group(child, patience=10)


def answered(port):
    try:
        ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/healthz")
    except OSError:
        return False
    return True


def ask(connection, path):
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    return response.status


def page(what, path, port):
    """A few clients that each ask again as soon as they are answered."""
    took, strange = [], set()

    def client():
        connection, end = (
            http.client.HTTPConnection("127.0.0.1", port, timeout=10),
            time.perf_counter() + SECONDS,
        )
        while (began := time.perf_counter()) < end:
            if (status := ask(connection, path)) != 200:
                strange.add(status)
            took.append(time.perf_counter() - began)

    clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
    began = time.perf_counter()
    for thread in clients:
        thread.start()
    for thread in clients:
        thread.join()
    note = f" (answered {', '.join(map(str, sorted(strange)))}!)" if strange else ""
    return Row(what, len(took) / (time.perf_counter() - began), "pages/s", in_milliseconds(took) + note)
