"""Data entry for coaches, clubs and outlets; the ledger and the record can be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django import forms
from django.contrib import admin, messages
from django.contrib.postgres.fields import DateRangeField
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import admin as articles_admin
from articles.admin import NeverDeletedAdmin, ReadOnlyAdmin
from articles.models import Article, Outlet
from carousel import (
    admin_competitions,  # noqa: F401  (registers its own)
    admin_tokens,  # noqa: F401
    editorial,
    naming,
    store,
)
from carousel.dates import DaysField, from_range
from carousel.models import (
    ClaimSubject,
    Club,
    ClubAlias,
    Coach,
    CoachAlias,
    Decision,
    Rumour,
    Stint,
    StintEntry,
    Vacancy,
)
from carousel.permissions import NotAllowed, is_editor
from carousel.stint_forms import KnownSelect, StintEntryForm, StintFormSet
from carousel.wording import days_in_words

admin.site.site_header = admin.site.site_title = "Carousel"
admin.site.index_title = _("Data entry")


def days_column(name: str, label: str) -> Callable:
    """A column that gives a time in words, and nothing where none is entered."""

    @admin.display(description=label, ordering=name)
    def column(row) -> str | None:
        days = from_range(getattr(row, name))
        return days and days_in_words(days)

    column.__name__ = name
    return column


# ---------------------------------------------------------------- coaches and clubs


class CoachAliasInline(admin.TabularInline):
    model = CoachAlias
    form = articles_admin.TidyForm
    extra = 1


class ClubAliasInline(admin.TabularInline):
    model = ClubAlias
    form = articles_admin.TidyForm
    extra = 1


class StintInline(admin.StackedInline):
    """The hand-entered stints that stand. Removing one withdraws it; its row stays in the ledger."""

    model = StintEntry
    form = StintEntryForm
    formset = StintFormSet
    extra = 1
    ordering = ["started"]

    def get_queryset(self, request):
        """Those that stand; for a form sent back also one that somebody has changed meanwhile, to say so."""
        entries = super().get_queryset(request).select_related("coach", "club")
        return entries if request.method == "POST" else entries.filter(withdrawn_at__isnull=True)

    def get_fields(self, request, obj=None):
        [other] = self.autocomplete_fields
        return [
            (other, "role", "arrangement"),
            ("started", "ended", "manner"),
            ("contract_until", "known_since"),
            ("source", "note"),
        ]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = KnownSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Beside the choice of a coach or club only the sign that adds one."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in self.autocomplete_fields:
            field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.editor, formset.at = request.user, timezone.now()
        return formset


class CoachStintInline(StintInline):
    fk_name = "coach"
    autocomplete_fields = ["club"]


class ClubStintInline(StintInline):
    fk_name = "club"
    autocomplete_fields = ["coach"]


class KnownForm(articles_admin.TidyForm):
    """A coach or club. An address that leads on, or that an ignored name has, is nobody else's."""

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        others = self._meta.model.everyone.exclude(pk=self.instance.pk)
        if others.filter(slug=slug).exists() or naming.led_to(self._meta.model, slug):
            raise forms.ValidationError(_("Another record has this address already."))
        return slug


