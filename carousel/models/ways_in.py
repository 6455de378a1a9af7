"""What the ways in remember: the tokens of other programs, and which files were taken."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from articles.models import Article

PREFIX = "carousel_"
SHOWN = 6
WINDOW = timedelta(minutes=1)
PER_WINDOW = 120


class ApiToken(models.Model):
    """A word by which a program speaks for its user. Only a hash is kept, so that it is shown once."""

    name = models.CharField(_("name"), max_length=80, help_text=_("what uses it"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="api_tokens"
    )
    hint = models.CharField(_("begins with"), max_length=len(PREFIX) + SHOWN, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made at"), editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)
    window_began_at = models.DateTimeField(null=True, editable=False)
    window_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="api_token_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"

    def give_word(self) -> str:
        """The row gets a new word, not saved; it is high in entropy, so that a fast hash is enough."""
        word = PREFIX + secrets.token_urlsafe(32)
        self.hint, self.digest = word[: len(PREFIX) + SHOWN], digest_of(word)
        return word


class TakenFile(models.Model):
    """A file that was taken in, known again by its content without being read again."""

    digest = models.CharField(max_length=64, primary_key=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.digest


def digest_of(word: str) -> str:
    return hashlib.sha256(word.encode("utf-8", "replace")).hexdigest()


def find_token(word: str) -> ApiToken | None:
    """The token that goes by the word, unless it was revoked."""
    tokens = ApiToken.objects.filter(digest=digest_of(word), revoked_at__isnull=True)
    return tokens.select_related("user").first()


def use(token: ApiToken, *, at: datetime) -> timedelta | None:
    """One more use is counted; returns how long to wait where there were too many in a minute."""
    with transaction.atomic():
        row = ApiToken.objects.select_for_update().get(pk=token.pk)
        began = row.window_began_at
        if began is None or at >= began + WINDOW:
            row.window_began_at, row.window_count = at, 0
        elif row.window_count >= PER_WINDOW:
            return began + WINDOW - at
        row.window_count += 1
        row.last_used_at = at
        row.save(update_fields=["window_began_at", "window_count", "last_used_at"])
    return None
