"""`paths`, `baseUrl` and `extends` of tsconfig: which configuration speaks, and what its words mean."""

from __future__ import annotations

import json

import pytest

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
