"""Rules that four projects have in other tools, imported: both tools agree, and what is planted is found at its line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from mneme_cli.commands.importing import plan, write
from mneme_cli.commands.importing.verify import verify
from mneme_cli.pipeline.corpus import load, worktree
from tests.real.conftest import CACHE, UNREACHABLE, sdist
from tests.real.imported import Ground, near, planted

DAY = 20777
TACH = "0.35.3"
CRUISER = "17.4.3"
GROUNDS = {
    ground.name + ground.source: ground
    for ground in (
        Ground("usethis", "0.22.0", ".importlinter", "src/", "src/usethis/_file/pyproject_toml", "usethis._core.badge", "usethis._version", "src/usethis/_ui/interface/badge.py"),
        Ground("kedro", "1.7.0", "pyproject.toml", "", "kedro/io", "kedro.framework.session.session", "kedro.halfway", "kedro/framework/session/__init__.py"),
        Ground("sqlfluff", "4.5.0", "pyproject.toml", "src/", "src/sqlfluff/core/helpers", "sqlfluff.cli.commands", "sqlfluff.halfway", "src/sqlfluff/__main__.py"),
        Ground("mcp-coder", "0.1.20", ".importlinter", "src/", "src/mcp_coder/utils", "mcp_coder.cli.main", "mcp_coder.halfway", "src/mcp_coder/__main__.py"),
        Ground("mcp-coder", "0.1.20", "tach.toml", "src/", "src/mcp_coder/utils", "mcp_coder.cli.main", "mcp_coder.halfway", "src/mcp_coder/__main__.py"),
    )
}  # fmt: skip

HIDES = {
    "kedropyproject.toml": ("kedro", "kedro.ipython"),
    "sqlfluffpyproject.toml": ("sqlfluff.core.formatter", "sqlfluff.core.linter"),
    "mcp-coder.importlinter": ("mcp_coder.utils.mcp_verification", "subprocess"),
}
"""An import that the contracts ignore, and that hides chains."""


def git(root, *args):
    fixed = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false", "-c", "gc.auto=0")
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(["git", *fixed, *args], cwd=root, check=True, capture_output=True, env=env).stdout


@pytest.fixture(scope="session")
def tach():
    """The folder of tach's script, in an environment of its own that git ignores."""
    folder = os.path.join(CACHE, f"tach-{TACH}")
    script = os.path.join(folder, "bin", "tach")
    if not os.path.exists(script):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [os.path.join(folder, "bin", "python"), "-m", "pip", "install", "-q", f"tach=={TACH}"]
        done = subprocess.run(pip, capture_output=True, text=True, check=False)
        if done.returncode and any(word in done.stderr for word in UNREACHABLE):
            pytest.skip(f"tach {TACH} cannot be fetched")
        assert done.returncode == 0, done.stderr
    return os.path.dirname(script)


@pytest.fixture(params=GROUNDS)
def ground(request, tmp_path, monkeypatch):
    """One project as a repository, and where to plant in it."""
    found = GROUNDS[request.param]
    root = tmp_path / found.name
    shutil.copytree(sdist(found.name, found.version), root, symlinks=True)
    git(root, "init", "-q", "-b", "main", "--template=")
    git(root, "add", "-Af", ".")
    git(root, "commit", "-qm", "sdist", "--no-verify")
    if found.source == "tach.toml":
        monkeypatch.setenv("PATH", request.getfixturevalue("tach") + os.pathsep + os.environ["PATH"])
    monkeypatch.chdir(root)
    return found, str(root)


@pytest.mark.real
def test_both_tools_say_the_same_of_the_sources_as_published(ground):
    found, root = ground
    corpus = load(root, DAY)
    made = plan(root, worktree(root), corpus, found.source)

    seen = verify(root, made, corpus)

    assert seen.ran
    assert seen.problems == ()
    assert {(held.theirs, held.ours) for held in seen.contracts} == {("kept", "kept")}
    assert seen.rows == ()
    hides = {hidden.ignored[1:3] for hidden in seen.hidden}
    assert (found.name + found.source in HIDES) == bool(hides)
    assert HIDES.get(found.name + found.source) in {*hides, None}
    assert [row for row in made.rows if row.how == "not importable"] == [
        row for row in made.rows if row.what == "root_package_paths"
    ]


