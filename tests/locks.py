"""Who waits for the record in the database of this test."""

from django.db import connection

WAITING = """
    SELECT EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'advisory' AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
"""


def a_reading_waits_for_the_record() -> bool:
    """Of this database alone: tests that run beside this one hold locks of their own."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])
