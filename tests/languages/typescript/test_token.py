"""Every import of a file contains its token, or one of the names that manifests give it, or stands in its own folder."""

from __future__ import annotations

import json

import pytest

from mneme_cli import languages
from mneme_cli.decisions.selectors import Words, read
from mneme_cli.model.region import Region
from mneme_cli.relations._token import tokens

from .conftest import world


@pytest.mark.parametrize(
    ("path", "token"),
    [
        ("a/b.ts", b"b"),
        ("a/b.test.tsx", b"b"),
        ("a/b.d.ts", b"b"),
        ("a/b/index.ts", b"b"),
        ("index.js", b""),
        ("a/.rc.js", b".rc.js"),
    ],
)
def test_token(path, token):
    assert languages.of(path).token(path) == token


FILES = {
    "tsconfig.json": '{"compilerOptions": {"paths": {"~/*": ["./src/*"], "cfg": ["./src/app/config.ts"]}}}',
    "package.json": '{"workspaces": ["packages/*"], "imports": {"#db": "./src/infra/store.ts"}}',
    "packages/ui/package.json": json.dumps({"name": "@acme/kit", "exports": {".": "./src/index.ts", "./go": "./src/button.ts"}}),
    **dict.fromkeys(["src/index.ts", "src/app/config.ts", "src/infra/store.ts", "packages/ui/src/index.ts", "packages/ui/src/button.ts"], ""),
}  # fmt: skip
IMPORTS = [
    "~/",
    "cfg",
    "#db",
    "@acme/kit",
    "@acme/kit/go",
    "~/app/config",
    "./src/infra/store",
    "./packages/ui/src/button",
]


@pytest.mark.parametrize("written", IMPORTS)
def test_an_import_contains_the_token_or_one_of_the_names(written):
    from mneme_cli.model.fact import Import

    tree, layout = world({**FILES, "a.ts": ""})
    language = languages.of("a.ts")
    (edge,) = language.resolve("a.ts", Import(line=1, column=1, written=written), tree, layout)
    said = (language.token(edge.target), *language.names(edge.target, layout))
    assert tree.has(edge.target)
    assert any(word and word in written.encode() for word in said)


@pytest.mark.parametrize(
    ("banned", "sharp"),
    [
        ("src/app/config.ts", False),
        ("src/infra/store.ts", False),
        ("packages/ui/src/button.ts", False),
        ("packages/ui/", False),
        ("src/index.ts", False),
        ("src/app/other.ts", True),
        ("src/infra/deep/", True),
    ],
)
def test_a_rule_s_tokens_know_the_other_names(banned, sharp):
    _, layout = world({**FILES, "src/app/other.ts": "", "src/infra/deep/x.ts": ""})

    def select(text):
        return read(text, Words(layout=layout))

    select.roots = tuple(sorted({root for _, root in layout.roots}))
    found = tokens(Region(inside=("near/**",)), (select(banned),), select)
    assert bool(found) is sharp
