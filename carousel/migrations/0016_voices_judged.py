from django.db import migrations, models


class Migration(migrations.Migration):
    # The rebuild that every start makes fills them.
    dependencies = [("carousel", "0015_desk_item")]

    operations = [
        migrations.AddField("rumourvoice", "ended_on", models.DateField(null=True)),
        migrations.AddField("rumourvoice", "is_right", models.BooleanField(null=True)),
        migrations.AddField("rumourvoice", "came_true", models.BooleanField(null=True)),
    ]
