"""One address for one page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.cleaning.urls import NotAnAddress, canonical, names_same_page, url_key

pages = st.builds(
    "{}{}/{}?{}#{}".format,
    st.sampled_from(["http://", "https://"]),
    st.sampled_from(["Avis.dk", "www.avis.dk:443", "bladet.example:8080", "blåbær.dk", "[2001:db8::1]"]),
    st.text("abæ/%41.-~ é", max_size=12),
    st.text("abæ=&%2f utm_", max_size=14),
    st.text("ab", max_size=3),
)


@given(pages)
def test_the_canonical_address_of_a_canonical_address_is_itself(url):
    assert canonical(canonical(url)) == canonical(url)


@given(pages)
def test_an_address_and_its_canonical_one_have_the_same_key(url):
    assert url_key(canonical(url)) == url_key(url)


@pytest.mark.parametrize(
    ("shared", "plain"),
    [
        ("HTTPS://Avis.DK/Sport/Thorup", "https://avis.dk/Sport/Thorup"),
        ("https://avis.dk:443/a", "https://avis.dk/a"),
        ("http://avis.dk:80", "http://avis.dk/"),
        ("http://avis.dk:8080/a", "http://avis.dk:8080/a"),
        ("https://avis.dk./a#top", "https://avis.dk/a"),
        ("https://avis.dk/a?utm_source=x&id=7&fbclid=y", "https://avis.dk/a?id=7"),
        ("https://avis.dk/a?gclid=1&UTM_Medium=2", "https://avis.dk/a"),
        ("https://avis.dk/a/amp/", "https://avis.dk/a"),
        ("https://avis.dk/amp", "https://avis.dk/amp"),
        ("https://avis.dk/123.amp", "https://avis.dk/123"),
        ("https://avis.dk/a?outputType=amp&p=2", "https://avis.dk/a?p=2"),
        ("https://avis.dk/camp", "https://avis.dk/camp"),
        ("https://avis.dk/tr%c3%a6ner%2d1", "https://avis.dk/tr%C3%A6ner-1"),
        ("https://avis.dk/træner", "https://avis.dk/tr%C3%A6ner"),
        ("https://blåbær.dk/", "https://xn--blbr-roah.dk/"),
        ("https://avis.dk/a?page=2&sort=a", "https://avis.dk/a?page=2&sort=a"),
    ],
)
def test_tracking_goes_and_the_page_stays(shared, plain):
    assert canonical(shared) == plain


@pytest.mark.parametrize(
    "wrapped",
    [
        "https://www.google.com/amp/s/avis.dk/sport/a?id=1",
        "https://google.co.uk/amp/s/avis.dk/sport/a/amp?id=1",
        "https://avis-dk.cdn.ampproject.org/c/s/avis.dk/sport/a?id=1&usqp=x",
        "https://avis-dk.cdn.ampproject.org/v/s/avis.dk/sport/a.amp?id=1&amp_js_v=9",
        "https://www.google.dk/url?sa=t&url=https%3A%2F%2Favis.dk%2Fsport%2Fa%3Fid%3D1&ved=2",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Favis.dk%2Fsport%2Fa%3Fid%3D1%26fbclid%3Dx&h=A",
        "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Favis.dk%2Fsport%2Fa%3Fid%3D1&data=x",
    ],
)
def test_the_address_inside_another_is_the_pages(wrapped):
    assert canonical(wrapped).split("&")[0] == "https://avis.dk/sport/a?id=1"
    assert url_key(wrapped) == url_key("https://avis.dk/sport/a?id=1")


@pytest.mark.parametrize(
    "url", ["https://www.google.com/url?q=javascript:alert(1)", "https://google.com/amp/"]
)
def test_what_is_inside_and_no_address_is_left_alone(url):
    assert canonical(url).startswith(url[:23])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://avis.dk/amp/sport/fyret-i-nat", "https://avis.dk/sport/fyret-i-nat.html", True),
        ("https://m.avis.dk/1234567", "https://avis.dk/nyt/1234567", True),
        ("https://avis.dk/sport/fyret-i-nat", "https://avis.dk/", False),
        ("https://avis.dk/article.php?id=7", "https://avis.dk/article.php", False),
        ("https://avis.dk/fyret-i-nat", "https://avis.dk/ansat-i-dag", False),
    ],
)
def test_a_page_is_believed_its_own_address_only_where_it_is_telling(one, other, same):
    assert names_same_page(one, other) is same


@pytest.mark.parametrize(
    "other",
    [
        "https://m.avis.dk/a",
        "https://amp.avis.dk/a/",
        "http://avis.dk/a",
        "https://www.avis.dk/a/",
        "https://avis.dk/a?utm_campaign=x#c",
        "https://avis.dk/a/amp",
    ],
)
def test_one_page_has_one_key(other):
    assert url_key(other) == url_key("https://avis.dk/a")


def test_another_page_has_another_key():
    assert len({url_key(f"https://avis.dk/a{rest}") for rest in ("", "b", "?id=1", "?id=2")}) == 4


@pytest.mark.parametrize(
    "text",
    [
        "",
        "avis.dk/a",
        "ftp://avis.dk/a",
        "javascript:alert(1)",
        "https://",
        "https://me:secret@avis.dk/",
        "http://good@evil.example/",
        "http://avis.dk:port/",
        "http://[::1/",
        "http://" + "a" * 70 + ".dk/",
        "https://avis.dk/" + "a" * 9000,
    ],
)
def test_what_is_no_address_is_refused_with_a_sentence(text):
    with pytest.raises(NotAnAddress, match=r"\.$"):
        canonical(text)
