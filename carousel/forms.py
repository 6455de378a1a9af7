"""What people type, checked: each mistake is a sentence beside its field."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.keeping import LONGEST_TEXT, LONGEST_TITLE, Submission, outlet_named
from articles.models import Claim, Outlet
from carousel import files
from carousel.dates import NotADate, parse_days
from carousel.models import Decision
from carousel.record.days import Days

LARGEST_FILE = 2**20
# A mail may carry pictures, which are left out.
LARGEST_MAIL = 10 * 2**20
ENDINGS = ("txt", "html", "htm", "eml")


class DecisionForm(forms.Form):
    """What every decision carries: the state that the editor had before him, and a note."""

    seen_revision = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    seen_claim = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)


class ConfirmForm(DecisionForm):
    on = forms.CharField(label=_("When"), required=False, max_length=60)

    def __init__(self, data, *, today: date):
        super().__init__(data)
        self.today = today

    def clean_on(self) -> Days | None:
        return days_of(self.cleaned_data["on"], today=self.today)


class RejectForm(DecisionForm):
    """``seen_rejection`` is the token of what the editor was shown of it, if he has looked."""

    seen_rejection = forms.CharField(required=False, max_length=100_000)
    reason = forms.ChoiceField(
        choices=Decision.Reason.choices,
        error_messages={
            "required": _("Say why: choose one of the six reasons."),
            "invalid_choice": _("Say why: choose one of the six reasons."),
        },
    )


class CallOffForm(DecisionForm):
    """``seen_calling_off`` is the token of what the editor was shown of it, if he has looked."""

    seen_calling_off = forms.CharField(required=False, max_length=100_000)
    by = forms.ChoiceField(
        choices=Claim.By.choices,
        error_messages={
            "required": _("Say who called it off."),
            "invalid_choice": _("Say who called it off."),
        },
    )


class SnoozeForm(DecisionForm):
    """Until when to put off: so many days, or a day as people write it. The button goes before the field."""

    days = forms.TypedChoiceField(
        choices=[(days, days) for days in (1, 3, 7, 30)], coerce=int, empty_value=0, required=False
    )
    until = forms.CharField(required=False, max_length=60)

    def __init__(self, data, *, today: date):
        super().__init__(data)
        self.today = today

    def clean(self) -> dict:
        said = super().clean()
        if self.errors:
            return said
        if said["days"]:
            said["until"] = self.today + timedelta(days=said["days"])
            return said
        day = days_of(said["until"], today=self.today)
        if day is None or not day.is_exact:
            raise ValidationError(_("Choose the day on which it should be back, like 24.9.2027."))
        said["until"] = day.earliest
        return said


class ReasonForm(forms.Form):
    """Why something is taken back, which the public log tells; and a note, which it does not."""

    reason = forms.ChoiceField(
        choices=[("", ""), *Decision.Reason.choices],
        required=False,
        error_messages={"invalid_choice": _("Say why: choose one of the six reasons.")},
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)


class UndoForm(ReasonForm):
    """Why a decision is taken back."""


class RetractForm(ReasonForm):
    """Why an article is retracted."""


class ArticleForm(forms.Form):
    """An article by its address, as a text, or as a file; one of the three.

    ``note`` says, once the form is checked, what of the file was left out.
    """

    url = forms.CharField(label=_("Address"), required=False, max_length=2000)
    title = forms.CharField(label=_("Headline"), required=False, max_length=LONGEST_TITLE)
    outlet = forms.CharField(label=_("Outlet"), required=False, max_length=120)
    published = forms.CharField(label=_("Published"), required=False, max_length=60)
    text = forms.CharField(label=_("Text"), required=False, max_length=LONGEST_TEXT, strip=False)
    upload = forms.FileField(label=_("or a file"), required=False)

    def __init__(self, data=None, files=None, *, today: date):
        super().__init__(data, files)
        self.today = today
        self.note = ""
        for name, field in self.fields.items():
            if self.is_bound and name in self.errors:
                field.widget.attrs["aria-invalid"] = "true"

    def clean_outlet(self) -> Outlet | None:
        name = self.cleaned_data["outlet"]
        outlet = outlet_named(name)
        if name and outlet is None:
            raise ValidationError(
                _("No outlet goes by “%(name)s”, or several do. Choose one from the list or leave it empty."),
                params={"name": name},
            )
        return outlet

    def clean_published(self) -> date | None:
        days = days_of(self.cleaned_data["published"], today=self.today)
        if days is None:
            return None
        if not days.is_exact:
            raise ValidationError(
                _("An article is published on one day: write it like 23.9.2020 or 2020-09-23.")
            )
        return days.earliest

    def clean_upload(self) -> Submission | None:
        given = self.cleaned_data["upload"]
        if given is None:
            return None
        content = given.read(LARGEST_MAIL + 1)
        url, outlet = self.cleaned_data.get("url", ""), self.cleaned_data.get("outlet")
        found, self.note = submission_of_file(given.name, content, url, outlet)
        return found

    def clean(self) -> dict:
        said = super().clean()
        if said.get("upload") and said.get("text", "").strip():
            self.add_error("upload", _("Paste the text or choose a file, not both."))
        elif not self.errors and not self.submission().text.strip() and not said["url"]:
            self.add_error("text", _("Paste the text, give its address, or choose a file."))
        return said

    def submission(self) -> Submission:
        """What was given, as far as it makes sense; what the form says goes before what a file says."""
        said = self.cleaned_data
        in_file = said.get("upload") or Submission()
        published_on = said.get("published") or in_file.published_on
        return Submission(
            title=said.get("title") or in_file.title,
            text=said.get("text", "") if said.get("text", "").strip() else in_file.text,
            url=said.get("url", ""),
            outlet=said.get("outlet"),
            published_on=published_on,
            published_at=None if published_on else in_file.published_at,
            published_from="given" if said.get("published") else in_file.published_from,
            language=in_file.language,
        )


def submission_of_file(
    name: str, content: bytes, url: str = "", outlet: Outlet | None = None
) -> tuple[Submission, str]:
    """The article in a file, which may be a page saved from the address; and what of it was left out."""
    ending = name.lower().rpartition(".")[2]
    if ending not in ENDINGS:
        raise ValidationError(_("A file must be a text (.txt), a saved page (.html) or a mail (.eml)."))
    largest = LARGEST_MAIL if ending == "eml" else LARGEST_FILE
    if len(content) > largest:
        raise ValidationError(_("The file is larger than %(most)d MB.") % {"most": largest // 2**20})
    try:
        known = Submission(url=url if files.is_address(url) else "", outlet=outlet)
        found, note = files.from_bytes(name, content, known)
    except files.Unreadable as refused:
        raise ValidationError(str(refused)) from None
    return found, note


def days_of(written: str, *, today: date) -> Days | None:
    """A time as people write it, ``24.9.2020`` or ``aug 2020``; ``None`` where nothing is written."""
    if not written.strip():
        return None
    try:
        return parse_days(written, today=today)
    except NotADate as refused:
        raise ValidationError(str(refused)) from None
