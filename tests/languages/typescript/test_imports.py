from __future__ import annotations

import pytest

RUN, TYP = "runtime", "type"

FORMS = [
    ('import "./a"', [("./a", "", "", RUN)]),
    ("import a from './a'", [("./a", "default", "a", RUN)]),
    ("import * as a from './a'", [("./a", "*", "a", RUN)]),
    ('import {a, b as c} from "./a"', [("./a", "a", "a", RUN), ("./a", "b", "c", RUN)]),
    ('import d, {a} from "./a"', [("./a", "default", "d", RUN), ("./a", "a", "a", RUN)]),
    ('import d, * as n from "./a"', [("./a", "default", "d", RUN), ("./a", "*", "n", RUN)]),
    ('import {"a-b" as c} from "./a"', [("./a", "a-b", "c", RUN)]),
    ('import {\n  a, // one\n  /* two */ b,\n} from "./a"', [("./a", "a", "a", RUN), ("./a", "b", "b", RUN)]),
    ("import{a}from'./a'", [("./a", "a", "a", RUN)]),
    ("import {} from './a'", [("./a", "", "", RUN)]),
    ("import type A from './a'", [("./a", "default", "A", TYP)]),
    ("import type {A, B as C} from './a'", [("./a", "A", "A", TYP), ("./a", "B", "C", TYP)]),
    ("import type * as A from './a'", [("./a", "*", "A", TYP)]),
    ("import type {} from './a'", [("./a", "", "", TYP)]),
    ("import {type A, b} from './a'", [("./a", "A", "A", TYP), ("./a", "b", "b", RUN)]),
    ("import {type} from './a'", [("./a", "type", "type", RUN)]),
    ("import {type as t} from './a'", [("./a", "type", "t", RUN)]),
    ("import {type T as U} from './a'", [("./a", "T", "U", TYP)]),
    ("import type from './a'", [("./a", "default", "type", RUN)]),
    ("import type from from './a'", [("./a", "default", "from", TYP)]),
    ("import from from './a'", [("./a", "default", "from", RUN)]),
    ("import a = require('./a')", [("./a", "*", "a", "runtime require")]),
    ("import type a = require('./a')", [("./a", "*", "a", "type require")]),
    ("export import a = require('./a')", [("./a", "*", "a", "runtime reexport require")]),
    ("import a = N.B", []),
    ("export = a", []),
    ("export {a} from './a'", [("./a", "a", "a", "runtime reexport")]),
    ("export {a as default, type B} from './a'", [("./a", "a", "default", "runtime reexport"), ("./a", "B", "B", "type reexport")]),
    ("export type {A} from './a'", [("./a", "A", "A", "type reexport")]),
    ("export * from './a'", [("./a", "*", "*", "runtime reexport")]),
    ("export * as n from './a'", [("./a", "*", "n", "runtime reexport")]),
    ("export type * from './a'", [("./a", "*", "*", "type reexport")]),
    ("export type * as n from './a'", [("./a", "*", "n", "type reexport")]),
    ("export {a}", []),
    ("import j from './a.json' with {type: 'json'}", [("./a.json", "default", "j", RUN)]),
    ("import j from './a.json' assert {type: 'json'}", [("./a.json", "default", "j", RUN)]),
    ("import defer * as a from './a'", [("./a", "*", "a", "runtime lazy")]),
    ("import source a from './a.wasm'", [("./a.wasm", "default", "a", RUN)]),
    ("import('./a')", [("./a", "", "", "runtime dynamic")]),
    ("import(`./a`)", [("./a", "", "", "runtime dynamic")]),
    ("import(`./${a}`)", []),
    ("import(a)", []),
    ("import('./a' + b)", []),
    ("import(/* webpackChunkName: 'x' */ './a')", [("./a", "", "", "runtime dynamic")]),
    ("import('./a', {with: {type: 'json'}})", [("./a", "", "", "runtime dynamic")]),
    ("const {a, b: c, ...d} = await import('./a')", [("./a", "a", "a", "runtime dynamic"), ("./a", "b", "c", "runtime dynamic")]),
    ("const a = (await import('./a')).b", [("./a", "b", "a", "runtime dynamic")]),
    ("function f() { return import('./a') }", [("./a", "", "", "runtime dynamic local")]),
    ("const f = () => import('./a')", [("./a", "", "", "runtime dynamic local")]),
    ("class A { m() { require('./a') } }", [("./a", "", "", "runtime local require")]),
    ("const {a = 1, 'b': c} = require('./a')", [("./a", "a", "a", "runtime require"), ("./a", "b", "c", "runtime require")]),
    ("const a = require('./a')", [("./a", "", "a", "runtime require")]),
    ("require('./a').b.c()", [("./a", "b", "", "runtime require")]),
    ("if (x) require('./a')", [("./a", "", "", "runtime conditional require")]),
    ("try { require('./a') } catch {}", [("./a", "", "", "runtime conditional require")]),
    ("x && require('./a')", [("./a", "", "", "runtime conditional require")]),
    ("x ? require('./a') : 1", [("./a", "", "", "runtime conditional require")]),
    ("require(a)", []),
    ("my.require('./a')", []),
    ("requires('./a')", []),
    ("require.resolve('./a')", []),
    ("let x: typeof import('./a')", [("./a", "", "", TYP)]),
    ("let x: import('./a').B<string>[]", [("./a", "B", "", TYP)]),
    ("type X = import('./a').B[]", [("./a", "B", "", TYP)]),
    ("function f(a: import('./a').B) {}", [("./a", "B", "", "type local")]),
    ("f(x as import('./a').B)", [("./a", "B", "", TYP)]),
    ('/// <reference path="a.d.ts" />', [("./a.d.ts", "", "", TYP)]),
    ('/// <reference types="vite/client" />', [("vite/client", "", "", TYP)]),
    ('/// <reference lib="dom" />', []),
    ('x\n/// <reference path="a.d.ts" />', []),
    ("vi.mock('./a', () => ({}))", [("./a", "", "", "runtime dynamic test")]),
    ("jest.requireActual('./a')", [("./a", "", "", "runtime dynamic test")]),
    ("vi.mock(import('./a'))", [("./a", "", "", "runtime dynamic")]),
    ("jest.fn('./a')", []),
    ("new URL('./a', import.meta.url)", [("./a", "", "", "runtime dynamic")]),
    ("new URL('a.css', import.meta.url)", [("./a.css", "", "", "runtime dynamic")]),
    ("new URL('./a', base)", []),
    ("new URL('.', import.meta.url)", []),
    ("new URL('../', import.meta.url)", []),
    ("import.meta.env.X", []),
    ("import.defer('./a')", [("./a", "", "", "runtime dynamic lazy")]),
    ("using a = f()\nimport './a'", [("./a", "", "", RUN)]),
    ("declare module 'x' { import a from './a' }", [("./a", "default", "a", RUN)]),
    ("@Component({})\nclass A {}\nimport './a'", [("./a", "", "", RUN)]),
    ("interface A<in out T, out U = X> {}\nimport './a'", [("./a", "", "", RUN)]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "rows"), FORMS)
