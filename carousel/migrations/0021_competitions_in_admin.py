"""Competitions and seasons may be entered by administrators and looked at by editors."""

from importlib import import_module

from django.db import migrations

VIEWED = ("change", "competition", "competitionalias", "participation", "season")
ENTERED = {
    "competition": ("add", "change"),
    "competitionalias": ("add", "change", "delete"),
    "participation": ("add", "change", "delete"),
    "season": ("add", "change"),
}
VIEW = [("carousel", model, "view") for model in VIEWED]
ENTER = [("carousel", model, verb) for model, verbs in ENTERED.items() for verb in verbs]
GRANTED = {"editor": VIEW, "administrator": VIEW + ENTER}


def grant(apps, schema_editor):
    permission = import_module("carousel.migrations.0003_groups").permission
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GRANTED):
        group.permissions.add(*[permission(apps, *wanted) for wanted in GRANTED[group.name]])


def withdraw(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GRANTED):
        codes = [f"{verb}_{model}" for _app, model, verb in GRANTED[group.name]]
        group.permissions.remove(*group.permissions.filter(codename__in=codes))


class Migration(migrations.Migration):
    dependencies = [("carousel", "0020_withdrawn_waits")]

    operations = [migrations.RunPython(grant, withdraw)]
