"""A hook opens a graph and asks it: none of what makes start-up slow may come along."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from mneme_cli.graph.flat import flatten
from mneme_cli.store.files import save

ROOT = Path(__file__).parents[2]
SLOW = (
    "typer rich networkx yaml jsonschema git typing dataclasses json pathlib subprocess re collections enum functools"
)
SLOW += " contextlib abc sqlite3 hashlib os io"
HOOK = """
import sys
before = set(sys.modules)
sys.path.insert(0, sys.argv[1])
from mneme_cli.graph import cuts, cycles, flat, fold, mark, overlay, spread
from mneme_cli.model.region import Region
from mneme_cli.store.graph import load
graph = load(sys.argv[2])
view = overlay.Overlay(graph, {"new.py": [("b.py", 1)]}).filtered(lambda mask: mask != 2, {("a.py", "c.py")})
far = view.mark(Region(("c*",)))
print([view.name(node) for node, on in enumerate(spread.spread(view.rows(), far)) if on])
print(sorted(set(sys.modules) - before))
"""


def test_asking_a_graph_loads_nothing_slow(tmp_path) -> None:
    path = str(tmp_path / "graph")
    files = [f"f{at}.py" for at in range(20000)]
    assert save(path, flatten([("a.py", "c.py", 1), ("b.py", "c.py", 1)], files))
    assert Path(path).stat().st_size > 256 * 1024
    done = subprocess.run(
        [sys.executable, "-S", "-E", "-I", "-c", HOOK, str(ROOT), path], capture_output=True, text=True, check=True
    )
    found, modules = done.stdout.splitlines()
    assert found == "['b.py', 'new.py']"
    assert [name for name in SLOW.split() if f"'{name}'" in modules] == []
    assert "'mmap'" in modules
