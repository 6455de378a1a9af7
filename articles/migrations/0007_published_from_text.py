from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_stories")]

    operations = [
        migrations.AlterField(
            model_name="article",
            name="published_from",
            field=models.CharField(
                blank=True,
                choices=[
                    ("given", "given by whoever brought it"),
                    ("feed", "the feed"),
                    ("page", "the page's own data"),
                    ("text", "what the page shows"),
                    ("", "not known"),
                ],
                default="",
                max_length=10,
            ),
        ),
    ]
