"""Articles that were kept before stories were told get theirs."""

import pytest
from django.core.management import call_command

from articles.models import Imprint, Story
from articles.stories import catching_up
from tests.articles.stories.test_tying import article
from tests.articles.stories.texts import edited, text
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_kept_articles_get_their_stories_in_slices(monkeypatch, capsys):
    monkeypatch.setattr(catching_up, "SLICE", 2)
    body = text(1)
    first, copy, other = article(body), article(edited(body), hour=1), article(text(2), hour=2)
    make_article(state="waiting")
    call_command("tie_stories")
    assert Imprint.objects.count() == 3
    assert set(Story.objects.get().imprints.values_list("pk", flat=True)) == {first.pk, copy.pk}
    assert other.imprint.story is None
    assert "3 articles tied." in capsys.readouterr().out


def test_broken_off_it_goes_on_with_what_is_left(monkeypatch):
    monkeypatch.setattr(catching_up, "SLICE", 1)
    article(text(1)), article(text(2), hour=1), article(text(3), hour=2)
    assert next(catching_up.catch_up()) == 1
    assert list(catching_up.catch_up()) == [1, 1]
