"""Data entry for competitions and seasons; printed changes can be looked at."""

from __future__ import annotations

from django.contrib import admin

from articles.admin import NeverDeletedAdmin, ReadOnlyAdmin
from carousel.models import Change, Competition, CompetitionAlias, Participation, Season


class CompetitionAliasInline(admin.TabularInline):
    model = CompetitionAlias
    extra = 0


class ParticipationInline(admin.TabularInline):
    model = Participation
    extra = 0
    autocomplete_fields = ["club"]


@admin.register(Competition)
class CompetitionAdmin(NeverDeletedAdmin):
    list_display = ["name", "country", "level"]
    list_filter = ["country"]
    search_fields = ["name__unaccent", "aliases__text__unaccent"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [CompetitionAliasInline]


@admin.register(Season)
class SeasonAdmin(NeverDeletedAdmin):
    list_display = ["competition", "slug", "starts_on", "ends_on"]
    list_filter = ["competition__country"]
    list_select_related = ["competition"]
    search_fields = ["competition__name__unaccent", "slug"]
    autocomplete_fields = ["competition"]
    inlines = [ParticipationInline]


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ["club", "season", "manner", "position", "source"]
    list_select_related = ["club", "season__competition"]
    search_fields = ["club__name__unaccent"]
    ordering = ["-pk"]
    fields = ["season", "club", "manner", "manner_words", "position", "cells", "source", "imported_at"]
