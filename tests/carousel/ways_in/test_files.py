"""Articles in files: a mail through the form, and thousands by the command."""

import json
import os
import signal
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from articles.models import Article
from carousel import files, taking
from carousel.taking import Progress, Taken
from tests.carousel.ways_in.conftest import MAIL, TEXT
from tests.factories import make_outlet

pytestmark = pytest.mark.django_db
NEW = "/articles/new/"


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.eml", MAIL)


def test_a_mail_is_an_article_and_its_attachments_are_named(client, ida):
    shown = client.post(NEW, {"upload": upload(), "preview": "1"}).content.decode()
    assert "Attachments are left out: kontrakt.pdf." in shown
    assert not Article.objects.exists()
    told = client.post(NEW, {"upload": upload()}, follow=True).content.decode()
    article = Article.objects.get()
    assert (article.title, article.text, str(article.published_on)) == ("Fyret", TEXT, "2020-09-23")
    assert "Attachments are left out: kontrakt.pdf." in told


def test_a_file_that_is_no_mail_is_refused_with_a_sentence(client, ida):
    answer = client.post(NEW, {"upload": SimpleUploadedFile("a.eml", b"\x00\x01")})
    assert answer.status_code == 400
    assert "not a mail" in answer.content.decode()


def rows(number: int) -> str:
    return "\n".join(json.dumps({"title": f"Nyt {n}", "text": f"{TEXT} Kamp {n}."}) for n in range(number))


def test_a_bad_line_stops_none_of_the_others(tmp_path, capsys):
    (tmp_path / "a.jsonl").write_text(rows(2) + "\n{broken\n" + rows(3))
    with pytest.raises(CommandError, match="1 of 6 could not be taken"):
        call_command("ingest", str(tmp_path))
    assert "line 3 is not JSON" in capsys.readouterr().err
    assert Article.objects.count() == 3


def test_many_articles_end_with_a_rate_and_a_second_run_knows_them(tmp_path, capsys):
    (tmp_path / "a.jsonl").write_text(rows(25))
    for _ in range(2):
        call_command("ingest", str(tmp_path / "a.jsonl"))
    first, second = capsys.readouterr().out.splitlines()
    assert "25 of 25 articles in" in first
    assert "25 new, 0 known" in first
    assert "0 new, 25 known" in second


def test_a_run_that_is_stopped_finishes_the_article_in_hand_and_says_where(tmp_path, monkeypatch):
    (tmp_path / "a.jsonl").write_text(rows(4))
    read = taking.reading.read_article

    def read_and_stop(pk, *, at):
        os.kill(os.getpid(), signal.SIGTERM)
        return read(pk, at=at)

    monkeypatch.setattr(taking.reading, "read_article", read_and_stop)
    with pytest.raises(CommandError, match=r"Stopped; last was .*a\.jsonl, line 1\.") as stopped:
        call_command("ingest", str(tmp_path / "a.jsonl"))
    assert stopped.value.returncode == 130
    assert [a.state for a in Article.objects.all()] == ["read"]


def test_a_file_that_was_taken_is_known_without_being_parsed_again(tmp_path, monkeypatch):
    parsed = []

    def page(content, given):
        parsed.append(content)
        return replace(given, text=TEXT)

    monkeypatch.setattr(files, "_page", page)
    (tmp_path / "a.html").write_text(f"<p>{TEXT}</p>")
    for _ in range(2):
        call_command("ingest", str(tmp_path))
    assert (Article.objects.count(), len(parsed)) == (1, 1)


def test_progress_estimates_from_the_rate_of_late():
    progress = Progress(1000)
    known = Taken(Article(), is_new=False)
    for second in range(100):
        progress.count(known, now=float(second) / 100)
    for second in range(100, 200):
        progress.count(Taken(Article(), is_new=True), now=float(second))
    assert progress.line().startswith("200 of 1,000 · 1.0/s · about 13 min left")
    assert progress.line().endswith("100 new, 100 known, 0 could not be taken")


def test_what_cannot_be_opened_says_so(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    for name, sentence in (("none.txt", "cannot be opened"), ("pipe.txt", "no plain file")):
        [item] = files.items(str(tmp_path / name), taking.given("", "", ""))
        assert sentence in item.trouble


def test_a_mails_day_is_known_from_the_mail_and_the_page_says_so(client, ida):
    client.post(NEW, {"upload": upload()})
    article = Article.objects.get()
    assert article.published_from == "mail"
    assert "the head of the mail" in client.get(article.get_absolute_url()).content.decode()


PAGE = f"""<html><head><title>Fyret</title><meta property="article:published_time"
content="2020-09-23T23:30:00"></head><body><article><p>{TEXT * 5}</p></article></body></html>"""


@pytest.mark.parametrize("named", [True, False])
def test_a_saved_page_without_a_zone_goes_by_its_outlets_clock(client, ida, named):
    make_outlet("Kystposten", domain="kystposten.example", country="DK")
    how = {"outlet": "Kystposten"} if named else {"url": "https://kystposten.example/a"}
    answer = client.post(NEW, {"upload": SimpleUploadedFile("a.html", PAGE.encode()), **how})
    assert answer.status_code == 302
    article = Article.objects.get()
    assert f"{article.published_at:%Y-%m-%d %H:%M}" == "2020-09-23 21:30"
    assert str(article.published_on) == "2020-09-23"
