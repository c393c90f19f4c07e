from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import * as fs from 'node:fs'\nfs.readFileSync()", {("fs.readFileSync", True)}),
        ("import fs from 'fs'\nfs.a.b()", {("fs.a.b", True)}),
        ("import {a as b} from 'x'\nb.c()", {("x.a.c", True)}),
        ("import type {A} from 'x'\nlet a: A", {("x.A", False)}),
        ("import x = require('x')\nx.y", {("x.y", False)}),
        ("import {a} from '../db'\na()", {("src/db.a", True)}),
        ("import db from '../db'\ndb.go()", {("src/db.go", True)}),
        ("import {a} from './index'\na()", {("src/app.a", True)}),
        ("const {a, b: c} = require('x')\nc(a)", {("require", True), ("x.b", True), ("x.a", False)}),
        ("const x = require('x')\nx.y()", {("require", True), ("x.y", True)}),
        ("require('x').y()", {("require", True), ("x.y", True)}),
        ("async () => { const {a} = await import('x'); a() }", {("x.a", True)}),
        ("(await import('x')).a()", {("x.a", True)}),
        ("eval('1')", {("eval", True)}),
        ("fetch", {("fetch", False)}),
        ("window.fetch()", {("fetch", True)}),
        ("globalThis.process.env.X", {("process", False), ("process.env.X", False), ("*.env", False)}),
        ("process['env']", {("process", False), ("process.env", False)}),
        ("new Date()", {("Date", True)}),
        ("x?.y!.z()", {("x", False), ("x.y.z", True), ("*.y", False)}),
        ("import {a} from 'x'\nfunction f(a) { a() }", set()),
        ("import {a} from 'x'\nfunction f({b: {a}}) { a.q() }", {("*.q", True)}),
        ("import {a} from 'x'\n{ let a = 1; a() }\na()", {("x.a", True)}),
        ("import {a} from 'x'\nfunction f() { { var a = 1 } a() }", set()),
        ("import {a} from 'x'\nfor (const a of []) a()", set()),
        ("import {a} from 'x'\ntry {} catch (a) { a() }", set()),
        ("import {a} from 'x'\nconst f = a => a()", set()),
        ("function fetch() {}\nfetch()", set()),
        ("class A extends B {}", {("B", False)}),
        ("@dec() class A {}", {("dec", True)}),
        ("import {B} from 'x'\nconst a = <B.C d={1}><div/></B.C>", {("x.B.C", False)}),
        ("import {B} from 'x'\nconst a = <B/>", {("x.B", False)}),
        ("const a = {b: 1, c() {}, fetch: 2}", set()),
        ("a.b = {c}", {("a", False), ("a.b", False), ("c", False)}),
        ("this.save()", {("*.save", True)}),
        ("f().save()", {("f", True), ("*.save", True)}),
        ("import {a} from 'x'\nexport {a as b}", {("x.a", False)}),
        ("const f = function g() { g() }", set()),
        ("label: for (;;) break label", set()),
        ("const c = console; c.log()", {("console", False), ("console.log", True)}),
        ("const {log} = console; log()", {("console", False), ("console.log", True)}),
        (
            "const {log: say, error = 1} = console; say(); error()",
            {("console", False), ("console.log", True), ("console.error", True)},
        ),
        ("import * as a from 'x'\nconst {b} = a\nb.c()", {("x", False), ("x.b.c", True)}),
        ("import {a} from 'x'\nlet b = a.b\nexport const f = () => b.c()", {("x.a.b", False), ("x.a.b.c", True)}),
        ("const x = require('x')\nconst y = x.y\ny()", {("require", True), ("x.y", False), ("x.y", True)}),
        ("const w = window; w.fetch()", {("window", False), ("fetch", True)}),
        ("const {fetch: f} = globalThis; f()", {("globalThis", False), ("fetch", True)}),
        (
            "const l = console.log as any, m = l!; m()",
            {("console", False), ("console.log", False), ("console.log", True)},
        ),
        ("let c = console; c = z; c.log()", {("console", False), ("z", False), ("*.log", True)}),
        ("let c = console; ({c} = z); c.log()", {("console", False), ("z", False), ("*.log", True)}),
        ("let c = console; [c] = z; c.log()", {("console", False), ("z", False), ("*.log", True)}),
        ("let c = console; for (c of z) {}; c.log()", {("console", False), ("z", False), ("*.log", True)}),
        ("let n = m; n++; n.log()", {("m", False), ("*.log", True)}),
        ("let n = m; n += 1; n.log()", {("m", False), ("*.log", True)}),
        ("var c = console; var c = z; c.log()", {("console", False), ("z", False), ("*.log", True)}),
        ("let c; c = console; c.log()", {("console", False), ("*.log", True)}),
        ("const c = console; function f(c) { c.log() }", {("console", False), ("*.log", True)}),
        ("{ const c = console } c.log()", {("console", False), ("c", False), ("c.log", True)}),
        ("const {a: {log}} = console; log()", {("console", False)}),
        ("const {...rest} = console; rest.log()", {("console", False), ("*.log", True)}),
        ("const [c] = console; c.log()", {("console", False), ("*.log", True)}),
        ("const c = cond ? console : z; c.log()", {("cond", False), ("console", False), ("z", False), ("*.log", True)}),
        ("const a = b; const b = a; a.c()", {("*.c", True)}),
        ("const c = console['log']; c()", {("console", False), ("console.log", False), ("console.log", True)}),
        ("const c = console[z]; c()", {("console", False), ("console.?", False), ("z", False)}),
    ],
)
def test_names(used, source, names):
    assert used(source, files=["src/db.ts", "src/app/index.ts"]) == names


def test_places(used):
    from mneme_cli import languages
    from mneme_cli.evidence.grammar import parser

    language = languages.of("a.ts")
    found = language.uses("import a from 'x'\nconst é = 1; a.b()\n".encode(), parser(language))
    assert [(use.line, use.column) for use in found] == [(2, 14)]


def test_long_chains_do_not_recurse(used):
    assert ("a", True) in used("a()" + ".b()" * 3000, path="a.ts")


def test_what_the_grammar_lacks_is_read_where_nothing_is_imported(used):
    source = "for (using y of z) y.close()\nfor await (await using w of v) w.end()\nrest()\n"
    assert {name for name, call in used(source, "a.ts") if call} == {"*.close", "*.end", "rest"}
