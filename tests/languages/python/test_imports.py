from __future__ import annotations

import pytest

SHAPES = {
    "import a": [(1, 1, "a", "", "runtime")],
    "import a.b.c": [(1, 1, "a.b.c", "", "runtime")],
    "import a, b as c": [(1, 1, "a", "", "runtime"), (1, 1, "b", "", "runtime")],
    "from x import y": [(1, 1, "x", "y", "runtime")],
    "from x import *": [(1, 1, "x", "*", "runtime")],
    "from . import a": [(1, 1, ".", "a", "runtime")],
    "from ... import a": [(1, 1, "...", "a", "runtime")],
    "from . . x import a": [(1, 1, "..x", "a", "runtime")],
    "from ..x.y import a as b, c": [(1, 1, "..x.y", "a", "runtime"), (1, 1, "..x.y", "c", "runtime")],
    "from __future__ import annotations": [(1, 1, "__future__", "annotations", "runtime")],
    "from x import (a, # ) import q (\n  b)  # )\n": [(1, 1, "x", "a", "runtime"), (1, 1, "x", "b", "runtime")],
    "from x import a \\\n  , b": [(1, 1, "x", "a", "runtime"), (1, 1, "x", "b", "runtime")],
    "import a \\\n  . b": [(1, 1, "a.b", "", "runtime")],
    "x = 1; import a; y = 2; from b import c": [(1, 8, "a", "", "runtime"), (1, 25, "b", "c", "runtime")],
    "é = 1; import a": [(1, 8, "a", "", "runtime")],
    "é = 'ü'; import a; ö = 1; import b": [(1, 10, "a", "", "runtime"), (1, 27, "b", "", "runtime")],
    "import été": [(1, 1, "été", "", "runtime")],
    "import \ufb01le": [(1, 1, "file", "", "runtime")],  # NFKC, as Python reads identifiers
    "if (n := 1):\n  import a": [(2, 3, "a", "", "runtime conditional")],
    "with suppress(ImportError):\n  import a": [(2, 3, "a", "", "runtime conditional")],
    "with x, contextlib.suppress(ImportError, OSError) as y:\n  import a": [(2, 3, "a", "", "runtime conditional")],
    "with open(suppress) as f:\n  import a": [(2, 3, "a", "", "runtime")],
    "match x:\n  case 1:\n    import a": [(3, 5, "a", "", "runtime conditional")],
    "class A[T]:\n  import a": [(2, 3, "a", "", "runtime local")],
    "type X = int\ndef f[T](x: T): import a": [(2, 17, "a", "", "runtime local")],
    "@import_me\nasync def f():\n  import a": [(3, 3, "a", "", "runtime local")],
    "def f(): return 1\nimport a": [(2, 1, "a", "", "runtime")],
    "with x:\n  import a": [(2, 3, "a", "", "runtime")],
    "print 'old'\nimport a": [(2, 1, "a", "", "runtime")],
    "import a\r\nimport b\r\n": [(1, 1, "a", "", "runtime"), (2, 1, "b", "", "runtime")],
    "from.import a": [(1, 1, ".", "a", "runtime")],
    "from x import(a)": [(1, 1, "x", "a", "runtime")],
    "from x import\ta": [(1, 1, "x", "a", "runtime")],
    "from importlib import \uff49mport_module as load\nload('b')\nif load:\n  import a": [
        (1, 1, "importlib", "import_module", "runtime"),
        (2, 1, "b", "", "runtime dynamic"),
        (4, 3, "a", "", "runtime conditional"),
    ],
}


@pytest.mark.parametrize("source", SHAPES)
def test_shape(read, source):
    assert read(source) == SHAPES[source]


@pytest.mark.parametrize(
    "source",
    [
        "# import a",
        "'import a'",
        '"""\nimport a\nfrom x import y\n"""',
        "f'import a {x} import b'",
        "x = 'a' \\\n 'import b'",
        "important = 1; reimport = 2; x.imported",
        "def f():\n  '''\n  import a\n  '''",
        "r'''\nimport a'''",
        "import_module('a')",  # nobody says that this is importlib's
        "class importlib:\n    import_module = print\nimportlib.import_module('a')",  # a class of the file's own
        "other.import_module('a')",
        "importlib.import_module(name)",
        "importlib.import_module(f'a.{b}')",
        "importlib.import_module(b'a')",
        "'importlib.import_module(\"a\")'",
        "",
    ],
)
def test_no_import(read, source):
    assert read(source) == []