class RecordedAdmin(NeverDeletedAdmin):
    """For what has stints: times as people write them, and addresses that stay."""

    formfield_overrides = {DateRangeField: {"form_class": DaysField}}
    form = KnownForm
    change_form_template = "admin/carousel/known/change_form.html"

    class Media:
        css = {"all": ["css/admin.css"]}

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def changeform_view(self, request, *args, **kwargs):
        """A change that another editor's came before is told, and nothing of it is kept."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (editorial.MoveRefused, NotAllowed) as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(request.path)


@admin.register(Coach)
class CoachAdmin(RecordedAdmin):
    list_display = [
        "name",
        days_column("born", _("born")),
        "nationality",
        "gender",
        "is_provisional",
        "updated_at",
    ]
    list_filter = ["is_provisional", "gender"]
    search_fields = ["name__unaccent", "aliases__text__unaccent"]
    fields = ["name", "slug", "born", "nationality", "gender", "known_for", "is_provisional"]
    inlines = [CoachAliasInline, CoachStintInline]


@admin.register(Club)
class ClubAdmin(RecordedAdmin):
    list_display = ["name", "country", "city", "level", "side", "kind", "is_provisional", "updated_at"]
    list_filter = ["is_provisional", "kind", "side", "level"]
    search_fields = ["name__unaccent", "short_name__unaccent", "city__unaccent", "aliases__text__unaccent"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "short_name", "kind", "side", "is_provisional"]}),
        (_("Where it plays"), {"fields": ["country", "city", "level"]}),
        (_("How it is shown"), {"fields": ["colour1", "colour2", "wikidata"]}),
    ]
    inlines = [ClubAliasInline, ClubStintInline]

    def save_model(self, request, obj, form, change) -> None:
        """The record follows, since a national side may share its coach with a club."""
        super().save_model(request, obj, form, change)
        if change and "kind" in form.changed_data:
            store.update(coaches=[], clubs=[obj.pk])


# ---------------------------------------------------------------- outlets and articles


class OutletAdmin(articles_admin.OutletAdmin):
    def save_model(self, request, obj, form, change) -> None:
        """The record follows, since its trust in an outlet decides what waits at the desk."""
        super().save_model(request, obj, form, change)
        if change and {"tier", "kind", "country"} & set(form.changed_data):
            recompute(ClaimSubject.objects.filter(claim__article__outlet=obj))
            recompute(ClaimSubject.objects.filter(claim__source_outlet=obj))


def recompute(subjects: Iterable[ClaimSubject]) -> None:
    """The record of these coaches and clubs is what the ledger now says."""
    pairs = set(subjects.values_list("coach_id", "club_id"))
    if pairs:
        store.update(coaches={coach for coach, _club in pairs}, clubs={club for _coach, club in pairs})


class ArticleAdmin(articles_admin.ArticleAdmin):
    actions = ["retract"]

    def has_add_permission(self, request) -> bool:
        return is_editor(request.user)

    def has_retract_permission(self, request) -> bool:
        return is_editor(request.user)

    def add_view(self, request, form_url="", extra_context=None):
        """Articles come in by one door, which has a page of its own."""
        return redirect("article-new")

    @admin.action(description=_("Retract the chosen articles"), permissions=["retract"])
    def retract(self, request, articles) -> None:
        """What only these articles said no longer counts."""
        retracted = 0
        for article in articles.order_by("pk"):
            try:
                editorial.retract(article.pk, editor=request.user, at=timezone.now())
            except (editorial.MoveRefused, NotAllowed) as refusal:
                self.message_user(request, f"{article}: {refusal}", messages.ERROR)
            else:
                retracted += 1
        if retracted:
            done = ngettext(
                "%(count)d article was retracted.", "%(count)d articles were retracted.", retracted
            )
            self.message_user(request, done % {"count": retracted}, messages.SUCCESS)


for model, model_admin in ((Outlet, OutletAdmin), (Article, ArticleAdmin)):
    # The record must follow what changes here, and `articles` knows nothing of it.
    admin.site.unregister(model)
    admin.site.register(model, model_admin)


# ---------------------------------------------------------------- the ledger and the record: to be looked at

WHO = ["coach__name__unaccent", "club__name__unaccent"]
STARTED, ENDED = days_column("started", _("from")), days_column("ended", _("to"))
CONTRACT = days_column("contract_until", _("contract until"))


@admin.register(StintEntry)
class StintEntryAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "role", STARTED, ENDED, "entered_by", "entered_at", "withdrawn_at"]
    list_filter = [("withdrawn_at", admin.EmptyFieldListFilter), "role"]
    list_select_related = ["coach", "club", "entered_by"]
    search_fields = WHO
    readonly_fields = [STARTED, ENDED, CONTRACT]
    fields = [
        *("coach", "club", "role", "arrangement", STARTED, ENDED, "manner", CONTRACT, "known_since"),
        *("source", "note", "entered_by", "entered_at", "replaces", "withdrawn_at"),
    ]


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ["made_at", "kind", "coach", "club", "direction", "editor", "reason", "note"]
    list_filter = ["kind", "direction", "reason"]
    list_select_related = ["coach", "club", "editor"]
    search_fields = [*WHO, "editor__username", "note"]
    date_hierarchy = "made_at"
    readonly_fields = [ON := days_column("on", _("on"))]
    fields = [
        *("kind", "coach", "club", "direction", "role", "articles", ON, "reason", "note"),
        *("editor", "made_at", "undoes"),
    ]


@admin.register(Stint)
class StintAdmin(ReadOnlyAdmin):
    list_display = ["coach", "club", "role", STARTED, ENDED, "manner", "start_basis", "end_basis"]
    list_filter = ["role", "start_basis", "end_basis", "start_is_disputed", "end_is_disputed"]
    list_select_related = ["coach", "club"]
    search_fields = WHO
    ordering = ["-started", "-pk"]
    readonly_fields = [STARTED, ENDED, CONTRACT]
    fields = [
        *("coach", "club", "role", "ordinal", "arrangement", STARTED, "start_basis", "start_is_disputed"),
        *(ENDED, "end_basis", "end_is_disputed", "manner", "manner_reported", CONTRACT, "known_on"),
    ]


@admin.register(Rumour)
class RumourAdmin(ReadOnlyAdmin):
    list_display = ["coach", "club", "direction", "role", "status", "stage", "newest_on", "article_count"]
    list_filter = ["status", "direction", "stage", "is_fact_claimed"]
    list_select_related = ["coach", "club"]
    search_fields = WHO
    ordering = ["-newest_on", "-pk"]
    fields = [
        *("coach", "club", "direction", "role", "ordinal", "status", "stage", "by", "opened_on", "newest_on"),
        *(
            "ended_on",
            "article_count",
            "origin_count",
            "is_fact_claimed",
            "contradicts",
            "decision",
            "revision",
        ),
    ]


@admin.register(Vacancy)
class VacancyAdmin(ReadOnlyAdmin):
    list_display = [
        "club",
        OPENED := days_column("opened", _("opened")),
        FILLED := days_column("filled", _("filled")),
    ]
    list_select_related = ["club"]
    search_fields = ["club__name__unaccent"]
    ordering = ["-opened", "-pk"]
    readonly_fields = [OPENED, FILLED]
    fields = ["club", "predecessor", OPENED, "successor", FILLED]
