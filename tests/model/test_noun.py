"""Our own NamedTuple behaves as typing's does: the same values, and a TypeError wherever typing raises one."""

from __future__ import annotations

import typing

import pytest

from mneme_cli.model.noun import NamedTuple as Ours


class Mine(Ours):
    left: int
    right: str = "r"
    more: tuple[int, ...] = ()


class Theirs(typing.NamedTuple):
    left: int
    right: str = "r"
    more: tuple[int, ...] = ()


GOOD = [
    ((1,), {}),
    ((1, "a"), {}),
    ((1, "a", (2,)), {}),
    ((1,), {"more": (3,)}),
    ((), {"left": 1}),
    ((), {"more": (3,), "left": 1, "right": "b"}),
]
BAD = [
    ((), {}),
    ((), {"right": "b"}),
    ((1, "a", (), 4), {}),
    ((1,), {"left": 2}),
    ((1,), {"other": 2}),
    ((1, "a", ()), {"more": ()}),
    ((1, "a", (), 4), {"left": 1}),
]


@pytest.mark.parametrize(("args", "named"), GOOD)
def test_equal_to_typing(args: tuple, named: dict) -> None:
    mine, theirs = Mine(*args, **named), Theirs(*args, **named)
    assert tuple(mine) == tuple(theirs)
    assert mine._asdict() == theirs._asdict()
    assert mine._replace(right="z") == tuple(theirs._replace(right="z"))
    assert type(mine._replace(right="z")) is Mine
    assert (mine.left, mine.right, mine.more) == mine


@pytest.mark.parametrize(("args", "named"), BAD)
def test_wrong_where_typing_is(args: tuple, named: dict) -> None:
    with pytest.raises(TypeError):
        Theirs(*args, **named)
    with pytest.raises(TypeError, match="Mine"):
        Mine(*args, **named)


def test_replace_knows_its_fields() -> None:
    with pytest.raises(TypeError, match="other"):
        Mine(1)._replace(other=2)
