"""A name that is the file's own imports nothing; the runtime's own under its name does."""

from __future__ import annotations

import pytest

SHADOWED = [
    "function f(require) { require('./a') }",
    "function f(require = 1) { require('./a') }",
    "function f({require}, ...b) { return () => require('./a') }",
    "function f({a: [require]}) { require('./a') }",
    "function f(...require) { require('./a') }",
    "const f = require => require('./a')",
    "const f = (a, require) => { require('./a') }",
    "const o = { m(require) { require('./a') } }",
    "class A { m(require) { require('./a') } }",
    "const require = (x) => x\nrequire('./a')",
    "let require\nrequire('./a')",
    "function f() { if (x) { var require = g() } require('./a') }",
    "{ const require = g(); require('./a') }",
    "{ function require() {} require('./a') }",
    "function require(x) {}\nrequire('./a')",
    "const f = function require() { require('./a') }",
    "try { f() } catch (require) { require('./a') }",
    "for (const require of all) require('./a')",
    "for (let require = 0; ;) require('./a')",
    "const require = load('module')\nconst {b} = require('./a')",
    "const vi = { mock() {} }\nvi.mock('./a')",
    "function f(vi) { vi.mock('./a') }",
    "function f(jest) { jest.mock('./a') }",
    "class URL {}\nnew URL('./a.ts', import.meta.url)",
    "function f(URL) { return new URL('./a.ts', import.meta.url) }",
    "const { URL } = shapes\nnew URL('./a.ts', import.meta.url)",
]


@pytest.mark.parametrize("source", SHADOWED)
@pytest.mark.parametrize("path", ["a.ts", "a.tsx", "a.js"])
def test_a_name_that_is_the_file_s_own_imports_nothing(read, source, path):
    assert read(source, path) == []
    assert [row[2] for row in read(f"import './b'\n{source}\nimport './c'\n", path)] == ["./b", "./c"]


def test_names_imported_from_this_project_are_its_own(read):
    source = "import { vi } from './tools'\nimport URL from '../url'\nvi.mock('./a')\nnew URL('./a', import.meta.url)\n"
    assert [row[2] for row in read(source)] == ["./tools", "../url"]


NOT_SHADOWED = [
    "import { createRequire } from 'module'\nconst require = createRequire(import.meta.url)\nrequire('./a')",
    "import module from 'module'\nconst require = module.createRequire(import.meta.url)\nrequire('./a')",
    "import { vi } from 'vitest'\nvi.mock('./a')",
    "import { URL } from 'node:url'\nnew URL('./a', import.meta.url)",
    "const { URL } = require('url')\nnew URL('./a', import.meta.url)",
    "const URL = globalThis.URL || window.webkitURL\nnew URL('./a', import.meta.url)",
    "const { vi } = await import('vitest')\nvi.mock('./a')",
    "function f(require) { g() }\nrequire('./a')",
    "function f() { const require = 1 }\nrequire('./a')",
    "{ let require }\nrequire('./a')",
    "for (const require of all) g()\nrequire('./a')",
    "const g = (cb = (require) => 1) => require('./a')",
    "f(require, a.require, {require: 1})\nrequire('./a')",
    "define(function (require, exports) { require('./a') })",
    "define(['require'], (require) => { require('./a') })",
    "require('./a')\nlabel: require.cache",
    "const x = (require, 1)\nrequire('./a')",
    "const { require: load } = f()\nrequire('./a')",
    "class A { require() {} }\nrequire('./a')",
    "for (require of all) require('./a')",
]


@pytest.mark.parametrize("source", NOT_SHADOWED)
@pytest.mark.parametrize("path", ["a.ts", "a.tsx", "a.js"])
def test_the_runtime_s_own_under_its_name_imports(read, source, path):
    assert "./a" in [row[2] for row in read(source, path)]


@pytest.mark.parametrize(
    "source",
    [
        "declare function require(name: string): any\nrequire('./a')",
        "declare const require: NodeRequire\nrequire('./a')",
        "type F = (require: string) => void\nrequire('./a')",
        "function f(a: (require: string) => void) { require('./a') }",
        "import type { URL } from './types'\nnew URL('./b', import.meta.url)\nrequire('./a')",
    ],
)
def test_a_declaration_of_what_is_there_hides_nothing(read, source):
    assert "./a" in [row[2] for row in read(source)]
