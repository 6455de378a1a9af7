"""Editors and administrators may look at feeds in the admin."""

from importlib import import_module

from django.db import migrations

GRANTED = ("editor", "administrator")


def grant(apps, schema_editor):
    permission = import_module("carousel.migrations.0003_groups").permission
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GRANTED):
        group.permissions.add(permission(apps, "articles", "feed", "view"))


def withdraw(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GRANTED):
        group.permissions.remove(*group.permissions.filter(codename="view_feed"))


class Migration(migrations.Migration):
    dependencies = [("carousel", "0006_tokens_and_files"), ("articles", "0003_feeds")]

    operations = [migrations.RunPython(grant, withdraw)]
