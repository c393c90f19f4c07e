from __future__ import annotations

import pytest

from mneme_cli.evidence.exports import definitions
from mneme_cli.evidence.imports import extract
from mneme_cli.languages import of
from mneme_cli.model.fact import RUNTIME, TYPE
from mneme_cli.model.tree import Texts


@pytest.fixture
def ends(python):
    """Files, the import of a.py → what definitions say: (target, name, via)."""

    def found(files, source):
        texts = {path: text.encode() for path, text in files.items()} | {"a.py": source.encode()}
        tree = Texts(texts)
        layout = python.layout(tree, (), {})
        return [
            (each.target, each.name, each.via)
            for found in extract(texts["a.py"], python).imports
            for edge in python.resolve("a.py", found, tree, layout)
            for each in definitions(edge, tree, layout, python)
        ]

    return found


INIT = "p/__init__.py"


@pytest.mark.parametrize(
    ("files", "source", "wanted"),
    [
        ({INIT: "from .x import X", "p/x.py": "class X: pass"}, "from p import X", [("p/x.py", "p.x.X", INIT)]),
        ({INIT: "from .x import Y as X", "p/x.py": "Y = 1"}, "from p import X", [("p/x.py", "p.x.Y", INIT)]),
        ({INIT: "from .x import X", "p/x.py": "from .y import X", "p/y.py": "X = 1"}, "from p import X", [("p/y.py", "p.y.X", INIT)]),
        ({INIT: "from .x import *", "p/x.py": "X = 1", "p/y.py": ""}, "from p import X", [("p/x.py", "p.x.X", INIT)]),
        ({INIT: "from .y import *\nfrom .x import *", "p/x.py": "def X(): pass", "p/y.py": "Y = 1"}, "from p import X", [("p/x.py", "p.x.X", INIT)]),
        ({INIT: "from .y import *", "p/x.py": "X: int = 1", "p/y.py": "from .x import *"}, "from p import X", [("p/x.py", "p.x.X", INIT)]),
        ({INIT: "from .y import *\nX = 1", "p/y.py": "X = 2"}, "from p import X", []),
        ({INIT: "from .y import *", "p/y.py": "Y = 2"}, "from p import X", []),
        ({INIT: "from requests import *"}, "from p import X", [("pkg:pypi/requests.X", "requests.X", INIT)]),
        ({INIT: "from requests import *\nfrom httpx import *"}, "from p import X", []),
        ({INIT: "from sqlalchemy.orm import Session"}, "from p import Session", [("pkg:pypi/sqlalchemy.orm.Session", "sqlalchemy.orm.Session", INIT)]),
        ({INIT: "import json"}, "from p import json", [("std:python/json", "json", INIT)]),
        ({INIT: "import q.r as X", "q/r.py": ""}, "from p import X", [("q/r.py", "q.r", INIT)]),
        ({INIT: "from q import r as X", "q/r.py": "r = 1"}, "from p import X", [("q/r.py", "q.r", INIT)]),
        ({INIT: "X = 1"}, "from p import X", []),
        ({INIT: "", "p/x.py": ""}, "from p import x", []),
        ({INIT: "from .x import X", "p/x.py": "X = 1"}, "import p", []),
        ({INIT: "from .x import X", "p/x.py": "X = 1"}, "from p import *", []),
        ({INIT: "try:\n  from .x import X\nexcept ImportError:\n  from .y import X", "p/x.py": "X = 1", "p/y.py": "X = 1"}, "from p import X", [("p/x.py", "p.x.X", INIT), ("p/y.py", "p.y.X", INIT)]),
        ({INIT: "from .x import X", "p/x.py": "from . import X"}, "from p import X", []),
        ({INIT: "from .x import X"}, "from p import X", []),  # unresolved there, and said there
        ({INIT: "def f():\n  from .x import X", "p/x.py": "X = 1"}, "from p import X", []),
        ({INIT: "from . import *"}, "from p import X", []),
    ],
)  # fmt: skip
def test_definition(ends, files, source, wanted):
    assert ends(files, source) == wanted


def test_chain_of_twenty_is_followed_and_an_endless_one_ends(ends):
    def chain(size):
        files = {f"p/m{n}.py": f"from .m{n + 1} import X" for n in range(size)}
        return {INIT: "from .m0 import X", **files, f"p/m{size}.py": "X = 1"}

    assert ends(chain(15), "from p import X") == [("p/m15.py", "p.m15.X", INIT)]
    assert ends(chain(40), "from p import X") == []


def test_the_written_edge_is_kept(python):
    tree = Texts({INIT: b"from .x import X", "p/x.py": b"X = 1", "a.py": b"\n\nfrom p import X"})
    layout = python.layout(tree, (), {})
    (found,) = extract(tree.read("a.py"), python).imports
    (edge,) = python.resolve("a.py", found, tree, layout)
    known = {}
    (end,) = definitions(edge, tree, layout, python, known)
    assert (end.line, end.column, end.source, end.kinds, end.written) == (3, 1, "a.py", edge.kinds, "p")
    assert (INIT, False) in known
    assert definitions(edge, tree, layout, python, known) == (end,)


@pytest.mark.parametrize(
    ("barrel", "kinds"),
    [
        ('export type { X } from "./x"', TYPE),
        ('import type { X } from "./x"\nexport { X }', TYPE),
        ('export { X } from "./x"', RUNTIME),
        ('export * from "./y"', TYPE),
    ],
)
def test_what_is_passed_on_as_a_type_is_one(barrel, kinds):
    language = of("a.ts")
    texts = {"b.ts": barrel, "y.ts": 'export type { X } from "./x"', "x.ts": "export class X {}"}
    tree = Texts({path: text.encode() for path, text in texts.items()} | {"a.ts": b'import { X } from "./b"'})
    layout = language.layout(tree, (), {})
    (found,) = extract(tree.read("a.ts"), language).imports
    (edge,) = language.resolve("a.ts", found, tree, layout)
    (end,) = definitions(edge, tree, layout, language)
    assert (end.target, end.kinds & (RUNTIME | TYPE)) == ("x.ts", kinds)
