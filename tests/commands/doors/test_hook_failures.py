"""What a hook cannot do is said: broken decisions, no time to compile, a failure of our own."""

from __future__ import annotations

import json
import time

import pytest

from tests.commands.ask import ADR, RULE, ready
from tests.commands.doors.hooked import PATIENT, hook, payload


def test_broken_decisions_are_said_and_the_rest_is_enforced(warm):
    warm.write({"docs/decisions/ADR-0002.yaml": "id: 0002\ntitle: x\n"})
    said = hook("claude", "pre-tool", given=payload(warm), **PATIENT)
    assert b'"deny"' in said.out
    assert b"errors in decisions, first: docs/decisions/ADR-0002.yaml:1" in said.err
    assert b"mneme lint" in said.err
    said = hook("claude", "pre-tool", given=payload(warm, "import os\n"))
    assert said[:2] == (b"", b"")  # it was said once
    said = hook("claude", "pre-tool", given=payload(warm, "import os\n", session_id="another"))
    assert json.loads(said.out) == {"systemMessage": said.err.decode().strip()}
    assert b"errors in decisions" in said.err


def test_a_decision_that_breaks_takes_its_rule_along_and_says_so(warm):
    warm.write({ADR: RULE.replace("forbid", "forbit")})
    said = hook("claude", "pre-tool", given=payload(warm), **PATIENT)
    assert b'"permissionDecision":"ask"' in said.out  # the base still has the rule
    assert b"errors in decisions" in said.err or b"error in decisions" in said.err


def test_a_policy_that_cannot_be_compiled_in_time_is_said(warm, monkeypatch):
    """The old policy judges, and somebody hears of it."""
    from mneme_cli.pipeline import compiled

    warm.write({ADR: RULE + "    say: Ask the port.\n"})
    monkeypatch.setattr(compiled, "_COMPILE", "import time; time.sleep(20)")
    from mneme_cli.commands import hook as door

    monkeypatch.setattr(door, "DEADLINE", 1.5)
    started = time.monotonic()
    out, err, _ = door.respond(["claude", "pre-tool"], lambda: payload(warm))
    assert '"deny"' in out
    assert "could not be compiled in time" in err
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(("policy_says", "denied"), [("allow", False), ("deny", True)])
def test_our_own_failure_is_said_and_the_policy_decides(shop, monkeypatch, policy_says, denied):
    shop.commit("two", {"mneme.yaml": f"source_roots:\n  - src\non_hook_failure: {policy_says}\n"})
    ready(shop)
    from mneme_cli.commands import hook as door
    from mneme_cli.evidence import imports

    monkeypatch.setattr(imports, "extract", lambda *_: 1 / 0)
    out, err, _ = door.respond(["claude", "pre-tool"], lambda: payload(shop))
    assert ('"deny"' in out) is denied
    assert "this edit was not judged (ZeroDivisionError" in err


def test_a_deadline_in_the_middle_is_said(warm, monkeypatch):
    from mneme_cli.commands import hook as door

    monkeypatch.setattr(door, "DEADLINE", -1.0)
    out, err, _ = door.respond(["claude", "pre-tool"], lambda: payload(warm))
    assert json.loads(out) == {"systemMessage": err.strip()}
    assert "mneme check" in err
