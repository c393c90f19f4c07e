"""The code graph: rows, pictures, and what is not there."""

import json

import pytest


def rows(out):
    return [json.loads(line) for line in out.splitlines()]


def test_a_row_for_each_statement_and_target(repo, mneme):
    repo.commit(
        texts={
            "src/shop/__init__.py": "",
            "src/shop/infra/__init__.py": "",
            "src/shop/infra/db.py": "class Session: ...\n",
            "src/shop/cart.py": "import json\n\nfrom shop.infra import db, missing\nfrom .infra.db import Session as S\n"
            "import yaml, shop.nowhere\n",
        }
    )

    code, out, err = mneme("imports", "-f", "jsonl")

    assert (code, err) == (0, "")
    cart = {"file": "src/shop/cart.py", "kinds": ["runtime"]}
    assert rows(out) == [
        {**cart, "line": 1, "column": 1, "specifier": "json", "names": [], "target": "std:python/json", "external": True},
        {**cart, "line": 3, "column": 1, "specifier": "shop.infra", "names": ["missing"],
         "target": "src/shop/infra/__init__.py", "external": False},
        {**cart, "line": 3, "column": 1, "specifier": "shop.infra", "names": ["db"],
         "target": "src/shop/infra/db.py", "external": False},
        {**cart, "line": 4, "column": 1, "specifier": ".infra.db", "names": ["Session"],
         "target": "src/shop/infra/db.py", "external": False},
        {**cart, "line": 5, "column": 1, "specifier": "shop.nowhere", "names": [], "target": "?", "external": False},
        {**cart, "line": 5, "column": 1, "specifier": "yaml", "names": [], "target": "pkg:pypi/yaml", "external": True},
    ]  # fmt: skip


def test_what_is_printed_of_a_runtime_is_what_a_rule_says(repo, mneme):
    rule = "id: ADR-0001\ntitle: No processes\nstatus: accepted\ndate: 2026-01-01\nrules:\n  x:\n    forbid:\n      imports:\n"
    repo.commit(texts={"a.ts": "import 'node:child_process'\nimport 'fs'\nimport 'bun:sqlite'\n"})

    _, out, _ = mneme("imports", "-f", "jsonl")
    targets = [row["target"] for row in rows(out)]
    repo.commit(texts={"docs/decisions/ADR-0001.yaml": rule + "".join(f"        - {each}\n" for each in targets)})

    assert targets == ["std:node/child_process", "std:node/fs", "std:bun/sqlite"]
    assert mneme("lint")[0] == 0
    code, out, _ = mneme("check", "--all", "--format", "json")
    assert (code, len(json.loads(out)["findings"])) == (1, 3)


def test_kinds_and_tests_are_marked(repo, mneme):
    text = "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import shop\n\n\ndef late():\n    import shop\n"
    repo.commit(texts={"shop/__init__.py": "", "tests/test_a.py": text})

    _, out, _ = mneme("imports", "-f", "jsonl")

    assert [row["kinds"] for row in rows(out)] == [["runtime", "test"], ["type", "test"], ["runtime", "local", "test"]]


def test_the_same_bytes_from_a_warm_store_and_with_edits_on_disk(shop, mneme):
    _, cold, _ = mneme("imports", "-f", "jsonl")
    _, warm, _ = mneme("imports", "-f", "jsonl")
    shop.write({"src/shop/web/new.py": "import shop.app\n"})
    _, edited, _ = mneme("imports", "-f", "jsonl")

    assert cold == warm
    assert [row["file"] for row in rows(edited) if row not in rows(cold)] == ["src/shop/web/new.py"]


def test_only_what_is_asked_for_also_from_a_folder_below(shop, mneme, monkeypatch):
    monkeypatch.chdir(shop.path / "src" / "shop")

    _, out, _ = mneme("imports", "web", "-f", "jsonl")

    assert {row["file"] for row in rows(out)} == {"src/shop/web/cart.py"}


def test_by_component(shop, mneme):
    _, out, _ = mneme("imports", "--by", "component", "-f", "jsonl")

    assert rows(out) == [
        {"source": "app", "target": "billing", "imports": 1, "kinds": ["runtime"]},
        {"source": "app", "target": "domain", "imports": 2, "kinds": ["runtime"]},
        {"source": "reports", "target": "billing", "imports": 1, "kinds": ["runtime"]},
        {"source": "web", "target": "app", "imports": 1, "kinds": ["runtime"]},
    ]


def test_pictures_name_every_part_once(shop, mneme):
    _, mermaid, _ = mneme("imports", "--by", "component", "-f", "mermaid")
    _, dot, _ = mneme("imports", "--by", "package", "--external", "-f", "dot")

    assert mermaid.count('["infra"]') == 1
    assert "n0 -->|2| n2" in mermaid
    assert '"src/shop/infra" -> "pkg:sqlalchemy" [label="2"];' in dot


@pytest.mark.parametrize("by", ["file", "component", "package"])
def test_text_fits_eighty_columns(shop, mneme, by):
    _, out, _ = mneme("imports", "--by", by)

    assert max(map(len, out.splitlines())) <= 80
    assert out.rstrip().endswith("in 19 files")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--by", "layer"), "one of: file, component, package"),
        (("-f", "svg"), "one of: text, jsonl, dot, mermaid"),
        (("src/shop/wbe",), "did you mean src/shop/web?"),
        (("/",), "outside the repository"),
    ],
)
def test_what_cannot_be_shown_is_said(shop, mneme, argv, said):
    code, out, err = mneme("imports", *argv)

    assert (code, out) == (2, "")
    assert said in err


def test_components_have_to_be_declared(repo, mneme):
    repo.commit(texts={"a.py": "import b\n"})

    code, _, err = mneme("imports", "--by", "component")

    assert code == 2
    assert "--by package" in err


def test_a_file_that_cannot_be_read_well_is_said(repo, mneme):
    repo.commit(texts={"a.py": "import os\ndef (:\nimport json\n"})

    _, out, _ = mneme("imports")

    assert "a.py:2  has a syntax error: some imports may be missing" in out
    code, rows_, err = mneme("imports", "-f", "jsonl")
    assert (code, len(rows(rows_))) == (0, 2)
    assert "a.py:2  has a syntax error" in err


def test_what_is_taken_from_a_foreign_module_is_one_row(repo, mneme):
    repo.commit(texts={"a.py": "from typing import Any, TYPE_CHECKING as T\nfrom google.cloud import storage\n"})

    found = rows(mneme("imports", "-f", "jsonl")[1])

    assert [(row["target"], row["names"]) for row in found] == [
        ("std:python/typing", ["Any", "TYPE_CHECKING"]),
        ("pkg:pypi/google.cloud", ["storage"]),
    ]


def test_without_git(clean, tmp_path, monkeypatch, mneme):
    (tmp_path / "a.py").write_text("import b\n")
    (tmp_path / "b.py").write_text("")
    monkeypatch.chdir(tmp_path)

    _, out, _ = mneme("imports", "-f", "jsonl")

    assert rows(out)[0]["target"] == "b.py"


def test_what_is_left_alone_has_no_imports_and_is_counted(shop, mneme):
    text = shop.read("mneme.yaml").decode()
    shop.write({"mneme.yaml": f"{text}exclude:\n  - src/shop/reports/**\n"})

    _, out, _ = mneme("imports")

    assert "src/shop/reports/nightly.py" not in out
    assert "in 17 files; 2 files left alone (excluded, generated or vendored)" in out
