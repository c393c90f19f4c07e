"""Barrels: what a file passes on, and the definition at the end of the way, beside the edge as written."""

from __future__ import annotations

import pytest

from mneme_cli import languages
from mneme_cli.evidence.exports import definitions
from mneme_cli.evidence.grammar import parser
from mneme_cli.evidence.imports import extract

from .conftest import world


@pytest.mark.parametrize(
    ("source", "given"),
    [
        ("export {a} from './x'", {"a": ["./x a"]}),
        ("export {a as b} from './x'", {"b": ["./x a"]}),
        ("export {default} from './x'", {"default": ["./x default"]}),
        ("export * from './x'", {"*": ["./x *"]}),
        ("export * as n from './x'", {"n": ["./x *"]}),
        ("export type {A} from './x'", {"A": ["./x A"]}),
        ("import {a} from './x'\nexport {a as b}", {"b": ["./x a"]}),
        ("import a from './x'\nexport default a", {"default": ["./x default"]}),
        ("import * as a from './x'\nexport {a}", {"a": ["./x *"]}),
        ("import {a} from './x'\nexport const b = a", {"b": []}),
        ("export const a = 1, {b, c: [d]} = e", {"a": [], "b": [], "d": []}),
        ("export function f() {}\nexport class C {}\nexport enum E {}", {"f": [], "C": [], "E": []}),
        ("export interface I {}\nexport type T = 1\nexport declare const x: 1", {"I": [], "T": [], "x": []}),
        ("export default function f() {}", {"default": []}),
        ("export default {}", {"default": []}),
        ("const a = require('./x')\nmodule.exports = a", {"default": ["./x "]}),
        ("const {a} = require('./x')\nmodule.exports = {a, b: a}", {"a": ["./x a"], "b": ["./x a"]}),
        ("const {a} = require('./x')\nexports.c = a", {"c": ["./x a"]}),
        ("function f() { require('./x') }", {}),
    ],
)
def test_what_a_file_gives(source, given):
    language = languages.of("a.ts")
    found = language.exports(source.encode(), parser(language))
    assert {name: [f"{one.written} {''.join(one.names)}" for one in ones] for name, ones in found.items()} == given


FILES = {
    "lib/index.ts": "export * from './mid'\nexport {one as uno} from './one'\nexport * as all from './one'\n",
    "lib/mid.js": "import deep, {two} from './deep/two.vue'\nexport {two, deep as default, deep}\n",
    "lib/one.ts": "export const one = 1\n",
    "lib/deep/two.vue": "<script>\nexport const two = 2\nexport default {}\n</script>\n",
    "lib/circle.ts": "export {c} from './circle'\n",
}


@pytest.mark.parametrize(
    ("statement", "ends"),
    [
        ("import {two} from './lib'", ["lib/deep/two.vue"]),
        ("import {uno} from './lib'", ["lib/one.ts"]),
        ("import {deep} from './lib'", ["lib/deep/two.vue"]),
        ("import {all} from './lib'", ["lib/one.ts"]),
        ("import d from './lib/mid'", ["lib/deep/two.vue"]),
        ("import {one} from './lib/one'", []),
        ("import * as lib from './lib'", []),
        ("import './lib'", []),
        ("import {c} from './lib/circle'", []),
        ("export {two} from './lib'", ["lib/deep/two.vue"]),
        ("const {two} = require('./lib')", ["lib/deep/two.vue"]),
        ("let x: import('./lib').two<1>", ["lib/deep/two.vue"]),
    ],
)
def test_through_barrels_of_any_dialect_to_the_definition(statement, ends):
    tree, layout = world({**FILES, "a.tsx": statement})
    language = languages.of("a.tsx")
    (found,) = extract(tree.read("a.tsx"), language).imports
    (edge,) = language.resolve("a.tsx", found, tree, layout)
    more = definitions(edge, tree, layout, language)
    assert [one.target for one in more] == ends
    assert {one.via for one in more} <= {edge.target}
