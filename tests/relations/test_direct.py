"""What a relation's lower promises, and its rows over hand-made facts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mneme_cli.model.fact import Change, Use
from mneme_cli.model.region import Region
from mneme_cli.model.selector import Selector
from mneme_cli.relations._regex import check as refused
from mneme_cli.relations._token import tokens
from tests.kinds.made import Select, check, edge, facts, found, rule

A = "src/shop/a.py"


def words(near, *inside, outside=(), form="path", names=()):
    entry = Selector(text="x", form=form, region=Region(inside=inside, outside=outside), names=names)
    return tokens(Region(inside=(near,)), (entry,), Select())


@pytest.mark.parametrize(
    ("near", "inside", "token"),
    [
        ("src/shop/web/**", ("src/shop/infra/**",), b"infra"),
        ("src/**", ("src/shop/infra/**",), b"infra"),  # inside it, the entry selects the importer itself
        ("src/**", ("src/shop/infra/db.py",), b"db"),
        ("src/shop/infra/**", ("src/shop/infra/db.py",), b"db"),
        ("src/shop/web/**", ("src/shop/infra/__init__.py",), b"infra"),
        ("src/shop/web/**", ("src/shop/infra", "src/shop/infra/**"), b"infra"),
        ("src/shop/web/**", ("src/shop/infra/db.py", "src/shop/infra/db.py/**"), b"db"),
    ],
)
def test_a_token_is_what_every_import_must_write(near, inside, token):
    assert words(near, *inside) == (token,)


@pytest.mark.parametrize(
    ("near", "inside"),
    [
        ("src/**", ("src/shop/infra/__init__.py",)),  # `from . import x` beside it
        ("src/shop/infra/**", ("src/shop/infra/*/models.py",)),  # `from . import models`
        ("src/**", ("src/shop/infra/*.py",)),
        ("src/features/{name}/**", ("src/features/{!name}/**",)),
        ("tests/**", ("src/**",)),  # a source root is never written
        ("src/**", ("**",)),
        ("src/**", ("src/shop/größe/**",)),
        ("src/**", ("src/shop/my-code/**",)),
    ],
)
def test_where_it_need_not_be_written_there_is_none(near, inside):
    assert words(near, *inside) == ()


def test_files_cut_out_of_an_entry_are_importers_inside_it():
    assert words("src/**", "src/shop/infra/**", outside=("src/shop/infra/api.py",)) == ()


def test_one_entry_without_a_token_leaves_none():
    far = (Select()("shop.infra"), Select()("src/features/*/x.py"))
    assert tokens(Region(inside=("src/**",)), far, Select()) == ()


@pytest.mark.parametrize(
    ("names", "token"),
    [
        (("pypi/google.cloud.storage",), (b"storage",)),
        (("npm/@scope/ui",), (b"ui",)),
        (("npm/lodash-es",), ()),
        (("=x.y",), (b"y",)),
        (("x.*.y",), (b"x",)),
        (("*.y",), ()),
    ],
)
def test_a_name_outside_is_written_by_its_last_literal_part(names, token):
    assert words("src/**", form="package", names=names) == token


def test_without_known_roots_a_folder_needs_a_src_above_it():
    class Plain:
        pass

    far = (Selector(text="x", region=Region(inside=("services/api/**",))),)
    assert tokens(Region(inside=("web/**",)), far, Plain()) == ()
    assert tokens(Region(inside=("web/**",)), far, Select()) == (b"api",)


def uses(*names):
    return facts(uses={A: tuple(Use(line=at, column=1, name=name, call=True) for at, name in enumerate(names, 1))})


@pytest.mark.parametrize(
    ("word", "pattern", "names", "hits"),
    [
        ("calls", "subprocess.run", ("subprocess.run", "subprocess.run.x", "run", "*.run"), ["subprocess.run"]),
        ("calls", "print", ("print", "shop.print", "*.print"), ["print"]),
        ("calls", "*.save", ("*.save", "shop.db.save", "save", "*.saved"), ["*.save", "shop.db.save"]),
        ("calls", "random.*", ("random.choice", "random.x.y", "random"), ["random.choice"]),
        ("calls", "random.**", ("random.choice", "random.x.y"), ["random.choice", "random.x.y"]),
        ("symbols", "os.environ", ("os.environ", "os.environ.get", "os.environs"), ["os.environ", "os.environ.get"]),
        ("symbols", "os", ("os", "os.getcwd"), ["os"]),
    ],
)
def test_names(word, pattern, names, hits):
    assert [symbol for _, symbol in found(rule("forbid", {word: [pattern]}), uses(*names))] == hits


def test_a_name_and_what_hangs_from_it_are_one_use():
    seen = tuple(Use(line=1, column=1, name=name, call=False) for name in ("os.environ.get", "os.environ"))
    assert found(rule("forbid", {"symbols": ["os.environ"]}), facts(uses={A: seen})) == [(A, "os.environ")]


def test_a_name_that_is_only_used_is_no_call():
    seen = (Use(line=1, column=1, name="print", call=False),)
    assert found(rule("forbid", {"calls": ["print"]}), facts(uses={A: seen})) == []


def test_what_is_no_name_is_refused():
    with pytest.raises(ValueError, match=r"calls\.1: foo\(\) is no"):
        rule("forbid", {"calls": ["foo", "foo()"]})


MOVED = (Change(path="x/a", op="delete"), Change(path="y/a", op="add", was="x/a"))


@pytest.mark.parametrize(
    ("on", "change", "hits"),
    [
        (["add"], MOVED, []),
        (["delete"], MOVED, ["is renamed away"]),
        (["rename"], MOVED, ["is renamed away"]),
        (["rename"], (Change(path="x/a", op="delete"),), []),
        (
            ["rename"],
            (Change(path="y/a", op="delete"), Change(path="x/a", op="add", was="y/a")),
            ["is renamed from y/a"],
        ),
        (["add"], (Change(path="x/a", op="add", was="y/a"),), ["is renamed from y/a"]),
        (["edit"], (Change(path="x/a", op="mode"),), ["is edited"]),
        (None, (Change(path="x/a"), Change(path="y/a")), ["is edited"]),
    ],
)
def test_events_of_a_change(on, change, hits):
    made = rule("forbid", {"paths": ["x/**"], **({"on": on} if on else {})}, near="**")
    assert [one.claim for one in check(made, facts(change=change))] == hits


def test_text_is_found_with_line_and_column():
    known = facts(text={A: ("a\r\nbä TODO\r\nTODO\n".encode(),)})
    said = check(rule("forbid", {"text": ["TODO$"]}), known)
    assert [(one.line, one.column) for one in said] == [(2, 4), (3, 1)]


def test_text_that_is_no_utf_8_is_looked_at_all_the_same():
    assert found(rule("forbid", {"text": ["TODO"]}), facts(text={A: (b"\xff TODO",)})) == [(A, "TODO")]


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a*)*b",
        "(a|b)*",
        "((a+))+",
        "(?:a?)*",
        "(\\+?)*",
        "(a{2,})+",
        "(x+)?(y+)+",
        r"(a)\1",
        "(?P<n>a)(?P=n)",
        "a*b*c*d*",
        "(",
        "[",
        "(a+){5,}",
        "(a+){50}",
    ],
)
def test_patterns_that_could_take_for_ever_or_are_none_are_refused(pattern):
    assert refused(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bTODO\b",
        "(a+)b",
        "[a-z]+ [0-9]+",
        "a++b",
        "a+?b",
        "[(*+]+",
        "[]*]+",
        r"\(\w+\)",
        "x{2,3}",
        "{a,b}+",
        "(?:foo|bar)",
        "(ab)+",
        "(?i)x",
        r"[^\]]+",
        "(a|b)?",
    ],
)
def test_patterns_that_are_fine(pattern):
    assert refused(pattern) == ""


def test_an_accepted_pattern_ends_on_a_hostile_line():
    known = facts(text={A: (b"a" * 50_000 + b"!",)})
    assert check(rule("forbid", {"text": ["a+b"]}), known) == []


def test_a_bad_pattern_says_where():
    with pytest.raises(ValueError, match=r"text\.1: .*"):
        rule("forbid", {"text": ["ok", "("]})


def test_an_alias_is_refused_where_no_language_has_one():
    with pytest.raises(ValueError, match=r"written\.1: alias needs a language"):
        rule("forbid", {"written": ["relative", "alias"]})


@pytest.mark.parametrize(("spelling", "hits"), [("relative", [".x", "..x", "."]), ("relative_parent", ["..x"])])
def test_spellings(spelling, hits):
    rows = tuple(edge(A, f"src/shop/{at}.py", written=text) for at, text in enumerate((".x", "..x", ".", "shop.x", "")))
    said = check(rule("forbid", {"written": [spelling]}), facts(imports={A: rows}))
    assert [one.chain[0].written for one in said] == hits


def test_captures_bind_by_the_importers_name():
    made = rule("forbid", ["src/f/{!name}/**"], near="src/f/{name}/**")
    rows = tuple(edge("src/f/a/x.py", f"src/f/{name}/y.py") for name in ("a", "b", "a.b"))
    assert [target for _, target in found(made, facts(imports={"src/f/a/x.py": rows}))] == [
        "src/f/b/y.py",
        "src/f/a.b/y.py",
    ]


def test_a_file_in_the_same_entry_is_in_the_same_unit_but_another_entry_is_not():
    made = rule("forbid", ["shop.x", "shop.y"])
    rows = (edge("src/shop/x/a.py", "src/shop/x/b.py"), edge("src/shop/x/a.py", "src/shop/y/b.py"))
    assert found(made, facts(imports={"src/shop/x/a.py": rows})) == [("src/shop/x/a.py", "src/shop/y/b.py")]


BANNED = "typer rich networkx yaml jsonschema git typing dataclasses json pathlib subprocess re collections enum functools contextlib"
FAST = """
import sys
from mneme_cli import kinds, relations, shelf
for name in shelf.names("mneme_cli.kinds"): kinds.take(name)
for name in shelf.names("mneme_cli.relations"): relations.take(name)
sys.stdout.write(" ".join(sorted(set(sys.modules) & set(sys.argv[1].split()))))
"""


def test_every_kind_and_relation_loads_without_slow_modules():
    run = [
        sys.executable,
        "-I",
        "-S",
        "-E",
        "-c",
        "import sys; sys.path.insert(0, sys.argv[2])" + FAST,
        BANNED,
        str(Path(__file__).parents[2]),
    ]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout == ""
