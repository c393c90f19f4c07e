"""One table for each step of the order; every target is found from the layout as it lies on disk, no manifest read."""

from __future__ import annotations

import json

import pytest

from mneme_cli.languages.typescript.ranges import holds


def of(**files):
    return {path: value if isinstance(value, str) else json.dumps(value) for path, value in files.items()}


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


PATHS = """{
  // comments and trailing commas, "quoted // not one"
  "compilerOptions": {
    "baseUrl": "./src", /* of the sources */
    "paths": {
      "@/*": ["./*",],
      "@/deep/*": ["./x/*"],
      "@lib": ["lib/main.ts"],
      "@two/*": ["absent/*", "x/*"],
      "*.svg": ["shim.ts"],
    },
  },
}"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("@/b", "src/b.ts"),
        ("@/deep/y", "src/x/y.ts"),
        ("@lib", "src/lib/main.ts"),
        ("@lib/x", "pkg:npm/@lib/x"),
        ("@two/y", "src/x/y.ts"),
        ("icon.svg", "src/shim.ts"),
        ("x/y", "src/x/y.ts"),
        ("b", "src/b.ts"),
        ("@/none", "?"),
        ("@two/none", "?"),
        ("react", "pkg:npm/react"),
        ("fs", "std:node/fs"),
    ],
)
def test_paths_and_base_url_of_tsconfig(target, written, meant):
    files = dict.fromkeys(["src/b.ts", "src/x/y.ts", "src/lib/main.ts", "src/shim.ts", "src/fs.ts"], "")
    assert target({**files, "tsconfig.json": PATHS}, "src/a.ts", written) == meant


def config(paths, base=None, **more):
    options = {"paths": paths, **({"baseUrl": base} if base else {})}
    return json.dumps({"compilerOptions": options, **more})


EXTENDS = [
    ({"tsconfig.json": json.dumps({"extends": "./base.json"}), "base.json": config({"@/*": ["./src/*"]})}, "src/b.ts"),
    ({"tsconfig.json": json.dumps({"extends": "./base"}), "base.json": config({"@/*": ["./src/*"]})}, "src/b.ts"),
    ({"tsconfig.json": json.dumps({"extends": ["./one.json", "./two.json"]}), "one.json": config({"@/*": ["./no/*"]}), "two.json": config({"@/*": ["./src/*"]})}, "src/b.ts"),
    ({"tsconfig.json": json.dumps({"extends": "./cfg/base.json"}), "cfg/base.json": config({"@/*": ["../src/*"]})}, "src/b.ts"),
    ({"tsconfig.json": json.dumps({"extends": "./cfg/base.json"}), "cfg/base.json": config({"@/*": ["*"]}, base="../src")}, "src/b.ts"),
    ({"tsconfig.json": json.dumps({"extends": "./cfg/base.json", "compilerOptions": {"baseUrl": "src"}}), "cfg/base.json": config({"@/*": ["*"]})}, "src/b.ts"),
    ({"tsconfig.json": json.dumps({"extends": "./cfg/base.json"}), "cfg/base.json": config({"@/*": ["${configDir}/src/*"]})}, "src/b.ts"),
    ({"tsconfig.json": json.dumps({"extends": "@acme/cfg/base.json"}), "package.json": '{"workspaces": ["p/*"]}', "p/cfg/package.json": '{"name": "@acme/cfg"}', "p/cfg/base.json": config({"@/*": ["../../src/*"]})}, "src/b.ts"),
    ({"tsconfig.json": json.dumps({"extends": "@acme/cfg"}), "package.json": '{"workspaces": ["p/*"]}', "p/cfg/package.json": '{"name": "@acme/cfg"}', "p/cfg/tsconfig.json": config({"@/*": ["../../src/*"]})}, "src/b.ts"),
    ({"tsconfig.json": json.dumps({"extends": "@foreign/cfg"}) }, "pkg:npm/@/b"),
    ({"tsconfig.json": json.dumps({"extends": "./tsconfig.json"}) }, "pkg:npm/@/b"),
    ({"tsconfig.json": "not json"}, "pkg:npm/@/b"),
    ({"jsconfig.json": config({"@/*": ["./src/*"]})}, "src/b.ts"),
    ({"jsconfig.json": config({"@/*": ["./no/*"]}), "tsconfig.json": config({"@/*": ["./src/*"]})}, "src/b.ts"),
    ({"src/tsconfig.json": config({"@/*": ["./*"]}), "tsconfig.json": config({"@/*": ["./no/*"]})}, "src/b.ts"),
    ({"src/tsconfig.json": config({"@/*": ["./no/*"]}, include=["other"]), "tsconfig.json": config({"@/*": ["./src/*"]})}, "src/b.ts"),
    ({"src/tsconfig.json": config({"@/*": ["./no/*"]}, exclude=["a.ts"]), "tsconfig.json": config({"@/*": ["./src/*"]})}, "src/b.ts"),
    ({"tsconfig.json": json.dumps({"files": [], "references": [{"path": "./tsconfig.node.json"}, {"path": "./tsconfig.app.json"}]}),
      "tsconfig.node.json": config({"@/*": ["./no/*"]}, include=["vite.config.ts"]), "tsconfig.app.json": config({"@/*": ["./src/*"]}, include=["src/**/*.ts"])}, "src/b.ts"),
    ({"tsconfig.json": config({"@/*": ["./src/*"]}, include=["lib"])}, "src/b.ts"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "meant"), EXTENDS)
def test_which_configuration_speaks(target, files, meant):
    assert target({**files, "src/b.ts": ""}, "src/a.ts", "@/b") == meant


MEMBERS = {
    "packages/ui/package.json": {
        "name": "@acme/ui",
        "exports": {
            ".": {"types": "./dist/index.d.ts", "import": "./dist/index.mjs", "require": "./dist/index.cjs"},
            "./button": "./dist/button.js",
            "./theme/*": {"default": "./dist/theme/*.js"},
            "./raw.css": "./raw.css",
        },
    },
    "packages/ui/src/index.ts": "",
    "packages/ui/src/button.tsx": "",
    "packages/ui/src/theme/dark.ts": "",
    "packages/ui/raw.css": "",
    "packages/db/package.json": {"name": "db", "main": "lib/db.js"},
    "packages/db/lib/db.js": "",
    "packages/db/extra.ts": "",
    "packages/own/package.json": {
        "name": "own",
        "exports": {".": {"source": "./code/main.ts", "default": "./dist/x.js"}},
    },
    "packages/own/code/main.ts": "",
    "packages/own/dist/x.js": "",
    "packages/bare/package.json": {"name": "bare"},
    "packages/bare/src/index.ts": "",
    "packages/built/package.json": {"name": "built", "types": "build/types/index.d.ts"},
    "packages/built/tsconfig.json": {"compilerOptions": {"outDir": "build/types", "rootDir": "ts"}},
    "packages/built/ts/index.ts": "",
    "vendor/odd/package.json": {"name": "odd"},
    "vendor/odd/index.js": "",
}
WORKSPACES = [
    {"package.json": {"workspaces": ["packages/*"]}},
    {"package.json": {"workspaces": {"packages": ["packages/**", "!packages/none"]}}},
    {"package.json": {}, "pnpm-workspace.yaml": "packages:\n  - 'packages/*'  # ours\n"},
    {"package.json": {}, "lerna.json": {"packages": ["packages/*"]}},
]


@pytest.mark.parametrize("kind", WORKSPACES)
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("@acme/ui", "packages/ui/src/index.ts"),
        ("@acme/ui/button", "packages/ui/src/button.tsx"),
        ("@acme/ui/theme/dark", "packages/ui/src/theme/dark.ts"),
        ("@acme/ui/raw.css", "packages/ui/raw.css"),
        ("@acme/ui/none", "?"),
        ("db", "packages/db/lib/db.js"),
        ("db/extra", "packages/db/extra.ts"),
        ("own", "packages/own/code/main.ts"),
        ("bare", "packages/bare/src/index.ts"),
        ("built", "packages/built/ts/index.ts"),
        ("odd", "pkg:npm/odd"),
        ("@acme/other", "pkg:npm/@acme/other"),
    ],
)
def test_packages_of_the_workspace(target, kind, written, meant):
    files = of(**MEMBERS, **kind)
    assert target(files, "packages/app/a.ts", written) == meant


STRANGER = {
    "package.json": {"workspaces": ["packages/*"]},
    "packages/ui/package.json": {"name": "@acme/ui", "version": "0.18.2", "main": "main.ts"},
    "packages/ui/main.ts": "",
}


@pytest.mark.parametrize(
    "asked", ["0.17.0", "0.18.2", "^0.18.0", "*", "next", "npm:other@1", "https://example.org/ui.tgz"]
)
def test_who_is_no_member_installs_the_published_package(target, asked):
    files = of(**STRANGER, **{"docs/package.json": {"dependencies": {"@acme/ui": asked}}})
    assert target(files, "docs/a.ts", "@acme/ui") == "pkg:npm/@acme/ui"
    assert target(files, "docs/a.ts", "@acme/ui/main") == "pkg:npm/@acme/ui/main"
    assert target(files, "scripts/a.ts", "@acme/ui") == "packages/ui/main.ts"


@pytest.mark.parametrize("asked", ["link:../packages/ui", "file:../packages/ui", "portal:../packages/ui"])
def test_who_is_no_member_may_link(target, asked):
    files = of(**STRANGER, **{"docs/package.json": {"devDependencies": {"@acme/ui": asked}}})
    assert target(files, "docs/a.ts", "@acme/ui") == "packages/ui/main.ts"


@pytest.mark.parametrize(
    ("asked", "version", "meant"),
    [
        ("^0.18.0", "0.18.2", "packages/ui/main.ts"),
        (">=0.17 <0.19", "0.18.2", "packages/ui/main.ts"),
        ("*", "0.18.2", "packages/ui/main.ts"),
        ("latest", "0.18.2", "packages/ui/main.ts"),
        ("workspace:^0.1.0", "0.18.2", "packages/ui/main.ts"),
        ("^1.0.0", "0.0.0-released", "packages/ui/main.ts"),
        ("^0.17.6", "0.18.2", "pkg:npm/@acme/ui"),
        ("npm:other@1", "0.18.2", "pkg:npm/@acme/ui"),
    ],
)
def test_a_member_is_given_the_version_it_asks_for(target, asked, version, meant):
    ui = {"name": "@acme/ui", "version": version, "main": "main.ts"}
    files = of(
        **{
            **STRANGER,
            "packages/ui/package.json": ui,
            "packages/app/package.json": {"dependencies": {"@acme/ui": asked}},
        }
    )
    assert target(files, "packages/app/a.ts", "@acme/ui") == meant
    assert target(files, "packages/b/a.ts", "@acme/ui") == "packages/ui/main.ts"


def test_what_is_asked_of_peers_is_installed_by_others(target):
    files = of(**STRANGER, **{"packages/app/package.json": {"peerDependencies": {"@acme/ui": "^1.0.0"}}})
    assert target(files, "packages/app/a.ts", "@acme/ui") == "packages/ui/main.ts"


RANGES = [
    ("1.2.3", "1.2.3", True), ("=1.2.3", "1.2.4", False), ("v1.2.3", "1.2.3", True), ("*", "", True), ("", "9.0.0", True),
    ("^1.2", "1.9.9", True), ("^1.2", "2.0.0", False), ("^0.0.3", "0.0.4", False), ("^0.0", "0.0.9", True), ("^0", "0.9.0", True),
    ("~1.2.3", "1.2.9", True), ("~1.2.3", "1.3.0", False), ("~1", "1.9.0", True), ("1.x", "1.7.0", True), ("1.x", "2.0.0", False),
    (">=1 <2", "1.5.0", True), (">= 1 < 2", "2.5.0", False), (">1.2", "1.2.9", False), ("<=1.2", "1.2.9", True),
    ("1 - 2", "2.9.9", True), ("1 - 2", "3.0.0", False), ("1.x || 3", "3.1.0", True), ("latest", "1.0.0", False), ("^1", "odd", False),
]  # fmt: skip


@pytest.mark.parametrize(("said", "version", "held"), RANGES)
def test_ranges_of_npm(said, version, held):
    assert holds(said, version) is held


CLOSED = {
    "package.json": {"workspaces": ["packages/*"]},
    "packages/ui/package.json": {
        "name": "ui",
        "exports": {
            ".": "./dist/index.js",
            "./blocked": None,
            "./parts/*": "./dist/parts/*.js",
            "./parts/internal/*": None,
            "./old/": "./src/old/",
            "./unbuilt": "./gen/unbuilt.js",
        },
    },
    **dict.fromkeys([f"packages/ui/src/{name}.ts" for name in ("index", "blocked", "parts/a", "parts/internal/b", "old/c", "secret", "unbuilt")], ""),
}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ui", "packages/ui/src/index.ts"),
        ("ui/parts/a", "packages/ui/src/parts/a.ts"),
        ("ui/old/c", "packages/ui/src/old/c.ts"),
        ("ui/unbuilt", "packages/ui/src/unbuilt.ts"),
        ("ui/blocked", "?"),
        ("ui/parts/internal/b", "?"),
        ("ui/secret", "?"),
        ("ui/src/secret", "?"),
    ],
)
def test_exports_close_a_package(target, written, meant):
    assert target(of(**CLOSED), "packages/app/a.ts", written) == meant


def test_a_package_whose_exports_name_no_main_file_has_none(target):
    files = of(**{**CLOSED, "packages/ui/package.json": {"name": "ui", "exports": {"./a": "./src/secret.ts"}}})
    assert target(files, "packages/app/a.ts", "ui") == "?"
    assert target(files, "packages/app/a.ts", "ui/a") == "packages/ui/src/secret.ts"


@pytest.mark.parametrize("condition", ["@acme/live", "live", "development"])
def test_conditions_of_tsconfig_and_of_development_come_first(target, condition):
    exports = {"types": "./types/index.d.ts", condition: "./code/index.ts", "default": "./dist/index.js"}
    asked = [] if condition == "development" else [condition]
    files = of(
        **{
            "package.json": {"workspaces": ["packages/*"]},
            "tsconfig.json": {"compilerOptions": {"customConditions": asked}},
            "packages/ui/package.json": {"name": "ui", "exports": {".": exports}, "imports": {"#a": exports}},
            **dict.fromkeys(["packages/ui/types/index.d.ts", "packages/ui/code/index.ts", "packages/ui/dist/index.js"], ""),
        }
    )  # fmt: skip
    assert target(files, "packages/app/a.ts", "ui") == "packages/ui/code/index.ts"
    assert target(files, "packages/ui/code/b.ts", "#a") == "packages/ui/code/index.ts"


def test_a_link_and_the_package_s_own_name(target):
    files = of(
        **MEMBERS,
        **{
            "app/package.json": {
                "name": "app",
                "exports": {"./x": "./x.ts"},
                "dependencies": {"odd": "file:../vendor/odd"},
            },
            "app/x.ts": "",
        },
    )
    assert target(files, "app/a.ts", "odd") == "vendor/odd/index.js"
    assert target(files, "app/a.ts", "app/x") == "app/x.ts"
    assert target(files, "other/a.ts", "app/y") == "pkg:npm/app/y"
    assert target(files, "other/a.ts", "app/x") == "app/x.ts"  # nobody declares it, and from the root it is there


def test_a_package_that_is_asked_for_is_one_even_under_an_alias(target):
    files = of(
        **{
            "tsconfig.json": {"compilerOptions": {"paths": {"@acme/*": ["./libs/*"]}}},
            "package.json": {"dependencies": {"@acme/out": "1"}},
            "libs/x.ts": "",
        }
    )
    assert target(files, "a.ts", "@acme/out/sub") == "pkg:npm/@acme/out/sub"
    assert target(files, "a.ts", "@acme/x") == "libs/x.ts"
    assert target(files, "a.ts", "@acme/none") == "?"


def test_installed_packages_are_no_code_of_ours(target):
    files = of(
        **{
            "node_modules/x/package.json": {"name": "x"},
            "node_modules/x/index.js": "",
            "package.json": {"workspaces": ["**"]},
        }
    )
    assert target(files, "a.ts", "x") == "pkg:npm/x"