def test_every_form(read, source, rows):
    assert [row[2:] for row in read(source)] == rows


@pytest.mark.parametrize(("source", "rows"), FORMS)
def test_every_form_behind_and_in_front_of_code(read, source, rows):
    if "reference" not in source:
        found = read(f"const before = [`${{1}}`, /x/]\n{source}\nfunction behind() {{ return 'import' }}\n")
        assert [row[2:] for row in found] == rows


NOTHING = [
    "// import './a'",
    "/* import './a'\n import './b' */",
    "/**\n * import a from './a'\n * @example import('./a')\n */",
    "const a = \"import './a'\"",
    "const a = `import './a'`",
    "const a = `\nimport './a'\nrequire('./b')\n`",
    "const a = /import '.\\/a'/",
    "const a = {import: './a', from: './b'}",
    "a.import('./a')",
    "a?.import('./a')",
    "important('./a')",
    "$import('./a')",
    "class A { import(a) {} }",
    "label: export_('./a')",
]


@pytest.mark.parametrize("source", NOTHING)
@pytest.mark.parametrize("path", ["a.ts", "a.tsx", "a.js"])
def test_what_only_looks_like_one(read, source, path):
    assert read(source, path) == []


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


NEWER = [
    "for (using y of z) { f() }",
    "for (await using y of z) { f() }",
    "for await (using y of z) { f() }",
    "for await (await using y of z) { f() }",
    "for (using y = a(); ;) { break }",
    "using y = a()",
    "async () => { await using y = a(), z = b() }",
    "const x = import.source('x')",
    "const x = import.defer(x)",
    "class A { static accessor #x = 1 }",
    "class A { accessor x = 1; accessor 'y'; accessor [z] = 2 }",
    "class A {\n  accessor = 1\n  m(accessor) { return accessor in x }\n}",
    "export { default } from './b.json' with { type: 'json' }",
    "export * from './b.json' assert { type: 'json' }",
]
NEWER_TYPES = [
    "class A { static accessor x: number = 1 }",
    "abstract class A { abstract accessor x: number }",
    "class A<const in out T, out U> {}",
    "interface A {\n  b?: B[]\n  in?: string\n  instanceof?: 1\n  out?: 2\n}",
    "class A {\n  b = 1\n  in?: string\n}",
    "interface A {\n  b?: B\n  in2?: C // see in\n\tin: 1\n  /* and */\n  instanceof_: 2\n}",
    "const a = {\n  b, // one\n  in2: 1,\n  in: f(\n    in2,\n    c,\n  ),\n}",
    "type A = { b: 1, in : 2, out : 3 }",
    "const a = { b, in : 1, out }, c = f(b, out as D)",
    "import type A = B.C",
]


