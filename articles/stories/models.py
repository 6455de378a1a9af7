"""Which articles are one story, and what an article said before it was edited."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class Story(models.Model):
    """One text that stood in several places; a row goes when only one is left."""

    first = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self) -> str:
        return str(self.first)


class Imprint(models.Model):
    """What tells an article's text from others, and what it copies.

    Kept apart from the article, since reading one article ties others too: their own
    rows are locked by whoever reads them, and two readings would wait for each other.
    """

    article = models.OneToOneField("articles.Article", models.CASCADE, primary_key=True)
    story = models.ForeignKey(Story, models.SET_NULL, null=True, blank=True, related_name="imprints")
    # The earliest article that this one is a near-copy of.
    copy_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    # When it stood somewhere for certain: the hour of publication, or the day's end, or the arrival.
    appeared_at = models.DateTimeField(db_index=True)
    body_key = models.CharField(max_length=64)
    sample = ArrayField(models.IntegerField(), default=list)

    class Meta:
        verbose_name = _("imprint")
        verbose_name_plural = _("imprints")
        indexes = [GinIndex(fields=["sample"], name="imprint_by_sample", opclasses=["gin__int_ops"])]

    def __str__(self) -> str:
        return f"{self.article_id} at {self.appeared_at:%Y-%m-%d %H:%M}"


class ArticleVersion(models.Model):
    """A text that an article had before it was edited.

    One without ``replaced_at`` was found at the article's address and never stood as its
    text: it has too little in common with it to be the same article.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="versions")
    title = models.CharField(_("title"), max_length=500, blank=True)
    text = models.TextField(_("text"), blank=True)
    text_key = models.CharField(max_length=64, editable=False)
    seen_at = models.DateTimeField(_("first seen"))
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True)
    # The editor who let another text stand instead; nobody where the page was found edited.
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["seen_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "text_key"], name="version_is_one_text_of_its_article"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} as seen at {self.seen_at:%Y-%m-%d %H:%M}"
