"""Addresses that are never asked: nothing may be sent to them, in whatever form they are written."""

import socket

import pytest

from articles.fetching.addresses import is_public
from articles.fetching.client import FetchRefused, fetch

# The forms in which Python's own `is_global` was found wanting are among them.
CLOSED = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "10.1.2.3", "172.16.0.1",
    "192.168.1.1", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]", "[2002:a00:1::1]", "169.254.169.254", "[fd00:ec2::254]", "[fe80::1]", "100.64.0.1",
    "198.18.0.1", "192.0.0.8", "192.88.99.1", "[fec0::1]", "[5f00::1]", "224.0.0.1", "[ff02::1]",
    "255.255.255.255", "①②⑦.0.0.1", "１２７.0.0.1", "[2001::7f00:1]", "[2001:db8::1]", "[3fff::1]",
    "203.0.113.9",
]  # fmt: skip


@pytest.fixture(autouse=True)
def no_connection(monkeypatch):
    """A connection that is opened all the same is the failure that these tests look for."""

    def connect(address, **_options):
        raise AssertionError(f"a connection to {address} was opened")

    monkeypatch.setattr(socket, "create_connection", connect)


@pytest.mark.parametrize("host", CLOSED)
def test_an_address_that_is_not_public_is_refused_before_anything_is_sent(host):
    with pytest.raises(FetchRefused, match=r"not lead to a public site|own address"):
        fetch(f"http://{host}/")


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "193.1.2.3", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_a_public_address_is_public_also_inside_another(address):
    assert is_public(address)


@pytest.mark.parametrize("text", ["", "avis.dk", "fe80::1%eth0", "2a00::1%eth0", "1.2.3"])
def test_what_is_no_plain_address_is_not_public(text):
    assert not is_public(text)


@pytest.mark.parametrize(
    "answers", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["169.254.169.254"], ["8.8.8.8", "fd00::1"]]
)
def test_a_name_with_one_address_that_is_not_public_is_refused_whole(answers):
    with pytest.raises(FetchRefused, match="not lead to a public site"):
        fetch("https://avis.example/", resolve=lambda host, port: answers)


@pytest.mark.parametrize("port", [22, 25, 5432, 6379, 8080])
def test_only_the_ports_of_the_web_are_asked(port):
    with pytest.raises(FetchRefused, match="ports of the web"):
        fetch(f"http://avis.example:{port}/", resolve=lambda host, port: ["8.8.8.8"])


def test_carousel_does_not_fetch_from_itself(settings):
    settings.ALLOWED_HOSTS = ["carousel.example", "*"]
    with pytest.raises(FetchRefused, match="own address"):
        fetch("https://carousel.example/", resolve=lambda host, port: ["8.8.8.8"])


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname", "gopher://avis.example/", "ftp://avis.example/", "data:text/html,x",
        "jar:x!/",        "javascript:alert(1)", "", "avis.example", "http://", "http:///path", "http://user:pw@avis.example/",
        "http://good.example@evil.example/", "http://avis.example/\r\nHost: evil", "http://avis.example/a b",
        "http://avis.example:port/", "http://[::1/", "http://" + "a." * 150 + "dk/",
        "http://avis.example/" + "a" * 9000,
        "http://" + "a" * 70 + ".example/",
    ],
)  # fmt: skip
def test_an_address_of_the_wrong_form_is_refused_with_a_sentence(url):
    with pytest.raises(FetchRefused, match=r"\.$"):
        fetch(url, resolve=lambda host, port: ["8.8.8.8"])
