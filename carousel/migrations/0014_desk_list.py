import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("carousel", "0013_names_numbered"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("confirm", "confirmed"), ("reject", "rejected"), ("snooze", "snoozed")],
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "batch",
                "verbose_name_plural": "batches",
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="DeskKeys",
            fields=[
                (
                    "editor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="desk_keys",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("are_on", models.BooleanField(default=True)),
                ("letters", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "verbose_name": "keys of an editor",
                "verbose_name_plural": "keys of editors",
            },
        ),
        migrations.CreateModel(
            name="DeskView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(blank=True, max_length=1000)),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Snooze",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("in", "gets the post"),
                            ("out", "loses the post"),
                            ("held", "held the post"),
                        ],
                        max_length=5,
                    ),
                ),
                ("until", models.DateField(help_text="the day on which it is back at the desk")),
                ("article_count", models.PositiveIntegerField()),
                (
                    "stage_number",
                    models.PositiveSmallIntegerField(help_text="its step on the ladder; 0 for none"),
                ),
                ("is_fact_claimed", models.BooleanField()),
                ("made_at", models.DateTimeField()),
                ("woken_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "snooze",
                "verbose_name_plural": "snoozes",
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="batch",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batches",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="batch",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="carousel.batch",
            ),
        ),
        migrations.AddField(
            model_name="deskview",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="desk_views",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="snooze",
            name="batch",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="snoozes",
                to="carousel.batch",
            ),
        ),
        migrations.AddField(
            model_name="snooze",
            name="club",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="snoozes", to="carousel.club"
            ),
        ),
        migrations.AddField(
            model_name="snooze",
            name="coach",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="snoozes", to="carousel.coach"
            ),
        ),
        migrations.AddField(
            model_name="snooze",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="snoozes",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rumour",
            name="urgency",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(contradicts__isnull=False, then=models.Value(0)),
                    models.When(direction="held", then=models.Value(4)),
                    models.When(is_fact_claimed=True, then=models.Value(1)),
                    models.When(stage__in=["imminent", "expected"], then=models.Value(2)),
                    default=models.Value(3),
                    output_field=models.PositiveSmallIntegerField(),
                ),
                output_field=models.PositiveSmallIntegerField(),
            ),
        ),
        migrations.AddConstraint(
            model_name="deskview",
            constraint=models.UniqueConstraint(fields=("editor", "name"), name="desk_view_is_named_once"),
        ),
        migrations.AddConstraint(
            model_name="deskview",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="desk_view_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="snooze",
            constraint=models.UniqueConstraint(
                condition=models.Q(("woken_at__isnull", True)),
                fields=("coach", "club", "direction"),
                name="snooze_is_one_per_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="snooze",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction__in", ["in", "out", "held"])), name="snooze_names_a_direction"
            ),
        ),
        migrations.AddIndex(
            model_name="rumour",
            index=models.Index(
                condition=models.Q(("status", "open")),
                fields=["urgency", "-origin_count", "opened_on", "id"],
                name="rumour_by_urgency",
            ),
        ),
    ]
