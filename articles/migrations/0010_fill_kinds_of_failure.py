"""Failures that were kept as a sentence alone get their class: the error's name stands before the colon."""

from django.db import migrations

FILL = """
UPDATE articles_article
SET failure_class = CASE WHEN failure LIKE 'Set aside%' THEN 'poison'
    ELSE left(split_part(failure, ':', 1), 40) END
WHERE state = 'failed' AND failure <> '' AND failure_class = ''
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_kinds_of_failure_and_provenance")]

    # Back the other way the column goes; there is nothing to take back in it.
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
