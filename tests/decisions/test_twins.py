"""W-TWINS: a name that two source roots have stands for the modules of both, and who writes it is told so."""

from __future__ import annotations

import pytest

from tests.commands.ask import mneme

PLACE = "docs/decisions/ADR-0001-t.yaml"
HEAD = "id: ADR-0001\ntitle: T\nstatus: accepted\ndate: 2026-01-01\n"
RULE = "rules:\n  r:\n    forbid:\n      imports:\n        - {far}\n    in:\n      - {near}\n"
PROJECT = '[project]\nname = "x"\nversion = "1"\n[tool.setuptools.packages.find]\nwhere = ["src"]\n'
ROOTS = {
    "the root and src/": ("", "src/"),
    "two members of a workspace": ("one/src/", "two/src/"),
}


def shop(root, init=""):
    web = "from shop.infra import db\n"
    files = {"__init__.py": init, "web/__init__.py": "", "web/page.py": web, "infra/__init__.py": "", "infra/db.py": ""}
    return {f"{root}shop/{path}": text for path, text in files.items()}


def both(one, other, init=""):
    projects = {"one/src/": {"one/pyproject.toml": PROJECT}, "two/src/": {"two/pyproject.toml": PROJECT}}
    return {**shop(one, init), **shop(other, init), **projects.get(one, {}), **projects.get(other, {})}


@pytest.fixture
def said(repo, monkeypatch):
    """What lint says of a decision over some files, and what a check of everything finds."""
    monkeypatch.chdir(repo.path)

    def told(files, near="shop.web", far="shop.infra", more=""):
        repo.commit("files", {PLACE: HEAD + more + RULE.format(near=near, far=far), **files})
        return " ".join(mneme("lint").out.decode().split()), mneme("check", "--all").out.decode()

    return told


@pytest.mark.parametrize("roots", ROOTS.values(), ids=ROOTS)
def test_a_name_means_every_module_of_that_name_and_is_said(said, roots):
    lint, check = said(both(*roots))

    assert [f"ADR-0001#r  {root}shop/web/page.py" in check for root in roots] == [True, True]
    one, other = sorted(f"{root}shop/infra/__init__.py" for root in roots)
    assert f"W-TWINS {PLACE}:9:11 ADR-0001#r: 'shop.infra' is the name of {one} and of {other}" in lint
    assert f"W-TWINS {PLACE}:11:9 ADR-0001#r: 'shop.web' is the name of" in lint
    assert "write its path, or mod:shop.web if all of them are meant" in lint


def test_a_path_or_an_explicit_name_is_not(said):
    lint, check = said(both("", "src/"), near="src/shop/web", far="mod:shop.infra")
    assert "W-TWINS" not in lint
    assert ("ADR-0001#r  src/shop/web/page.py" in check, " shop/web/page.py" in check) == (True, False)


def test_a_scope_and_a_component_are_asked_too(said):
    files = both("", "src/") | {"mneme.yaml": "components:\n  web:\n    - shop.web\n"}

    lint, _ = said(files, near="web", far="exact:shop.infra.db", more="scope:\n  - shop\n")

    assert f"W-TWINS {PLACE}:6:5 ADR-0001: 'shop' is the name of" in lint
    assert "W-TWINS mneme.yaml:3:7 component web: 'shop.web' is the name of" in lint
    assert "'exact:shop.infra.db' is the name of shop/infra/db.py and of src/shop/infra/db.py" in lint
    assert lint.count("W-TWINS") == 3


@pytest.mark.parametrize(
    "files",
    [
        shop("src/"),
        {**shop("src/"), "typings/shop/__init__.pyi": ""},  # stubs of the same modules
        {"one/src/shop/web/a.py": "", "one/pyproject.toml": PROJECT, "two/src/shop/infra/b.py": "", "two/pyproject.toml": PROJECT},
        {"one/src/shop/__init__.py": "x = __import__('pkgutil').extend_path(__path__, __name__)\n",
         "two/src/shop/__init__.py": "x = __import__('pkgutil').extend_path(__path__, __name__)\n",
         "one/src/shop/web/a.py": "", "one/pyproject.toml": PROJECT, "two/src/shop/infra/b.py": "", "two/pyproject.toml": PROJECT},
    ],
    ids=["one root", "stubs", "a namespace package in two roots", "one of pkgutil's"],
)  # fmt: skip
def test_one_module_in_several_places_is_none(said, files):
    lint, _ = said(files, near="shop", far="requests")
    assert "W-TWINS" not in lint
