"""Lists of feeds, in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.feeds.opml import Listed, NotOpml, read_opml, write_opml

NESTED = b"""<opml version="1.0"><body><outline text="Norden"><outline text="Kystposten" type="rss"
xmlUrl="https://example.org/feed" htmlUrl="https://example.org/"/><outline text="Folder only"/>
<outline text="Twice" xmlUrl="https://example.org/feed"/><outline xmlUrl="javascript:alert(1)"/></outline>
</body></opml>"""


def test_feeds_are_found_in_folders_each_once():
    assert read_opml(NESTED) == [Listed("https://example.org/feed", "Kystposten", "https://example.org/")]


@pytest.mark.parametrize("body", [b"", b"<opml", b"<html/>", b"\x00", b'{"feeds": []}'])
def test_what_is_no_list_is_refused_with_a_sentence(body):
    with pytest.raises(NotOpml, match="no OPML"):
        read_opml(body)


def test_entities_of_a_file_are_not_read():
    body = b'<!DOCTYPE opml [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(NotOpml):  # XML itself forbids such an entity in an attribute
        read_opml(body + NESTED.replace(b"Kystposten", b"&f;"))


titles = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)


@given(st.lists(titles, max_size=5, unique=True))
def test_what_is_written_is_read_again(found):
    feeds = [Listed(f"https://example.org/{n}", title) for n, title in enumerate(found)]
    again = read_opml(write_opml(feeds, title="Carousel"))
    assert [feed.url for feed in again] == [feed.url for feed in feeds]
