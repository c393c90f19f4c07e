"""Where the benchmarks work, and the bare surroundings that every measured process gets: equal on every machine."""

from __future__ import annotations

import os
import shutil

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
WORK = f"{HERE}/.work"
"""Git-ignored; all of it can be thrown away and is then made again."""

PERSON = {
    f"GIT_{who}_{what[0]}": what[1]
    for who in ("AUTHOR", "COMMITTER")
    for what in (("NAME", "bench"), ("EMAIL", "bench@example.com"), ("DATE", "2026-01-01T00:00:00Z"))
}


def surroundings() -> dict[str, str]:
    """Return the environment of a measured process: nobody's git configuration, no CI, no colour, one locale."""
    own = {"PATH": os.environ.get("PATH", os.defpath), "HOME": WORK, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return {**own, **PERSON, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "NO_COLOR": "1"}


def empty(path: str) -> str:
    """Make a folder anew, with nothing in it, and return it."""
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    return path


def write(path: str, text: str) -> None:
    """Write a file, with its folders."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def read(path: str) -> str:
    """Read a file."""
    with open(path, encoding="utf-8") as file:
        return file.read()
