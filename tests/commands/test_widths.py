"""COLUMNS is respected by both doors, also in a pipe; what must stay in one piece (a path, a command) may stand out."""

import re

import pytest

from tests.commands.ask import process

WHOLE = re.compile(r"mneme |--|docs/|src/")


@pytest.mark.parametrize(
    "argv", [("check", "--all"), ("check", "--all", "--explain"), ("list",), ("lint",), ("rules",)]
)
@pytest.mark.parametrize("width", [40, 60, 100])
def test_columns_is_respected(shop, argv, width):
    shop.write({"src/shop/domain/order.py": "import sqlalchemy\n", "README.md": "see ADR-0002\n"})

    said = process(*argv, cwd=shop.root, COLUMNS=str(width))

    lines = said.text.splitlines()
    assert [line for line in lines if len(line) > width and not WHOLE.search(line)] == []
    assert max(map(len, lines)) > width * 3 / 4 or argv == ("lint",)
