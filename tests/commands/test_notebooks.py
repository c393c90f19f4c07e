"""A notebook in a check: its cells are judged as Python, and a finding points at the line of the file."""

import json

from tests.commands.ask import mneme

RULE = """\
id: ADR-0001
title: Nothing is evaluated
status: accepted
date: 2026-01-01
rules:
  no-eval:
    forbid:
      calls: [eval]
  no-infra:
    forbid:
      imports: [shop.infra]
    in:
      - notes/**
"""
CELLS = (
    {"cell_type": "markdown", "metadata": {}, "source": ["eval(x) is how\n"]},
    {"cell_type": "code", "metadata": {}, "source": ["%pip install x\n", "from shop.infra import db\n", "eval(db)"]},
    {"cell_type": "code", "metadata": {}, "source": "y = 1\nz = eval(y)"},
)


def found(*argv):
    page = mneme("check", *argv, "--format", "json").page
    return sorted((one["path"], one["line"], one["column"]) for one in page["findings"])


def test_a_finding_in_a_notebook_points_at_the_line_of_the_file(repo, monkeypatch):
    text = json.dumps({"cells": CELLS, "metadata": {}}, indent=1)
    repo.write({"shop/__init__.py": "", "shop/infra/__init__.py": "", "shop/infra/db.py": ""})
    repo.commit("all", {"docs/decisions/ADR-0001.yaml": RULE, "notes/n.ipynb": text})
    monkeypatch.chdir(repo.root)

    lines = text.split("\n")
    places = [
        (line, at + 1)
        for line, said in enumerate(lines, 1)
        for mark in ("from shop", "eval(db", "eval(y")
        if (at := said.find(mark)) >= 0
    ]
    expected = sorted(("notes/n.ipynb", *place) for place in places)

    assert found("--all") == expected
    assert found("notes/n.ipynb") == expected
    shown = mneme("check", "--all").words
    assert '"eval(db)"' in shown


def test_a_staged_notebook_is_judged(repo, monkeypatch):
    repo.write({"shop/__init__.py": "", "shop/infra/__init__.py": "", "notes/a.py": ""})
    repo.commit("all", {"docs/decisions/ADR-0001.yaml": RULE})
    repo.write({"n.ipynb": json.dumps({"cells": CELLS[2:], "metadata": {}})})
    repo.git("add", ".")
    monkeypatch.chdir(repo.root)

    said = mneme("check", "--staged", "--format", "json")

    assert said.code == 1
    assert [(one["path"], one["line"]) for one in said.page["findings"]] == [("n.ipynb", 1)]
