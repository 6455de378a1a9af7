"""What each role may do: the rules, the groups in the database, and the pages that obey them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group, User

from carousel import permissions
from carousel.permissions import GRANTS, ROLES, NotAllowed
from tests.factories import make_rumour, make_user

pytestmark = pytest.mark.django_db

NOBODY, SUPERUSER = "nobody", "superuser"
PEOPLE = (NOBODY, *ROLES, SUPERUSER)


def person(role):
    """Somebody in the role, as `create_accounts` and the migration make them."""
    if role == NOBODY:
        return AnonymousUser()
    if role == SUPERUSER:
        return User.objects.create_superuser("root")
    user = make_user(role, is_staff=role == "administrator")
    permissions.group(role)
    return user


# person: may work the desk, may administer
RULES = {
    NOBODY: (False, False),
    "reader": (False, False),
    "editor": (True, False),
    "administrator": (True, True),
    SUPERUSER: (True, True),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_each_rule_and_its_twin_agree(who):
    user = person(who)
    assert (permissions.is_editor(user), permissions.is_administrator(user)) == RULES[who]
    for rule, is_allowed in zip(
        (permissions.require_editor, permissions.require_administrator), RULES[who], strict=True
    ):
        if is_allowed:
            assert rule(user) is None
        else:
            with pytest.raises(NotAllowed, match="Only"):
                rule(user)


def test_an_account_that_was_switched_off_may_nothing():
    user = make_user("administrator", is_active=False)
    assert permissions.roles_of(user) == frozenset()


def test_the_roles_of_a_person_are_asked_for_once(django_assert_num_queries):
    user = make_user("editor")
    with django_assert_num_queries(1):
        assert permissions.is_editor(user)
        assert not permissions.is_administrator(user)


@pytest.mark.parametrize("role", ROLES)
def test_the_migration_gives_each_group_what_the_rules_say(role):
    Group.objects.all().delete()
    import_module("carousel.migrations.0003_groups").make_groups(apps, None)
    import_module("carousel.migrations.0007_feeds_on_view").grant(apps, None)
    import_module("carousel.migrations.0021_competitions_in_admin").grant(apps, None)
    found = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
    wanted = {
        (model.split(".")[0], f"{verb}_{model.split('.')[1]}")
        for model, verbs in GRANTS[role].items()
        for verb in verbs
    }
    assert set(found) == wanted
    assert (
        set(permissions.group(role).permissions.values_list("content_type__app_label", "codename")) == wanted
    )


def test_every_model_has_been_thought_of():
    ours = {
        model._meta.label_lower
        for app in ("articles", "carousel")
        for model in apps.get_app_config(app).get_models()
    }
    of_intake = {"check", "entry", "host", "story", "imprint", "articleversion", "heartbeat"}
    machinery = {f"articles.{name}" for name in of_intake} | {"carousel.apitoken", "carousel.takenfile"}
    machinery |= {f"carousel.{name}" for name in ("batch", "snooze", "deskview", "deskkeys", "merge")}
    machinery |= {
        f"carousel.{name}" for name in ("deskmail", "opinion", "presence", "delivery", "errorreport")
    }
    machinery |= {f"carousel.{name}" for name in ("changecoach", "likelihoodfit", "rumourvoice", "waiting")}
    assert set(GRANTS["administrator"]) | machinery == ours


def test_nobody_but_a_superuser_writes_the_ledger_or_the_record_by_hand():
    written = {"carousel.decision", "carousel.rumour", "carousel.stint", "carousel.vacancy", "articles.claim"}
    for role in ROLES:
        for model in written & set(GRANTS[role]):
            assert GRANTS[role][model] == ("view",)


# address: what nobody, a reader, an editor, an administrator and a superuser get; 302 leads to signing in
PAGES = {
    "/desk/": (302, 403, 200, 200, 200),
    "/desk/{rumour}/": (302, 403, 200, 200, 200),
    "/desk/decisions/": (302, 403, 200, 200, 200),
    "/articles/new/": (302, 403, 200, 200, 200),
    "/accounts/login/": (200, 302, 302, 302, 302),
    "/admin/": (302, 302, 302, 200, 200),
    "/admin/carousel/coach/": (302, 302, 302, 200, 200),
    "/admin/carousel/coach/add/": (302, 302, 302, 200, 200),
    "/admin/carousel/club/add/": (302, 302, 302, 200, 200),
    "/admin/carousel/stintentry/": (302, 302, 302, 200, 200),
    "/admin/carousel/stintentry/add/": (302, 302, 302, 403, 403),
    "/admin/articles/outlet/add/": (302, 302, 302, 200, 200),
    "/admin/carousel/decision/": (302, 302, 302, 200, 200),
    "/admin/carousel/decision/add/": (302, 302, 302, 403, 403),
    "/admin/carousel/rumour/add/": (302, 302, 302, 403, 403),
    "/admin/carousel/stint/add/": (302, 302, 302, 403, 403),
    "/admin/auth/user/": (302, 302, 302, 403, 200),
}


@pytest.mark.parametrize("address", PAGES)
def test_what_each_person_gets(client, address):
    where = address.format(rumour=make_rumour().pk)
    got = []
    for who in PEOPLE:
        client.logout()
        if who != NOBODY:
            client.force_login(person(who))
        got.append(client.get(where).status_code)
    assert tuple(got) == PAGES[address]


# action: as above; an action that is allowed leads on by redirect
ACTIONS = {
    "/rumours/{rumour}/confirm/": (302, 403, 400, 400, 400),
    "/rumours/{rumour}/reject/": (302, 403, 400, 400, 400),
    "/decisions/999999/undo/": (302, 403, 404, 404, 404),
    "/articles/new/": (302, 403, 400, 400, 400),
    "/articles/999999/retry/": (302, 403, 404, 404, 404),
    "/articles/999999/retract/": (302, 403, 404, 404, 404),
}


@pytest.mark.parametrize("address", ACTIONS)
def test_what_each_person_may_do(client, address):
    where = address.format(rumour=make_rumour().pk)
    got = []
    for who in PEOPLE:
        client.logout()
        if who != NOBODY:
            client.force_login(person(who))
        got.append(client.post(where, {"on": "no day at all"}).status_code)
    assert tuple(got) == ACTIONS[address]
