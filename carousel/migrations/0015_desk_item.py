import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_search"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("carousel", "0014_desk_list"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskMail",
            fields=[
                (
                    "editor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="desk_mail",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("is_wanted", models.BooleanField(default=False)),
                ("sent_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "mail of the desk",
                "verbose_name_plural": "mails of the desk",
            },
        ),
        migrations.CreateModel(
            name="Opinion",
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
                (
                    "verdict",
                    models.CharField(choices=[("confirm", "confirm"), ("reject", "reject")], max_length=10),
                ),
                ("reason", models.CharField(blank=True, max_length=20)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("given_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "opinion",
                "verbose_name_plural": "opinions",
                "ordering": ["given_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Presence",
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
                ("since", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "presence",
                "verbose_name_plural": "presences",
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="against",
            field=models.ForeignKey(
                blank=True,
                help_text="the claim on the other side, where two excluded each other",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outweighed_by",
                to="articles.claim",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="is_contested",
            field=models.BooleanField(default=False, help_text="it stands, and is shown as contested"),
        ),
        migrations.AddField(
            model_name="decision",
            name="manner",
            field=models.CharField(
                blank=True,
                choices=[
                    ("sacked", "sacked"),
                    ("resigned", "resigned"),
                    ("mutual_consent", "by mutual consent"),
                    ("contract_ended", "contract ended"),
                    ("left_for_club", "left for another club"),
                    ("caretaker_ended", "caretaker spell ended"),
                    ("retired", "retired"),
                    ("died", "died"),
                    ("unspecified", "not on record"),
                ],
                help_text="where the editor corrected it",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="read_club",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_decisions",
                to="carousel.club",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="read_coach",
            field=models.ForeignKey(
                blank=True,
                help_text="whom the reading had named, where the editor corrected the pair",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_decisions",
                to="carousel.coach",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="read_role",
            field=models.CharField(
                blank=True,
                choices=[
                    ("head_coach", "head coach"),
                    ("caretaker", "caretaker"),
                    ("assistant", "assistant"),
                    ("sporting_director", "sporting director"),
                    ("youth_coach", "youth coach"),
                    ("other", "other"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="stage",
            field=models.CharField(
                blank=True,
                choices=[
                    ("linked", "linked"),
                    ("candidate", "candidate"),
                    ("favourite", "favourite"),
                    ("talks", "in talks"),
                    ("agreed", "agreed"),
                    ("imminent", "imminent"),
                    ("pressure", "under pressure"),
                    ("expected", "dismissal expected"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="rumour",
            name="contested_by",
            field=models.ForeignKey(
                blank=True,
                help_text="that says the opposite",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="contests",
                to="articles.claim",
            ),
        ),
        # A generated column cannot be altered: it goes with its index and comes back.
        migrations.RemoveIndex(model_name="rumour", name="rumour_by_urgency"),
        migrations.RemoveField(model_name="rumour", name="urgency"),
        migrations.AddField(
            model_name="rumour",
            name="urgency",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(
                        models.Q(
                            ("contradicts__isnull", False), ("contested_by__isnull", False), _connector="OR"
                        ),
                        then=models.Value(0),
                    ),
                    models.When(direction="held", then=models.Value(4)),
                    models.When(is_fact_claimed=True, then=models.Value(1)),
                    models.When(stage__in=["imminent", "expected"], then=models.Value(2)),
                    default=models.Value(3),
                    output_field=models.PositiveSmallIntegerField(),
                ),
                output_field=models.PositiveSmallIntegerField(),
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
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_club__isnull", True), ("read_coach__isnull", True)),
                    models.Q(
                        ("kind", "confirm"), ("read_club__isnull", False), ("read_coach__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="decision_corrects_a_pair_when_it_confirms",
            ),
        ),
        migrations.AddField(
            model_name="opinion",
            name="club",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="opinions", to="carousel.club"
            ),
        ),
        migrations.AddField(
            model_name="opinion",
            name="coach",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="opinions", to="carousel.coach"
            ),
        ),
        migrations.AddField(
            model_name="opinion",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opinions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="club",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="presences", to="carousel.club"
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="coach",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="presences", to="carousel.coach"
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="editor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="presences",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at__isnull", True)),
                fields=("coach", "club", "direction", "editor"),
                name="opinion_is_one_per_editor_and_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verdict", "reject"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="opinion_to_reject_has_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="presence",
            index=models.Index(fields=["seen_at"], name="presence_by_last_sight"),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(
                fields=("editor", "coach", "club", "direction"),
                name="presence_is_one_per_editor_and_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.CheckConstraint(
                condition=models.Q(("since__lte", models.F("seen_at"))),
                name="presence_begins_before_it_is_seen",
            ),
        ),
    ]
