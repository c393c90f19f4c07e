"""The small shop before and after its first commit, and what is read of a verdict."""

from __future__ import annotations

import pytest

from tests.commands.ask import small_shop


@pytest.fixture
def empty_shop(repo):
    return small_shop(repo)


@pytest.fixture
def shop(empty_shop):
    empty_shop.commit("one")
    return empty_shop


def blocked(said, count=1):
    assert said.code == 1, said
    assert f"blocked: {count} finding" in said.words
    return said


def at(page):
    return sorted((each["path"], each["status"]) for each in page["findings"])