@pytest.mark.real
def test_ten_breaches_are_found_at_their_lines_and_ten_near_misses_are_none(ground):
    found, root = ground
    corpus = load(root, DAY)
    write(root, plan(root, worktree(root), corpus, found.source), corpus)
    git(root, "add", "-Af", ".")
    git(root, "commit", "-qm", "decisions", "--no-verify")
    with open(os.path.join(root, found.legal), encoding="utf-8") as file:
        legal = file.read().replace("from .session import", f"from {found.high} import")
    forms, alike = planted(found, legal), near(found)
    texts = {f"{found.low}/planted_{form}.py": text for form, (text, _) in forms.items()}
    texts |= {f"{found.low}/near_{form}.py": text for form, text in alike.items()}
    texts |= {f"{found.low}/near_{found.high.rpartition('.')[2]}.py": "", neutral(found): f"import {found.high}\n"}
    git(root, "rm", "-q", found.legal)
    texts |= {found.legal: ""} if found.legal.endswith("__init__.py") else {}
    for path, text in texts.items():
        with open(os.path.join(root, path), "w", encoding="utf-8") as file:
            file.write(text)
    git(root, "add", "-Af", ".")

    lines = introduced(root)

    expected = {f"{found.low}/planted_{form}.py": line for form, (_, line) in forms.items()}
    if found.source == "tach.toml":  # tach leaves imports of types out, and so do the decisions
        assert lines.pop(f"{found.low}/planted_type_only.py", None) is None
        del expected[f"{found.low}/planted_type_only.py"]
    moved = f"{found.low}/planted_moved_file.py"
    assert expected[moved] in lines[moved]  # the rest of its text breaks the rules as well
    lines[moved] = {expected[moved]}
    assert {path: lines.get(path) for path in expected} == {path: {line} for path, line in expected.items()}
    assert [path for path in lines if "/near_" in path] == []
    assert {path for path in lines if path not in expected} <= {neutral(found)}

    with open(os.path.join(root, found.legal), "w", encoding="utf-8"):
        git(root, "add", "-Af", ".")  # import-linter refuses to look where a layer that it lists is gone
    seen = verify(root, plan(root, worktree(root), corpus, found.source), corpus)
    assert {held.name for held in seen.contracts if held.theirs != held.ours} <= {"circles"}
    assert [row for row in seen.rows if row.who != "same" and not row.reason] == []
    told = {(as_file(found, row.said.source), row.said.line) for row in seen.rows if row.who == "same"}
    dynamic = f"{found.low}/planted_dynamic.py"
    assert {each for each in expected.items() if each not in told} == {(dynamic, expected[dynamic])}
    rows = [row for row in seen.rows if row.said.name != "circles" and as_file(found, row.said.source) == dynamic]
    assert {row.reason.partition(": ")[2] or row.reason for row in rows} == {
        "tach does not see modules that are imported by a function, with their name as text"
        if found.source == "tach.toml"
        else "a function imports it, with its name as text"
    }
    circles = {row.reason for row in seen.rows if row.said.name == "circles"}
    assert all(reason.startswith("tach looks for circles among declared") for reason in circles)
    assert bool(circles) == (found.source == "tach.toml")


def as_file(found, source):
    """Say a module as the file that was planted; tach names files itself."""
    return source if source.endswith(".py") else f"{found.root}{source.replace('.', '/')}.py"


def neutral(found):
    return found.root + found.neutral.replace(".", "/") + ".py"


def introduced(root):
    """Return path → lines of what `mneme check --staged` says of the change."""
    house = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    done = subprocess.run(
        [sys.executable, "-m", "mneme_cli", "check", "--staged", "--format", "json"],
        cwd=root,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": house},
    )
    assert done.stdout, done.stderr.decode()
    out: dict[str, set[int]] = {}
    for each in json.loads(done.stdout)["findings"]:
        circle = each["rule"].endswith(("#siblings", "#circles"))  # a way back closes circles through files of others
        if each["status"] == "introduced" and each["outcome"] == "block" and not circle:
            out.setdefault(each["path"], set()).add(each["line"])
    return out


