"""dependency-cruiser's rules on code that nothing leads to, run beside it: where the two differ, each import is named."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from mneme_cli.commands.importing import plan
from mneme_cli.commands.importing.verify import verify
from mneme_cli.pipeline.corpus import load, worktree

from .node import tool
from .staged import DAY, git

FILES = {
    "src/bin/main.js": 'import "../lib/used.js";\nconst need = require;\nneed("../lib/wrapped.js");\n',
    "src/bin/more.ts": 'import type { T } from "../lib/typed";\nexport const more: T = 1;\n',
    "src/bin/alone.js": "export {};\n",
    "src/lib/used.js": 'import "./deep.js";\n\nnew Worker(new URL("./worker.js", import.meta.url));\n',
    "src/lib/deep.js": "export {};\n",
    "src/lib/worker.js": 'import "./behind.js";\n',
    "src/lib/behind.js": "export {};\n",
    "src/lib/wrapped.js": "export {};\n",
    "src/lib/typed.ts": "export type T = 1;\n",
    "src/lib/dead.js": 'import "./deader.js";\n',
    "src/lib/deader.js": "export {};\n",
    "other/lib/unseen.js": "export {};\n",
}
RULES = {
    "forbidden": [
        {
            "name": "dead",
            "severity": "error",
            "from": {"path": "^src/bin/"},
            "to": {"path": "lib/|alone", "reachable": False},
        },
    ],
    "required": [
        {
            "name": "needs",
            "severity": "error",
            "module": {"path": "^(src|other)/lib/[udw]"},
            "to": {"path": "^src/lib/(deep|behind|deader)[.]js$", "reachable": True},
        },
        {"name": "direct", "severity": "error", "module": {"path": "^src/bin/m"}, "to": {"path": "lib/(wrap|typ)"}},
    ],
}
NOT_LED = "dependency-cruiser was not led to this file: it started from src"
ITSELF = (
    "src/bin/alone.js is itself one of the files that `from` names: here it counts as reached, "
    "there only if another leads to it"
)
CHAIN = (
    "mneme has a chain through src/lib/used.js, line 3, and dependency-cruiser has no import of src/lib/worker.js there"
)
WRAPPED = (
    "dependency-cruiser has a chain through src/bin/main.js, which imports src/lib/wrapped.js by need; "
    "wrappers of require are not read here"
)
SAME = {
    ("dead", "src/lib/dead.js"),
    ("dead", "src/lib/deader.js"),
    ("dead", "src/lib/typed.ts"),  # types do not count with these options, for either
    ("direct", "src/bin/more.ts"),
    ("needs", "src/lib/wrapped.js"),
}
WHYS = {
    ("ours", "dead", "other/lib/unseen.js"): NOT_LED,
    ("ours", "dead", "src/lib/wrapped.js"): WRAPPED,
    ("ours", "direct", "src/bin/main.js"): WRAPPED,
    ("ours", "needs", "other/lib/unseen.js"): NOT_LED,
    ("theirs", "dead", "src/bin/alone.js"): ITSELF,
    ("theirs", "dead", "src/lib/behind.js"): CHAIN,
    ("theirs", "dead", "src/lib/worker.js"): CHAIN,
}


@pytest.fixture
def compared(tmp_path, monkeypatch):
    """What both say of the files, and dependency-cruiser's options."""

    def both(**options):
        for path, text in FILES.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        (tmp_path / ".cruise.json").write_text(json.dumps({**RULES, "options": options}))
        program = os.path.join(tool("dependency-cruiser", "17.4.3"), "bin", "dependency-cruise.mjs")
        asked = ["node", program, "--config", ".cruise.json", "--output-type", "json", "src"]
        said = subprocess.run(asked, cwd=tmp_path, capture_output=True, check=False)
        (tmp_path / "rules.json").write_bytes(said.stdout)
        git(str(tmp_path), "init", "-q", "-b", "main", "--template=")
        monkeypatch.chdir(tmp_path)
        corpus = load(str(tmp_path), DAY)
        return verify(str(tmp_path), plan(str(tmp_path), worktree(str(tmp_path)), corpus, "rules.json"), corpus)

    return both


@pytest.mark.real
def test_who_is_led_to_what_and_by_which_import(compared):
    seen = compared(exoticRequireStrings=["need"])

    assert seen.problems == ()
    assert {(row.said.name, row.said.source) for row in seen.rows if row.who == "same"} == SAME
    assert {(row.who, *row.said[:2]): row.reason for row in seen.rows if row.who != "same"} == WHYS
