"""dependency-cruiser's own code by rules of the shapes that it has for itself: both tools agree."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from mneme_cli.commands.importing import plan
from mneme_cli.commands.importing.verify import verify
from mneme_cli.pipeline.corpus import load, worktree
from tests.real.node import tool
from tests.real.staged import DAY, git

CRUISER = "17.4.3"


@pytest.fixture(scope="session")
def cruiser():
    """The folder of an installed dependency-cruiser with everything it needs."""
    return os.path.dirname(os.path.dirname(tool("dependency-cruiser", CRUISER)))


def rule(name, source, to, **more):
    return {"name": name, "severity": "error", "from": source, "to": to, **more}


FILES = ["npm", "core", "type-only"]
TYPES = ["type-only", "type-import", "triple-slash-type-reference"]
SHAPES = [
    rule("no-old-core", {}, {"dependencyTypes": ["core"], "path": ["^punycode$", "^sys$"]}),
    rule("cli-to-main", {"path": "(^src/cli/)"}, {"pathNot": ["^src/(main|utl)/", "$1"], "dependencyTypesNot": FILES}),
    rule("bin-to-cli", {"path": "(^bin/)"}, {"pathNot": ["^src/cli"], "dependencyTypesNot": FILES}),
    rule("no-json", {"path": "^src/"}, {"path": "[.]json$"}),
    rule("fs-at-the-edge", {"pathNot": ["^src/(extract|cli|config-utl)"]}, {"path": "^fs$"}),
    rule("report-alone", {"path": "(^src/[^/]+/)"}, {"path": "^src/", "pathNot": ["$1", "^src/(utl|meta)"]}),
    rule("types-to-types", {"path": "[.]d[.]m?ts$"}, {"dependencyTypesNot": TYPES}),
    rule("types-by-type", {}, {"path": "[.]d[.][cm]?ts$", "dependencyTypesNot": TYPES}),
    rule("runtime-needs", {}, {"dependencyTypes": ["npm-dev"], "dependencyTypesNot": [*TYPES, "npm"]}),
    rule("no-wrappers", {}, {"couldNotResolve": True, "exoticallyRequired": False}),
    {"name": "shared", "severity": "info", "from": {"path": "^src"}, "module": {"path": "^src/utl", "numberOfDependentsLessThan": 3}},
    rule("all-reached", {"path": "^bin/"}, {"path": "^src", "reachable": False}),
]  # fmt: skip
"""Rules of the shapes that dependency-cruiser has for itself: most of its own can be read only in its repository."""
RESOLVES = {"exportsFields": ["exports"], "conditionNames": ["import", "require"], "extensions": [".mjs", ".cjs", ".js", ".d.mts"]}  # fmt: skip
SEEING = {"tsPreCompilationDeps": True, "detectJSDocImports": True, "parser": "tsc", "enhancedResolveOptions": RESOLVES}


@pytest.fixture(scope="session")
def prepared(cruiser, tmp_path_factory):
    """dependency-cruiser's own code with what it needs installed, as a repository."""
    package = os.path.join(cruiser, "node_modules", "dependency-cruiser")
    root = tmp_path_factory.mktemp("cruiser")
    for folder in ("src", "bin", "types", "configs"):
        shutil.copytree(os.path.join(package, folder), root / folder)
    shutil.copy(os.path.join(package, "package.json"), root)
    os.symlink(os.path.join(cruiser, "node_modules"), root / "node_modules")
    (root / ".gitignore").write_text("node_modules\n")
    git(root, "init", "-q", "-b", "main", "--template=")
    return root


SEES = [{}, pytest.param(SEEING, marks=pytest.mark.slow)]


@pytest.fixture(params=SEES, ids=["it sees what runs", "it sees types and comments"])
def cruised(request, cruiser, prepared, monkeypatch):
    """The same code, and what dependency-cruiser says of it."""
    package = os.path.join(cruiser, "node_modules", "dependency-cruiser")
    config = {"extends": package + "/configs/recommended-strict", "forbidden": SHAPES, "options": request.param}
    (prepared / "rules.cjs").write_text(f"module.exports = {json.dumps(config)};\n")
    script = os.path.join(cruiser, "node_modules", ".bin", "depcruise")
    asked = [script, "src", "bin", "types", "configs", "--config", "rules.cjs", "-T", "json"]
    said = subprocess.run(asked, cwd=prepared, capture_output=True, check=False)
    (prepared / "rules.json").write_bytes(said.stdout)
    monkeypatch.chdir(prepared)
    return str(prepared)


