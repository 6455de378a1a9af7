from django.db import migrations, models

DECIDES_A_PAIR = ["confirm", "reject", "keep", "take_back"]
KINDS = [
    ("confirm", "confirmed"),
    ("reject", "rejected"),
    ("retract", "article retracted"),
    ("keep", "kept without its source"),
    ("take_back", "taken back with its source"),
    ("link", "name linked"),
    ("create", "record made of a name"),
    ("ignore", "name ignored"),
    ("merge", "merged"),
    ("undo", "undone"),
]


class Migration(migrations.Migration):
    dependencies = [("carousel", "0017_names")]

    operations = [
        migrations.AlterField("decision", "kind", models.CharField(choices=KINDS, max_length=10)),
        migrations.RemoveConstraint("decision", "decision_names_what_it_decides"),
        migrations.AddConstraint(
            "decision",
            models.CheckConstraint(
                condition=~models.Q(kind__in=DECIDES_A_PAIR)
                | models.Q(coach__isnull=False, club__isnull=False, direction__in=["in", "out", "held"]),
                name="decision_names_what_it_decides",
            ),
        ),
    ]
