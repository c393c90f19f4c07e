"""Generated repositories: a few modules that import each other in every spelling, and decisions with every verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from random import Random

MODULES = ("shop", "shop.a", "shop.a.x", "shop.a.infra", "shop.b", "shop.b.x", "shop.b.infra.db", "shop.main", "tool")
PATHS = {
    **{name: f"src/{name.replace('.', '/')}.py" for name in MODULES},
    **{name: f"src/{name.replace('.', '/')}/__init__.py" for name in ("shop", "shop.a", "shop.b")},
}
NAMES = ("Thing", "db", "x", "save")
CONFIG = {
    "source_roots": ["src"],
    "components": {"a": "src/shop/a/**", "b": "src/shop/b/**", "top": ["src/shop/main.py", "src/tool.py"]},
}
LINES = (
    "import {module}",
    "import {module} as other",
    "from {package} import {last}",
    "from {module} import {name}",
    "from {module} import {name} as {other}",
    "from {module} import *",
    "from . import {last}",
    "from .{last} import {name}",
    "from .. import {last}",
    "from ..{last} import {name}",
    "from ..b.infra import {last}",
    "import importlib; importlib.import_module('{module}')",
    "__import__('{package}.{escaped}')",
    "from {package} import \\\n    {last}",
    "if True:\n    import {module}",
    "def inner():\n    from {module} import {name}",
    "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from {module} import {name}",
    "from shop.{wide} import {name}",
    "import sqlalchemy.orm",
    "from requests import get as {other}",
    "from requests import *",
    "import json, os",
    "print(eval('1'))",
    "{name}.save()",
    "import {module} as sh\nsh.{name}()",
    "import {module}\n{module}.{name}",
    "from {package} import {last} as sh\nsh.{name}.{other}()",
    "from . import {last} as sh\none = sh\none.{name}",
    "from {module} import *\n{name}()",
    "import {module} as g\ng.sh.{name}",
    "from os import environ\nenviron['X']",
    "# TODO {module}",
    "class Thing: ...",
    "def save(): ...",
    "__all__ = ['{name}']",
    "x = 1",
)
PASSING = (
    "from {module} import {name}",
    "from {module} import {name} as {other}",
    "from . import {name}",
    "from .{last} import {name} as {other}",
    "from {module} import *",
    "import {module} as {name}",
    "import {module} as sh",
    "from requests import {name}",
    "class {name}: ...",
)
"""What barrels are made of: a change of one may break a rule in a file far away."""
FAR = (
    *MODULES[1:],
    *("exact:shop.b", "shop.b.*", "src/shop/b/infra/**", "src/shop/a/x.py", "src/**/x.py", "a", "b"),
    *("pkg:pypi/requests", "pkg:pypi/sqlalchemy", "sqlalchemy.orm", "std:python/json"),
)
NEAR = ("src/shop/a/**", "src/shop/**", "src/shop/main.py", "src/tool.py", "src/shop/b/infra/**", "**/x.py", "b")


def lines(chance: Random, size: int) -> bytes:
    """Write one module."""
    cookie = chance.random()
    head = "# ünïcode\n" if cookie < 0.1 else "# coding: latin-1\n# é\n" if cookie < 0.15 else ""
    text = head + "\n".join(line(chance) for _ in range(size)) + "\n"
    return text.encode("latin-1" if "latin-1" in head and "Ａ" not in text and "ａ" not in text else "utf-8")


def line(chance: Random) -> str:
    module = chance.choice(MODULES)
    package, _, last = module.rpartition(".")
    words = {
        "module": module,
        "package": package or "shop",
        "last": last,
        "escaped": f"\\x{ord(last[0]):02x}{last[1:]}",
        "wide": "ａ.x" if chance.random() < 0.3 else "b.infra",
        "name": chance.choice(NAMES),
        "other": chance.choice(NAMES),
    }
    return chance.choice(PASSING if chance.random() < 0.4 else LINES).format(**words)


def code(chance: Random) -> dict[str, bytes]:
    """Write all modules, some of them left out."""
    paths = [path for path in PATHS.values() if chance.random() < 0.9]
    return {path: lines(chance, chance.randrange(5)) for path in paths} | {"README.md": b"import shop.b\nTODO\n"}


def changed(chance: Random, files: dict[str, bytes]) -> dict[str, bytes]:
    """Change a tree a little: edit, add, delete or rename one to three files."""
    out = dict(files)
    for _ in range(chance.randrange(1, 4)):
        path, other = chance.choice(list(PATHS.values())), chance.choice(list(PATHS.values()))
        how = chance.random()
        if how < 0.7 or path not in out:
            out[path] = lines(chance, chance.randrange(5))
        elif how < 0.85:
            del out[path]
        else:
            out[other] = out.pop(path)
    return out


def some(chance: Random, pool: tuple[str, ...], most: int = 3) -> list[str]:
    return sorted(set(chance.choices(pool, k=chance.randrange(1, most + 1))))


def rule(chance: Random) -> dict:
    """Make one rule of any verb."""
    far = some(chance, FAR)
    made = chance.choice(
        (
            {"forbid": {"imports": far}},
            {"forbid": {"imports": far}},
            {"forbid": {"imports": far, "through": False}},
            {"forbid": {"packages": ["requests"]}},
            {"forbid": {"imports": far, "calls": ["eval"]}},
            {"forbid": {"calls": [chance.choice(("eval", "*.save", "shop.b.save", "requests.get"))]}},
            {"forbid": {"symbols": [chance.choice(("os.environ", "shop.a.Thing", "requests"))]}},
            {"forbid": {"text": ["TODO"]}},
            {"forbid": {"written": ["relative_parent"]}},
            {"forbid": {"unresolved": True}},
            {"forbid": {"reaches": far}},
            {"only": {"imports": some(chance, MODULES[1:]), "packages": ["requests"]}},
            {"only": {"std": ["json"]}},
            {"protect": {"what": some(chance, MODULES[1:]), "allow": ["a"]}},
            {"public": {"of": "b", "surface": ["shop.b.x"]}},
            {"layers": {"order": ["a", "b", "top"], "direct": chance.random() < 0.5}},
            {"independent": {"units": ["a", "b"], "direct": chance.random() < 0.5}},
            {"acyclic": {"by": chance.choice(("file", "component", "children"))}},
            {"require": {"imports": far}},
            {"require": {"imports": far, "where": {"calls": ["eval"]}}},
            {"require": {"reaches": far}},
            {"require": {"imports": far, "some": True}},
            {"covered": {"by": ["a", "top"]}},
            {"limit": {"metric": chance.choice(("lines", "fan_in", "fan_out")), "at_most": 2}},
            {"ratchet": {"count": {"calls": ["print"]}, "at_most": 0}},
        )
    )
    if chance.random() < 0.6 and "acyclic" not in made:
        made["in"] = some(chance, NEAR, 2)
    if chance.random() < 0.2 and not {"covered", "limit"} & set(made):
        made["when"] = {"not": ["type"]}
    return {**made, "may_be_empty": True}


def decisions(chance: Random, size: int, crowd: int = 0) -> dict[str, bytes]:
    """Write the configuration and one decision. crowd: further bans, each with a word of its own that no file holds."""
    rules = {f"r{at}": rule(chance) for at in range(size)}
    rules |= {f"c{at}": {"forbid": {"packages": [f"nobody{at}"]}} for at in range(crowd)}
    record = {"id": "ADR-1", "title": "Rules", "status": "accepted", "date": "2026-01-01", "rules": rules}
    if chance.random() < 0.3:
        record["scope"] = some(chance, NEAR, 2)
    return {
        "mneme.yaml": yaml.safe_dump(CONFIG).encode(),
        "docs/decisions/ADR-1.yaml": yaml.safe_dump(record, allow_unicode=True).encode(),
    }