@pytest.mark.real
def test_what_tach_is_silent_about(tmp_path, monkeypatch, tach):
    files = {
        "tach.toml": 'source_roots = ["."]\nlayers = ["hi", "lo"]\nforbid_circular_dependencies = true\n'
        '[[modules]]\npath = "a"\nlayer = "hi"\ncannot_depend_on = ["b"]\n[[modules]]\npath = "b"\nlayer = "lo"\n'
        '[[modules]]\npath = "c"\ndepends_on = []\n[[modules]]\npath = "d"\nvisibility = ["a"]\n',
        "a/__init__.py": "import b\n",
        "b/__init__.py": "import a\n",
        "c/__init__.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import b\nelse:\n    import a\n",
        "d/__init__.py": "",
        "b/e.py": "import d\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    git(str(tmp_path), "init", "-q", "-b", "main", "--template=")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", tach + os.pathsep + os.environ["PATH"])
    corpus = load(str(tmp_path), DAY)

    seen = verify(str(tmp_path), plan(str(tmp_path), worktree(str(tmp_path)), corpus, "tach.toml"), corpus)

    assert [(row.who, row.said.name, row.said.source, row.said.target, row.reason) for row in seen.rows] == [
        (
            "ours",
            "a",
            "a/__init__.py",
            "b",
            "tach never looks at cannot_depend_on where a layer allows the import, and hi may import lo",
        ),
        ("ours", "c", "c/__init__.py", "a", "tach passes over the `else:` of TYPE_CHECKING, which is what runs"),
        ("ours", "circles", "a/__init__.py", "b", DECLARED),
        ("ours", "circles", "b/__init__.py", "a", DECLARED),
        (
            "ours",
            "d",
            "b/e.py",
            "d",
            "tach holds visibility against declared dependencies, not against imports, and b does not declare d",
        ),
        ("same", "layers", "b/__init__.py", "a", ""),
    ]
    assert ("layers", "broken", "broken") in seen.contracts
    assert ("circles", "kept", "broken") in seen.contracts


DECLARED = "tach looks for circles among declared dependencies only, and what is declared leads in none through this"


