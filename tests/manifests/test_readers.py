"""Text in, entries out: every format with what is odd about it, and the line of each entry."""

from __future__ import annotations

import pytest

from mneme_cli import manifests


def said(path, text, name=""):
    """Return (name, group or label, range, version, line) of each entry."""
    found = manifests.read(path, text.encode(), name)
    assert not found.why, found.why
    lines = text.split("\n")
    for each in found.entries:
        assert each.path == path
        assert each.written.rpartition("/")[2] in lines[each.line - 1], (each, lines[each.line - 1])
    return [(each.name, each.label or each.group, each.wants, each.version, each.line) for each in found.entries]


PYPROJECT = """\
[build-system]
requires = ["hatchling>=1.25"]

[project]
name = "shop"
dependencies = [
  "Requests[socks]>=2.0, <3 ; python_version < '3.12'",  # not "flask"
  'zope.interface',
  "here @ file:///tmp/here",
]
[project.optional-dependencies]
"images" = ["Pillow == 10.0.0"]

[dependency-groups]
test = ["pytest", {include-group = "lint"}]
lint = ["ruff~=0.5"]

[tool.poetry.dependencies]
python = "^3.11"
httpx = {version = "^0.27", extras = ["http2"]}
mysql = {version = "*", optional = true}
both = [{version = "^1", python = "<3.9"}, {version = "^2", python = ">=3.9"}]

[tool.poetry.group.docs.dependencies]
Sphinx = "7.*"

[tool.uv]
dev-dependencies = ["mypy"]

[tool.pdm.dev-dependencies]
ci = ["tox"]
"""


def test_pyproject():
    assert said("pyproject.toml", PYPROJECT) == [
        ("requests", "runtime", ">=2.0,<3", "", 7),
        ("zope-interface", "runtime", "", "", 8),
        ("here", "runtime", "", "", 9),
        ("pillow", "images", "== 10.0.0", "10.0.0", 12),
        ("pytest", "test", "", "", 15),
        ("ruff", "lint", "~=0.5", "", 16),
        ("hatchling", "build-system", ">=1.25", "", 2),
        ("httpx", "runtime", "^0.27", "", 20),
        ("mysql", "optional", "", "", 21),
        ("both", "runtime", "", "", 22),
        ("sphinx", "docs", "7.*", "", 25),
        ("mypy", "dev", "", "", 28),
        ("tox", "ci", "", "", 31),
    ]


def test_setup_cfg():
    text = """\
[metadata]
name = shop
[options]
install_requires =
    requests>=2 ; python_version < "3"
    # flask
    attrs
tests_require = pytest
[options.extras_require]
images =
  Pillow
docs: sphinx
[flake8]
install_requires = no
"""
    assert said("setup.cfg", text) == [
        ("requests", "runtime", ">=2", "", 5),
        ("attrs", "runtime", "", "", 7),
        ("pytest", "tests", "", "", 8),
        ("pillow", "images", "", "", 11),
        ("sphinx", "docs", "", "", 12),
    ]


def test_setup_py_is_read_and_never_run():
    text = """\
import os
os.abort()
BASE = ["attrs"]
setuptools.setup(
    install_requires=BASE + ["requests>=2", f"{x}", *more()],
    extras_require={"images": ["Pillow"], NAME: open("x")},
    tests_require=read("tests.txt"),
)
"""
    assert said("setup.py", text) == [
        ("attrs", "runtime", "", "", 3),
        ("requests", "runtime", ">=2", "", 5),
        ("pillow", "images", "", "", 6),
    ]


