"""Who works the desk in the tests, and two questions that wait there."""

import pytest
from django.conf import settings
from django.test import Client

from tests.carousel.desk.stories import open_rumour
from tests.factories import make_user


@pytest.fixture
def sign_in(live_server):
    """A function that signs a user in on a tab, without the way through the form."""

    def sign_in(tab, user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        tab.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        return tab

    return sign_in


@pytest.fixture
def ida(client):
    """An editor; ``client`` is hers, and a tab once it is signed in."""
    user = make_user("editor", "ida")
    client.force_login(user)
    return user


@pytest.fixture
def bo():
    """Another editor, who is not signed in."""
    return make_user("editor", "bo")


@pytest.fixture
def two():
    """Two questions that have nothing to do with each other."""
    return [
        open_rumour("Rune Sandmo", "Havnestad BK", published_on="2020-09-10"),
        open_rumour("Per Holmvik", "Nordhavn IF", published_on="2020-09-12"),
    ]
