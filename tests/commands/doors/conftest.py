"""The small shop, as it was written and with its policy compiled."""

from __future__ import annotations

import pytest

from tests.commands.ask import ready, small_shop


@pytest.fixture
def shop(repo):
    small_shop(repo).commit("one")
    return repo


@pytest.fixture
def warm(shop):
    """A shop whose policy lies there, compiled."""
    return ready(shop)
