"""Breaches of a rule imported from dependency-cruiser, planted in its own code: found at their lines, and told by both."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from mneme_cli.commands.importing import plan, write
from mneme_cli.commands.importing.verify import verify
from mneme_cli.pipeline.corpus import load, worktree

from .node import tool
from .staged import DAY, git, introduced

NEAR, ALIAS, NAME = "../report/plugins.mjs", "#report/plugins.mjs", "isValidPlugin"
PLANTED = {
    "plain.mjs": (f'const before = 1;\nimport "{NEAR}";\nvoid before;\n', 2),
    "alias.mjs": (f'import {{ {NAME} as other }} from "{ALIAS}";\nvoid other;\n', 1),
    "relative.mjs": (f'/** Words. */\n\nimport * as all from "{NEAR}";\nvoid all;\n', 3),
    "multi_line.mjs": (
        f'import fs from "node:fs";\n\nexport {{\n  {NAME}, // this one\n}} from "{NEAR}";\nvoid fs;\n',
        3,
    ),
    "in_function.mjs": (f'export async function late() {{\n  return (await import("{NEAR}")).{NAME};\n}}\n', 2),
    "type_only.mjs": (f'/** @import {{ {NAME} }} from "{NEAR}" */\nexport const one = 1;\n', 1),
    "dynamic.mjs": (f'const words = "";\nvoid words;\nexport const other = import(`{NEAR}`);\n', 3),
    "require.cjs": (f'const {{ {NAME}: other }} = require("{NEAR}");\nvoid other;\n', 1),
    "through.mjs": (f'import {{ {NAME} }} from "../halfway.mjs";\nvoid {NAME};\n', 1),
}
"""Form → text, and the line of the import that breaks; the tenth is a file that moves as it is."""
MOVES = f'// one\nimport {{ {NAME} }} from "{ALIAS}";\nvoid {NAME};\n'
ALIKE = {
    "comment.mjs": f'// import "{NEAR}";\nconst a = 1; // import("{NEAR}")\n/* require("{NEAR}") */\nvoid a;\n',
    "doc.mjs": f'/**\n * import {{ {NAME} }} from "{NEAR}";\n */\nexport const a = 1;\n',
    "string.mjs": f"export const a = 'import \"{NEAR}\"';\nexport const b = \"require('{NEAR}')\";\n",
    "template.mjs": f"export const a = `\nimport {{ {NAME} }} from \"{NEAR}\";\nimport('{NEAR}')\n`;\n",
    "alike.mjs": 'import "../report/plugins.mjsx";\nimport "#report/pluginsx.mjs";\nimport "../report/null.mjs";\n',
    "shadowed_parameter.cjs": f'exports.f = function f(require) {{\n  require("{NEAR}");\n}};\n',
    "shadowed_variable.mjs": f'const require = (name) => name;\nexport const a = require("{NEAR}");\n',
    "not_a_literal.mjs": f'const name = "{NEAR}";\nexport const a = (end) => import(name + end);\n',
    "own_file_of_that_name.mjs": f'import {{ {NAME} }} from "./plugins.mjs";\nvoid {NAME};\n',
    "member.mjs": f'const a = {{}};\na.require?.("{NEAR}");\na.import?.("{NEAR}");\nexport const {NAME} = a;\n',
}
RULE = {
    "name": "utl-alone",
    "severity": "error",
    "from": {"path": "^src/utl/"},
    "to": {"path": "^src/report/plugins[.]mjs$", "reachable": True},
}
OPTIONS = {"tsPreCompilationDeps": True, "detectJSDocImports": True, "parser": "tsc"}


def laid(root, texts):
    for path, text in texts.items():
        with open(os.path.join(root, path), "w", encoding="utf-8") as file:
            file.write(text)


def cruise(root):
    """Let dependency-cruiser write its rules and findings."""
    laid(root, {".cruise.json": json.dumps({"forbidden": [RULE], "options": OPTIONS})})
    program = os.path.join(tool("dependency-cruiser", "17.4.3"), "bin", "dependency-cruise.mjs")
    asked = ["node", program, "--config", ".cruise.json", "--output-type", "json", "src", "bin"]
    laid(root, {"rules.json": subprocess.run(asked, cwd=root, capture_output=True, check=False, text=True).stdout})


@pytest.fixture
def root(tmp_path, monkeypatch):
    """dependency-cruiser's own code as a repository, with a file that may import what the rule is about."""
    for folder in ("src", "bin"):
        shutil.copytree(os.path.join(tool("dependency-cruiser", "17.4.3"), folder), tmp_path / folder)
    shutil.copy(os.path.join(tool("dependency-cruiser", "17.4.3"), "package.json"), tmp_path)
    laid(tmp_path, {"src/halfway.mjs": f'export {{ {NAME} }} from "{ALIAS}";\n', "src/moves.mjs": MOVES})
    cruise(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main", "--template=")
    monkeypatch.chdir(tmp_path)
    return str(tmp_path)


@pytest.mark.real
def test_ten_breaches_are_found_at_their_lines_and_ten_near_misses_are_none(root):
    corpus = load(root, DAY)
    write(root, plan(root, worktree(root), corpus, "rules.json"), corpus)
    git(root, "add", "-Af", ".")
    git(root, "commit", "-qm", "decisions", "--no-verify")
    laid(root, {f"src/utl/planted_{form}": text for form, (text, _) in PLANTED.items()})
    laid(root, {f"src/utl/near_{form}": text for form, text in ALIKE.items()})
    laid(root, {"src/utl/plugins.mjs": f"export const {NAME} = 1;\n"})
    git(root, "mv", "src/moves.mjs", "src/utl/planted_moved.mjs")
    git(root, "add", "-Af", ".")
    expected = {f"src/utl/planted_{form}": line for form, (_, line) in PLANTED.items()}
    expected["src/utl/planted_moved.mjs"] = 2
    assert len(expected) == len(ALIKE) == 10

    lines = introduced(root)

    assert lines == {path: {line} for path, line in expected.items()}
    cruise(root)
    seen = verify(root, plan(root, worktree(root), corpus, "rules.json"), corpus)
    assert {row.said.source for row in seen.rows if row.who == "same"} == {*expected}
    assert {(row.who, row.said.source): row.reason for row in seen.rows if row.who != "same"} == {
        (
            "theirs",
            f"src/utl/near_{form}",
        ): "require is a name of the file's own, and dependency-cruiser takes it for node's"
        for form in ("shadowed_parameter.cjs", "shadowed_variable.mjs")
    }
