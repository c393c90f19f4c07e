"""A module that becomes a package, or a package a module, is the module that it was to whoever imports it."""

from __future__ import annotations

import pytest

from mneme_cli.judge.ends import new_targets, old_names
from mneme_cli.model.fact import Change
from tests.commands.ask import mneme

HEAD = "id: ADR-0001\ntitle: The domain stands alone\nstatus: accepted\ndate: 2026-01-01\nrules:\n  alone:\n"
RULES = {
    "forbid": "    forbid:\n      imports:\n        - shop.a\n    in:\n      - shop/domain/**\n",
    "reaches": "    forbid:\n      reaches:\n        - shop.a\n    in:\n      - shop/domain/**\n",
    "layers": "    layers:\n      - shop.a\n      - shop.domain\n",
    "protect": "    protect:\n      what: shop.a\n      allow:\n        - shop.domain.allowed\n",
    "acyclic": "    acyclic:\n      by: file\n",
}
NAMES = "from shop.domain import order\n\n\ndef one():\n    return 1\n"
NEW = "from shop.domain import order\n\nVALUES = {1: 'one', 2: 'two', 3: 'three'}\n\n\nclass Other:\n    def other(self):\n        return VALUES\n"
USER, LATE = "shop/domain/order.py", "shop/domain/late.py"
IMPORT = "import shop.a\n"


@pytest.fixture(params=RULES)
def shop(repo, request):
    packages = {"shop/__init__.py": "", "shop/domain/__init__.py": "", LATE: "", "shop/domain/allowed.py": ""}
    decision = {"docs/decisions/ADR-0001.yaml": HEAD + RULES[request.param]}
    return repo.write({**packages, **decision, USER: IMPORT})


def found(expected):
    said = mneme("check", "--format", "json")
    assert said.code == bool(expected), said
    told = {each["path"] for each in said.page["findings"] if each["status"] == "introduced"}
    assert told == set(expected), said


@pytest.mark.parametrize("way", ["other words", "moved inside", "back", "back from inside"])
def test_who_imports_it_as_before_has_done_nothing(shop, way):
    if way.startswith("back"):
        inside = {"shop/a/core.py": NAMES} if "inside" in way else {}
        shop.commit("one", {"shop/a/__init__.py": NEW, **inside})
        shop.remove("shop/a/__init__.py", *inside)
        shop.write({"shop/a.py": NAMES})
    else:
        shop.commit("one", {"shop/a.py": NAMES})
        shop.remove("shop/a.py")
        inside = {"shop/a/core.py": NAMES} if way == "moved inside" else {}
        shop.write({"shop/a/__init__.py": NEW, **inside})
    found([])


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("web/a.ts", "web/a/index.ts", True),
        ("web/a/index.tsx", "web/a.tsx", True),
        ("web/a.ts", "web/a/index.js", False),
        ("web/a.css", "web/a/index.css", False),
        ("shop/a.py", "shop/a/index.py", False),
        ("shop/a.pyi", "shop/a/__init__.pyi", True),
        ("shop/a.py", "shop/b/__init__.py", False),
    ],
)
def test_which_files_are_one_module(old, new, same):
    changes = (Change(path=old, op="delete"), Change(path=new, op="add"))
    assert (new_targets(changes), old_names(changes)) == (({old: new}, {new: old}) if same else ({}, {}))


def test_what_a_file_holds_tells_first_who_it_was():
    changes = (Change(path="a.py", op="delete"), Change(path="a/__init__.py", op="add"))
    changes += (Change(path="a/core.py", op="add", was="a.py"),)
    assert old_names(changes) == {"a/core.py": "a.py"}
    assert new_targets(changes) == {"a.py": "a/__init__.py"}


def test_who_imports_it_anew_is_told(shop):
    shop.commit("one", {"shop/a.py": NAMES.partition("\n")[2]})
    shop.remove("shop/a.py")
    shop.write({"shop/a/__init__.py": NEW.replace("order", "late"), LATE: IMPORT})
    said = mneme("check", "--format", "json")
    assert said.code == 1
    assert LATE in {each["path"] for each in said.page["findings"] if each["status"] == "introduced"}
    assert USER not in {each["path"] for each in said.page["findings"] if each["status"] == "introduced"}
