"""The article in a mail."""

from datetime import UTC, datetime

import pytest

from articles.cleaning.html import NotReadable
from articles.cleaning.mail import article_from_mail

BODY = "Havnestad BK har fyret cheftræner Rune Sandmo efter fire nederlag i træk."
MORE = " Assistenten leder træningen, indtil klubben har fundet en ny mand til posten." * 3
SIMPLE = b"Subject: Fyret\r\nDate: Wed, 23 Sep 2020 23:30:00 -0400\r\n"


def mail(headers: str, body: bytes) -> bytes:
    return SIMPLE + headers.encode() + b"\r\n\r\n" + body


def test_subject_body_and_moment_are_the_articles():
    read = article_from_mail(mail("Content-Type: text/plain; charset=utf-8", BODY.encode()))
    assert (read.title, read.text, read.attachments) == ("Fyret", BODY, ())
    assert read.published_at == datetime(2020, 9, 24, 3, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Type: text/plain; charset=iso-8859-1", BODY.encode("latin-1")),
        ("Content-Type: text/plain; charset=nonsense", BODY.encode("cp1252")),
        (
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable",
            BODY.encode().replace(b"\xc3\xa6", b"=C3=A6").replace(b" efter", b"=\r\n efter"),
        ),
        (
            "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64",
            __import__("base64").encodebytes(BODY.encode("latin-1")),
        ),
    ],
)
def test_charset_and_transfer_encoding_are_undone(headers, body):
    assert article_from_mail(mail(headers, body)).text == BODY


def test_an_encoded_subject_is_read_and_its_forwarding_dropped():
    raw = b"Subject: Fwd: SV: =?iso-8859-1?Q?Tr=E6ner?=\r\n =?utf-8?B?IGZ5cmV0?=\r\n\r\n" + BODY.encode()
    assert article_from_mail(raw).title == "Træner fyret"


def two_bodies(plain: str, page: str, rest: str = "") -> bytes:
    return mail(
        'Content-Type: multipart/mixed; boundary="m"',
        f'--m\nContent-Type: multipart/alternative; boundary="a"\n\n'
        f"--a\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n"
        f"--a\nContent-Type: text/html; charset=utf-8\n\n{page}\n--a--\n{rest}--m--\n".encode(),
    )


PAGE = f"<html><body><article><p>{BODY} Side.</p><p>{MORE}</p></article></body></html>"


def test_the_plain_text_goes_before_the_page_unless_it_is_a_stub():
    assert article_from_mail(two_bodies(BODY + MORE, PAGE)).text == BODY + MORE
    assert "Side." in article_from_mail(two_bodies("Læs mailen i din browser.", PAGE)).text


def test_attachments_are_left_out_and_named():
    extra = (
        "--m\nContent-Type: application/pdf; name=kontrakt.pdf\n\n%PDF\n"
        "--m\nContent-Type: text/plain\nContent-Disposition: attachment; filename=noter.txt\n\nhemmeligt\n"
    )
    read = article_from_mail(two_bodies(BODY + MORE, PAGE, extra))
    assert read.attachments == ("kontrakt.pdf", "noter.txt")
    assert "hemmeligt" not in read.text


def test_lines_broken_because_they_were_full_are_whole_again():
    full = "Havnestad BK har torsdag morgen fyret sin cheftræner Rune Sandmo efter"
    lines = f"{full}\nfire nederlag i træk.\nKort linje.\n\nNyt afsnit."
    read = article_from_mail(mail("Content-Type: text/plain; charset=utf-8", lines.encode()))
    assert read.text.split("\n") == [
        full + " fire nederlag i træk.",
        "Kort linje.",
        "",
        "Nyt afsnit.",
    ]


def test_flowed_lines_go_on_where_they_end_in_a_space():
    body = "Klubben har fyret \nsin træner.\nNyt afsnit.\n-- \nMette"
    read = article_from_mail(mail("Content-Type: text/plain; format=flowed", body.encode()))
    assert read.text == "Klubben har fyret sin træner.\nNyt afsnit.\n--\nMette"


@pytest.mark.parametrize("date", ["yesterday", "", "Wed, 23 Sep 99999 10:00:00 +0000"])
def test_a_date_that_is_none_is_no_date(date):
    assert article_from_mail(f"Subject: a\nDate: {date}\n\n{BODY}".encode()).published_at is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not a mail"),
        (b"\x00\x01\x02 nothing here", "not a mail"),
        (b"Subject: a\n\n", "no text"),
        (b"Subject: a\nContent-Type: application/pdf\n\n%PDF", "no text"),
        (b"Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\na\n" * 300, "parts"),
    ],
)
def test_what_is_no_article_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(NotReadable, match=sentence):
        article_from_mail(content)


def test_a_mail_nested_a_thousand_times_is_refused():
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000))
    with pytest.raises(NotReadable, match="nested too deeply"):
        article_from_mail(nested)
