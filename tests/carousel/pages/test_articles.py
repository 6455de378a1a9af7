"""Articles as readers and editors get them."""

from html import unescape

import pytest
from django.utils import timezone

from carousel import editorial, store
from tests.carousel.pages.stories import SECRET, queries, reject_one, tell
from tests.factories import (
    make_article,
    make_claim,
    make_club,
    make_coach,
    make_outlet,
    make_stint,
    make_user,
)

pytestmark = pytest.mark.django_db

TEXT = "Per Aas er fyret i Havnestad.\nLæs også: Berg til Fjordby"
SAID = "Per Aas er fyret i Havnestad."


def text_of(response):
    return unescape(response.content.decode())


@pytest.fixture
def article():
    outlet = make_outlet("Kystposten", slug="kystposten")
    regions = [["text", 0, 29, "body"], ["text", 30, len(TEXT), "related"]]
    return make_article(outlet, "2020-10-10", "Aas ude", TEXT, url="https://example.org/a/1", regions=regions)


@pytest.fixture
def claim(article):
    marks = [["coach", "text", 0, 7], ["cue", "text", 8, 16], ["club", "text", 19, 28]]
    club = make_club("Havnestad BK", slug="havnestad")
    made = make_claim(article, "departure", make_coach("Per Aas"), club, passage=SAID, marks=marks)
    store.rebuild()
    return made


@pytest.fixture
def editor(client):
    client.force_login(make_user("editor"))
    return client


def test_readers_get_the_passage_and_the_way_to_it_at_the_source(client, article, claim):
    html = text_of(client.get(f"/articles/{article.pk}/"))
    assert SAID in html
    assert "Berg til Fjordby" not in html
    assert "https://example.org/a/1#:~:text=Per%20Aas%20er%20fyret%20i%20Havnestad." in html


def test_editors_see_the_claims_marked_in_the_whole_text(editor, article, claim):
    html = text_of(editor.get(f"/articles/{article.pk}/"))
    for kind, words in (("coach", "Per Aas"), ("cue", "er fyret"), ("club", "Havnestad")):
        named = f'<span class="visually-hidden" lang="en">{kind}: </span>'
        assert f'<mark class="mark-{kind}">{named}{words}</mark>' in html


def test_editors_see_what_was_set_aside_and_why(editor, article, claim):
    html = text_of(editor.get(f"/articles/{article.pk}/"))
    assert "Left out: link to another article" in html
    assert "Læs også: Berg til Fjordby" in html


def test_a_claim_says_which_stint_or_rumour_it_bears_on(client, article, claim):
    stint = make_stint(ended="2020-10-10")
    claim.stint_evidence.create(stint=stint, bears_on="end")
    assert "Bears on the end of a stint: Aksel Brandvold at Havnestad BK." in text_of(
        client.get(f"/articles/{article.pk}/")
    )


def test_a_claim_that_nothing_rests_on_waits(client, article, claim):
    claim.rumour_evidence.all().delete()
    assert "Waits for an editor" in text_of(client.get(f"/articles/{article.pk}/"))


def test_an_older_page_does_not_say_what_became_of_a_claim(client, article, claim):
    html = text_of(client.get(f"/articles/{article.pk}/?as_of=2020-10-11"))
    assert SAID in html
    assert "Rumour: Per Aas" not in html
    assert client.get(f"/articles/{article.pk}/?as_of=2020-10-09").status_code == 404


def test_a_failed_reading_says_so_and_an_editor_can_have_it_read_again(editor, article):
    article.state, article.failure = "failed", "ValueError: no such thing"
    article.save()
    html = text_of(editor.get(f"/articles/{article.pk}/"))
    assert "no such thing" in html
    assert f'action="/articles/{article.pk}/retry/"' in html


def test_readers_of_a_failed_article_are_spared_the_reason(client, article):
    article.state, article.failure = "failed", "ValueError: no such thing"
    article.save()
    html = text_of(client.get(f"/articles/{article.pk}/"))
    assert "could not be read" in html
    assert "no such thing" not in html
    assert "/retry/" not in html


def test_an_article_that_waits_says_so(client, article):
    article.state = "waiting"
    article.save()
    html = text_of(client.get(f"/articles/{article.pk}/"))
    assert "waits to be read" in html
    assert "It has not been read yet." not in html


def test_a_retracted_article_is_not_offered_for_retraction_again(client, article, claim):
    editor = make_user("editor")
    client.force_login(editor)
    address = f"/articles/{article.pk}/"
    assert "Retract this article" in client.get(address).content.decode()
    editorial.retract(article.pk, editor=editor, at=timezone.now(), note="satire")
    assert "Retract this article" not in client.get(address).content.decode()


def test_readers_see_no_claim_of_a_retracted_article(client, article, claim):
    editorial.retract(article.pk, editor=make_user("editor"), at=timezone.now(), note="satire")
    html = text_of(client.get(f"/articles/{article.pk}/"))
    assert "This article was retracted" in html
    assert SAID not in html


def test_readers_see_no_claim_that_was_rejected(client):
    rumour = reject_one(tell())
    article = rumour.evidence.get().claim.article
    assert SECRET not in text_of(client.get(f"/articles/{article.pk}/"))
    client.force_login(make_user("editor"))
    assert SECRET in text_of(client.get(f"/articles/{article.pk}/"))


def test_text_from_outside_is_never_markup(editor):
    article = make_article(None, None, "<b>Aas</b>", "<script>alert(1)</script>")
    html = editor.get(f"/articles/{article.pk}/").content.decode()
    assert "<script>alert" not in html
    assert "<b>Aas" not in html


def test_more_claims_ask_no_more_queries(editor, article, claim):
    few = queries(editor, f"/articles/{article.pk}/")
    for number in range(12):
        make_claim(article, "candidacy", make_coach(f"C{number}"), make_club(f"K{number}"), passage=SAID)
    store.rebuild()
    assert queries(editor, f"/articles/{article.pk}/") == few
