"""What each adapter makes of every recorded payload, and what it says to every outcome: golden files, per agent.

`MNEME_GOLDEN=write pytest tests/harnesses` writes them anew; the difference is then read by a person.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from mneme_cli import shelf
from mneme_cli.harnesses import seen, take
from mneme_cli.harnesses._dialect import MOMENTS as NAMED
from mneme_cli.model.event import MOMENTS, Reply

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NAMES = shelf.names("mneme_cli.harnesses")
RECORDED = tuple(name for name in NAMES if (HERE / name).is_dir() and any((HERE / name).glob("*.json")))
SAID = {
    "allow": Reply(),
    "warn": Reply("warn", context="CONTEXT"),
    "ask": Reply("ask", reason="REASON"),
    "block": Reply("block", reason="REASON"),
    "told": Reply(told="NOTE"),
}
OUTCOMES = {
    **dict.fromkeys(("session-start", "subagent-start", "prompt"), ("allow", "warn", "told")),
    "pre-tool": ("allow", "warn", "ask", "block", "told"),
    "post-tool": ("allow", "warn", "block", "told"),
    "stop": ("allow", "block", "told"),
    "pre-compact": ("allow", "told"),
}
"""What mneme can say at a moment."""
CALL = {
    **dict.fromkeys(("tool", "tool_name", "toolName"), "Bash"),
    **{key: {"command": "make"} for key in ("input", "tool_input", "toolArgs")},
}
"""A call that every agent's adapter takes for one of its own."""


def configured(path):
    """Return which hook was called: Copilot follows the settings of Claude, too."""
    return "claude" if path.name.startswith("as-claude") else path.parent.name


def moment_of(path):
    """Return the moment on the command line, as the recorder named its file."""
    name = path.stem.removeprefix("as-claude-").removesuffix("-again").removesuffix("-inside")
    if name in MOMENTS:
        return name
    return "post-tool" if name.startswith("after-") else "pre-tool"


def read(path):
    """Read one recorded payload as `mneme hook` does."""
    payload = json.loads(path.read_text())
    name = seen(configured(path), payload)
    event = take(name).read(payload, moment_of(path))
    return {"dialect": name, **_plain(event)} if event else {"dialect": name, "event": None}


def _plain(event):
    told = {key: value for key, value in event._asdict().items() if value not in ("", False, ())}
    blank = type(event.edits[0])(path="", how="") if event.edits else None
    edits = [{k: v for k, v in each._asdict().items() if v != getattr(blank, k)} for each in event.edits]
    return {**told, **({"edits": edits} if edits else {})}


def events(agent):
    """Return the golden page of an agent's payloads."""
    page = {path.stem: read(path) for path in sorted((HERE / agent).glob("*.json"))}
    return json.dumps(page, indent=1, ensure_ascii=False) + "\n"


def answers(agent):
    """Return the golden page of an agent's answers; Copilot has two namings."""
    lines = []
    for claude in (False, True)[: 1 + (agent == "copilot")]:
        for moment, outcomes in OUTCOMES.items():
            for name in outcomes:
                said = take(agent).answer(asked(agent, moment, claude), SAID[name])
                lines.append(f"{moment} {name}{' (in the naming of Claude)' * claude}: exit {said.code}")
                lines += [f"  out {line}" for line in said.out.splitlines()]
                lines += [f"  err {line}" for line in said.err.splitlines()]
    return "\n".join(lines) + "\n"


def asked(agent, moment, claude=False):
    """Return an agent's event of a moment."""
    named = {"hook_event_name": next(name for name, each in NAMED.items() if each == moment)} if claude else {}
    return take(agent).read({"cwd": "/project", **CALL, **named}, moment)


def compare(name, got):
    """Hold a page against its golden file."""
    file = HERE / "golden" / name
    if os.environ.get("MNEME_GOLDEN") == "write":
        file.write_text(got)
    assert got == file.read_text()


@pytest.mark.parametrize("agent", RECORDED)
def test_payloads_are_read_as_their_golden_page_says(agent):
    compare(f"{agent}.events.json", events(agent))


@pytest.mark.parametrize("agent", NAMES)
def test_answers_are_as_their_golden_page_says(agent):
    compare(f"{agent}.answers.txt", answers(agent))


def test_every_golden_page_is_compared():
    pages = {f"{agent}.events.json" for agent in RECORDED} | {f"{agent}.answers.txt" for agent in NAMES}

    assert {path.name for path in (HERE / "golden").iterdir()} == pages


@pytest.mark.parametrize("agent", NAMES)
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("claude", [False, True])
def test_nobody_is_told_allow_and_no_denial_is_silent(agent, moment, claude):
    """Allow skips the user's own question; exit 2 without a word lets the write through."""
    for name in OUTCOMES[moment]:
        said = take(agent).answer(asked(agent, moment, claude), SAID[name])
        page = said.out + said.err

        assert agent == "cursor" or '"permission":"allow"' not in page
        assert '"permissionDecision":"allow"' not in page
        assert said.code == 0 or (agent == "kiro" and said.code == 2 and said.err.strip())
        assert name not in ("ask", "block") or "REASON" in page
        assert not said.out or said.out.endswith("\n")


@pytest.mark.parametrize("moment", MOMENTS)
def test_codex_gets_no_key_that_its_own_schema_does_not_know(moment):
    """One of them, and it throws the answer away and runs the tool."""
    native = next(name for name, each in NAMED.items() if each == moment)
    file = re.sub(r"(?<!^)([A-Z])", r"-\1", native).lower()
    schema = json.loads((HERE / "codex" / "schemas" / f"{file}.json").read_text())
    assert schema["additionalProperties"] is False
    for name in OUTCOMES[moment]:
        said = take("codex").answer(asked("codex", moment, claude=True), SAID[name])
        if said.out:
            Draft7Validator(schema).validate(json.loads(said.out))
        assert bool(said.out) == (name != "allow")


@pytest.mark.parametrize("agent", ["neutral", "opencode"])
def test_what_we_say_ourselves_is_as_we_publish_it(agent):
    schema = json.loads((ROOT / "schemas" / "reply.schema.json").read_text())
    said = [take(agent).answer(asked(agent, moment), reply).out for moment in MOMENTS for reply in SAID.values()]
    pages = [json.loads(page) for page in said if page]

    assert [Draft202012Validator(schema).validate(page) for page in pages]
    assert {page["outcome"] for page in pages} == {"allow", "warn", "block"} | (
        {"ask"} if agent == "neutral" else set()
    )


@pytest.mark.parametrize("path", sorted((HERE / "opencode").glob("*.json")), ids=lambda path: path.stem)
def test_what_our_plugin_sends_is_as_we_publish_it(path):
    schema = json.loads((ROOT / "schemas" / "event.schema.json").read_text())

    Draft202012Validator(schema).validate(json.loads(path.read_text()))
