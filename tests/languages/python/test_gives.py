"""Every name that can be taken out of a package's own file, or that the file does not tell."""

from __future__ import annotations

import pytest


def own(python, parse, text, path="p/__init__.py"):
    found = python.gives(path, text.encode(), parse)
    return None if found is None else {name for name in found if not name.startswith("__")}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", set()),
        ("import a.b\nfrom c import d as e\nfrom . import f as g", {"a", "e", "g"}),
        ("x = y = 1\n(z := 2)\nfor i in t: pass\nwith o as w: pass", {"x", "y", "z", "i", "w"}),
        ("def f():\n  global g\n  g = 1\n  h = 2\nclass C: k = 1", {"f", "g", "C"}),
        ("match x:\n  case [a, *b]: pass", {"a", "b"}),
        ("from . import gone\ngone.f()", set()),
        ("try:\n  from . import fast\nexcept ImportError:\n  fast = None", {"fast"}),
        ("import logging\nlog = logging.getLogger(__name__)\nif __name__ == '__main__': pass", {"logging", "log"}),
        ("'''It fills globals() of modules.'''", set()),
    ],
)
def test_names(python, parse, text, names):
    assert own(python, parse, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "from x import *",
        "def __getattr__(name): ...",
        "__getattr__, __dir__, __all__ = attach()",
        "globals()['x'] = 1",
        "vars().update(y)",
        "exec('x = 1')",
        "import sys\nsetattr(sys.modules['p'], 'x', 1)",
        "from sys import modules as m\nm['p'].x = 1",
        "import inspect\ninspect.currentframe().f_globals['x'] = 1",
        "fill(__name__)",
        "__path__ = extend_path()",
        "def (:",
    ],
)
def test_what_may_have_more_names_tells_none(python, parse, text):
    assert own(python, parse, text) is None


@pytest.mark.parametrize("path", ["p/a.py", "p/__init__.pyi", "p/x__init__.py"])
def test_other_files_are_no_packages(python, parse, path):
    assert own(python, parse, "", path) is None
