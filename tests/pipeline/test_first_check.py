"""The first check of everything builds no graph for direct rules, the second does, and all say the same."""

from __future__ import annotations

import pytest

from tests.commands.ask import quick
from tests.pipeline.test_stale import ADR, CHAIN, DIRECT, MANY

GRAPH = ".git/mneme/graph"
CODE = MANY | {
    "lib/__init__.py": "",
    "lib/db.py": "Session = 1\n",
    "shared/__init__.py": "from lib.db import Session\n",
    "shared/more.py": "from shared import Session as Given\n",
    "app/direct.py": "from lib import db\n",
    "app/through.py": "from shared.more import Given\n",
    "app/broken.py": "import os\ndef (:\nimport sys\n",
    "app/lost.py": "import app.nothing\n",
    "shared/lost.py": "import shared.nothing\n",
}


@pytest.fixture
def checked(repo):
    """Check everything three times under a rule; return the answers, and whether a graph lay there after each."""

    def check(text):
        repo.commit("all", {ADR: text, "mneme.yaml": "components: {}\n"} | CODE)
        seen = []
        for _ in range(3):
            said = quick("check", "--all", "--format", "json")
            seen.append((said.out, (repo.path / GRAPH).exists()))
        return said.page, seen

    return check


def test_a_direct_rule(checked):
    page, seen = checked(DIRECT)

    assert [there for _, there in seen] == [False, True, True]
    assert len({said for said, _ in seen}) == 1
    assert {one["path"] for one in page["findings"]} == {"app/direct.py", "app/through.py"}
    assert [one["path"] for one in page["skipped"]] == ["app/broken.py"]
    assert [one["path"] for one in page["problems"]] == ["app/lost.py"]


def test_a_rule_on_chains(checked):
    page, seen = checked(CHAIN)

    assert [there for _, there in seen] == [True, True, True]
    assert len({said for said, _ in seen}) == 1
    assert {one["path"] for one in page["findings"]} == {"app/direct.py", "app/through.py"}
