"""What tests of several folders share: a queue that only listens."""

import pytest

from carousel import tasks


@pytest.fixture
def queued(monkeypatch):
    """The articles that were sent to be read; none is."""
    sent = []
    monkeypatch.setattr(tasks.read_article, "delay", sent.append)
    return sent
