"""The fast path on scripts: TypeScript, JavaScript and their tags, one run per relation."""

import json
import subprocess

import pytest

from tests.house.inner import HEAD, HEAVY, hook

SCRIPT = (
    "import { thing } from '@/infra/db';\nimport React from 'react';\nimport fs from 'node:fs';\nimport x from '../none';\n"
    "export const App = () => <b>{eval(process.env.X)}</b>;\n"
)


@pytest.fixture
def web(tmp_path):
    (tmp_path / "docs" / "decisions").mkdir(parents=True)
    for name in ("domain", "infra"):
        (tmp_path / "src" / name).mkdir(parents=True)
    (tmp_path / "src" / "infra" / "db.ts").write_text("export const thing = 1;\n")
    (tmp_path / "src" / "domain" / "order.tsx").write_text("import 'node:path';\n")
    (tmp_path / "tsconfig.json").write_text('{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}} // ours\n')
    (tmp_path / "package.json").write_text('{"name": "web", "dependencies": {"react": "19"}}')
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


SCRIPT_RULES = {
    "imports": "    forbid:\n      imports: [src/infra/]\n    in:\n      - src/domain/**\n",
    "packages": "    forbid:\n      packages: [react]\n",
    "purl": "    forbid:\n      packages: ['pkg:npm/react']\n",
    "std": "    forbid:\n      imports: ['std:node/fs']\n",
    "calls": "    forbid:\n      calls: [eval]\n",
    "symbols": "    forbid:\n      symbols: [process.env]\n",
    "own symbols": "    forbid:\n      symbols: [src/infra/db.thing]\n",
    "written": "    forbid:\n      written: [relative_parent]\n",
    "unresolved": "    forbid:\n      unresolved: true\n",
}


@pytest.mark.parametrize("name", sorted(SCRIPT_RULES))
@pytest.mark.parametrize("path", ["src/domain/order.tsx", "src/domain/new.jsx"])
def test_a_hook_on_a_script_imports_nothing_heavy(web, name, path):
    (web / "docs" / "decisions" / "ADR-0001.yaml").write_text(HEAD + SCRIPT_RULES[name])
    hook(web, text="import 'node:path'\n", path=path)  # compiles the policy in a child

    said, modules, told = hook(web, text=SCRIPT + ("thing;\n" if name == "own symbols" else ""), path=path)

    assert told == []
    assert modules & HEAVY == set()
    assert json.loads(said)["hookSpecificOutput"]["permissionDecision"] == "deny"
    assert "ADR-0001#r" in said


def test_a_manifest_that_changes_is_seen_by_the_next_hook(web):
    (web / "docs" / "decisions" / "ADR-0001.yaml").write_text(HEAD + SCRIPT_RULES["imports"])
    text = "import a from '~/infra/db';\n"
    assert hook(web, text=text, path="src/domain/order.tsx")[0] == ""

    (web / "tsconfig.json").write_text('{"compilerOptions": {"paths": {"~/*": ["./src/*"]}}}')

    assert "deny" in hook(web, text=text, path="src/domain/order.tsx")[0]