@pytest.mark.real
def test_tach_is_asked_until_it_has_seen_by_each_of_two_roots(tmp_path, monkeypatch, tach):
    files = {
        "tach.toml": 'source_roots = ["src", "."]\n[[modules]]\npath = "a"\ndepends_on = []\n[[modules]]\npath = "b"\n',
        "src/a/__init__.py": "import b\n",
        "src/b/__init__.py": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    git(str(tmp_path), "init", "-q", "-b", "main", "--template=")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", tach + os.pathsep + os.environ["PATH"])
    corpus = load(str(tmp_path), DAY)

    seen = verify(str(tmp_path), plan(str(tmp_path), worktree(str(tmp_path)), corpus, "tach.toml"), corpus)

    assert "(12 times: its source roots . and src overlap" in seen.ran
    assert [(row.who, row.said[:4]) for row in seen.rows] == [("same", ("a", "src/a/__init__.py", "b", 1))]


@pytest.fixture(scope="session")
def cruiser():
    """The folder of an installed dependency-cruiser with everything it needs."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("there is no npm here")
    folder = os.path.join(CACHE, f"dependency-cruiser-{CRUISER}")
    if not os.path.exists(os.path.join(folder, "node_modules", ".bin", "depcruise")):
        os.makedirs(folder, exist_ok=True)
        wanted = (f"dependency-cruiser@{CRUISER}", "typescript@5.9.3")
        done = subprocess.run(
            [npm, "install", "--prefix", folder, "--no-audit", "--no-fund", *wanted],
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        if done.returncode:
            pytest.skip(f"dependency-cruiser cannot be fetched: {done.stderr.strip().splitlines()[-1:]}")
    return folder


def rule(name, source, to, **more):
    return {"name": name, "severity": "error", "from": source, "to": to, **more}


FILES = ["npm", "core", "type-only"]
TYPES = ["type-only", "type-import", "triple-slash-type-reference"]
SHAPES = [
    rule("no-old-core", {}, {"dependencyTypes": ["core"], "path": ["^punycode$", "^sys$"]}),
    rule("cli-to-main", {"path": "(^src/cli/)"}, {"pathNot": ["^src/(main|utl)/", "$1"], "dependencyTypesNot": FILES}),
    rule("bin-to-cli", {"path": "(^bin/)"}, {"pathNot": ["^src/cli"], "dependencyTypesNot": FILES}),
    rule("no-json", {"path": "^src/"}, {"path": "[.]json$"}),
    rule("fs-at-the-edge", {"pathNot": ["^src/(extract|cli|config-utl)"]}, {"path": "^fs$"}),
    rule("report-alone", {"path": "(^src/[^/]+/)"}, {"path": "^src/", "pathNot": ["$1", "^src/(utl|meta)"]}),
    rule("types-to-types", {"path": "[.]d[.]m?ts$"}, {"dependencyTypesNot": TYPES}),
    rule("types-by-type", {}, {"path": "[.]d[.][cm]?ts$", "dependencyTypesNot": TYPES}),
    rule("runtime-needs", {}, {"dependencyTypes": ["npm-dev"], "dependencyTypesNot": [*TYPES, "npm"]}),
    rule("no-wrappers", {}, {"couldNotResolve": True, "exoticallyRequired": False}),
    {"name": "shared", "severity": "info", "from": {"path": "^src"}, "module": {"path": "^src/utl", "numberOfDependentsLessThan": 3}},
    rule("all-reached", {"path": "^bin/"}, {"path": "^src", "reachable": False}),
]  # fmt: skip
"""Rules of the shapes that dependency-cruiser has for itself: most of its own can be read only in its repository."""
RESOLVES = {"exportsFields": ["exports"], "conditionNames": ["import", "require"], "extensions": [".mjs", ".cjs", ".js", ".d.mts"]}  # fmt: skip
SEEING = {"tsPreCompilationDeps": True, "detectJSDocImports": True, "parser": "tsc", "enhancedResolveOptions": RESOLVES}


@pytest.fixture(params=["it sees types and comments", "it sees what runs"])
def cruised(request, cruiser, tmp_path, monkeypatch):
    """dependency-cruiser's own code with what it needs installed, and what it says of it."""
    package = os.path.join(cruiser, "node_modules", "dependency-cruiser")
    root = tmp_path / "cruiser"
    for folder in ("src", "bin", "types", "configs"):
        shutil.copytree(os.path.join(package, folder), root / folder)
    shutil.copy(os.path.join(package, "package.json"), root)
    os.symlink(os.path.join(cruiser, "node_modules"), root / "node_modules")
    (root / ".gitignore").write_text("node_modules\n")
    options = SEEING if "types" in request.param else {}
    config = {"extends": package + "/configs/recommended-strict", "forbidden": SHAPES, "options": options}
    (root / "rules.cjs").write_text(f"module.exports = {json.dumps(config)};\n")
    script = os.path.join(cruiser, "node_modules", ".bin", "depcruise")
    asked = [script, "src", "bin", "types", "configs", "--config", "rules.cjs", "-T", "json"]
    said = subprocess.run(asked, cwd=root, capture_output=True, check=False)
    (root / "rules.json").write_bytes(said.stdout)
    git(root, "init", "-q", "-b", "main", "--template=")
    monkeypatch.chdir(root)
    return str(root)


@pytest.mark.real
def test_dependency_cruisers_own_code(cruised):
    corpus = load(cruised, DAY)

    made = plan(cruised, worktree(cruised), corpus, "rules.json")
    seen = verify(cruised, made, corpus)

    assert {row.where: row.how for row in made.rows if row.where != "options"} == {
        "no-old-core": "exact",
        "cli-to-main": "approximate",
        "bin-to-cli": "approximate",
        "no-json": "approximate",
        "fs-at-the-edge": "approximate",
        "report-alone": "approximate",
        "types-to-types": "approximate",
        "types-by-type": "approximate",
        "runtime-needs": "approximate",
        "no-wrappers": "approximate",
        "shared": "approximate",
        "all-reached": "not importable",
        "no-orphans": "not importable",
        "no-circular": "approximate",
        "no-deprecated-core": "exact",
        "no-duplicate-dep-types": "not importable",
        "no-non-package-json": "approximate",
        "not-to-deprecated": "not importable",
        "not-to-unresolvable": "approximate",
    }
    assert {row.what for row in made.rows if row.where == "options"} >= {"args", "tsPreCompilationDeps", "doNotFollow"}
    assert seen.ran == "read from rules.json"
    assert seen.problems == ()
    assert [row for row in seen.rows if row.who != "same" and not row.reason] == []
    assert sum(row.who == "same" for row in seen.rows) > 10


BOUNDARIES = """import boundaries from "eslint-plugin-boundaries";
export default [{ ignores: ["other/**"] }, {
  files: ["src/**/*.js"],
  plugins: { boundaries },
  settings: {
    "boundaries/elements": [
      { type: "ui", pattern: "ui/*" }, { type: "lib", pattern: "lib/*" }, { type: "app", pattern: "app/*" },
    ],
    "boundaries/ignore": ["**/*.spec.js"],
  },
  rules: {
    "boundaries/element-types": [2, { default: "disallow", rules: [{ from: "app", allow: ["lib"] }] }],
    "boundaries/no-unknown-files": [2],
  },
}];
"""


@pytest.fixture(scope="session")
def eslint():
    """A folder in which eslint is installed with the plugin."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("there is no npm here")
    folder = os.path.join(CACHE, "eslint-9.39.5-boundaries-5.4.0")
    if not os.path.exists(os.path.join(folder, "node_modules", ".bin", "eslint")):
        os.makedirs(folder, exist_ok=True)
        wanted = ("eslint@9.39.5", "eslint-plugin-boundaries@5.4.0")
        done = subprocess.run(
            [npm, "install", "--prefix", folder, "--no-audit", "--no-fund", *wanted],
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        if done.returncode:
            pytest.skip(f"eslint cannot be fetched: {done.stderr.strip().splitlines()[-1:]}")
    return folder


@pytest.mark.real
def test_eslint_is_asked_about_boundaries(tmp_path, monkeypatch, eslint):
    files = {
        "package.json": '{"name": "x", "type": "module"}\n',
        ".gitignore": "node_modules\n",
        "eslint.config.mjs": BOUNDARIES,
        "src/lib/b/b.js": "export const b = 1;\n",
        "src/ui/a/a.js": 'import {\n  b,\n} from "../../lib/b/b.js";\n'
        'export { b as c } from "../../lib/b/b.js";\nexport const x = import("../../lib/b/b.js");\nexport default b;\n',
        "src/ui/a/a.spec.js": 'import "../../lib/b/b.js";\n',
        "src/app/c/c.js": 'import { b } from "../../lib/b/b.js";\nexport const c = b;\n',
        "src/main.js": "export const nobody = 1;\n",
        "other/ui/a/z.js": 'import { b } from "../../../src/lib/b/b.js";\nexport const z = b;\n',
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    os.symlink(os.path.join(eslint, "node_modules"), tmp_path / "node_modules")
    git(str(tmp_path), "init", "-q", "-b", "main", "--template=")
    script = os.path.join("node_modules", ".bin", "eslint")
    said = subprocess.run([script, "--print-config", "src/ui/a/a.js"], cwd=tmp_path, capture_output=True, check=True)
    (tmp_path / "rules.json").write_bytes(said.stdout)
    monkeypatch.chdir(tmp_path)
    corpus = load(str(tmp_path), DAY)

    seen = verify(str(tmp_path), plan(str(tmp_path), worktree(str(tmp_path)), corpus, "rules.json"), corpus)

    assert seen.ran == "eslint --format json ."
    assert seen.problems == ()
    assert [(row.who, row.said.source, row.said.line, row.reason[:35]) for row in seen.rows] == [
        ("ours", "other/ui/a/z.js", 1, "eslint did not lint other/ui/a/z.js"),
        ("same", "src/ui/a/a.js", 3, ""),
        ("theirs", "src/main.js", 1, "not importable: write `covered` for"),
    ]