def test_pipfile():
    text = '[[source]]\nurl = "x"\n[packages]\nrequests = "==2.31"\nflask = {version = "*", extras = ["async"]}\n[dev-packages]\npytest = "*"\n[docs]\nsphinx = "*"\n'
    assert said("Pipfile", text) == [
        ("requests", "runtime", "==2.31", "2.31", 4),
        ("flask", "runtime", "", "", 5),
        ("pytest", "dev", "", "", 7),
        ("sphinx", "docs", "", "", 9),
    ]


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        (
            "uv.lock",
            (
                'version = 1\n\n[[package]]\nname = "shop"\nversion = "1"\nsource = { editable = "." }\ndependencies = [\n    { name = "idna" },\n]\n\n'
                '[[package]]\nname = "idna"\nversion = "3.7"\nsource = { registry = "x" }\n\n[package.metadata]\nname = "no"\n'
            ),
            [("idna", "3.7", 12)],
        ),
        (
            "poetry.lock",
            (
                '[[package]]\nname = "Zope.Interface"\nversion = "6.0"\n\n[package.dependencies]\nsetuptools = "*"\n\n'
                '[[package]]\nname = "own"\nversion = "1"\n\n[package.source]\ntype = "directory"\nurl = "x"\n\n[metadata]\nname = "no"\n'
            ),
            [("zope-interface", "6.0", 2)],
        ),
        (
            "pdm.lock",
            '[metadata]\ngroups = ["default"]\n\n[[package]]\nname = "idna"\nversion = "3.7"\n\n[[package]]\nname = "own"\nversion = "1"\npath = "./own"\n',
            [("idna", "3.7", 5)],
        ),
        (
            "pylock.dev.toml",
            'lock-version = "1.0"\n[[packages]]\nname = "idna"\nversion = "3.7"\n\n[[packages]]\nname = "own"\ndirectory = { path = "." }\n\n[[packages]]\nname = "other"\n[packages.directory]\npath = "."\n',
            [("idna", "3.7", 3)],
        ),
        (
            "Pipfile.lock",
            '{\n "_meta": {"requires": {}},\n "default": {\n  "idna": {\n   "version": "==3.7"\n  },\n  "own": {"path": "."}\n },\n "develop": {"pytest": {"version": "==8.0"}}\n}\n',
            [("idna", "3.7", 4), ("pytest", "8.0", 9)],
        ),
        (
            "package-lock.json",
            (
                '{\n "packages": {\n  "": {"dependencies": {"react": "^19"}},\n  "apps/web": {"name": "web"},\n  "node_modules/web": {"link": true},\n'
                '  "node_modules/@a/b": {\n   "version": "1.0.0"\n  },\n  "node_modules/@a/b/node_modules/c": {\n   "version": "2.0.0"\n  }\n }\n}\n'
            ),
            [("@a/b", "1.0.0", 6), ("c", "2.0.0", 9)],
        ),
        (
            "npm-shrinkwrap.json",
            '{\n "dependencies": {\n  "a": {\n   "version": "1.0.0",\n   "dependencies": {\n    "b": {\n     "version": "2.0.0"\n    }\n   }\n  }\n }\n}\n',
            [("a", "1.0.0", 3), ("b", "2.0.0", 6)],
        ),
        (
            "yarn.lock",
            '# yarn lockfile v1\n\n\n"@a/b@^1.0.0", "@a/b@^1.1":\n  version "1.1.0"\n  dependencies:\n    c "^2"\n\nc@^2:\n  version "2.0.0"\n',
            [("@a/b", "1.1.0", 4), ("c", "2.0.0", 9)],
        ),
        (
            "x/yarn.lock",
            '__metadata:\n  version: 8\n\n"@a/b@npm:^1.0.0, @a/b@npm:^1.1":\n  version: 1.1.0\n\n"web@workspace:apps/web":\n  version: 0.0.0-use.local\n\n"old@npm:react@^17":\n  version: 17.0.2\n',
            [("@a/b", "1.1.0", 4), ("react", "17.0.2", 10)],
        ),
        (
            "pnpm-lock.yaml",
            "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      react: 19\n\npackages:\n\n  '@a/b@1.0.0(react@19.0.0)':\n    resolution: {}\n\n  react@19.0.0:\n    resolution: {}\n\nsnapshots:\n\n  no@1.0.0: {}\n",
            [("@a/b", "1.0.0", 11), ("react", "19.0.0", 14)],
        ),
        (
            "a/pnpm-lock.yaml",
            "lockfileVersion: 5.4\n\npackages:\n\n  /@a/b/1.0.0_react@19.0.0:\n    dev: false\n\n  /react/19.0.0:\n    dev: false\n",
            [("@a/b", "1.0.0", 5), ("react", "19.0.0", 8)],
        ),
        (
            "b/pnpm-lock.yaml",
            "lockfileVersion: '6.0'\n\npackages:\n\n  /@a/b@1.0.0(react@19.0.0):\n    dev: false\n",
            [("@a/b", "1.0.0", 5)],
        ),
        (
            "bun.lock",
            '{\n  "lockfileVersion": 1,\n  "workspaces": {\n    "": {"dependencies": {"react": "^19"}},\n  },\n  "packages": {\n    "@a/b": ["@a/b@1.0.0", "", {}, "sha"],\n\n    "web": ["web@workspace:apps/web"],\n    "@a/b/old": ["react@17.0.2", "", {}, "sha"],\n  }\n}\n',
            [("@a/b", "1.0.0", 7), ("react", "17.0.2", 10)],
        ),
    ],
)
def test_locks(path, text, found):
    entries = manifests.read(path, text.encode()).entries
    assert [(each.name, each.version, each.line) for each in entries] == found
    assert {each.group for each in entries} == {"locked"}