@pytest.mark.parametrize(
    ("source", "path"),
    [(source, path) for source in NEWER for path in ("a.ts", "a.tsx", "a.js", "a.vue") if "accessor =" not in source or path == "a.js"]
    + [(source, path) for source in NEWER_TYPES for path in ("a.ts", "a.tsx")],
)  # fmt: skip
def test_what_the_grammars_lack_costs_nothing(read, source, path):
    text = f"import a from './a'\n{source}\nimport z from './z'\n"
    found = read(f"<script>\n{text}</script>\n" if path == "a.vue" else text, path)
    assert [row[5] for row in found if row[2] in ("./a", "./z")] == ["runtime", "runtime"]


@pytest.mark.parametrize("path", ["a.js", "a.jsx", "a.tsx"])
@pytest.mark.parametrize("attribute", ['class="c"', "class={c}", "for='d'", 'in="SourceGraphic"', "default={1}"])
def test_attributes_of_tags_may_be_keywords(read, path, attribute):
    source = f"import './a'\nconst b = <p a={{1}} {attribute}>in = 1</p>\nclass D {{}}\nrequire('./b')\n"
    assert [row[2] for row in read(source, path)] == ["./a", "./b"]


def test_newer_words_in_texts_and_names_stay(used):
    source = "const a = 'for (using x of y)'; f(b, out); g(out in x, in_); accessor(using)\n  in2()\n"
    assert {name for name, _ in used(source, "a.js")} == {"f", "b", "out", "g", "x", "in_", "in2", "accessor", "using"}


def test_a_tag_s_text_imports_nothing(read):
    source = 'const a = <p>import "./a" don\'t require("./b") export * from "./c"</p>\nimport "./d"\n'
    assert [row[2] for row in read(source, "a.jsx")] == ["./d"]
    assert [row[2] for row in read(source, "a.tsx")] == ["./d"]


def test_types_in_comments_count_where_there_is_no_other_way(read):
    source = (
        "/** @type {import('./a').B} */\nlet x\n/**\n * @import {C,\n *   D as E} from './c'\n * @param {{y: import(\"./d\")}} y\n"
        " * see import('./no')\n */\n/** @type import('./e').F */\n"
    )
    assert [(row[0], row[2], row[3], row[5]) for row in read(source, "a.js")] == [
        (1, "./a", "", "type"), (4, "./c", "C", "type"), (4, "./c", "D", "type"), (6, "./d", "", "type"), (9, "./e", "", "type"),
    ]  # fmt: skip
    assert read(source, "a.ts") == []


