"""Two breaches that dependency-cruiser does not see, run beside it: a group that is no literal, a cycle behind types."""

from __future__ import annotations

import json
import os
from subprocess import run

import pytest

from mneme_cli.commands.importing import plan
from mneme_cli.commands.importing.verify import verify
from mneme_cli.pipeline.corpus import load, worktree

from .node import tool
from .staged import DAY, git, introduced

LITERAL = {
    "src/features/b.c/one.js": 'import "../bxc/two.js";\nimport "../other/three.js";\n',
    "src/features/bxc/two.js": "export {};\n",
    "src/features/other/three.js": "export {};\n",
}
CYCLE = {
    "src/a.ts": 'import type { B } from "./b";\nimport { c } from "./c";\nexport const a = (b: B) => c;\n',
    "src/b.ts": 'import type { C } from "./c";\nimport { a } from "./a";\nexport type B = C;\nexport const b = a;\n',
    "src/c.ts": 'import type { A } from "./a";\nimport { b } from "./b";\nexport type C = A;\nexport const c = b;\n',
}
CASES = {
    "a folder's name is no pattern": (
        LITERAL,
        {"forbid": {"imports": ["src/features/{!name}/**"]}, "in": ["src/features/{name}/**"]},
        {"from": {"path": "^src/features/([^/]+)/"}, "to": {"path": "^src/features/", "pathNot": "^src/features/$1/"}},
        {("src/features/b.c/one.js", 1), ("src/features/b.c/one.js", 2)},
        {("src/features/b.c/one.js", "src/features/other/three.js")},
    ),
    "a runtime cycle behind shorter ones of types": (
        CYCLE,
        {"acyclic": {"by": "file"}, "when": {"edges": ["runtime"]}},
        {"from": {}, "to": {"circular": True, "viaOnly": {"dependencyTypesNot": ["type-only"]}}},
        {("src/a.ts", 2), ("src/b.ts", 2), ("src/c.ts", 2)},
        set(),
    ),
}


def cruised(folder, rule):
    """What dependency-cruiser finds: (from, to); all it says is left in rules.json."""
    config = {"forbidden": [{"name": "x", "severity": "warn", **rule}], "options": {"tsPreCompilationDeps": True}}
    with open(os.path.join(folder, ".cruise.json"), "w", encoding="utf-8") as file:
        json.dump(config, file)
    program = os.path.join(tool("dependency-cruiser", "17.4.3"), "bin", "dependency-cruise.mjs")
    done = run(
        ["node", program, "--config", ".cruise.json", "--output-type", "json", "src"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    with open(os.path.join(folder, "rules.json"), "w", encoding="utf-8") as file:
        file.write(done.stdout)
    said = json.loads(done.stdout)["summary"]
    assert said["totalDependenciesCruised"] >= 2
    return {(each["from"], each["to"]) for each in said["violations"]}


@pytest.mark.real
@pytest.mark.parametrize("name", CASES)
def test_we_find_what_it_misses(tmp_path, name):
    files, ours, theirs, found, told = CASES[name]
    record = {"id": "ADR-0001", "title": name, "status": "accepted", "date": "2026-01-01", "rules": {"x": ours}}
    for path, text in {**files, "docs/decisions/ADR-0001.yaml": json.dumps(record)}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("" if path in files else text)
    git(tmp_path, "init", "-q", "-b", "main", "--template=")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "before", "--no-verify")
    for path, text in files.items():
        (tmp_path / path).write_text(text)
    git(tmp_path, "add", "-A")

    assert cruised(str(tmp_path), theirs) == told
    lines = introduced(str(tmp_path))
    assert {(path, line) for path, each in lines.items() for line in each} <= found
    assert lines
    if name.startswith("a folder"):
        assert lines == {"src/features/b.c/one.js": {1, 2}}


WHYS = {
    "a folder's name is no pattern": {
        (
            "src/features/b.c/one.js",
            "src/features/bxc/two.js",
            1,
        ): "dependency-cruiser puts $1 into its pattern as it is, "
        "and /^src/features/b.c// matches src/features/bxc/two.js too",
    },
    "a runtime cycle behind shorter ones of types": {
        ("src/a.ts", "src/c.ts", 2): "dependency-cruiser looks at the first circle of an import only: "
        "src/c.ts -> src/a.ts, with types at src/a.ts",
        ("src/b.ts", "src/a.ts", 2): "dependency-cruiser looks at the first circle of an import only: "
        "src/a.ts -> src/b.ts, with types at src/b.ts",
        ("src/c.ts", "src/b.ts", 2): "dependency-cruiser looks at the first circle of an import only: "
        "src/b.ts -> src/c.ts, with types at src/c.ts",
    },
}


@pytest.mark.real
@pytest.mark.parametrize("name", CASES)
def test_the_comparison_says_that_we_find_what_it_misses(tmp_path, monkeypatch, name):
    files, _, theirs, _, told = CASES[name]
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    cruised(str(tmp_path), theirs)
    git(tmp_path, "init", "-q", "-b", "main", "--template=")
    monkeypatch.chdir(tmp_path)
    corpus = load(str(tmp_path), DAY)

    seen = verify(str(tmp_path), plan(str(tmp_path), worktree(str(tmp_path)), corpus, "rules.json"), corpus)

    assert {row.said[1:3] for row in seen.rows if row.who == "same"} == told
    assert {row.said[1:4]: row.reason for row in seen.rows if row.who != "same"} == WHYS[name]
    assert [tuple(held) for held in seen.contracts] == [("x", "broken" if told else "kept", "broken")]
