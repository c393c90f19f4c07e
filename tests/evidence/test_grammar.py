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


STAND_INS = """
import sys
sys.path[:0] = {path!r}
from mneme_cli.evidence.grammar import loaded
parse = loaded("tree_sitter_python", "language")
print(sorted({{"re", "enum"}} & set(sys.modules)))
runtime, grammar = (sys.modules[name + "._binding"] for name in ("tree_sitter", "tree_sitter_python"))
query = runtime.Query(runtime.Language(grammar.language()), '((identifier) @x (#match? @x "^a"))')
print([str(x.text) for _, found in runtime.QueryCursor(query).matches(parse(b"ab = ba").root_node) for x in found["x"]])
kinds = set()
parser = runtime.Parser(runtime.Language(grammar.language()))
parser.logger = lambda kind, said: kinds.add(str(kind.name))
parser.parse(b"x = 1")
print(sorted(kinds))
import re, enum
print(re.match("a+", "aab").end(), enum.IntEnum("Two", {{"A": 1}}).A.value)
"""


def test_the_runtime_loads_without_re_and_enum_and_does_with_its_stand_ins_what_it_does_with_them():
    line = [sys.executable, "-S", "-E", "-c", STAND_INS.format(path=sys.path)]
    out = run(line, capture_output=True, text=True, check=True)
    assert out.stdout.splitlines() == ["[]", """["b'ab'"]""", "['LEX', 'PARSE']", "2 1"]


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
