"""What a relation's lower promises, and its rows over hand-made facts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mneme_cli.model.fact import Change, Use
from tests.kinds.made import check, edge, facts, found, rule

A = "src/shop/a.py"


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


@pytest.mark.parametrize("word", ["assets", "mod:assets", "assets.css"])
def test_a_word_that_names_no_file_of_ours_is_no_path(word):
    said = rf"paths\.1: '{word}' is neither a component .* a path needs a slash: \./{word.removeprefix('mod:')}"
    with pytest.raises(ValueError, match=said):
        rule("forbid", {"paths": ["src/**", word]})


def test_a_component_and_a_module_of_ours_are_paths():
    made = rule("forbid", {"paths": ["web", "shop.infra"]})
    assert [each.region.inside[0] for each in made.far] == ["src/shop/web/**", "src/shop/infra.py"]


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


@pytest.mark.parametrize("spelling", ["alias", "base_url", "relative"])
def test_a_spelling_finds_what_is_spelled_so_and_nothing_else(spelling):
    edges = (
        edge(A, "src/shop/b.py", line=1)._replace(written="@/b", spelled="alias"),
        edge(A, "src/shop/c.py", line=2)._replace(written="shop/c", spelled="base_url"),
        edge(A, "src/shop/d.py", line=3)._replace(written="./d"),
        edge(A, "pkg:npm/e", line=4)._replace(written="e"),
    )
    seen = found(rule("forbid", {"written": [spelling]}), facts(imports={A: edges}))
    assert [target for _, target in seen] == [
        {"alias": "src/shop/b.py", "base_url": "src/shop/c.py"}.get(spelling, "src/shop/d.py")
    ]


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
