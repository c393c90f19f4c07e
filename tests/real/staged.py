"""A project as a scratch repository, and what `mneme check --staged` says of a change to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

DAY = 20777


def git(root, *args):
    fixed = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false", "-c", "gc.auto=0")
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(["git", *fixed, *args], cwd=root, check=True, capture_output=True, env=env).stdout


def introduced(root):
    """Return path → lines of what `mneme check --staged` says of the change."""
    house = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    done = subprocess.run(
        [sys.executable, "-m", "mneme_cli", "check", "--staged", "--format", "json"],
        cwd=root,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": house},
    )
    assert done.stdout, done.stderr.decode()
    out: dict[str, set[int]] = {}
    for each in json.loads(done.stdout)["findings"]:
        circle = each["rule"].endswith(("#siblings", "#circles"))  # a way back closes circles through files of others
        if each["status"] == "introduced" and each["outcome"] == "block" and not circle:
            out.setdefault(each["path"], set()).add(each["line"])
    return out
