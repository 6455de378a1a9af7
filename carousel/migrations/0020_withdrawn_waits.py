from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("carousel", "0019_reports")]

    operations = [
        migrations.RemoveIndex("rumour", "rumour_by_urgency"),
        migrations.AddIndex(
            "rumour",
            models.Index(
                fields=["urgency", "-origin_count", "opened_on", "id"],
                condition=models.Q(status="open") | models.Q(status="retracted", decision__isnull=True),
                name="rumour_by_urgency",
            ),
        ),
    ]
