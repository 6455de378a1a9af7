"""An administrator at the admin, and forms as a browser would send them."""

import pytest
from django.contrib.admin.sites import site
from django.urls import reverse

from carousel.permissions import group
from tests.factories import make_user


@pytest.fixture
def administrator(client):
    user = make_user("administrator", is_staff=True)
    group("administrator")
    client.force_login(user)
    return user


@pytest.fixture
def staff_editor(client):
    """An editor who has been let into the admin."""
    user = make_user("editor", is_staff=True)
    group("editor")
    client.force_login(user)
    return user


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def registered():
    """Every model of ours that the admin knows."""
    return [model for model in site._registry if model._meta.app_label in ("articles", "carousel")]


def stint_rows(*rows, stored=0):
    """The fields of the inline for stints: ``stored`` rows come with an id, the others are new."""
    fields = {"stint_entries-TOTAL_FORMS": len(rows), "stint_entries-INITIAL_FORMS": stored}
    for number, row in enumerate(rows):
        fields |= {
            f"stint_entries-{number}-{name}": value for name, value in {"role": "head_coach", **row}.items()
        }
    return fields


def coach_form(*rows, stored=0, **fields):
    given = {"name": "Aksel Brandvold", "slug": "aksel-brandvold", "born": "", "known_for": "", "gender": ""}
    aliases = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    return given | aliases | stint_rows(*rows, stored=stored) | fields
