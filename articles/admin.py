"""Outlets are entered here; articles and claims can be looked at."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ERROR_FLAG, SEARCH_VAR
from django.db import models
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from articles.cleaning.text import one_line, tidy
from articles.feeds.models import Feed
from articles.models import Article, Claim, Outlet


class TidyForm(forms.ModelForm):
    """A form whose texts have passed the one door for text."""

    def clean(self):
        given = super().clean() or self.cleaned_data
        for name, value in given.items():
            if isinstance(value, str):
                is_long = isinstance(self.fields[name].widget, forms.Textarea)
                given[name] = tidy(value) if is_long else one_line(value)
        return given


class CarouselAdmin(admin.ModelAdmin):
    """What holds for every page of the admin: tidied texts, search in peace with hidden characters."""

    form = TidyForm
    show_full_result_count = False

    def changelist_view(self, request, extra_context=None):
        """A filter that PostgreSQL could not read leads to the whole list, as any other that is none."""
        if any("\0" in value for name, value in request.GET.items() if name != SEARCH_VAR):
            return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")
        return super().changelist_view(request, extra_context)

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, one_line(search_term))


class NeverDeletedAdmin(CarouselAdmin):
    """For rows that the ledger names."""

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class ReadOnlyAdmin(NeverDeletedAdmin):
    """For rows that are computed, or only ever added elsewhere."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


class OutletAdmin(NeverDeletedAdmin):
    list_display = ["name", "kind", "tier", "country", "language", "domain"]
    list_filter = ["kind", "tier", "language"]
    search_fields = ["name__unaccent", "domain", "cited_as__icontains"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    fieldsets = [
        (None, {"fields": ["name", "slug", "kind", "tier"]}),
        (_("Where it is read"), {"fields": ["country", "language", "domain", "feed_url"]}),
        (_("Written as"), {"fields": ["cited_as"]}),
    ]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}

    def get_readonly_fields(self, request, obj=None):
        """An address stays as it is once it has been given away."""
        return ["slug"] if obj else []


class FeedAdmin(ReadOnlyAdmin):
    """Feeds are set up at the desk, where an address is looked at before it is kept."""

    list_display = ["__str__", "outlet", "is_on", "succeeded_at", "next_check_at", "failures"]
    list_filter = ["is_on", "format", ("failure", admin.EmptyFieldListFilter)]
    list_select_related = ["outlet"]
    search_fields = ["title__unaccent", "url", "outlet__name__unaccent"]
    fieldsets = [
        (None, {"fields": ["title", "outlet", "url", "format", "is_on"]}),
        (_("When"), {"fields": ["interval_minutes", "next_check_at", "checked_at", "succeeded_at"]}),
        (_("What is taken in"), {"fields": ["keep_words", "drop_words"]}),
        (_("What is wrong"), {"fields": ["failures", "failure_class", "failure", "told_dead_at"]}),
    ]


class ArticleAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "outlet", "published_on", "language", "state", "arrived_at"]
    list_filter = ["state", "language", "published_from"]
    list_select_related = ["outlet"]
    search_fields = ["title__unaccent", "url", "outlet__name__unaccent"]
    date_hierarchy = "published_on"
    fieldsets = [
        (None, {"fields": ["title", "outlet", "url", "language"]}),
        (_("When"), {"fields": ["published_on", "published_at", "published_from", "arrived_at"]}),
        (_("Reading"), {"fields": ["state", "failure", "attempts", "read_at", "read_by"]}),
        (_("Text"), {"fields": ["text"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("regions")


@admin.display(description=_("when"), ordering="when")
def when(claim: Claim) -> str | None:
    return _iso(claim.when)


@admin.display(description=_("until"), ordering="until")
def until(claim: Claim) -> str | None:
    return _iso(claim.until)


def _iso(days) -> str | None:
    """The first and the last day; a dash alone is an end that nobody knows."""
    if days is None:
        return None
    first, last = days.lower, days.upper and days.upper - timedelta(days=1)
    return f"{first}" if first == last else f"{first or ''} – {last or ''}".strip()


class ClaimAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "kind", "role", "article", "rule", "confidence", "read_by", "superseded_at"]
    list_filter = ["kind", "role", "tense", ("superseded_at", admin.EmptyFieldListFilter)]
    list_select_related = ["article"]
    search_fields = ["coach_name__unaccent", "club_name__unaccent", "rule"]
    fieldsets = [
        (None, {"fields": ["article", "kind", "coach_name", "coach_key", "club_name", "club_key", "role"]}),
        (_("What it says"), {"fields": ["manner", "stage", "by", "tense", when, until]}),
        (_("Source"), {"fields": ["source", "source_outlet"]}),
        (_("Passage"), {"fields": ["passage", "part", "start", "end", "rule", "confidence"]}),
        (_("Reading"), {"fields": ["read_by", "superseded_at"]}),
    ]
    readonly_fields = [when, until]


admin.site.register(Outlet, OutletAdmin)
admin.site.register(Feed, FeedAdmin)
admin.site.register(Article, ArticleAdmin)
admin.site.register(Claim, ClaimAdmin)
