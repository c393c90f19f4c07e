"""The inner door, called as a client calls it, with every module that it imported; and one rule of every kind."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
INNER = ROOT / "mneme_cli" / "inner.py"
HEAVY = {
    "typer", "rich", "networkx", "yaml", "jsonschema", "git", "typing", "dataclasses", "json", "pathlib", "subprocess",
}  # fmt: skip
HEAD = "id: ADR-0001\ntitle: A rule\nstatus: accepted\ndate: 2026-01-01\nrules:\n  r:\n"
RULES = {
    "forbid imports": "    forbid:\n      imports: [shop.infra]\n    in:\n      - src/shop/domain/**\n",
    "forbid reaches": "    forbid:\n      reaches: [shop.infra]\n    in:\n      - src/shop/domain/**\n",
    "forbid packages": "    forbid:\n      packages: [sqlalchemy]\n",
    "forbid calls": "    forbid:\n      calls: [eval]\n",
    "forbid symbols": "    forbid:\n      symbols: [os.environ]\n",
    "forbid paths": "    forbid:\n      paths:\n        - src/shop/domain/**\n",
    "forbid written": "    forbid:\n      written: [relative]\n",
    "forbid unresolved": "    forbid:\n      unresolved: true\n",
    "forbid text": "    forbid:\n      text: 'os\\.environ'\n",
    "only packages": "    only:\n      packages: [requests]\n    in:\n      - src/shop/domain/**\n",
    "only": "    only:\n      imports: []\n    in:\n      - src/shop/domain/**\n",
    "layers": "    layers:\n      - shop.infra\n      - shop.domain\n",
    "independent": "    independent:\n      units: [shop.infra, shop.domain]\n",
    "acyclic": "    acyclic:\n      by: file\n",
    "protect": "    protect:\n      what: [shop.infra]\n      allow: [shop.app]\n",
    "public": "    public:\n      of: shop.infra\n      surface: [shop.infra.api]\n",
    "require": "    require:\n      imports: [shop.app]\n    in:\n      - src/shop/domain/**\n",
    "require packages": "    require:\n      packages: [requests]\n    in:\n      - src/shop/domain/**\n",
    "require calls": "    require:\n      calls: [shop.app.start]\n    in:\n      - src/shop/domain/**\n",
    "require symbols": "    require:\n      symbols: [shop.app.NAME]\n    in:\n      - src/shop/domain/**\n",
    "require text": "    require:\n      text: 'Copyright'\n    in:\n      - src/shop/domain/**\n",
    "require reaches": "    require:\n      reaches: [shop.app]\n    in:\n      - src/shop/domain/**\n",
    "require reached_from": "    require:\n      reached_from: [shop.app]\n    in:\n      - src/shop/domain/**\n",
    "covered": "    covered:\n      by: [shop.infra]\n",
    "limit": "    limit:\n      metric: lines\n      at_most: 1\n",
    "undeclared": "    undeclared: true\n",
    "unused": "    unused: true\n",
    "dev_only": "    dev_only: true\n",
    "ratchet": "    ratchet:\n      count:\n        calls: [eval]\n",
    "ratchet imports": "    ratchet:\n      count:\n        imports: [shop.infra]\n",
    "ratchet text": "    ratchet:\n      count:\n        text: 'eval'\n",
}
NEW = "try:\n    import os\nfinally:\n    pass\nimport sqlalchemy\nfrom .. import nothing\nimport shop.absent\nfrom shop.infra import db\n\nprint(eval(os.environ['X']))\n"
"""The first import does not start its line, so that the file is parsed and not read line by line."""


def hook(shop, text=NEW, path="src/shop/domain/order.py"):
    """Run the inner door as a client does; return its answer and the modules it imported."""
    return door(shop, tool_name="Write", tool_input={"file_path": str(shop / path), "content": text})


STARTED = {"sys", "builtins", "_frozen_importlib", "_imp", "_thread", "_warnings", "_weakref", "__main__"}
"""What an interpreter has before it imports anything."""
WATCHED = f"""
import posix, sys
def _exit(code, leave=posix._exit):
    print(*sys.modules, sep="\\n", file=sys.stderr, flush=True)
    leave(code)
posix._exit = _exit
sys.argv, __file__ = [{str(INNER)!r}, *sys.argv[1:]], {str(INNER)!r}
exec(compile(open(__file__).read(), __file__, "exec"))
"""
"""The door as a script, which tells at its end what is loaded: Python does not count modules that a bundle made."""


def door(shop, name="pre-tool", hook_event_name="PreToolUse", **more):
    payload = {"hook_event_name": hook_event_name, "session_id": "s", "cwd": str(shop), **more}
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-E", "-c", WATCHED, "claude", name],
        input=json.dumps(payload).encode(),
        capture_output=True,
        check=True,
        env={"PATH": os.environ["PATH"]},
    )
    told, _, modules = done.stderr.decode().partition("sys\n")
    return done.stdout.decode(), {"sys", *modules.split()} - STARTED, told.splitlines()
