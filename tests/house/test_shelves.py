"""Adding a file is registering it: every entry of every shelf has its constant, its page and its suffixes."""

from pathlib import Path

import pytest

from mneme_cli import harnesses, importers, kinds, languages, manifests, relations, reports, shelf
from mneme_cli.errors import MnemeError
from mneme_cli.model.entry import LOCKS, manifest

ROOT = Path(__file__).parents[2]
SHELVES = [kinds, relations, languages, manifests, reports, harnesses, importers]
ENTRIES = [(package, name) for package in SHELVES for name in shelf.names(package.__name__)]


@pytest.mark.parametrize(("package", "name"), ENTRIES, ids=lambda value: getattr(value, "__name__", value))
def test_an_entry_can_be_taken_by_its_name(package, name):
    assert package.take(name)


@pytest.mark.parametrize("name", shelf.names("mneme_cli.kinds"))
def test_a_kind_has_a_page_that_is_its_test_and_a_docstring_that_is_its_manual(name):
    page = (ROOT / "tests" / "kinds" / f"{name}.md").read_text()
    manual = __import__(f"mneme_cli.kinds.{name}", fromlist=["__doc__"]).__doc__

    assert page.startswith(f"# {name}")
    assert "breaks:" in page.lower()
    assert [word for word in ("Says", "Why", "Breaks", "Holds", "Instead") if word not in manual] == []


@pytest.mark.parametrize("name", shelf.names("mneme_cli.relations"))
def test_a_relation_has_a_page(name):
    assert (ROOT / "tests" / "relations" / f"{name}.md").read_text().startswith("# ")


def test_the_table_of_suffixes_is_what_the_languages_say():
    said = {suffix: name for name in shelf.names("mneme_cli.languages") for suffix in languages.take(name).suffixes}

    assert said == {suffix: languages.of(f"x{suffix}").name for suffix in said}


def test_the_table_of_manifests_is_what_the_shelf_says():
    formats = {name: manifests.take(name) for name in shelf.names("mneme_cli.manifests")}
    said = {file.replace("*", ".txt"): name for name, one in formats.items() for file in one.files}

    assert said == {file: manifest(f"any/{file}") for file in said}
    assert {name for name, one in formats.items() if one.lock} == LOCKS


def test_an_unknown_entry_is_an_error_that_names_the_others():
    with pytest.raises(MnemeError) as raised:
        kinds.take("nonsense")

    assert "forbid" in raised.value.hint
