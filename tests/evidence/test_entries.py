"""Which manifests there are, which speak for a file, and what is installed for a project."""

from __future__ import annotations

from mneme_cli.evidence import entries
from mneme_cli.evidence.gather import End
from mneme_cli.model.layout import Layout
from mneme_cli.model.tree import Texts

FILES = {
    "requirements.txt": b"-r deps/base.list\n-c deps/pins.list\nflask\n",
    "deps/base.list": b"attrs\n",
    "deps/pins.list": b"flask==3.0.1\n",
    "deps/other.list": b"no\n",
    "apps/api/pyproject.toml": b'[project]\ndependencies = ["PyYAML>=6", "Zope_Interface"]\n',
    "apps/api/uv.lock": b'[[package]]\nname = "pyyaml"\nversion = "6.0.1"\n',
    "uv.lock": b'[[package]]\nname = "pyyaml"\nversion = "5.0"\n',
    "web/package.json": b'{"dependencies": {"old": "npm:react@^17"}}',
    "web/node_modules/x/package.json": b'{"dependencies": {"no": "1"}}',
    "web/yarn.lock": b"<<<<<<< HEAD\n",
}


def end_of(files, more=()):
    tree = Texts(files)
    layout = Layout(manifests=entries.survey(tree, tree.list()), packages=(("yaml", "pyyaml"),))
    return End(tree=tree, layout=layout, bound={}, more=more)


def test_a_file_that_another_takes_in_is_a_manifest_of_that_ones_project():
    assert entries.survey(Texts(FILES), sorted(FILES)) == (
        ("apps/api/pyproject.toml", "pyproject", "apps/api/"),
        ("apps/api/uv.lock", "uv_lock", "apps/api/"),
        ("deps/base.list", "requirements", ""),
        ("deps/pins.list", "constraints", ""),
        ("requirements.txt", "requirements", ""),
        ("uv.lock", "uv_lock", ""),
        ("web/package.json", "package_json", "web/"),
        ("web/yarn.lock", "yarn_lock", "web/"),
    )


def test_a_list_in_a_folder_of_lists_is_a_manifest_whether_another_names_it_or_not():
    files = {"requirements/extras/s3.txt": b"boto3\n", "requirements/extras/why.txt": b"To be read by people.\n"}
    end, skipped = end_of(files), set()

    assert [row[2] for row in end.layout.manifests] == ["", ""]
    assert [each.name for each in entries.declared("shop/cart.py", end, skipped)] == ["boto3"]
    assert skipped == set()


def test_files_that_take_each_other_in_are_read_once():
    files = {"requirements.txt": b"-r a.in2\n", "a.in2": b"-r requirements.txt\n-r gone.txt\nx\n"}

    assert [row[0] for row in entries.survey(Texts(files), sorted(files))] == ["a.in2", "requirements.txt"]


def test_what_is_declared_for_a_file_is_what_the_manifests_above_it_say():
    end = end_of(FILES)

    said = {each.name: each.imported for each in entries.declared("apps/api/a/b.py", end, set())}
    assert said["pyyaml"] == ("PyYAML", "pyyaml", "yaml")
    assert "zope.interface" in said["zope-interface"]
    assert sorted(said) == ["attrs", "flask", "pyyaml", "zope-interface"]
    assert [each.imported for each in entries.declared("web/a.ts", end, set()) if each.ecosystem == "npm"] == [("old",)]


def test_the_nearest_lock_and_every_constraint_hold():
    end = end_of(FILES)

    held = {(each.name, each.version) for each in entries.locked("apps/api/pyproject.toml", end, set())}
    assert held == {("pyyaml", "6.0.1"), ("flask", "3.0.1")}
    assert ("pyyaml", "5.0") in {(each.name, each.version) for each in entries.locked("requirements.txt", end, set())}


def test_a_lock_asks_every_manifest_below_it():
    assert {each.name for each in entries.declared("uv.lock", end_of(FILES), set())} >= {"attrs", "pyyaml", "react"}


def test_what_is_broken_is_said():
    skipped = set()

    assert entries.locked("web/package.json", end_of(FILES), skipped) == ()
    assert [(each.path, each.why, each.line) for each in skipped] == [
        ("web/yarn.lock", "holds the marks of a merge conflict", 1)
    ]


def test_a_manifest_that_only_the_change_knows_speaks_as_well():
    end = end_of(FILES)
    files = FILES | {"apps/api/requirements.txt": b"new\n"}
    end = end._replace(tree=Texts(files), more=("apps/api/requirements.txt", "apps/api/a.py"))

    assert "new" in {each.name for each in entries.declared("apps/api/a.py", end, set())}


def test_a_file_that_is_no_manifest_says_nothing():
    assert entries.entries("deps/other.list", end_of(FILES), set()) == ()
    assert entries.entries("gone/pyproject.toml", end_of(FILES), set()) == ()
