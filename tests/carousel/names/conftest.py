"""Who says whose a name is."""

import pytest

from tests.factories import make_user


@pytest.fixture
def editor(client):
    """An editor; ``client`` is his."""
    user = make_user("editor")
    client.force_login(user)
    return user
