"""eslint with its plugin for boundaries, asked about what it was imported from."""

from __future__ import annotations

import os
import subprocess

import pytest

from mneme_cli.commands.importing import plan
from mneme_cli.commands.importing.verify import verify
from mneme_cli.pipeline.corpus import load, worktree
from tests.real.node import tool
from tests.real.staged import DAY, git

BOUNDARIES = """import boundaries from "eslint-plugin-boundaries";
export default [{ ignores: ["other/**"] }, {
  files: ["src/**/*.js"],
  plugins: { boundaries },
  settings: {
    "boundaries/elements": [
      { type: "ui", pattern: "ui/*" }, { type: "lib", pattern: "lib/*" }, { type: "app", pattern: "app/*" },
    ],
    "boundaries/ignore": ["**/*.spec.js"],
  },
  rules: {
    "boundaries/element-types": [2, { default: "disallow", rules: [{ from: "app", allow: ["lib"] }] }],
    "boundaries/no-unknown-files": [2],
  },
}];
"""


@pytest.fixture(scope="session")
def eslint():
    """A folder in which eslint is installed with the plugin."""
    return os.path.dirname(os.path.dirname(tool("eslint", "9.39.5", "eslint-plugin-boundaries@5.4.0")))


@pytest.mark.slow
@pytest.mark.real
def test_eslint_is_asked_about_boundaries(tmp_path, monkeypatch, eslint):
    files = {
        "package.json": '{"name": "x", "type": "module"}\n',
        ".gitignore": "node_modules\n",
        "eslint.config.mjs": BOUNDARIES,
        "src/lib/b/b.js": "export const b = 1;\n",
        "src/ui/a/a.js": 'import {\n  b,\n} from "../../lib/b/b.js";\n'
        'export { b as c } from "../../lib/b/b.js";\nexport const x = import("../../lib/b/b.js");\nexport default b;\n',
        "src/ui/a/a.spec.js": 'import "../../lib/b/b.js";\n',
        "src/app/c/c.js": 'import { b } from "../../lib/b/b.js";\nexport const c = b;\n',
        "src/main.js": "export const nobody = 1;\n",
        "other/ui/a/z.js": 'import { b } from "../../../src/lib/b/b.js";\nexport const z = b;\n',
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    os.symlink(os.path.join(eslint, "node_modules"), tmp_path / "node_modules")
    git(str(tmp_path), "init", "-q", "-b", "main", "--template=")
    script = os.path.join("node_modules", ".bin", "eslint")
    said = subprocess.run([script, "--print-config", "src/ui/a/a.js"], cwd=tmp_path, capture_output=True, check=True)
    (tmp_path / "rules.json").write_bytes(said.stdout)
    monkeypatch.chdir(tmp_path)
    corpus = load(str(tmp_path), DAY)

    seen = verify(str(tmp_path), plan(str(tmp_path), worktree(str(tmp_path)), corpus, "rules.json"), corpus)

    assert seen.ran == "eslint --format json ."
    assert seen.problems == ()
    assert [(row.who, row.said.source, row.said.line, row.reason[:35]) for row in seen.rows] == [
        ("ours", "other/ui/a/z.js", 1, "eslint did not lint other/ui/a/z.js"),
        ("same", "src/ui/a/a.js", 3, ""),
        ("theirs", "src/main.js", 1, "not importable: write `covered` for"),
    ]
