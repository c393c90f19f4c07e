from __future__ import annotations

import sys
from subprocess import run

import pytest

from mneme_cli.errors import MnemeError
from mneme_cli.evidence import grammar

BANNED = [
    "typer",
    "rich",
    "networkx",
    "yaml",
    "jsonschema",
    "git",
    "typing",
    "dataclasses",
    "json",
    "pathlib",
    "subprocess",
]


def test_parses(python):
    assert grammar.parser(python)(b"import a").root_node.type == "module"
    assert grammar.parser(python) == grammar.parser(python)


def test_missing_grammar_names_its_package(python):
    with pytest.raises(MnemeError) as wrong:
        grammar.parser(python._replace(grammar=("tree_sitter_no_such", "language")))
    assert "tree-sitter-no-such" in wrong.value.message
    assert wrong.value.hint == "pip install tree-sitter-no-such"


def test_a_grammar_that_does_not_fit_is_said(python):
    with pytest.raises(MnemeError, match="does not load"):
        grammar.parser(python._replace(grammar=("tree_sitter_python", "no_such_entry")))


def test_plain_import_if_the_file_is_not_where_it_is_looked_for(python, monkeypatch):
    monkeypatch.setattr(grammar, "_READY", {})
    monkeypatch.setattr(grammar, "_by_path", lambda *_: None)
    assert grammar.parser(python)(b"import a").root_node.type == "module"


def test_fast_path_imports_nothing_that_is_slow():
    code = """
import sys
from mneme_cli import languages
from mneme_cli.evidence import exports, imports, uses
from mneme_cli.model.layout import Layout
from mneme_cli.model.tree import Texts
python = languages.of("a.py")
tree = Texts({"a.py": b"from p import X\\nX()", "p/__init__.py": b"from .x import X", "p/x.py": b"X = 1"})
lay = Layout(roots=(("python", ""),), own=(("python", "p", ""),), tests=("**/test_*.py",))
(found,) = imports.extract(tree.read("a.py"), python).imports
(edge,) = python.resolve("a.py", found, tree, lay)
assert exports.definitions(edge, tree, lay, python)[0].target == "p/x.py"
assert uses.uses("a.py", tree.read("a.py"), tree, lay, python).uses[0].name == "p.X"
assert python.head(tree.read("a.py")) == 16
print(*sorted(sys.modules))
"""
    out = run(
        [sys.executable, "-S", "-E", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(out.stdout.split())
    assert not loaded & set(BANNED), sorted(loaded & set(BANNED))
    assert "tree_sitter" not in loaded