@pytest.mark.real
def test_dependency_cruisers_own_code(cruised):
    corpus = load(cruised, DAY)

    made = plan(cruised, worktree(cruised), corpus, "rules.json")
    seen = verify(cruised, made, corpus)

    assert {row.where: row.how for row in made.rows if row.where != "options"} == {
        "no-old-core": "exact",
        "cli-to-main": "approximate",
        "bin-to-cli": "approximate",
        "no-json": "approximate",
        "fs-at-the-edge": "approximate",
        "report-alone": "approximate",
        "types-to-types": "approximate",
        "types-by-type": "approximate",
        "runtime-needs": "approximate",
        "no-wrappers": "approximate",
        "shared": "approximate",
        "all-reached": "approximate",
        "no-orphans": "not importable",
        "no-circular": "approximate",
        "no-deprecated-core": "exact",
        "no-duplicate-dep-types": "not importable",
        "no-non-package-json": "approximate",
        "not-to-deprecated": "not importable",
        "not-to-unresolvable": "approximate",
    }
    assert {row.what for row in made.rows if row.where == "options"} >= {"args", "tsPreCompilationDeps", "doNotFollow"}
    assert seen.ran == "read from rules.json"
    assert seen.problems == ()
    assert [row for row in seen.rows if row.who != "same" and not row.reason] == []
    assert sum(row.who == "same" for row in seen.rows) > 10


CHAINED = {
    "src/a/up.js": "import './index.js'\n",
    "src/a/index.js": "import '../b/one.js'\nimport '../b/two.js'\nimport '../d/z.js'\n",
    "src/b/one.js": "import '../x/x.js'\n",
    "src/b/two.js": "import '../c/c.js'\n",
    "src/x/x.js": "import '../c/c.js'\n",
    "src/c/c.js": "import './c2.js'\n",
    "src/c/c2.js": "export const c = 1\n",
    "src/d/z.js": "export const z = 1\n",
    "package.json": '{"name": "x", "type": "module"}\n',
}
PAIRS = [{"from": {"path": "^src/a"}, "to": {"path": "^src/b"}}, {"from": {"path": "^src/b"}, "to": {"path": "^src/c"}}]


@pytest.mark.real
def test_chains_are_compared_by_their_ends_and_pairs_that_are_allowed_are_explained(cruiser, tmp_path, monkeypatch):
    far = rule("a-not-c", {"path": "^src/a"}, {"path": "^src/c", "reachable": True})
    config = {"forbidden": [far], "allowed": PAIRS, "allowedSeverity": "error", "options": {}}
    for path, text in {**CHAINED, "rules.cjs": f"module.exports = {json.dumps(config)};\n"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    script = os.path.join(cruiser, "node_modules", ".bin", "depcruise")
    said = subprocess.run([script, "src", "--config", "rules.cjs", "-T", "json"], cwd=tmp_path, capture_output=True, check=False)  # fmt: skip
    (tmp_path / "rules.json").write_bytes(said.stdout)
    git(tmp_path, "init", "-q", "-b", "main", "--template=")
    monkeypatch.chdir(tmp_path)
    corpus = load(str(tmp_path), DAY)

    seen = verify(str(tmp_path), plan(str(tmp_path), worktree(str(tmp_path)), corpus, "rules.json"), corpus)

    assert seen.unexplained == 0
    assert [(row.who, *row.said[:3]) for row in seen.rows if row.said.name == "a-not-c"] == [
        ("same", "a-not-c", "src/a/index.js", "src/c/c.js"),
        ("theirs", "a-not-c", "src/a/index.js", "src/c/c2.js"),
        ("theirs", "a-not-c", "src/a/up.js", "src/c/c.js"),
        ("theirs", "a-not-c", "src/a/up.js", "src/c/c2.js"),
    ]
    told = {row.said[1:3]: row.reason for row in seen.rows if row.said.name == "not-in-allowed"}
    assert {("src/a/index.js", "src/d/z.js"), ("src/x/x.js", "src/c/c.js")} < told.keys()
    assert all(why.startswith("not importable: an import has to match one of several pairs") for why in told.values())
