"""An edit behind the imports that takes something of a module imported whole, through the hook's command."""

import json

import pytest

from mneme_cli.commands.hook import respond
from tests.commands.ask import ready

RULE = """\
id: ADR-0001
title: The domain stands alone
status: accepted
date: 2026-01-01
rules:
  alone:
    forbid:
      imports:
        - shop.infra
        - web/infra/**
    in:
      - shop/domain/**
      - web/domain/**
    say: Depend on a port.
"""
PYTHON = "import shop.shared as sh\nfrom shop.shared import *\n\n\ndef f(x):\n    return sh.Money(x)\n"
SCRIPT = "import * as sh from '../shared'\n\nexport const f = (x) => new sh.Money(x)\n"


@pytest.fixture
def shop(repo, monkeypatch):
    monkeypatch.setattr("mneme_cli.commands.hook.DEADLINE", 60.0)
    packages = {f"shop/{name}__init__.py": "" for name in ("", "domain/", "infra/")}
    repo.write(
        {
            **packages,
            "shop/infra/db.py": "class Session: ...\n",
            "shop/money.py": "class Money: ...\n",
            "shop/shared/__init__.py": "from shop.infra.db import Session\nfrom shop.money import Money\n",
            "shop/domain/order.py": PYTHON,
            "web/infra/db.ts": "export class Session {}\n",
            "web/money.ts": "export class Money {}\n",
            "web/shared/index.ts": "export * from '../infra/db'\nexport {Money} from '../money'\n",
            "web/domain/order.ts": SCRIPT,
        }
    )
    repo.commit("shop", {"docs/decisions/ADR-0001.yaml": RULE})
    return ready(repo)


def hook(repo, path, **given):
    payload = {"hook_event_name": "PreToolUse", "cwd": repo.root, "tool_input": {"file_path": path, **given}}
    said = respond(["claude", "pre-tool"], lambda: json.dumps(payload).encode())
    return json.loads(said.out).get("hookSpecificOutput", {}) if said.out else {}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("shop/domain/order.py", "sh.Money(x)", "sh.Session(x)"),
        ("shop/domain/order.py", "    return sh.Money(x)", "    s = sh\n    return s.Session"),
        ("shop/domain/order.py", "sh.Money(x)", "Session(x)"),
        ("web/domain/order.ts", "sh.Money(x)", "sh.Session(x)"),
        ("web/domain/order.ts", "export", "const { Session } = sh\nexport const g = () => new Session()\nexport"),
    ],
)
def test_it_is_denied_at_the_line_of_the_import(shop, path, old, new):
    said = hook(shop, path, old_string=old, new_string=new)

    assert said["permissionDecision"] == "deny"
    assert f"{path}:{2 if new.startswith('Session') else 1}" in said["permissionDecisionReason"]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("shop/domain/order.py", "sh.Money(x)", "sh.Money(x, 1)"),
        ("shop/domain/order.py", "sh.Money(x)", "sh.Money(x)  # never sh.Session"),
        ("shop/domain/order.py", "def f(x):", "def g(sh):\n    return sh.Session\n\n\ndef f(x):"),
        ("web/domain/order.ts", "sh.Money(x)", "sh.Money(x, 'sh.Session')"),
    ],
)
def test_what_only_looks_so_is_allowed(shop, path, old, new):
    assert hook(shop, path, old_string=old, new_string=new) == {}


def test_an_edit_that_touches_no_module_is_cleared_by_its_head(shop, monkeypatch):
    judged = []
    monkeypatch.setattr("mneme_cli.pipeline.edited.answer", lambda *_: judged.append(1) or ("allow", ""))

    for name in ("shop/domain/order.py", "web/domain/order.ts"):
        text = PYTHON.replace("import *", "import Money") if name.endswith("py") else SCRIPT
        shop.write({name: text})
        ready(shop)
        hook(shop, name, content=f"{text}\nx = f(1)\n")
        assert judged == []
        hook(shop, name, content=f"{text}\nx = sh.Other\n")
        assert judged.pop()


def test_what_was_taken_before_the_edit_is_not_its_doing(shop):
    shop.write({"shop/domain/order.py": PYTHON.replace("Money(x)", "Session(x)")})
    ready(shop)
    assert hook(shop, "shop/domain/order.py", old_string="sh.Session(x)", new_string="sh.Session(x, 2)") == {}
