"""Every kind of edit through the pipeline: a rule bites whatever tool the agent takes."""

import json

import pytest

from mneme_cli.model.event import Edit, Event
from mneme_cli.pipeline.edit import judged
from mneme_cli.pipeline.failing import on_failure

RULES = """\
id: ADR-0001
title: The domain stands alone
status: accepted
date: 2026-01-01
rules:
  alone:
    forbid:
      imports:
        - shop.infra
    in:
      - shop/domain/**
  no-eval:
    forbid:
      calls: [eval]
  frozen:
    forbid:
      paths: [shop/frozen/**]
  stay:
    forbid:
      paths: [shop/stay/**]
      on: [rename]
"""
ORDER = "shop/domain/order.py"
NOTEBOOK = json.dumps({"cells": [{"cell_type": "code", "id": "c1", "metadata": {}, "source": "x"}], "metadata": {}})


@pytest.fixture
def shop(repo):
    packages = {f"shop/{name}__init__.py": "" for name in ("", "domain/", "infra/", "frozen/", "stay/")}
    repo.write({**packages, "shop/infra/db.py": "x = 1\n", ORDER: "import decimal\n\nx = 1\n", "n.ipynb": NOTEBOOK})
    repo.write({"shop/stay/a.py": "x = 1\n", "b.py": "pass\n", "shop/bad.txt": "import shop.infra.db\n"})
    repo.commit("shop", {"docs/decisions/ADR-0001.yaml": RULES})
    return repo


def reply(repo, *edits):
    event = Event(harness="claude", moment="pre-tool", cwd=repo.root, edits=edits)
    return judged(event, lambda _share=1.0: False)


def patched(*lines):
    return Edit(path="", how="patch", text="\n".join(["*** Begin Patch", *lines, "*** End Patch"]))


def shell(command):
    return Edit(path="", how="shell", text=command)


STOPPED = [
    (patched(f"*** Update File: {ORDER}", "@@", "-import decimal", "+import shop.infra.db"), "alone"),
    (patched(f"*** Update File: {ORDER}", "@@", "-no such line", "+import shop.infra.db"), "alone"),
    (patched("*** Add File: ok.py", "+x", "*** Add File: shop/domain/b.py", "+from shop import infra"), "alone"),
    (patched("*** Update File: shop/stay/a.py", "*** Move to: shop/a.py", "@@", " x = 1"), "stay"),
    (patched("*** Delete File: shop/frozen/__init__.py"), "frozen"),
    (Edit(path="n.ipynb", how="cell", text="eval(x)", old="c1"), "no-eval"),
    (Edit(path="new.ipynb", how="cell", text="eval(x)", mode="insert", kind="code"), "no-eval"),
    (Edit(path="shop/domain/n.ipynb", how="cell", text="from shop.infra import db", mode="insert"), "alone"),
    (Edit(path="w.ipynb", how="whole", text=NOTEBOOK.replace('"x"', '"y\\n\\u0065val(1)"')), "no-eval"),
    (shell(f"cat > {ORDER} <<'EOF'\nimport shop.infra.db\nEOF"), "alone"),
    (shell("cd shop && cat > domain/order.py <<EOF\nimport shop.infra.db\nEOF"), "alone"),
    (shell("cat << 'EOF' > a.py\neval(x)\nEOF"), "no-eval"),
    (shell("tee a.py << 'EOF'\neval(x)\nEOF"), "no-eval"),
    (shell("echo 'eval(x)' >> b.py"), "no-eval"),
    (shell("sed -i 's/pass/eval(x)/' b.py"), "no-eval"),
    (shell(f"cp shop/bad.txt {ORDER}"), "alone"),
    (shell(f"mv shop/bad.txt {ORDER}"), "alone"),
    (shell("git mv shop/stay/a.py shop/a.py"), "stay"),
    (shell("rm shop/frozen/__init__.py"), "frozen"),
    (shell("python make.py > shop/frozen/x.py"), "frozen"),
    (shell("curl -o shop/frozen/x.py http://h/x"), "frozen"),
    (shell("apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: a.py\n+eval(x)\n*** End Patch\nEOF"), "no-eval"),
]


@pytest.mark.parametrize(("edit", "rule"), STOPPED, ids=[f"{edit.how} {edit.text[:40]}" for edit, _ in STOPPED])
def test_a_rule_bites_whatever_the_tool(shop, edit, rule):
    said = reply(shop, edit)

    assert (said.outcome, said.told) == ("block", "")
    assert f"ADR-0001#{rule}" in said.reason


@pytest.mark.parametrize(
    "edit",
    [
        patched(f"*** Update File: {ORDER}", "@@", "-x = 1", "+x = 2"),
        patched("*** Delete File: shop/stay/a.py"),
        Edit(path="n.ipynb", how="cell", text="eval(x)", old="c1", kind="markdown"),
        Edit(path="n.ipynb", how="cell", text="%%bash\neval(x)", old="c1"),
        shell("sed -i 's/pa*s/eval(x)/' b.py"),
        shell("python -c 'open(1)'"),
        shell("git stash"),
        shell("cat > notes.md <<'EOF'\neval(x)\nEOF"),
        shell("echo 'eval(x)' > /tmp/elsewhere.py"),
        shell("rm b.py"),
        shell("grep -rn eval ."),
    ],
    ids=lambda edit: f"{edit.how} {edit.text[:40]}",
)
def test_what_breaks_no_rule_and_what_nobody_can_tell_goes_through(shop, edit):
    said = reply(shop, edit)

    assert (said.outcome, said.reason, said.told) == ("allow", "", "")


def test_a_reason_points_into_the_notebook(shop):
    said = reply(shop, Edit(path="n.ipynb", how="cell", text="x = 1\neval(x)", old="c1"))

    assert "n.ipynb:7 calls eval" in said.reason


def test_our_own_failure_on_a_command_asks_the_policy_of_where_it_runs(shop):
    shop.write({"mneme.yaml": "on_hook_failure: deny\n"})

    assert on_failure(Event(harness="x", moment="pre-tool", cwd=shop.root, edits=(shell("x"),))) == "deny"
