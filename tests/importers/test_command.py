"""`mneme import` as people type it: what is written, what is kept, and what both tools find."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import mneme  # noqa: F401 (a fixture)
from tests.importers.javascript import SEES, cruised, one

CODE = {
    "src/shop/__init__.py": "",
    "src/shop/web.py": "import shop.app\n",
    "src/shop/app.py": "import requests\n",
    "src/shop/infra.py": "def load():\n    from shop import web\n",
}
LINTER = """[importlinter]
root_package = shop
include_external_packages = True
[importlinter:contract:a]
name = Infra is low
type = layers
layers =
    shop.web
    shop.infra
[importlinter:contract:b]
name = No HTTP in web
type = forbidden
source_modules = shop.web
forbidden_modules = requests
ignore_imports = shop.app -> requests
"""


@pytest.fixture
def shop(repo):
    repo.commit("shop", {**CODE, ".importlinter": LINTER})
    return repo


def test_decisions_are_written_and_enforced(shop, mneme):  # noqa: F811
    code, out, err = mneme("import", ".importlinter")
    assert (code, err) == (0, "")
    assert "2 decisions" in out
    assert "written     docs/decisions/ADR-0001-infra-is-low.yaml" in out
    assert mneme("lint")[0] == 0
    assert "mneme.yaml" not in out  # the roots are found without it

    code, out, _ = mneme("check", "--all", "--format", "json")
    (found,) = json.loads(out)["findings"]
    assert code == 1
    assert (found["rule"], found["path"]) == ("ADR-0001#layers", "src/shop/infra.py") or "ADR-0001#layers" in str(found)


def test_nothing_is_imported_twice(shop, mneme):  # noqa: F811
    mneme("import", ".importlinter")
    code, _, err = mneme("import", "import-linter")
    assert code == 2
    assert "imported already: ADR-0001" in err


def test_a_dry_run_writes_nothing(shop, mneme):  # noqa: F811
    code, out, _ = mneme("import", "import-linter", "--dry-run")
    assert code == 0
    assert "to write" in out
    assert shop.git("status", "--porcelain") == ""


def test_both_tools_find_the_same_and_what_is_hidden_is_told(shop, mneme):  # noqa: F811
    code, out, err = mneme("import", ".importlinter", "--verify", "--dry-run", "--json")
    assert (code, err) == (0, "")
    seen = json.loads(out)["verified"]
    assert [(row["who"], row["source"], row["target"]) for row in seen["findings"]] == [
        ("same", "shop.infra", "shop.web")
    ]
    (hidden,) = seen["hidden"]
    assert (hidden["source"], hidden["target"]) == ("shop.web", "requests")
    assert hidden["ignored"] == "shop.app:1 -> requests"
    assert hidden["chain"] == ["src/shop/web.py", "src/shop/app.py", "pkg:pypi/requests"]
    assert seen["unexplained"] == 0


def test_a_difference_has_its_reason(shop, mneme):  # noqa: F811
    shop.commit("more", {"src/shop/web.py": "import importlib\nimportlib.import_module('requests')\n"})
    code, out, _ = mneme("import", ".importlinter", "--verify", "--dry-run")
    assert code == 0
    assert "No HTTP in web  kept for import-linter, broken for mneme\n  only mneme  shop.web:2 -> requests\n" in out
    assert "import-linter does not see shop.web:2 -> requests: a function imports it" in " ".join(out.split())


def test_into_another_folder(shop, mneme):  # noqa: F811
    code, out, _ = mneme("import", ".importlinter", "--into", "docs/rules")
    assert code == 0
    assert "docs/rules/ADR-0001-infra-is-low.yaml" in out
    assert shop.read("mneme.yaml").decode() == "decisions:\n  - docs/decisions\n  - docs/rules\n"
    assert mneme("check", "--all")[0] == 1


TACH = """source_roots = ["src"]
[[modules]]
path = "shop.web"
depends_on = []
[[modules]]
path = "shop.app"
"""


def test_components_are_added_to_a_mneme_yaml_and_nothing_in_it_changes(shop, mneme):  # noqa: F811
    shop.commit(
        "tach",
        {
            "tach.toml": TACH,
            "notes/todo.md": "later\n",
            "mneme.yaml": "# ours\ncomponents:\n  notes: notes/todo.md  # low\nbase: main\n",
        },
    )
    code, _, err = mneme("import", "tach")
    assert (code, err) == (0, "")
    text = shop.read("mneme.yaml").decode()
    assert text.startswith("# ours\ncomponents:\n  outside-tach:\n")
    assert "  notes: notes/todo.md  # low\nbase: main\n" in text
    assert mneme("lint")[0] == 0


def test_a_mneme_yaml_that_cannot_be_added_to_stays_and_it_is_said(shop, mneme):  # noqa: F811
    given = "components: {infra: src/shop/infra.py}\n"
    shop.commit("tach", {"tach.toml": TACH, "mneme.yaml": given})
    code, out, _ = mneme("import", "tach")
    assert code == 0
    assert "stays as it is; add this to it by hand:" in out
    assert "outside-tach:" in out
    assert shop.read("mneme.yaml").decode() == given


def test_a_new_mneme_yaml_names_the_parts(shop, mneme):  # noqa: F811
    shop.commit("tach", {"tach.toml": TACH})
    assert mneme("import", "tach.toml")[0] == 0
    assert "shop.web: shop.web" in shop.read("mneme.yaml").decode()
    assert mneme("lint")[0] == 0
    code, out, _ = mneme("check", "--all")
    assert code == 1
    assert "src/shop/web.py:1" in out


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("none.toml", "there is no file none.toml"),
        ("README.md", "no configuration that can be imported"),
        (".dependency-cruiser.js", "depcruise src --output-type json"),
        ("tach", "there is no configuration of tach here"),
        ("custom.ini", "has nothing that can be imported"),
    ],
)
def test_what_cannot_be_imported_says_what_to_do(shop, mneme, source, said):  # noqa: F811
    custom = "[importlinter]\nroot_package = shop\n[importlinter:contract:a]\nname = A\ntype = mine.Own\n"
    shop.write({"README.md": "", ".dependency-cruiser.js": "module.exports = {}", "custom.ini": custom})
    code, _, err = mneme("import", source)
    assert code == 2
    assert said in err


def test_a_tool_that_is_not_there_is_said(shop, mneme, monkeypatch):  # noqa: F811
    from mneme_cli.commands.importing import ask

    monkeypatch.setattr(ask, "_started", lambda way, witness, root: ())  # as on a machine without it
    code, out, _ = mneme("import", ".importlinter", "--verify", "--dry-run")
    assert code == 0
    assert "import-linter is not installed, so nothing was compared" in out


def test_a_file_from_elsewhere(shop, mneme, tmp_path):  # noqa: F811
    rules = {"forbidden": [{"name": "r", "severity": "error", "from": {"path": "^src/"}, "to": {"path": "^lib/"}}]}
    (tmp_path / "rules.json").write_text(json.dumps(rules))
    code, out, _ = mneme("import", str(tmp_path / "rules.json"))
    assert code == 0
    assert "dependency-cruiser, rules.json: 1 decision;" in out
    assert "file: rules.json" in shop.read("docs/decisions/ADR-0001-r.yaml").decode()


QUIET = {
    "rules.json": cruised(
        one("ban", **{"from": {"path": "^src/", "pathNot": "[.]spec[.]js$"}, "to": {"path": "^src/lib/"}}),
        one("core", **{"from": {"path": "^src/"}, "to": {"path": "^fs$", "dependencyTypes": ["core"]}}),
        options={**SEES, "exclude": {"path": ["^src/gen/", "[.]spec[.]js$", "fixtures"]}, "includeOnly": "^src"},
    ),
    "tach.toml": 'source_roots = ["."]\nexclude = ["py/old"]\n[[modules]]\npath = "py"\ndepends_on = []\n'
    '[[modules]]\npath = "py.inner"\ndepends_on = []\n',
    ".eslintrc.json": json.dumps(
        {
            "settings": {
                "boundaries/elements": [{"type": "app", "pattern": "app"}, {"type": "lib", "pattern": "lib"}],
                "boundaries/ignore": ["**/*.spec.js"],
                "boundaries/include": ["src/**", "gone/**"],
            },
            "rules": {"boundaries/element-types": [2, {"default": "disallow"}]},
        }
    ),
}
LAID = {
    **{f"src/{name}": "" for name in ("app/a.js", "app/a.spec.js", "lib/l.js", "gen/g.js")},
    **{f"py/{name}": "" for name in ("__init__.py", "inner/__init__.py", "old/__init__.py")},
}


@pytest.mark.parametrize("source", QUIET)
def test_what_was_just_imported_is_nothing_to_warn_of(repo, mneme, source):  # noqa: F811
    repo.commit("laid", {**LAID, source: QUIET[source]})
    assert mneme("import", source)[0] == 0
    assert "except:" in "".join(path.read_text() for path in Path(repo.root, "docs", "decisions").iterdir())

    code, out, _ = mneme("lint")

    assert (code, "warning" in out.lower()) == (0, False), out


def test_the_command_that_is_told_can_be_typed_and_no_line_is_too_long(shop, mneme, monkeypatch):  # noqa: F811
    monkeypatch.setenv("COLUMNS", "80")
    name = "The layers of the shop and everything else that lies around them there"
    shop.commit("long", {".importlinter": LINTER.replace("Infra is low", name)})
    _, out, _ = mneme("import", ".importlinter", "--verify", "--dry-run")

    assert "import-linter: PYTHONPATH=src:. lint-imports --config .importlinter" in " ".join(out.split())
    assert f"{name}\n  broken for both\n" in out
    paths = "docs/decisions/"
    assert [line for line in out.splitlines() if len(line) > 80 and paths not in line] == []
