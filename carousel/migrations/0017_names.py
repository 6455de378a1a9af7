"""Names: records that became one, names that are no coach's, and names compared without their accents."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# An index takes only what always gives the same: so the dictionary is named, and where it lies.
FORWARD = """
CREATE FUNCTION name_in_plain(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT lower(public.unaccent('public.unaccent', normalize(name, NFC)))
$$;
"""
BACKWARD = "DROP FUNCTION name_in_plain(text);"


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_search"),
        ("carousel", "0016_voices_judged"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kept_pk", models.BigIntegerField()),
                ("slug", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=120)),
                ("row", models.JSONField(help_text="the row that went, field by field")),
                (
                    "moved",
                    models.JSONField(default=dict, help_text="by relation: the rows that pointed at it"),
                ),
                (
                    "taken_out",
                    models.JSONField(
                        default=list, help_text="rows that the other had already, and their fields"
                    ),
                ),
                (
                    "filled",
                    models.JSONField(
                        default=dict, help_text="fields of the row that stayed, before and after"
                    ),
                ),
                ("aliases", models.JSONField(default=list, help_text="the written forms that were added")),
                (
                    "last_claim",
                    models.BigIntegerField(help_text="claims after it came when the two were one"),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "merge",
                "verbose_name_plural": "merges",
            },
        ),
        migrations.AddField(
            model_name="club",
            name="is_ignored",
            field=models.BooleanField(default=False, editable=False, verbose_name="ignored"),
        ),
        migrations.AddField(
            model_name="coach",
            name="is_ignored",
            field=models.BooleanField(default=False, editable=False, verbose_name="ignored"),
        ),
        migrations.AlterField(
            model_name="decision",
            name="kind",
            field=models.CharField(
                choices=[
                    ("confirm", "confirmed"),
                    ("reject", "rejected"),
                    ("retract", "article retracted"),
                    ("link", "name linked"),
                    ("create", "record made of a name"),
                    ("ignore", "name ignored"),
                    ("merge", "merged"),
                    ("undo", "undone"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="club",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    models.Func("name", function="name_in_plain"), "gin_trgm_ops"
                ),
                name="club_plain_trigrams",
            ),
        ),
        migrations.AddIndex(
            model_name="club",
            index=models.Index(
                condition=models.Q(("is_ignored", False), ("is_provisional", True)),
                fields=["id"],
                name="club_that_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="clubalias",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    models.Func("text", function="name_in_plain"), "gin_trgm_ops"
                ),
                name="club_alias_plain_trigrams",
            ),
        ),
        migrations.AddIndex(
            model_name="coach",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    models.Func("name", function="name_in_plain"), "gin_trgm_ops"
                ),
                name="coach_plain_trigrams",
            ),
        ),
        migrations.AddIndex(
            model_name="coach",
            index=models.Index(
                condition=models.Q(("is_ignored", False), ("is_provisional", True)),
                fields=["id"],
                name="coach_that_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="coachalias",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    models.Func("text", function="name_in_plain"), "gin_trgm_ops"
                ),
                name="coach_alias_plain_trigrams",
            ),
        ),
        migrations.AddConstraint(
            model_name="club",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_ignored", False), ("is_provisional", True), _connector="OR"),
                name="club_is_ignored_only_while_unverified",
            ),
        ),
        migrations.AddConstraint(
            model_name="coach",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_ignored", False), ("is_provisional", True), _connector="OR"),
                name="coach_is_ignored_only_while_unverified",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["link", "create", "ignore", "merge"]), _negated=True),
                    models.Q(("club__isnull", True), ("coach__isnull", False)),
                    models.Q(("club__isnull", False), ("coach__isnull", True)),
                    _connector="OR",
                ),
                name="decision_on_a_name_is_on_one_record",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="club",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merges",
                to="carousel.club",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="coach",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merges",
                to="carousel.coach",
            ),
        ),
        migrations.AddField(
            model_name="merge",
            name="decision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="merge", to="carousel.decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.CheckConstraint(
                condition=models.Q(("coach__isnull", True), ("club__isnull", True), _connector="XOR"),
                name="merge_is_of_coaches_or_of_clubs",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True), ("coach__isnull", False)),
                fields=("slug",),
                name="merge_redirects_a_coach_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="merge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True), ("club__isnull", False)),
                fields=("slug",),
                name="merge_redirects_a_club_once",
            ),
        ),
    ]
