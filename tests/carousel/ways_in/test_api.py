"""What other programs may send and ask."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from carousel import editorial, store
from carousel.models import ApiToken, Rumour
from carousel.models.ways_in import PER_WINDOW, WINDOW, use
from tests.carousel.ways_in.conftest import TEXT
from tests.factories import make_article, make_claim, make_outlet, make_user

pytestmark = pytest.mark.django_db
ARTICLES = "/api/v1/articles/"


@pytest.fixture
def token():
    row = ApiToken(name="scraper", user=make_user("editor"), created_at=timezone.now())
    row.word = row.give_word()
    row.save()
    return row


@pytest.fixture
def send(client, token):
    def send(content, *, kind="application/json", word=token.word):
        body = content if isinstance(content, bytes | str) else json.dumps(content)
        return client.post(ARTICLES, body, content_type=kind, headers={"Authorization": f"Bearer {word}"})

    return send


def test_an_article_is_new_once_and_then_known(send, queued, django_capture_on_commit_callbacks):
    make_outlet("Kystposten")
    sent = {"title": "Fyret", "text": TEXT, "outlet": "Kystposten", "published": "2020-09-23"}
    with django_capture_on_commit_callbacks(execute=True):
        first, second = send(sent), send({**sent, "text": TEXT + "\n"})
    article = Article.objects.get()
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"] == article.pk
    assert first["Location"].endswith(f"{ARTICLES}{article.pk}/")
    assert (str(article.published_on), article.outlet.name, queued[0]) == (
        "2020-09-23",
        "Kystposten",
        article.pk,
    )


def test_a_moment_is_kept_with_its_zone(send):
    send({"text": TEXT, "published": "2020-09-23T23:30:00-04:00"})
    assert Article.objects.get().published_at.isoformat() == "2020-09-24T03:30:00+00:00"


@pytest.mark.parametrize(
    ("content", "status", "field"),
    [
        ("{broken", 400, None),
        ("[" * 100_000, 400, None),
        (b"\xff\xfe{", 400, None),
        ([], 400, None),
        ({"text": TEXT, "titel": "x"}, 400, "titel"),
        ({"text": 7}, 422, "text"),
        ({}, 422, "text"),
        ({"title": "only"}, 422, "text"),
        ({"text": TEXT, "outlet": "Nowhere Gazette"}, 422, "outlet"),
        ({"text": TEXT, "language": "Danish"}, 422, "language"),
        ({"text": TEXT, "published": "yesterday"}, 422, "published"),
        ({"text": TEXT, "published": "2020-09-23T10:00:00"}, 422, "published"),
        ({"text": TEXT, "published": "0001-01-01T00:00:00+14:00"}, 422, "published"),
        ({"text": TEXT, "published": "2199-01-01"}, 422, "published"),
        ({"url": "javascript:alert(1)"}, 422, "url"),
        ({"url": "http://127.0.0.1/"}, 422, "url"),
        ({"url": "http://\ud800/"}, 422, "url"),
        ({"text": "a" * 500_000}, 422, "text"),
        ({"text": "a" * 3_000_000}, 413, None),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence_with_its_field(send, content, status, field):
    answer = send(content)
    assert answer.status_code == status
    assert answer.json()["error"].endswith(".")
    assert answer.json().get("field") == field
    assert not Article.objects.exists()


def test_only_json_is_taken(send):
    assert send("text=a", kind="application/x-www-form-urlencoded").status_code == 415


def test_without_a_valid_token_nothing_is_answered(client, send, token):
    for word in ("", "nonsense", token.digest, token.word[:-1], "\u00e6"):
        answer = send({"text": TEXT}, word=word)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    ApiToken.objects.update(revoked_at=timezone.now())
    assert send({"text": TEXT}).status_code == 401
    client.force_login(token.user)
    assert client.post(ARTICLES, {"text": TEXT}, "application/json").status_code == 401
    assert not Article.objects.exists()


def test_a_user_who_is_no_editor_any_more_may_not(send, token):
    token.user.groups.clear()
    assert send({"text": TEXT}).status_code == 403


def test_too_many_requests_in_a_minute_are_told_when_to_come_back(send, token):
    now = timezone.now()
    ApiToken.objects.update(window_began_at=now, window_count=PER_WINDOW)
    answer = send({"text": TEXT})
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert use(token, at=now + WINDOW) is None
    assert ApiToken.objects.get().window_count == 1
    assert use(token, at=now + timedelta(seconds=61)) is None


def test_no_token_is_needed_of_the_csrf_kind_and_other_methods_are_refused(client, token):
    strict = type(client)(enforce_csrf_checks=True)
    headers = {"Authorization": f"Bearer {token.word}"}
    assert strict.post(ARTICLES, {"text": TEXT}, "application/json", headers=headers).status_code == 201
    assert strict.get(ARTICLES, headers=headers)["Allow"] == "POST"


def test_an_articles_claims_are_given_but_none_that_was_rejected(client, token):
    article = make_article(title="Nyt", text=f"{TEXT} Mere.")
    make_claim(article, "candidacy", passage=TEXT)
    other = make_claim(article, "candidacy", passage="Mere.")
    store.rebuild()
    untrue = Rumour.objects.get(evidence__claim=other)
    editorial.reject(untrue.pk, editor=make_user("editor"), at=timezone.now(), reason="known_false")
    headers = {"Authorization": f"Bearer {token.word}"}
    got = client.get(f"{ARTICLES}{article.pk}/", headers=headers).json()
    assert [claim["passage"] for claim in got["claims"]] == [TEXT]
    editorial.retract(article.pk, editor=make_user("editor"), at=timezone.now(), note="")
    again = client.get(f"{ARTICLES}{article.pk}/", headers=headers).json()
    assert (again["is_retracted"], again["claims"]) == (True, [])
    assert client.get(f"{ARTICLES}{2**63}/", headers=headers).status_code == 404


def test_a_token_is_made_in_the_admin_and_shown_once(client):
    boss = make_user("administrator", is_staff=True)
    client.force_login(boss)
    page = client.post("/admin/carousel/apitoken/add/", {"name": "reader", "user": boss.pk})
    row = ApiToken.objects.get()
    assert page.status_code == 200
    word = page.content.decode().split('id="token">')[1].split("<")[0]
    assert use(row, at=timezone.now()) is None
    assert word.startswith(row.hint)
    for address in ("", f"{row.pk}/change/"):
        assert word not in client.get(f"/admin/carousel/apitoken/{address}").content.decode()
    client.post("/admin/carousel/apitoken/", {"action": "revoke", "_selected_action": [row.pk]})
    assert ApiToken.objects.get().revoked_at


def test_editors_make_no_tokens(client):
    client.force_login(make_user("editor", is_staff=True))
    assert client.get("/admin/carousel/apitoken/add/").status_code == 403
