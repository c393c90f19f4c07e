"""Nx itself, with its own rule of eslint, asked about the constraints that were imported from it."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from mneme_cli.commands.importing import plan
from mneme_cli.commands.importing.verify import verify
from mneme_cli.errors import MnemeError
from mneme_cli.pipeline.corpus import load, worktree
from tests.real.node import tool
from tests.real.staged import DAY, git

NX = "23.2.1"
BESIDE = (f"@nx/eslint-plugin@{NX}", "eslint@9.39.5", "@typescript-eslint/parser@8.46.0", "typescript@5.9.3")
TAGS = {
    "core": ["scope:shared", "type:core"],
    "ui": ["scope:shared", "type:ui"],
    "shop": ["scope:shop", "type:feature"],
    "cart": ["scope:shop", "type:feature"],
    "bridge": ["type:core"],
    "through": ["type:core"],
    "pass": ["scope:other"],
    "one": ["scope:ring"],
    "two": ["scope:ring"],
    "bare": ["scope:shared"],
    "free": [],
}
CONSTRAINTS = [
    {"sourceTag": "scope:shared", "onlyDependOnLibsWithTags": ["scope:shared"], "bannedExternalImports": ["tslib"]},
    {"sourceTag": "type:feature", "onlyDependOnLibsWithTags": ["type:ui", "type:core"]},
    {"allSourceTags": ["scope:shop", "type:feature"], "notDependOnLibsWithTags": ["npm:deep"]},
    {"sourceTag": "type:core", "onlyDependOnLibsWithTags": ["*"]},
    {"sourceTag": "scope:ring", "onlyDependOnLibsWithTags": ["/^scope:r/"]},
]
CONFIG = """import nx from "@nx/eslint-plugin";
import parser from "@typescript-eslint/parser";
const depConstraints = %s;
export default [{ ignores: ["**/plain.js"] }, {
  files: ["**/*.ts"], languageOptions: { parser }, plugins: { "@nx": nx },
  rules: { "@nx/enforce-module-boundaries": ["error", { allow: ["@org/pass"], depConstraints }] },
}];
"""
UI = """import {
  shop,
} from "@org/shop";
import type { Shop } from "@org/shop";
export { shop as again } from "@org/shop";
export * from "@org/shop";
const late = () =>
  import(
    "@org/cart"
  );
