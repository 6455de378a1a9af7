"""Bringing in an article by hand: text, address or file; what is refused; reading once more; taking back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article
from carousel.models import Decision, Rumour
from tests.carousel.desk.stories import open_rumour
from tests.factories import make_article, make_outlet, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queued")]
NEW = "/articles/new/"
HTMX = {"HX-Request": "true"}
TEXT = "Havnestad BK har fyret cheftræner Rune Sandmo efter fire nederlag i træk."


def test_a_pasted_text_is_kept_queued_and_shown_as_new(
    client, ida, queued, django_capture_on_commit_callbacks
):
    outlet = make_outlet("Kystposten")
    sent = {"title": "Fyret", "text": TEXT, "outlet": "Kystposten", "published": "23.9.2020"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(NEW, sent, follow=True)
    article = Article.objects.get()
    assert answer.redirect_chain == [(article.get_absolute_url(), 302)]
    assert "New. It is kept" in answer.content.decode()
    assert (article.outlet, article.published_on.isoformat()) == (outlet, "2020-09-23")
    assert queued == [article.pk]


def test_a_text_that_is_known_leads_to_what_is_there(client, ida):
    client.post(NEW, {"text": TEXT})
    answer = client.post(NEW, {"text": TEXT + "\n"}, follow=True)
    assert "Known already" in answer.content.decode()
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "written", "sentence"),
    [
        ("text", "", "Paste the text, give its address, or choose a file."),
        ("outlet", "Nowhere Gazette", "No outlet goes by “Nowhere Gazette”"),
        ("published", "2020-09", "published on one day"),
        ("published", "31.2.2020", "31"),
        ("published", "1.1.2027", "has not come yet"),
        ("url", "not an address", ""),
    ],
)
def test_a_mistake_is_told_under_its_field_and_nothing_typed_is_lost(client, ida, field, written, sentence):
    sent = {"title": "My own title", "text": TEXT, field: written}
    plain, swapped = client.post(NEW, sent), client.post(NEW, sent, headers=HTMX)
    page = plain.content.decode()
    assert (plain.status_code, swapped.status_code) == (400, 422)
    assert f'id="id_{field}_error"' in page
    assert sentence in page
    assert 'value="My own title"' in page
    assert field == "text" or TEXT in page
    assert not Article.objects.exists()


def test_a_text_file_is_read_whatever_its_encoding(client, ida):
    client.post(NEW, {"title": "Fyret", "upload": SimpleUploadedFile("a.txt", TEXT.encode("cp1252"))})
    assert Article.objects.get().text == TEXT


def test_a_saved_page_is_read_as_an_article(client, ida):
    more = "Klubben oplyser, at assistenten leder træningen, til en ny mand er fundet. " * 4
    body = (
        f"<html><head><title>Fyret</title></head><body><article><p>{TEXT}</p><p>{more}</p></article></body>"
    )
    client.post(NEW, {"upload": SimpleUploadedFile("a.html", body.encode())})
    assert TEXT in Article.objects.get().text


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"%PDF", "must be a text"),
        ("a.txt", b"abc\0\1\2 def", "not a text"),
        ("a.txt", b"x" * (2**20 + 1), "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_article_is_refused_with_a_sentence(client, ida, name, content, sentence):
    answer = client.post(NEW, {"upload": SimpleUploadedFile(name, content)})
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_the_text_of_a_file_is_not_lost_when_another_field_is_wrong(client, ida):
    answer = client.post(
        NEW, {"published": "yesteryear", "upload": SimpleUploadedFile("a.txt", TEXT.encode())}
    )
    assert TEXT in answer.content.decode()


def test_a_preview_shows_what_would_be_read_and_writes_nothing(client, ida):
    sent = {"title": "Fyret", "text": TEXT, "published": "23.9.2020", "preview": "1"}
    part, page = client.post(NEW, sent, headers=HTMX), client.post(NEW, sent)
    assert part.content.decode().startswith('<section class="preview" id="preview"')
    for text in (part.content.decode(), page.content.decode()):
        assert "Nobody has sent this text before." in text
        assert "Rune Sandmo" in text
    assert TEXT in page.content.decode()
    assert not Article.objects.exists()


def test_a_text_that_is_too_large_is_refused_with_the_bound_in_words(client, ida):
    answer = client.post(NEW, {"text": "a" * 2_200_000})
    assert answer.status_code == 413
    page = answer.content.decode()
    assert "more than 2.0\xa0MB at once" in page
    assert "DATA_UPLOAD" not in page


def test_a_preview_of_half_a_form_is_as_good_as_it_can_be(client, ida):
    sent = {"text": TEXT, "published": "23.", "outlet": "Kyst", "preview": "1"}
    answer = client.post(NEW, sent, headers=HTMX)
    assert answer.status_code == 200
    assert "What would be read" in answer.content.decode()
    assert "paste a text" in client.post(NEW, {"preview": "1"}, headers=HTMX).content.decode()


def test_a_preview_says_what_is_known_already(client, ida):
    client.post(NEW, {"title": "Fyret", "text": TEXT})
    answer = client.post(NEW, {"text": TEXT, "preview": "1"}, headers=HTMX)
    assert Article.objects.get().get_absolute_url() in answer.content.decode()


def test_a_failed_article_is_read_once_more(client, ida, queued, django_capture_on_commit_callbacks):
    article = make_article(state="failed", failure="It was too dark.", attempts=4)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("article-retry", args=[article.pk]))
    article.refresh_from_db()
    assert (article.state, article.failure, article.attempts) == ("waiting", "", 0)
    assert queued == [article.pk]


def test_an_article_that_was_read_is_left_alone(client, ida, queued):
    article = make_article()
    answer = client.post(reverse("article-retry", args=[article.pk]), follow=True)
    assert "read already" in answer.content.decode()
    assert queued == []
    assert client.get(reverse("article-retry", args=[article.pk])).status_code == 405


def test_retracting_asks_first_and_then_takes_the_rumour_with_it(client, ida):
    rumour = open_rumour("Rune Sandmo")
    address = reverse("article-retract", args=[rumour.evidence.get().claim.article_id])
    assert "Retract this article?" in client.get(address).content.decode()
    assert not Decision.objects.exists()
    client.post(address, {"note": "a hoax"})
    assert Decision.objects.get().note == "a hoax"
    assert not Rumour.objects.open().exists()
    again = client.post(address, {"note": "a hoax, says bo", "reason": "joke_or_question"})
    assert again.status_code == 409
    page = again.content.decode()
    assert "ida has retracted this already" in page
    assert 'value="a hoax, says bo"' in page
    assert '<option value="joke_or_question" selected>' in page


@pytest.mark.parametrize(
    ("wrong", "sentence"), [({"reason": "because"}, "Say why"), ({"note": "n" * 301}, "300")]
)
def test_a_retraction_that_says_too_much_or_nothing_known_is_refused_and_kept(client, ida, wrong, sentence):
    article = make_article()
    address = reverse("article-retract", args=[article.pk])
    answer = client.post(address, {"note": "half a thought"} | wrong)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert (wrong.get("note") or "half a thought") in answer.content.decode()
    assert not Decision.objects.exists()


def test_retracting_can_be_undone_from_the_history(client, ida):
    rumour = open_rumour("Rune Sandmo")
    client.post(reverse("article-retract", args=[rumour.evidence.get().claim.article_id]))
    assert "Article retracted" in client.get(reverse("desk-history")).content.decode()
    client.post(reverse("decision-undo", args=[Decision.objects.get().pk]), {"back": "history"})
    assert Rumour.objects.open().exists()


@pytest.mark.parametrize("name", ["article-retry", "article-retract"])
def test_readers_neither_retry_nor_retract(client, name):
    article = make_article(state="failed", failure="It was too dark.")
    client.force_login(make_user("reader"))
    assert client.post(reverse(name, args=[article.pk])).status_code == 403
    assert client.post(NEW, {"text": TEXT}).status_code == 403
