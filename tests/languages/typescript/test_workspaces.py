"""Packages of the workspace: who is a member, who installs the published one, and what a package's exports leave open."""

from __future__ import annotations

import pytest

from tests.languages.typescript.conftest import of

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


@pytest.mark.parametrize("asked", ["workspace:@acme/ui@*", "workspace:@acme/ui@^0.18.0", "workspace:../ui"])
def test_a_member_may_have_another_under_a_name_of_its_own(target, asked):
    files = of(**STRANGER, **{"packages/app/package.json": {"dependencies": {"kit": asked}}})
    assert target(files, "packages/app/a.ts", "kit") == "packages/ui/main.ts"
    assert target(files, "packages/app/a.ts", "kit/main") == "packages/ui/main.ts"
    assert target(files, "packages/b/a.ts", "kit") == "pkg:npm/kit"


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
