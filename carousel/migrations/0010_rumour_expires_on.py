from django.db import migrations, models

# The ageing task finds these due, and computes on which day each of them really ends.
FILL = """
UPDATE carousel_rumour SET expires_on = newest_on
WHERE status = 'open' AND NOT is_fact_claimed AND contradicts_id IS NULL AND direction <> 'held'
"""


class Migration(migrations.Migration):
    dependencies = [("carousel", "0009_stint_days_told")]

    operations = [
        migrations.AddField(
            "rumour",
            "expires_on",
            models.DateField(blank=True, help_text="ends then if nobody reports on it", null=True),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex("rumour", models.Index(fields=["expires_on"], name="rumour_by_expiry")),
        migrations.AddConstraint(
            "rumour",
            models.CheckConstraint(
                condition=models.Q(status="open") | models.Q(expires_on__isnull=True),
                name="rumour_expires_only_while_open",
            ),
        ),
    ]
