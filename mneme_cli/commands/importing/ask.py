"""The source's own tool, if it is installed: on PATH, or in an interpreter that has its package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from mneme_cli.errors import MnemeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mneme_cli.importers import Answer, Witness
    from mneme_cli.model.tree import Tree

_PATIENCE = 900
"""Seconds; a tool that takes longer has hung."""


def asked(root: str, witness: Witness, path: str, tree: Tree, roots: tuple[str, ...]) -> tuple[str, Answer | None]:
    """Return the commands that were run and what they found; ("", None) if the tool is not there.

    Raises:
        MnemeError: the tool fails, or says something that is no answer.
    """
    shown, answer = _asked(root, witness, path, tree, roots)
    further = witness.also(path, tree) if answer else None
    more, other = _asked(root, further, path, tree, roots) if further else ("", None)
    if answer is None or other is None:
        return shown, answer
    said = tuple(sorted({*answer.said, *other.said}))
    return f"{shown}; {more}", answer._replace(said=said, facts={**answer.facts, **other.facts})


def _asked(root: str, witness: Witness, path: str, tree: Tree, roots: tuple[str, ...]) -> tuple[str, Answer | None]:
    ways = witness.command(path, roots)
    if not ways:
        return f"read from {path}", _read(witness, tree.read(path), path, "")
    for way in ways:
        argv = _started(way, witness, root)
        if argv:
            typed = " ".join(os.path.basename(word) if os.path.isabs(word) else word for word in argv)
            shown = witness.shown(path, roots) or typed
            _prepared(root, witness)
            runs, why = witness.runs(path, tree)
            answers = [_answered(root, witness, argv, shown) for _ in range(runs)]
            said = tuple(sorted({said for answer in answers for said in answer.said}))
            return shown + (f" ({runs} times: {why})" if why else ""), answers[0]._replace(said=said)
    return "", None


def _answered(root: str, witness: Witness, argv: tuple[str, ...], shown: str) -> Answer:
    done = _run(root, argv, witness.env)
    written = done.stderr if witness.stderr else done.stdout
    return _read(witness, _from(root, written), shown, done.stderr.decode(errors="replace"))


def _prepared(root: str, witness: Witness) -> None:
    """Run what has to be run first, if it is installed."""
    first = _started(witness.before, witness, root) if witness.before else ()
    done = _run(root, first, witness.env) if first else None
    if done is not None and done.returncode:
        said = " ".join(witness.before)
        why = (done.stderr + done.stdout).decode(errors="replace").split("\n\n")[0]
        raise MnemeError(f"{said}: {' '.join(why.split()) or 'it failed'}", "run it by hand until it works")


def _read(witness: Witness, written: bytes, shown: str, complaint: str) -> Answer:
    try:
        return witness.answer(written)
    except (ValueError, KeyError, TypeError):
        last = " ".join((complaint.strip().splitlines() or ["it said nothing that can be read"])[-1].split())
        raise MnemeError(f"{shown}: {last}", "run the tool by hand until it works, then verify again") from None


def _run(root: str, argv: tuple[str, ...], more: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "NO_COLOR": "1", **more}
    try:
        return subprocess.run(argv, cwd=root, capture_output=True, check=False, env=env, timeout=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as wrong:
        raise MnemeError(f"{argv[0]} cannot be run: {wrong}", "run it by hand, then verify again") from None


def _from(root: str, written: bytes) -> bytes:
    """Say the paths of a tool from the root, as everything else here is said."""
    for place in {root, os.path.realpath(root)}:
        written = written.replace(os.path.join(place, "").encode(), b"")
    return written


def _started(way: tuple[str, ...], witness: Witness, root: str) -> tuple[str, ...]:
    """Return a command line that can be started, () if this way is not installed."""
    if way[0] == "{python}":
        python = _python(witness)
        return (python, *way[1:]) if python else ()
    found = _installed(root, way[0]) or shutil.which(way[0]) or _beside(way[0])
    return (found, *way[1:]) if found else ()


def _installed(root: str, name: str) -> str:
    """Find a tool that the repository itself has installed."""
    found = os.path.join(root, "node_modules", ".bin", name)
    return found if os.access(found, os.X_OK) else ""


def _beside(name: str) -> str:
    """Find a script in the environment that mneme itself runs in."""
    found = os.path.join(os.path.dirname(sys.executable), name)
    return found if os.access(found, os.X_OK) else ""


def _python(witness: Witness) -> str:
    """Return an interpreter that has the tool: that of the script on PATH, or our own."""
    script = shutil.which(witness.script)
    if script:
        with open(script, "rb") as file:
            first = file.readline().decode("utf-8", "replace").strip()
        if first.startswith("#!") and "python" in first:
            return shutil.which(first[2:].split()[-1]) or first[2:].split()[-1]
    return sys.executable if find_spec(witness.package) else ""
