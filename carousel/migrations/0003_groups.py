"""The three groups and what each may do in the admin."""

from django.db import migrations

ON_RECORD = [
    ("articles", "article"),
    ("articles", "claim"),
    ("articles", "outlet"),
    ("carousel", "claimsubject"),
    ("carousel", "club"),
    ("carousel", "clubalias"),
    ("carousel", "coach"),
    ("carousel", "coachalias"),
    ("carousel", "decision"),
    ("carousel", "rumour"),
    ("carousel", "rumourevidence"),
    ("carousel", "stint"),
    ("carousel", "stintentry"),
    ("carousel", "stintevidence"),
    ("carousel", "vacancy"),
]
VIEW = [(app, model, "view") for app, model in ON_RECORD]
ADDS_ARTICLES = [("articles", "article", "add")]
ENTERS_DATA = [
    (app, model, verb)
    for app, model, verbs in [
        ("articles", "outlet", ["add", "change"]),
        ("carousel", "club", ["add", "change"]),
        ("carousel", "clubalias", ["add", "change", "delete"]),
        ("carousel", "coach", ["add", "change"]),
        ("carousel", "coachalias", ["add", "change", "delete"]),
        ("carousel", "stintentry", ["add", "change", "delete"]),
    ]
    for verb in verbs
]
GROUPS = {
    "reader": [],
    "editor": VIEW + ADDS_ARTICLES,
    "administrator": VIEW + ADDS_ARTICLES + ENTERS_DATA,
}


def make_groups(apps, schema_editor):
    group_model = apps.get_model("auth", "Group")
    for name, grants in GROUPS.items():
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.set([permission(apps, *grant) for grant in grants])


def permission(apps, app, model, verb):
    """Django makes these rows after all migrations; where it has not done so yet we make the same ones."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    name = apps.get_model(app, model)._meta.verbose_name_raw
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {name}"}
    )
    return found


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("carousel", "0002_record_and_ledger"),
        ("articles", "0001_outlets_articles_claims"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
