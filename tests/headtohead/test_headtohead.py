"""Every step of every case through the hook, as the client would call it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mneme_cli.pipeline.keep import keep

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = {path.parent.name: json.loads(path.read_text()) for path in sorted(HERE.glob("*/case.json"))}
STEPS = [(name, at) for name, case in CASES.items() for at in range(len(case["steps"]))]
IGNORED = "backstop: file the repo ignores, then Stop"
"""What git ignores is nobody's change: no gate would ever see it, so a stop does not hold it against an agent."""


@pytest.fixture
def ground(clean, tmp_path, request):
    """The repository of a case, its policy compiled: a machine under load must not decide what is right."""
    name, _ = request.param
    root = tmp_path / "repo"
    if (HERE / name / "repo").is_dir():
        shutil.copytree(HERE / name / "repo", root)
    shutil.copytree(HERE / name / "decisions", root / "docs" / "decisions")
    for words in (["init", "-q", "-b", "main", "--template="], ["add", "-A"], ["commit", "-qm", "before"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    keep(str(root))
    return (*request.param, root)


def hook(root, moment, data, cwd):
    words = [sys.executable, "-m", "mneme_cli", "hook", "claude", moment]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(words, input=data, cwd=cwd, capture_output=True, check=True, env=env, timeout=60)


def played(step, root):
    """Play one step; return what came of it and everything that was said."""
    if step["kind"] == "stop":
        begun = {"hook_event_name": "SessionStart", "session_id": "s1", "cwd": str(root), "source": "startup"}
        hook(root, "session-start", json.dumps(begun).encode(), root)
        subprocess.run(step["script"], shell=True, cwd=root, check=True)
        event = {"hook_event_name": "Stop", "session_id": "s1", "cwd": str(root), "stop_hook_active": False}
        done = hook(root, "stop", json.dumps(event).encode(), root)
        return ("block" if b'"decision":"block"' in done.stdout else "allow"), done
    if "pre" in step:
        subprocess.run(step["pre"].replace("{{REPO}}", str(root)), shell=True, cwd=root, check=True)
    raw = (step["raw"] if "raw" in step else json.dumps(step["event"])).replace("{{REPO}}", str(root))
    done = hook(root, "pre-tool", raw.replace("@@SURROGATE@@", "\\ud800").encode(), step.get("cwd", root))
    said = json.loads(done.stdout).get("hookSpecificOutput", {}) if done.stdout else {}
    return {"deny": "block", "ask": "block"}.get(said.get("permissionDecision"), "allow"), done


@pytest.mark.parametrize("ground", STEPS, indirect=True, ids=lambda step: f"{step[0]}-{step[1]}")
def test_the_verdict_is_right(ground):
    name, at, root = ground
    step = CASES[name]["steps"][at]

    verdict, done = played(step, root)

    if step["expect"] == "not-silent":
        assert done.stdout + done.stderr
    elif step["name"] == IGNORED:
        assert verdict == "allow"
    else:
        assert verdict == step["expect"], (step["name"], done)
