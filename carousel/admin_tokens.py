"""API tokens: made here, each shown once; never changed, only revoked."""

from __future__ import annotations

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin import NeverDeletedAdmin
from carousel.models import ApiToken
from carousel.permissions import ADMINISTRATOR, EDITOR, is_administrator


@admin.register(ApiToken)
class ApiTokenAdmin(NeverDeletedAdmin):
    list_display = ["name", "user", "hint", "created_at", "last_used_at", "revoked_at"]
    list_filter = [("revoked_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user"]
    search_fields = ["name", "user__username"]
    actions = ["revoke"]

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["name", "user"]
        return ["name", "user", "hint", "created_at", "last_used_at", "revoked_at"]

    def has_module_permission(self, request) -> bool:
        return is_administrator(request.user)

    def has_view_permission(self, request, obj=None) -> bool:
        return is_administrator(request.user)

    def has_add_permission(self, request) -> bool:
        return is_administrator(request.user)

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A token is of use only to people who may bring in articles."""
        if db_field.name == "user":
            may = Q(groups__name__in=[EDITOR, ADMINISTRATOR]) | Q(pk=request.user.pk)
            kwargs["queryset"] = get_user_model().objects.filter(may, is_active=True).distinct()
            kwargs["initial"] = request.user.pk
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        obj.word = obj.give_word()
        obj.created_at = timezone.now()
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        """The word is written into this answer and nowhere else."""
        context = {**self.admin_site.each_context(request), "title": str(obj), "token": obj, "word": obj.word}
        response = TemplateResponse(request, "admin/carousel/apitoken/made.html", context)
        response["Cache-Control"] = "no-store"
        return response

    @admin.action(description=_("Revoke the chosen tokens"), permissions=["add"])
    def revoke(self, request, queryset):
        revoked = queryset.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
        words = ngettext("%(count)d token is revoked.", "%(count)d tokens are revoked.", revoked)
        self.message_user(request, words % {"count": revoked}, messages.SUCCESS)
