"""A policy on disk is what the compiler wrote, whatever the days on which it holds; a byte of difference shows."""

from __future__ import annotations

import pytest

from mneme_cli.model.policy import Policy
from mneme_cli.store.flatten import flatten
from mneme_cli.store.policy import sound


@pytest.mark.parametrize("days", [(0, 0), (20_000, 21_000), (20_000, 1 << 62), (0, 10**12)])
def test_what_was_written_is_sound(days: tuple[int, int]) -> None:
    policy = Policy(flatten((), {}, {"a": 1}, b"stamp\n", days))
    assert sound(policy)
    assert policy.holds_on(min(days[1], 3_000_000))


def test_what_was_changed_is_not() -> None:
    buffer = flatten((), {}, {"a": 1}, b"stamp\n", (0, 1 << 62))
    assert not sound(Policy(buffer.replace(b'"a":1', b'"a":2')))
    assert sound(Policy(buffer.replace(b"stamp", b"STAMP")))
