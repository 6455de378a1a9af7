"""Addresses kept before sites' names for small screens were folded are known again."""

import pytest
from django.core.management import call_command

from articles import rekeying
from articles.cleaning.urls import url_key
from articles.keeping import Submission, find
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def kept(url, key):
    return make_article(url=url, url_key=key)


def test_an_old_key_becomes_todays_and_the_article_is_known_again(monkeypatch, capsys):
    monkeypatch.setattr(rekeying, "SLICE", 1)
    articles = [kept(f"https://m.avis.example/{number}", f"old {number}") for number in range(3)]
    desktop = Submission(url="https://www.avis.example/1")
    assert find(desktop) is None
    call_command("rekey_addresses")
    assert find(desktop) == articles[1]
    assert "3 of 3 articles have a new key." in capsys.readouterr().out
    call_command("rekey_addresses")
    assert "0 of 3 articles" in capsys.readouterr().out


@pytest.mark.parametrize("first_is_right", [True, False])
def test_of_two_articles_of_one_page_one_is_known_by_it_and_the_other_is_named(capsys, first_is_right):
    right = url_key("https://avis.example/1")
    first = kept("https://avis.example/1", right if first_is_right else "old")
    second = kept("https://m.avis.example/1", "older")
    call_command("rekey_addresses")
    assert f"article {second.pk}: another has its page" in capsys.readouterr().out
    first.refresh_from_db()
    assert first.url_key == right