def test_package_json():
    text = """\
{
  "name": "web",
  "scripts": { "dependencies": "x" },
  "dependencies": {
    "@scope/x": "^1.0.0",
    "react17": "npm:react@^17.0.0",
    "inner": "workspace:*"
  },
  "devDependencies": { "vitest": "latest" },
  "peerDependencies": { "react": ">=18" },
  "optionalDependencies": { "fsevents": "*" },
  "bundledDependencies": ["@scope/x"]
}
"""
    assert said("package.json", text) == [
        ("@scope/x", "bundled", "^1.0.0", "", 5),
        ("react", "runtime", "^17.0.0", "", 6),
        ("inner", "runtime", "", "", 7),
        ("vitest", "dev", "latest", "", 9),
        ("fsevents", "optional", "*", "", 11),
        ("react", "peer", ">=18", "", 10),
    ]
    (alias,) = [each for each in manifests.read("package.json", text.encode()).entries if each.written == "react17"]
    assert alias.imported == ("react17",)


MARKS = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n"


@pytest.mark.parametrize(
    ("path", "text", "why", "line"),
    [
        ("pyproject.toml", "[project]\ndependencies = [\n", "is not TOML: a list never ends", 3),
        ("pyproject.toml", "x = 1\nx = 2\n", "is not TOML: 'x' stands there twice", 2),
        ("package.json", "{", "is not JSON", 1),
        ("package.json", "[]", "is not a JSON object", 1),
        ("package-lock.json", "x", "is not JSON", 1),
        ("uv.lock", "hello\n", "is no uv.lock that can be read", 1),
        ("yarn.lock", "hello\n", "is no yarn.lock that can be read", 1),
        ("pnpm-lock.yaml", "hello\n", "is no pnpm-lock.yaml: `lockfileVersion` is missing", 1),
        ("bun.lock", "hello\n", 'is no bun.lock: "lockfileVersion" is missing', 1),
        ("setup.py", "def (:\n", "is not Python that can be read", 1),
        ("uv.lock", f"version = 1\n{MARKS}", "holds the marks of a merge conflict", 2),
        ("requirements.txt", MARKS, "holds the marks of a merge conflict", 1),
        ("package.json", '{"a": ' * 50, "is not JSON", 1),
        ("package.json", "[" * 100000, "nests too deep to be read", 0),
        ("pyproject.toml", "a = " + "[" * 5000, "nests too deep to be read", 0),
    ],
)
def test_a_broken_file_says_why_and_where(path, text, why, line):
    found = manifests.read(path, text.encode())

    assert (found.why, found.line, found.entries) == (why, line, ())


def test_bytes_that_are_no_text():
    assert manifests.read("requirements.txt", b"a\n\xff\n").line == 2


@pytest.mark.parametrize("path", ["pyproject.toml", "package.json", "requirements.txt", "setup.cfg", "setup.py"])
def test_an_empty_manifest_says_nothing(path):
    assert manifests.read(path, b"{}" if path.endswith("json") else b"") == manifests.Found()
