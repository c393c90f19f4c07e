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
