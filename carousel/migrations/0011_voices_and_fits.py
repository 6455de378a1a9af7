import django.db.models.deletion
from django.db import migrations, models

DIRECTIONS = [("in", "gets the post"), ("out", "loses the post"), ("held", "held the post")]


class Migration(migrations.Migration):
    # The voices of rumours that stand already come with the rebuild that every start makes.
    dependencies = [("articles", "0007_published_from_text"), ("carousel", "0010_rumour_expires_on")]

    operations = [
        migrations.CreateModel(
            name="LikelihoodFit",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("direction", models.CharField(choices=DIRECTIONS, max_length=5)),
                ("made_on", models.DateField()),
                ("is_fitted", models.BooleanField()),
                ("resolved", models.PositiveIntegerField()),
                ("weights", models.JSONField()),
                ("figures", models.JSONField()),
            ],
            options={
                "verbose_name": "fit of the likelihood",
                "verbose_name_plural": "fits of the likelihood",
                "ordering": ["-made_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("direction", "made_on"), name="likelihood_is_fitted_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["in", "out"])),
                        name="likelihood_asks_of_getting_or_losing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RumourVoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("origin", models.CharField(max_length=400)),
                ("stage", models.CharField(max_length=12)),
                ("first_on", models.DateField()),
                ("newest_on", models.DateField()),
                ("is_first", models.BooleanField()),
                ("is_borne_out", models.BooleanField()),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rumour_voices",
                        to="articles.claim",
                    ),
                ),
                (
                    "rumour",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voices",
                        to="carousel.rumour",
                    ),
                ),
            ],
            options={
                "verbose_name": "voice on a rumour",
                "verbose_name_plural": "voices on rumours",
                "indexes": [models.Index(fields=["origin", "stage"], name="rumour_voice_by_origin")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rumour", "origin", "stage"), name="rumour_voice_is_listed_once_a_stage"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_on__lte", models.F("newest_on"))),
                        name="rumour_voice_is_first_before_it_is_newest",
                    ),
                ],
            },
        ),
    ]
