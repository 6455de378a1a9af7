"""What PostgreSQL is told of tables that were just filled."""

from django.db import connection


def analyze() -> None:
    """The planner knows how many rows each table of the site holds.

    The tables are named, so that those of the catalogue are left out: some of them are shared by all
    databases of the server, and a transaction that goes on would keep every other one from the same.
    """
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute("ANALYZE " + ", ".join(connection.ops.quote_name(table) for table in tables))