def test_places(read):
    source = 'const ä = 1; import "./a"\r\n\r\nexport {\r\n  b,\r\n} from "./b"\n  void import("./c")'
    assert [row[:3] for row in read(source)] == [(1, 14, "./a"), (3, 1, "./b"), (6, 8, "./c")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(read, encoding):
    assert [row[:3] for row in read('// é\nimport "./a"\n'.encode(encoding))] == [(2, 1, "./a")]


COMPONENT = """<template>
  <p>import "./no" don't `</p>
</template>
<!-- <script>import "./no"</script> -->
<script setup lang="ts" generic="T > U">
import A, {type B} from './a'
</script>
<script>
export default {}
import "./b"
</script>
<style>@import "./no";</style>
"""


@pytest.mark.parametrize("path", ["a.vue", "a.svelte"])
def test_script_blocks_with_the_lines_of_the_whole_file(read, path):
    assert [(row[0], row[2], row[3], row[5]) for row in read(COMPONENT, path)] == [
        (6, "./a", "default", "runtime"), (6, "./a", "B", "type"), (10, "./b", "", "runtime"),
    ]  # fmt: skip


SOURCED = [
    ('<script src="./x.ts"></script>\n', [(1, "./x.ts")]),
    ("<template/>\n<script lang='ts' src='./x.ts' />\n", [(2, "./x.ts")]),
    ('<script\n  setup\n  src = "pkg/x"\n  lang="tsx"\n></script>\n<script>\nimport "./b"\n</script>\n', [(1, "pkg/x"), (7, "./b")]),
    ('<script lang="ts" :src="./x.ts" data-src="./y.ts"></script>\n', []),
    ('<!-- <script src="./x.ts"></script> -->\n', []),
    ('<script src="https://example.org/x.js"></script>\n<script src="/x.js"></script>\n<script src="{base}/x"></script>', []),
    ('<template src="./x.html" /><style src="./x.css" />\n<script>src="./x.ts"</script>', []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "rows"), SOURCED)
@pytest.mark.parametrize("path", ["a.vue", "a.svelte"])
def test_a_script_that_lies_in_a_file_of_its_own(read, path, source, rows):
    assert [(row[0], row[2]) for row in read(source, path)] == rows


@pytest.mark.parametrize("lang", ["tsx", "jsx"])
def test_a_script_with_tags(read, lang):
    source = (
        f"<script setup lang=\"{lang}\">\nimport A from './a'\nconst a = <A b={{1}}>it's</A>\nimport './b'\n</script>\n"
    )
    assert [(row[0], row[2]) for row in read(source, "a.vue")] == [(2, "./a"), (4, "./b")]


def test_a_script_without_tags_may_cast(read):
    source = "<script lang='ts'>\nconst a = <A>b\nimport './b'\n</script>\n"
    assert [(row[0], row[2]) for row in read(source, "a.vue")] == [(3, "./b")]


def test_what_nobody_knows_yet_loses_nothing_else():
    from mneme_cli import languages
    from mneme_cli.evidence.imports import extract

    source = b"import a from './a'\nlet x = a |> f(%) <<<>>> ;\nimport b from './b'\nexport * from './c'\nif (1) {\n  require('./d')\n}\n"
    for path in ("a.ts", "a.tsx", "a.js"):
        found = extract(source, languages.of(path), path)
        assert [each.written for each in found.imports] == ["./a", "./b", "./c", "./d"]
        assert [each.why for each in found.skipped] == ["has a syntax error"]


def test_a_merge_conflict_keeps_both_sides():
    from mneme_cli import languages
    from mneme_cli.evidence.imports import extract

    source = b"import './a'\n<<<<<<< HEAD\nimport './b'\n=======\nimport './c'\n>>>>>>> x\nimport './d'\n"
    assert [each.written for each in extract(source, languages.of("a.ts")).imports] == ["./a", "./b", "./c", "./d"]


def test_too_deep_is_said():
    from mneme_cli import languages
    from mneme_cli.evidence.imports import extract

    found = extract(b"[" * 3000 + b"import('./a')" + b"]" * 3000, languages.of("a.ts"), "a.ts")
    assert found.imports == ()
    assert "deep" in found.skipped[0].why
