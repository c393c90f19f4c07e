"""From a file to the name under which others import it, and back: every name leads to its file."""

import pytest

from mneme_cli.evidence.imports import extract
from mneme_cli.languages.python import LANGUAGE
from mneme_cli.model.tree import Texts

FILES = (
    "src/shop/__init__.py",
    "src/shop/domain/order.py",
    "src/shop/space/part.py",
    "tools/run.py",
    "setup.py",
    "lib/other/__init__.pyi",
    "tests/test_a.py",
)
TREE = Texts(dict.fromkeys(FILES, b"") | {"pyproject.toml": b'[tool.setuptools.packages.find]\nwhere = ["src"]\n'})
LAYOUT = LANGUAGE.layout(TREE, (), {})


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("src/shop/__init__.py", "shop"),
        ("src/shop/domain/order.py", "shop.domain.order"),
        ("src/shop/domain/planned.py", "shop.domain.planned"),
        ("src/shop/space/part.py", "shop.space.part"),
        ("tools/run.py", "tools.run"),
        ("setup.py", "setup"),
        ("lib/other/__init__.pyi", "other"),
        ("src/shop/not-a-name/x.py", ""),
        ("__init__.py", ""),
    ],
)
def test_the_name_of_a_file(path, name):
    assert LANGUAGE.speak(path, LAYOUT) == name


@pytest.mark.parametrize("path", FILES)
def test_an_import_of_the_name_means_the_file(path):
    (found,) = extract(LANGUAGE.statement(LANGUAGE.speak(path, LAYOUT)), LANGUAGE).imports

    assert [edge.target for edge in LANGUAGE.resolve("src/shop/x.py", found, TREE, LAYOUT)] == [path]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ((("a.b",), {}), "import a.b\n"),
        ((("a", "b"), {}), "from a import b\n"),
        ((("a",), {"typed": True}), "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import a\n"),
    ],
)
def test_statements(asked, text):
    args, named = asked
    assert LANGUAGE.statement(*args, **named) == text.encode()