const old = require("@org/cart");
// import "@org/shop";
const text = 'import "@org/shop"';
/* import "@org/shop"; */
import { core } from "@org/core";
import equal = require("@org/shop");
type Typed = typeof import("@org/cart");
export const ui = [shop, core, late, old, equal, text as unknown as Shop & Typed];
"""
FILES = {
    "libs/core/src/index.ts": "export const core = 1;\n",
    "libs/core/src/self.ts": 'import { core } from "@org/core";\nexport const self = core;\n',
    "libs/ui/src/index.ts": UI,
    "libs/ui/src/other.ts": 'import { shop } from "../../shop/src/index";\n'
    'import { root } from "../../../tools/root";\nimport { pass } from "@org/pass";\nimport { web } from "@org/web";\n'
    'import "tslib";\nimport "tslib/modules/index.js";\nimport "typescript";\nexport const x = [shop, root, pass, web];\n',
    "libs/ui/src/plain.js": 'import { shop } from "@org/shop";\nexport const x = shop;\n',
    "libs/shop/src/index.ts": "export interface Shop { a: number }\nexport const shop = 1;\n",
    "libs/shop/src/near.ts": 'import { bridge } from "@org/bridge";\nexport const near = bridge;\n',
    "libs/cart/src/index.ts": 'import { shop } from "@org/shop";\nimport "./inner";\nexport const cart = shop;\n',
    "libs/cart/src/inner.ts": '\n\nimport { through } from "@org/through";\nexport const inner = through;\n',
    "libs/bridge/src/index.ts": "export const bridge = 1;\n",
    "libs/bridge/src/apart.ts": 'import { deep } from "@org/deep";\nexport const apart = deep;\n',
    "libs/through/src/index.ts": 'export { deep as through } from "@org/deep";\n',
    "libs/pass/src/index.ts": "export const pass = 1;\n",
    "libs/one/src/index.ts": 'import type { two } from "@org/two";\nexport const one: typeof two = 1;\n',
    "libs/two/src/index.ts": 'import { one } from "@org/one";\nexport const two = one;\n',
    "libs/free/src/index.ts": 'import { core } from "@org/core";\nexport const free = core;\n',
    "libs/bare/src/index.ts": 'import { shop } from "@org/shop";\nexport const bare = shop;\n',
    "packages/deep/src/index.ts": "export const deep = 1;\n",
    "apps/web/src/index.ts": "export const web = 1;\n",
    "tools/root.ts": "export const root = 1;\n",
}


FOUND = {
    ("libs/cart/src/index.ts", 1),
    ("libs/cart/src/inner.ts", 3),
    ("libs/free/src/index.ts", 1),
    *(("libs/ui/src/index.ts", line) for line in (1, 4, 5, 6, 8, 11)),
    ("libs/ui/src/other.ts", 5),
}
"""Every form at the line where the import begins, two projects of one tag, a chain of files, a package."""
OURS = {
    ("libs/ui/src/index.ts", 16): "Nx's rule looks at import, export from, import() and require() alone",
    ("libs/ui/src/index.ts", 17): "Nx's rule looks at import, export from, import() and require() alone",
    ("libs/ui/src/other.ts", 1): "Nx tells something else of this import first",
    ("libs/ui/src/other.ts", 2): "Nx tells something else of this import first",
    ("libs/ui/src/other.ts", 3): "the option `allow` lets @org/pass pass",
    ("libs/ui/src/other.ts", 4): "Nx tells something else of this import first",
    ("libs/ui/src/other.ts", 6): "Nx holds its list against what is written, tslib/modules/index.js",
    ("libs/ui/src/plain.js", 1): "eslint did not lint libs/ui/src/plain.js",
}
THEIRS = {
    ("libs/bare/src/index.ts", 1): "depConstraints",
    ("libs/core/src/self.ts", 1): "imports of its own name",
    ("libs/one/src/index.ts", 1): "circular dependencies",
    ("libs/two/src/index.ts", 1): "circular dependencies",
    ("libs/shop/src/near.ts", 1): "depConstraints",
    ("libs/ui/src/other.ts", 1): "relative imports of projects",
    ("libs/ui/src/other.ts", 2): "relative imports of projects",
    ("libs/ui/src/other.ts", 4): "imports of applications",
}


def workspace(root):
    """Lay a workspace of Nx: projects by project.json, one by package.json, and an application."""
    names = {name: f"libs/{name}" for name in TAGS} | {"deep": "packages/deep", "web": "apps/web"}
    paths = {f"@org/{name}": [f"{folder}/src/index.ts"] for name, folder in names.items()}
    root_package = {
        "name": "@org/source",
        "private": True,
        "workspaces": ["packages/*"],
        "dependencies": {"tslib": "2.8.1"},
        "devDependencies": {"nx": NX, "@nx/js": NX},
    }
    lock = {"": root_package, "node_modules/tslib": {"version": "2.8.1"}}
    files: dict[str, object] = {
        "package.json": root_package,
        "package-lock.json": {"name": "@org/source", "lockfileVersion": 3, "packages": lock},
        "nx.json": {"analytics": False, "neverConnectToCloud": True},
        "tsconfig.base.json": {"compilerOptions": {"baseUrl": ".", "paths": paths}},
        "packages/deep/package.json": {
            "name": "@org/deep",
            "version": "1.0.0",
            "keywords": ["deep"],
            "nx": {"projectType": "library"},
        },
        "packages/none/inner/package.json": {"name": "no-project"},
        "apps/web/project.json": {"name": "web", "projectType": "application", "tags": ["scope:app"]},
    }
    files |= {
        f"libs/{name}/project.json": {"name": name, "projectType": "library", "tags": TAGS[name]} for name in TAGS
    }
    files |= {f"{folder}/tsconfig.json": {"extends": "../../tsconfig.base.json"} for folder in names.values()}
    del files["libs/bare/tsconfig.json"]
    texts = {path: json.dumps(value) for path, value in files.items()} | FILES
    texts |= {"eslint.config.mjs": CONFIG % json.dumps(CONSTRAINTS), ".gitignore": "node_modules\n.nx\n"}
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


@pytest.fixture
def nx(tmp_path, monkeypatch):
    """A workspace in which Nx is installed, and what eslint prints of its configuration."""
    workspace(tmp_path)
    os.symlink(os.path.dirname(tool("nx", NX, *BESIDE)), tmp_path / "node_modules")
    git(str(tmp_path), "init", "-q", "-b", "main", "--template=")
    script = os.path.join("node_modules", ".bin", "eslint")
    said = subprocess.run(
        [script, "--print-config", "libs/ui/src/index.ts"], cwd=tmp_path, capture_output=True, check=True
    )
    (tmp_path / "rules.json").write_bytes(said.stdout)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def compared(root):
    corpus = load(str(root), DAY)
    return verify(str(root), plan(str(root), worktree(str(root)), corpus, "rules.json"), corpus)


@pytest.mark.slow
@pytest.mark.real
def test_nx_is_asked_about_its_constraints(nx):
    seen = compared(nx)

    assert seen.ran == "eslint --format json ."
    assert seen.problems == ()
    assert {row.said[1:4:2] for row in seen.rows if row.who == "same"} == FOUND
    assert {(row.who, *row.said[1:4:2]): row.reason for row in seen.rows if row.who != "same" and not row.reason} == {}
    ours = {row.said[1:4:2]: row.reason for row in seen.rows if row.who == "ours"}
    assert ours.keys() == OURS.keys()
    assert [place for place in OURS if not ours[place].startswith(OURS[place])] == []
    theirs = {(row.said.source, row.said.line): (row.said.name, row.reason) for row in seen.rows if row.who == "theirs"}
    assert {place: name for place, (name, _) in theirs.items()} == THEIRS
    assert theirs["libs/bare/src/index.ts", 1][1].startswith("@org/shop is a path of tsconfig.base.json, which no")
    assert theirs["libs/shop/src/near.ts", 1][1].endswith("no chain of files leads along bridge -> @org/deep")


@pytest.mark.slow
@pytest.mark.real
def test_a_workspace_that_nx_cannot_read_is_told(nx):
    (nx / "libs" / "core" / "project.json").write_text("{")

    with pytest.raises(MnemeError, match="nx show projects"):
        compared(nx)