BRANCHES = {
    "if TYPE_CHECKING:\n  import a\nelse:\n  import b": ["type", "runtime"],
    "if typing.TYPE_CHECKING:\n  import a": ["type"],
    "import typing as t\nif t.TYPE_CHECKING:\n  import a": ["runtime", "type"],
    "from typing import TYPE_CHECKING as TC\nif TC:\n  import a": ["runtime", "type"],
    "TYPE_CHECKING = False\nif TYPE_CHECKING:\n  import a": ["type"],
    "if TC:\n  import a": ["runtime conditional"],
    "if not TYPE_CHECKING:\n  import a\nelse:\n  import b": ["runtime", "type"],
    "if not TYPE_CHECKING:\n  import a\nelif X:\n  import b": ["runtime", "type"],
    "if TYPE_CHECKING and X:\n  import a\nelse:\n  import b": ["type", "runtime"],
    "if X and TYPE_CHECKING:\n  import a": ["type"],
    "if TYPE_CHECKING or X:\n  import a\nelse:\n  import b": ["runtime conditional", "runtime conditional"],
    "if not (TYPE_CHECKING or X):\n  import a": ["runtime conditional"],
    "if not (not TYPE_CHECKING):\n  import a": ["type"],
    "if not TYPE_CHECKING and X:\n  import a\nelse: import b": ["runtime conditional", "runtime conditional"],
    "if X and Y and (TYPE_CHECKING):\n  import a": ["type"],
    "if X:\n  import a\nelif TYPE_CHECKING:\n  import b\nelse:\n  import c": [
        "runtime conditional",
        "type",
        "runtime conditional",
    ],
    "if TYPE_CHECKING:\n  import a\nelif X:\n  import b\nelse:\n  import c": [
        "type",
        "runtime conditional",
        "runtime conditional",
    ],
    "if TYPE_CHECKING:\n  if X:\n    import a\n  else:\n    import b": ["type conditional", "type conditional"],
    "if TYPE_CHECKING:\n  def f(): import a": ["type local"],
    "if TYPE_CHECKING: import a\nimport b": ["type", "runtime"],
    "if TYPE_CHECKING:  # import x\n  # import y\n  import a\n# import z\nelse:\n  import b": ["type", "runtime"],
    "if sys.version_info >= (3, 12):\n  import a\nelse:\n  import b": ["runtime conditional", "runtime conditional"],
    "if sys.platform == 'win32': import a": ["runtime conditional"],
    "try:\n  import a\nexcept ImportError:\n  import b\nelse:\n  import c\nfinally:\n  import d": [
        "runtime conditional"
    ]
    * 4,
    "try:\n  import a\nexcept* E:\n  import b": ["runtime conditional"] * 2,
    "if __import__('a'):\n  import b": ["runtime dynamic", "runtime conditional"],
}


@pytest.mark.parametrize("source", BRANCHES)
def test_branch(read, source):
    assert [row[4] for row in read(source)] == BRANCHES[source]


DYNAMIC = {
    "import importlib\nimportlib.import_module('a.b')": (2, 1, "a.b"),
    "import importlib as il\nil.import_module('a.b')": (2, 1, "a.b"),
    "import importlib.util\nimportlib.import_module('a.b')": (2, 1, "a.b"),
    "from importlib import import_module\nx = import_module('a.b')": (2, 5, "a.b"),
    "from importlib import import_module as im\nx = im('a.b')": (2, 5, "a.b"),
    "from importlib import (import_module # why\n as im)\nx = im('a.b')": (3, 5, "a.b"),
    "import importlib\nimportlib.import_module('.b', package=__name__)": (2, 1, ".b"),
    "import importlib\nimportlib.import_module('.b', __package__)": (2, 1, ".b"),
    "import importlib\nimportlib.import_module('..b', 'x.y')": (2, 1, "x.b"),
    "import importlib\nimportlib.import_module(name='a')": (2, 1, "a"),
    "import importlib\nx = [\n  importlib.import_module(\n    'a'  # (\n  )]": (3, 3, "a"),
    "import z\n__import__('a.b')": (2, 1, "a.b"),
    "import z\n__import__('b', globals(), locals(), ['c'], 1)": (2, 1, ".b"),
    "import builtins as B\nB.__import__('a')": (2, 1, "a"),
    "import importlib\nf'''{importlib.import_module(\"a\")}'''": (2, 6, "a"),
}


@pytest.mark.parametrize("source", DYNAMIC)
def test_dynamic(read, source):
    line, column, written = DYNAMIC[source]
    assert [row for row in read(source) if "dynamic" in row[4]] == [(line, column, written, "", "runtime dynamic")]


def test_dynamic_is_local_and_conditional_too(read):
    source = "import importlib\ndef f():\n  try:\n    importlib.import_module('a')\n  except ImportError: pass"
    assert read(source)[1][4] == "runtime dynamic conditional local"


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        ("lazy import x", [(1, 1, "x", "", "runtime lazy")]),
        ("lazy from x import y, z", [(1, 1, "x", "y", "runtime lazy"), (1, 1, "x", "z", "runtime lazy")]),
        (
            "import a\nlazy  import b.c as d\nimport e",
            [(1, 1, "a", "", "runtime"), (2, 1, "b.c", "", "runtime lazy"), (3, 1, "e", "", "runtime")],
        ),
        ("x = 1; lazy import y", [(1, 8, "y", "", "runtime lazy")]),
        ("lazy = 1\nimport a", [(2, 1, "a", "", "runtime")]),
        ("'''\nlazy import x\n'''\nimport a", [(4, 1, "a", "", "runtime")]),
    ],
)
def test_lazy(read, source, rows):
    assert read(source) == rows


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("import x as x", ["x"]),
        ("from y import z as z, w", ["z"]),
        ("from y import z as w", []),
        ("from y import z, w\n__all__ = ['w']", ["w"]),
        ("from y import z as w\n__all__ = ('w',)", ["z"]),
        ("from y import z\n__all__ = []\n__all__ += ['z']", ["z"]),
        ("from y import z\n__all__.extend(['z'])", ["z"]),
        ("def f():\n  from y import z as z", []),
        ("from y import z\n'__all__ = [\"z\"]'", []),
    ],
)
def test_reexport(read, source, marked):
    assert [row[3] or row[2] for row in read(source) if "reexport" in row[4]] == marked


def test_names_and_aliases(python, parse):
    text = b"import a.b as c\nimport d.e\nfrom x import y as z, w"
    assert [(each.names, each.aliases) for each in python.imports(text, parse)] == [
        ((), ("c",)),
        ((), ()),
        (("y", "w"), ("z", "w")),
    ]
