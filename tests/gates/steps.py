"""The steps of action.yml as GitHub's runner would run them: expressions evaluated, environment given, bash started."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = ACTION["runs"]["steps"]
EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")


class Ran(NamedTuple):
    """out: of all steps together.  code: of the step that failed, else 0.  outputs: what steps wrote to GITHUB_OUTPUT."""

    out: str
    code: int
    outputs: dict[str, str]


def looked_up(name, context):
    """Evaluate `inputs.x` or `github.event.pull_request.number`; what is not there is empty, as on GitHub."""
    for part in name.split("."):
        context = context.get(part, "") if isinstance(context, dict) else ""
    return str(context)


def filled(text, context):
    return EXPRESSION.sub(lambda found: looked_up(found[1], context), text)


def wanted(step, context):
    """Evaluate the one form of condition that the action has: parts joined by &&, each a comparison or a name."""
    parts = [part.strip() for part in step.get("if", "").split("&&") if part.strip()]
    for part in parts:
        name, between, text = (one.strip() for one in part.partition("=="))
        value = looked_up(name, context)
        if (value != text.strip("'")) if between else not value:
            return False
    return True


def run(checkout, name, event, *, only=("reviews", "judge"), temp, path, inputs=(), **env):
    """Run steps in a checkout. temp: RUNNER_TEMP, where the install step left its environment.  path: PATH."""
    folder = checkout.path.parent
    told, outputs = folder / "event.json", folder / "outputs.txt"
    told.write_text(json.dumps(event))
    outputs.write_text("")
    given = {key: one.get("default", "") for key, one in ACTION["inputs"].items()}
    given = {key: filled(value, {"github": {"token": "none"}}) for key, value in given.items()} | dict(inputs)
    context = {"inputs": given, "github": {"event": event, "token": "none"}}
    kept = {key: value for key, value in os.environ.items() if key.startswith(("GIT_", "LC_", "TZ", "HOME", "PIP_"))}
    kept |= {"PATH": path, "RUNNER_TEMP": str(temp), "GITHUB_ACTION_PATH": str(ROOT), "CI": "true"}
    kept |= {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": str(told)}
    kept |= {"GITHUB_REPOSITORY": "o/r", "GITHUB_OUTPUT": str(outputs), **env}
    said = ""
    for step in STEPS:
        if step["id"] not in only or not wanted(step, context):
            continue
        told_env = {key: filled(value, context) for key, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=checkout.root, env={**kept, **told_env}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        said += done.stdout + done.stderr
        if done.returncode:
            return Ran(said, done.returncode, _outputs(outputs))
    return Ran(said, 0, _outputs(outputs))


def _outputs(path):
    return dict(line.split("=", 1) for line in path.read_text().splitlines())
