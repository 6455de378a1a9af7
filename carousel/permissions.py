"""Who may do what: each rule raises with a reason, and has a yes/no twin for templates.

Three roles: a reader browses, an editor works the desk and brings in articles, an
administrator may do that too and enters data in the admin. A superuser may do everything.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils.translation import gettext as _

from carousel.prepared import Given, Prepared

READER, EDITOR, ADMINISTRATOR = "reader", "editor", "administrator"
ROLES = (READER, EDITOR, ADMINISTRATOR)
ROLES_OF = Prepared(lambda: Group.objects.filter(user=Given("user")).values_list("name", flat=True))

# Which models a group may view, add, change or delete through the admin. Claims, decisions and the
# record are computed or only ever added to by `carousel.editorial`, so that nobody is given more
# than a view of them; a coach, a club or an outlet is never deleted, since the ledger names it.
_ON_RECORD = (
    "articles.article",
    "articles.claim",
    "articles.feed",
    "articles.outlet",
    "carousel.change",
    "carousel.claimsubject",
    "carousel.club",
    "carousel.clubalias",
    "carousel.coach",
    "carousel.coachalias",
    "carousel.competition",
    "carousel.competitionalias",
    "carousel.decision",
    "carousel.participation",
    "carousel.rumour",
    "carousel.rumourevidence",
    "carousel.season",
    "carousel.stint",
    "carousel.stintentry",
    "carousel.stintevidence",
    "carousel.vacancy",
)
GRANTS: dict[str, dict[str, tuple[str, ...]]] = {
    READER: {},
    EDITOR: dict.fromkeys(_ON_RECORD, ("view",)) | {"articles.article": ("view", "add")},
    ADMINISTRATOR: dict.fromkeys(_ON_RECORD, ("view",))
    | {
        "articles.article": ("view", "add"),
        "articles.outlet": ("view", "add", "change"),
        "carousel.club": ("view", "add", "change"),
        "carousel.clubalias": ("view", "add", "change", "delete"),
        "carousel.coach": ("view", "add", "change"),
        "carousel.coachalias": ("view", "add", "change", "delete"),
        "carousel.competition": ("view", "add", "change"),
        "carousel.competitionalias": ("view", "add", "change", "delete"),
        "carousel.participation": ("view", "add", "change", "delete"),
        "carousel.season": ("view", "add", "change"),
        "carousel.stintentry": ("view", "add", "change", "delete"),
    },
}


class NotAllowed(Exception):
    """The person may not do this; the message says why, for the person to read."""


def roles_of(user) -> frozenset[str]:
    """The roles that the user holds; asked of the database once per request."""
    if not (user.is_authenticated and user.is_active):
        return frozenset()
    if user.is_superuser:
        return frozenset(ROLES)
    if not hasattr(user, "_carousel_roles"):
        user._carousel_roles = frozenset(ROLES_OF.ask(user=user.pk))
    return user._carousel_roles


def is_editor(user) -> bool:
    return bool(roles_of(user) & {EDITOR, ADMINISTRATOR})


def is_administrator(user) -> bool:
    return ADMINISTRATOR in roles_of(user)


def require_editor(user) -> None:
    if not is_editor(user):
        raise NotAllowed(_("Only editors may do this. Ask an administrator for access to the desk."))


def require_administrator(user) -> None:
    if not is_administrator(user):
        raise NotAllowed(_("Only administrators may do this."))


def group(role: str) -> Group:
    """The group of the role, with exactly the permissions that ``GRANTS`` names."""
    found, _made = Group.objects.get_or_create(name=role)
    wanted = Q(pk__in=())
    for model, verbs in GRANTS[role].items():
        app, name = model.split(".")
        wanted |= Q(content_type__app_label=app, codename__in=[f"{verb}_{name}" for verb in verbs])
    found.permissions.set(Permission.objects.filter(wanted))
    return found
