"""Failures that were kept as a sentence alone get their class."""

from importlib import import_module

import pytest
from django.db import connection

from articles.models import Article
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Set aside after 4 attempts that never finished.", "poison"),
        ("ValueError: 12: no", "ValueError"),
        ("late", "late"),
        ("", ""),
    ],
)
def test_the_class_of_an_older_failure_is_told_by_its_sentence(sentence, found):
    make_article(state="failed", failure=sentence)
    read = make_article()
    fill = import_module("articles.migrations.0010_fill_kinds_of_failure").FILL
    with connection.cursor() as cursor:
        cursor.execute(fill)
    assert Article.objects.get(state="failed").failure_class == found
    read.refresh_from_db()
    assert read.failure_class == ""
