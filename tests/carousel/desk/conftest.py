"""A browser tab in which an editor is signed in."""

import pytest
from django.conf import settings
from django.test import Client

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
def ida(transactional_db):
    return make_user("editor", "ida")
