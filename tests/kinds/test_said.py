"""The one line that people read of a rule says every term that changes what it means."""

from __future__ import annotations

import pytest

from mneme_cli.model.day import parse
from mneme_cli.model.tree import Texts as Tree
from mneme_cli.pipeline.corpus import bundle

HEAD = "id: ADR-1\ntitle: T\nstatus: accepted\ndate: 2026-01-01\nrules:\n  r:\n"
CONFIG = "source_roots: [src]\ncomponents:\n  a: src/a/**\n  b: src/b/**\n  c: src/c/**\n"
ALL = "the whole repository"


def line(rule):
    text = HEAD + "".join(f"    {one}\n" for one in rule.splitlines())
    files = {f"src/{name}/x.py": b"" for name in "abcde"}
    tree = Tree({"mneme.yaml": CONFIG.encode(), "docs/decisions/ADR-1.yaml": text.encode(), **files})
    made = bundle(tree, parse("2026-06-01")).compiled
    assert [one.message for one in made.corpus.problems] == []
    return made.texts["ADR-1#r"].line


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("forbid: [a, b]\nin: [c]", "c: never imports a, b"),
        ("forbid: {reaches: a}\nin: [c]", "c: never leads to a, by any chain"),
        (
            "forbid: {imports: a, through: false, calls: print}",
            f"{ALL}: never calls print, never imports a (as written)",
        ),
        ("forbid: {paths: src/a/**, on: [edit, delete]}", f"{ALL}: never lets anybody delete or edit src/a/**"),
        (
            "forbid: {packages: requests}\nwhen: {not: [type, test]}",
            (f"{ALL}: never depends on pkg:requests (edges: not type or test)"),
        ),
        (
            "only: {imports: [a], packages: [], std: []}\nin: [c]",
            ("c: imports of ours only a; of packages nothing; of the standard library nothing"),
        ),
        ("only: {imports: []}\nin: [c]", "c: imports of ours nothing"),
        ("layers: [a, b, c]", "a over b over c: no lower reaches a higher, by any chain"),
        (
            'layers: {order: [a, [b, c], {peers: [src/d, "src/f?"]}], closed: [b], direct: true}',
            ("a over [b, c] over {src/d, src/f?}: no lower reaches a higher, by a single import; nothing skips [b, c]"),
        ),
        (
            'layers: {order: [a, "y?"], containers: [src], exhaustive: {but: [b, c]}}',
            ("a over y?: no lower reaches a higher, by any chain; in each of src; every child is listed, but b, c"),
        ),
        (
            "independent: {units: [a, b], but: [c], direct: true}",
            ("a, b do not know each other, by a single import; all may import c, which knows none of them"),
        ),
        ("independent: {each_child_of: src}", "the children of src do not know each other, by any chain"),
        ("acyclic: file", f"{ALL}: imports of files do not run in circles"),
        ("acyclic: component", f"{ALL}: imports of components (a, b, c) do not run in circles"),
        (
            "acyclic: {by: children, depth: 2}",
            (f"{ALL}: imports of the children of each package, 2 deep do not run in circles"),
        ),
        ("limit: {metric: lines, at_most: 200}", f"{ALL}: no file has more than 200 lines"),
        ("limit: {metric: fan_in, at_least: 1}", f"{ALL}: no file is imported by fewer than 1 files"),
        ("require: {calls: [x.y], where: {imports: [a]}}\nin: [c]", "c: each file that imports a calls x.y"),
        ("require: {imports: [a, b], some: true}\nin: [c]", "c: some file imports a or b"),
        ("require: {reached_from: a}\nin: [c]", "c: each file is reached from a"),
        ("protect: {what: a, allow: [b]}", f"{ALL}: no imports of a, except by b"),
        ("protect: {what: a}", f"{ALL}: no imports of a, except by nobody"),
        ("public: {of: a, surface: src/a/x.py}", f"{ALL}: imports of a go through src/a/x.py only"),
        (
            "ratchet: {count: {calls: print}, at_most: 3}",
            f"{ALL}: never more of what calls print than before, 3 at most",
        ),
        ("covered: true", f"{ALL}: every file belongs to one of the components a, b, c"),
    ],
)
def test_a_rule_says_its_terms(rule, said):
    assert line(rule) == said
