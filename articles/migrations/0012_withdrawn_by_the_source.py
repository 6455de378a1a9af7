from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_search")]

    operations = [
        migrations.AddField(
            "article", "gone_at", models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.AddField(
            "claim", "withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.AddConstraint(
            "claim",
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(superseded_at__isnull=False),
                name="claim_is_withdrawn_only_when_not_found",
            ),
        ),
    ]
