"""A small shop with one decision, committed: what most of these tests begin with."""

from __future__ import annotations

import pytest

from tests.commands.ask import ADR, DB, ORDER, RULE


@pytest.fixture
def empty_shop(repo):
    """The files of the shop, not committed."""
    return repo.write(
        {
            "mneme.yaml": "source_roots:\n  - src\n",
            ADR: RULE,
            "src/shop/__init__.py": "",
            "src/shop/domain/__init__.py": "",
            "src/shop/infra/__init__.py": "",
            ORDER: "import os\n",
            DB: "x = 1\n",
        }
    )


@pytest.fixture
def shop(empty_shop):
    """The shop, committed and clean."""
    empty_shop.commit("one")
    return empty_shop
