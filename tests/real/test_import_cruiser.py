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
