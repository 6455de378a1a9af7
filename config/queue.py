"""The queue inside PostgreSQL: its schema, and how Celery's transport finds it."""

from django.conf import settings
from django.db import transaction
from pgmq.install import get_embedded_install_sql
from psycopg.conninfo import make_conninfo

LOCK = 7_266_283


def is_in_database():
    return settings.CELERY_BROKER_URL.startswith("pgmq:")


def install(connection):
    """The schema and our queue exist; safe to repeat and to run from two places at once.

    Queues are made here and not by the web process, whose declaring would lock the queue's table.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("SELECT to_regclass('pgmq.meta')")
        if cursor.fetchone()[0] is None:
            cursor.execute(get_embedded_install_sql())
        cursor.execute("SELECT 1 FROM pgmq.meta WHERE queue_name = %s", [settings.QUEUE_NAME])
        if cursor.fetchone() is None:
            cursor.execute("SELECT pgmq.create(%s)", [settings.QUEUE_NAME])
            # Every message is one insert, some updates and one delete: without this the dead rows pile up.
            cursor.execute(
                f'ALTER TABLE pgmq."q_{settings.QUEUE_NAME}" SET '
                "(autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0)"
            )


def length(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT queue_length FROM pgmq.metrics(%s)", [settings.QUEUE_NAME])
        return cursor.fetchone()[0]


def connection_string(database):
    """The database as the transport wants it: key=value pairs, never a URL.

    The transport takes the values apart and joins them again without quoting, so that a folder
    with a space in its name would break; values that need quotes carry them inside.
    """

    def quoted(value):
        value = str(value)
        return (
            "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'" if set(value) & set(" '\\") else value
        )

    given = {
        "host": database.get("HOST") or "localhost",
        "port": database.get("PORT") or 5432,
        "dbname": database["NAME"],
        "user": database.get("USER"),
        "password": database.get("PASSWORD"),
    }
    return make_conninfo(**{name: quoted(value) for name, value in given.items() if value})


def transport_options(broker_url, database):
    """What was measured (docs/decisions/0004-queue.md), in the words of each transport."""
    patience = settings.QUEUE_VISIBILITY_TIMEOUT
    if broker_url.startswith("pgmq:"):
        return {
            "conn_string": connection_string(database),
            "init_extension": False,
            "visibility_timeout": patience,
            "wait_time_seconds": 0,
            "polling_interval": 0.1,
            "notify_throttle_interval_ms": 0,
            "pool_size": 4,
            "pool_timeout": 5,
        }
    if broker_url.startswith(("redis:", "rediss:")):
        return {
            "visibility_timeout": patience,
            "unacked_restore_interval": 2,
            "unacked_restore_throttle": 1,
            "health_check_interval": 30,
        }
    return {"confirm_publish": True}
