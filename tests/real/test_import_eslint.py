"""eslint with its plugin for boundaries, asked about what it was imported from."""

from __future__ import annotations

import itertools
import json
import os
import subprocess

import pytest

from mneme_cli.commands.importing import plan
from mneme_cli.commands.importing.verify import verify
from mneme_cli.importers.eslint_boundaries.elements import element, home
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


def compared(root, monkeypatch, eslint, files, file):
    """Lay a repository in which eslint is installed, and import what it prints of the configuration for one file."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    os.symlink(os.path.join(eslint, "node_modules"), root / "node_modules")
    git(str(root), "init", "-q", "-b", "main", "--template=")
    script = os.path.join("node_modules", ".bin", "eslint")
    said = subprocess.run([script, "--print-config", file], cwd=root, capture_output=True, check=True)
    (root / "rules.json").write_bytes(said.stdout)
    monkeypatch.chdir(root)
    corpus = load(str(root), DAY)
    return verify(str(root), plan(str(root), worktree(str(root)), corpus, "rules.json"), corpus)


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
    seen = compared(tmp_path, monkeypatch, eslint, files, "src/ui/a/a.js")

    assert seen.ran == "eslint --format json ."
    assert seen.problems == ()
    assert [(row.who, row.said.source, row.said.line, row.reason[:35]) for row in seen.rows] == [
        ("ours", "other/ui/a/z.js", 1, "eslint did not lint other/ui/a/z.js"),
        ("same", "src/ui/a/a.js", 3, ""),
        ("theirs", "src/main.js", 1, "not importable: write `covered` for"),
    ]


ASKED = """const { Elements } = require("@boundaries/elements");
const { sets, paths } = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(sets.map((set) => {
  const matcher = new Elements().getMatcher(set, {});
  return paths.map((path) => matcher.describeElement(path).type ?? "");
})));
"""
PATTERNS = [
    {"pattern": "lib"},
    {"pattern": "lib/*"},
    {"pattern": "lib/ui", "mode": "folder"},
    {"pattern": ["{ui,src}/*", "ui"]},
    {"pattern": "**/ui/*"},
    {"pattern": "*.test.js", "mode": "file"},
    {"pattern": "lib/*.js", "mode": "file"},
    {"pattern": "src/**/ui/*.js", "mode": "file"},
    {"pattern": "src/lib/*", "mode": "full"},
    {"pattern": "./src/**/*.test.js", "mode": "full"},
    {"pattern": "*.js", "mode": "full"},
]


@pytest.mark.real
def test_each_file_is_of_the_type_that_the_plugin_gives_it(eslint):
    """Every pair of patterns in both orders, and all of them, over every path of up to four folders."""
    named = [{"type": f"t{at}", **one} for at, one in enumerate(PATTERNS)]
    sets = [list(pair) for pair in itertools.permutations(named, 2)] + [named, named[::-1]]
    folders = [list(each) for size in range(5) for each in itertools.product(("src", "lib", "ui"), repeat=size)]
    paths = ["/".join((*each, name)) for each in folders for name in ("a.js", "a.test.js")]

    done = subprocess.run(
        ["node", "-e", ASKED],
        cwd=eslint,
        input=json.dumps({"sets": sets, "paths": paths}),
        capture_output=True,
        text=True,
        check=True,
    )

    for listed, types in zip(sets, json.loads(done.stdout), strict=True):
        read = [element("x.json", one) for one in listed]
        assert [(path, home(read, path)) for path in paths] == list(zip(paths, types, strict=True)), listed


TWICE = """import boundaries from "eslint-plugin-boundaries";
export default [{
  files: ["src/**/*.js"],
  plugins: { boundaries },
  settings: {
    "boundaries/elements": [
      { type: "lib", pattern: "lib/*" }, { type: "ui", pattern: "lib/ui" }, { type: "page", pattern: "page" },
      { type: "comp", pattern: "comps/*/*", capture: ["family", "name"] },
      { type: "test", pattern: "*.test.js", mode: "file" },
    ],
    "boundaries/dependency-nodes": ["import", "require"],
  },
  rules: {
    "boundaries/element-types": [2, { default: "disallow", rules: [
      { from: "page", allow: ["lib", ["comp", { family: "a" }]] },
      { from: "test", allow: ["lib"] },
    ] }],
  },
}];
"""
PAGE = """import "../lib/x/x.js";
import "../lib/ui/u.js";
import "../comps/a/one/o.js";
import "../comps/b/two/t.js";
function f(require) { return require("../comps/b/two/t.js"); }
// eslint-disable-next-line boundaries/element-types
import "../comps/b/two/t.js";
"""


@pytest.mark.slow
@pytest.mark.real
def test_every_difference_is_explained(tmp_path, monkeypatch, eslint):
    files = {
        "package.json": '{"name": "x", "type": "module"}\n',
        ".gitignore": "node_modules\n",
        "eslint.config.mjs": TWICE,
        "src/page/p.js": PAGE,
        "src/lib/x/x.js": 'import "../ui/u.js";\n',
        "src/lib/x/x.test.js": 'import "./x.js";\nimport "../../page/p.js";\n',
        "src/lib/ui/u.js": 'import "../../page/p";\nimport "../../page/q";\n',
        "src/page/q.ts": "",
        "src/comps/a/one/o.js": "",
        "src/comps/b/two/t.js": "",
    }
    seen = compared(tmp_path, monkeypatch, eslint, files, "src/page/p.js")

    assert seen.problems == ()
    assert [(row.who, row.said.source, row.said.line, row.reason[:48]) for row in seen.rows] == [
        ("ours", "src/lib/ui/u.js", 2, "eslint finds no file for '../../page/q': without"),
        ("ours", "src/page/p.js", 3, 'not importable: rule 1: ["comp", {"family": "a"}'),
        ("ours", "src/page/p.js", 7, "a comment tells eslint to keep silent about it: "),
        ("same", "src/lib/ui/u.js", 1, ""),
        ("same", "src/lib/x/x.test.js", 2, ""),
        ("same", "src/page/p.js", 4, ""),
        ("theirs", "src/lib/x/x.js", 1, "not importable: two elements of one type cannot "),
        ("theirs", "src/page/p.js", 5, "require is a name of the file's own, and the plu"),
    ]
