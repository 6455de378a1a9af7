"""What the tests of this folder share: the site on this machine, a mail, and that nothing is read."""

import pytest

from tests.factories import make_user
from tests.site import site  # noqa: F401

TEXT = "Havnestad BK har fyret cheftræner Rune Sandmo efter fire nederlag i træk."
MAIL = (
    "Subject: Fyret\nDate: Wed, 23 Sep 2020 10:00:00 +0200\nMIME-Version: 1.0\n"
    "Content-Type: multipart/mixed; boundary=m\n\n"
    f"--m\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}\n"
    "--m\nContent-Type: application/pdf; name=kontrakt.pdf\n\n%PDF\n--m--\n"
).encode()


@pytest.fixture(autouse=True)
def nothing_is_read(queued):
    """What comes in here is queued and no more."""


@pytest.fixture
def ida(client):
    user = make_user("editor", "ida")
    client.force_login(user)
    return user
