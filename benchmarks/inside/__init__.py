"""What no door isolates: run in a child of its own, so that it is measured as everything else is."""

from __future__ import annotations

import sys

from benchmarks.ground import ROOT
from benchmarks.spawn import Case, run

COMPILE = "import sys; sys.path.insert(0, sys.argv[1]); from mneme_cli.pipeline.keep import keep; keep(sys.argv[2])"
"""What a hook has done in a child when the decisions changed."""


def compiling(root: str) -> Case:
    """Return the compiler on the decisions of a repository."""
    return Case((sys.executable, "-c", COMPILE, ROOT, root), root)


def compiled(root: str) -> None:
    """Compile the policy of a repository, so that a hook finds it."""
    run(compiling(root))


def child(name: str, *words: str, cwd: str = ROOT) -> Case:
    """Return one of the scripts of this folder as a process."""
    return Case((sys.executable, "-m", f"benchmarks.inside.{name}", *words), cwd, more={"PYTHONPATH": ROOT})
