"""One table for each step of the order; every target is found from the layout as it lies on disk, no manifest read."""

from __future__ import annotations

import pytest

from tests.languages.typescript.conftest import of


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("fs", "std:node/fs"),
        ("node:fs", "std:node/fs"),
        ("fs/promises", "std:node/fs/promises"),
        ("node:test", "std:node/test"),
        ("bun:sqlite", "std:bun/sqlite"),
        ("react", "pkg:npm/react"),
        ("@a/b", "pkg:npm/@a/b"),
        ("@a/b/c.js", "pkg:npm/@a/b/c.js"),
        ("lodash/fp", "pkg:npm/lodash/fp"),
        ("npm:chalk@5", "pkg:npm/chalk"),
        ("npm:@a/b@1/c", "pkg:npm/@a/b/c"),
        ("jsr:@std/path", "pkg:jsr/@std/path"),
        ("https://esm.sh/a", "pkg:generic/https://esm.sh/a"),
        ("react?inline", "pkg:npm/react"),
        ("./absent", "?"),
        ("../../out", "?"),
        ("#none", "?"),
    ],
)
def test_built_in_foreign_and_nowhere(target, written, meant):
    assert target([], "src/a.ts", written) == meant


@pytest.mark.parametrize(
    ("files", "written", "meant"),
    [
        (["src/b.ts"], "./b", "src/b.ts"),
        (["src/b.ts"], "./b.js", "src/b.ts"),
        (["src/b.ts", "src/b.js"], "./b.js", "src/b.js"),
        (["src/b.tsx"], "./b.js", "src/b.tsx"),
        (["src/b.d.ts"], "./b.js", "src/b.d.ts"),
        (["src/b.tsx"], "./b.jsx", "src/b.tsx"),
        (["src/b.mts"], "./b.mjs", "src/b.mts"),
        (["src/b.d.ts"], "./b.ts", "src/b.d.ts"),
        (["src/b.d.mts"], "./b.mts", "src/b.d.mts"),
        (["src/b.cts"], "./b.cjs", "src/b.cts"),
        (["src/b.ts", "src/b.tsx", "src/b.js"], "./b", "src/b.ts"),
        (["src/b.tsx", "src/b.js"], "./b", "src/b.tsx"),
        (["src/b.d.ts", "src/b.js"], "./b", "src/b.d.ts"),
        (["src/b.js", "src/b.json"], "./b", "src/b.js"),
        (["src/b.vue"], "./b", "src/b.vue"),
        (["src/b.test.ts"], "./b.test", "src/b.test.ts"),
        (["src/b.ts", "src/b/index.ts"], "./b", "src/b.ts"),
        (["src/b.ts", "src/b/index.ts"], "./b/", "src/b/index.ts"),
        (["src/b/index.ts"], "./b", "src/b/index.ts"),
        (["src/b/index.jsx"], "./b", "src/b/index.jsx"),
        (["src/b/index.ts"], "./b/index.js", "src/b/index.ts"),
        (["index.ts"], "..", "index.ts"),
        (["src/index.ts"], ".", "src/index.ts"),
        (["src/index.ts"], "./", "src/index.ts"),
        (["b.ts"], "../b", "b.ts"),
        (["src/b.json"], "./b.json", "src/b.json"),
        (["src/b.css"], "./b.css", "src/b.css"),
        (["src/b.svg"], "./b.svg?raw", "src/b.svg"),
        (["src/b.ts"], "./b?worker&inline", "src/b.ts"),
        (["src/b.svg"], "./b.svg#icon", "src/b.svg"),
        (["src/b#1.ts"], "./b#1", "src/b#1.ts"),
        (["src/b.css"], "style!css!./b.css", "src/b.css"),
        (["src/B.ts"], "./b", "?"),
        (["src/b.rs"], "./b", "?"),
        (["public/logo.svg", "package.json"], "/logo.svg", "public/logo.svg"),
        (["src/main.ts"], "/src/main.ts", "src/main.ts"),
    ],
)
def test_paths(target, files, written, meant):
    assert target(files, "src/a.ts", written) == meant


def test_a_folder_with_a_manifest_is_its_main_file(target):
    files = of(**{"src/b/package.json": {"main": "lib/x.js"}, "src/b/lib/x.js": "", "src/b/index.js": ""})
    assert target(files, "src/a.ts", "./b") == "src/b/lib/x.js"
    files = of(**{"src/b/package.json": {"main": "absent.js"}, "src/b/index.js": ""})
    assert target(files, "src/a.ts", "./b") == "src/b/index.js"


INTERNAL = {
    "package.json": {
        "name": "acme",
        "imports": {
            "#a": "./src/b.ts",
            "#x/*": "./src/x/*.js",
            "#x/special/*": "./src/*.ts",
            "#c": {"node": "./dist/c.js", "default": "./src/none.js"},
            "#d": {"default": "dep"},
            "#e": ["./absent.js", "./src/b.ts"],
        },
    },
    "src/b.ts": "",
    "src/c.ts": "",
    "src/x/y.ts": "",
    "in/package.json": {"imports": {"#a": "./own.ts"}},
    "in/own.ts": "",
}


@pytest.mark.parametrize(
    ("path", "written", "meant"),
    [
        ("src/a.ts", "#a", "src/b.ts"),
        ("src/a.ts", "#x/y", "src/x/y.ts"),
        ("src/a.ts", "#x/special/b", "src/b.ts"),
        ("src/a.ts", "#c", "src/c.ts"),
        ("src/a.ts", "#d", "pkg:npm/dep"),
        ("src/a.ts", "#e", "src/b.ts"),
        ("src/a.ts", "#none", "?"),
        ("in/a.ts", "#a", "in/own.ts"),
        ("in/a.ts", "#x/y", "?"),
    ],
)
def test_imports_of_the_nearest_package(target, path, written, meant):
    assert target(of(**INTERNAL), path, written) == meant
