"""A file is a barrel for what its names lead to, and for nothing else: neither a product nor a package is a star."""

from __future__ import annotations

import pytest

from mneme_cli import languages
from mneme_cli.evidence.barrels import Barrels
from mneme_cli.evidence.gather import End
from mneme_cli.model.tree import Texts

FAR = "shop/far/deep.py"


def leading(files: dict[str, str]) -> frozenset[str]:
    texts = {path: text.encode() for path, text in files.items()}
    texts |= dict.fromkeys(("shop/__init__.py", "shop/far/__init__.py", FAR), b"thing = 1\n")
    tree = Texts(texts)
    end = End(tree=tree, layout=languages.take("python").layout(tree, ("",), {}), bound={})
    barrels = Barrels(end)
    return barrels.leading(["shop/mid.py"], lambda _path: ("shop/user.py",), lambda edge: edge.target == FAR)


@pytest.mark.parametrize(
    ("mid", "user"),
    [
        ("from shop.far.deep import thing\n", "from shop.mid import thing\n"),
        ("from shop.far import deep\n", "from shop.mid import deep\n"),
        ("import shop.far.deep as d\n", "from shop.mid import d\n"),
        ("from shop.far.deep import thing\n", "from shop.mid import *\n"),
        ("from shop.far.deep import thing\n", "from shop.mid import \\\n  *\n"),
        ("from shop.far.deep import *\n", "from shop.mid import thing\n"),
    ],
)
def test_what_is_passed_on_leads(mid: str, user: str) -> None:
    assert leading({"shop/mid.py": mid, "shop/user.py": user}) == {"shop/user.py"}


@pytest.mark.parametrize(
    ("mid", "user"),
    [
        ("import shop.far.deep\n", "import shop.mid\n"),
        ("from shop.far.deep import thing\n", "import shop.mid\n\narea = 2 * 3\n"),
        ("def f():\n    from shop.far.deep import thing\n", "from shop.mid import thing\n"),
    ],
)
def test_what_is_not_passed_on_does_not_lead(mid: str, user: str) -> None:
    assert leading({"shop/mid.py": mid, "shop/user.py": user}) == frozenset()


def test_a_barrel_is_carried_on_whole_by_a_file_that_writes_none_of_its_names() -> None:
    chain = {"shop/mid.py": ("shop/carry.py",), "shop/carry.py": ("shop/user.py",)}
    texts = {
        **dict.fromkeys(("shop/__init__.py", "shop/far/__init__.py", FAR), b"thing = 1\n"),
        "shop/mid.py": b"from shop.far.deep import thing\n",
        "shop/carry.py": b"import shop.mid as m\n",
        "shop/user.py": b"import shop.carry as c\n\nc.m.thing\n",
    }
    tree = Texts(texts)
    end = End(tree=tree, layout=languages.take("python").layout(tree, ("",), {}), bound={})
    found = Barrels(end).leading(["shop/mid.py"], lambda path: chain.get(path, ()), lambda edge: edge.target == FAR)
    assert found == {"shop/user.py"}
