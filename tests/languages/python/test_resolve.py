from __future__ import annotations

import pytest

SRC = ("src/shop/__init__.py", "src/shop/db.py", "src/shop/web/__init__.py", "src/shop/web/views.py")


@pytest.mark.parametrize(
    ("files", "path", "source", "wanted"),
    [
        (SRC, "src/shop/a.py", "import shop.db", {"shop.db": "src/shop/db.py"}),
        (SRC, "src/shop/a.py", "import shop.web", {"shop.web": "src/shop/web/__init__.py"}),
        (SRC, "src/shop/a.py", "from shop import db, web, Name", {"shop.db": "src/shop/db.py", "shop.web": "src/shop/web/__init__.py", "shop.Name": "src/shop/__init__.py"}),
        (SRC, "src/shop/a.py", "from shop.db import Session", {"shop.db.Session": "src/shop/db.py"}),
        (SRC, "src/shop/a.py", "from shop.web import *", {"shop.web": "src/shop/web/__init__.py"}),
        (SRC, "src/shop/web/a.py", "from . import views", {"shop.web.views": "src/shop/web/views.py"}),
        (SRC, "src/shop/web/a.py", "from .. import db, X", {"shop.db": "src/shop/db.py", "shop.X": "src/shop/__init__.py"}),
        (SRC, "src/shop/web/a.py", "from ..db import X", {"shop.db.X": "src/shop/db.py"}),
        (SRC, "src/shop/web/__init__.py", "from . import views", {"shop.web.views": "src/shop/web/views.py"}),
        (SRC, "src/shop/web/__init__.py", "from .views import X", {"shop.web.views.X": "src/shop/web/views.py"}),
        (SRC, "src/shop/web/__init__.py", "from .. import db", {"shop.db": "src/shop/db.py"}),
        (SRC, "src/shop/a.py", "import shop.gone, shop.db.gone", {"shop.gone": "?", "shop.db.gone": "?"}),
        (SRC, "src/shop/a.py", "from .gone import x", {"shop.gone.x": "?"}),
        (SRC, "src/shop/a.py", "from .. import x", {"..x": "?"}),
        (SRC, "src/shop/a.py", "from ...x import y", {"...x.y": "?"}),
        ((*SRC, "src/x.py", "x.py"), "src/shop/a.py", "from .. import x", {"..x": "?"}),
        ((*SRC, "src/x.py"), "src/b.py", "from . import x", {".x": "?"}),
        (SRC, "tests/test_a.py", "import shop.db", {"shop.db": "src/shop/db.py"}),
        (SRC, "src/shop/a.py", "import src.shop.db", {"src.shop.db": "src/shop/db.py"}),
        (SRC, "src/shop/a.py", "import os.path, requests.adapters", {"os.path": "std:python/os.path", "requests.adapters": "pkg:pypi/requests.adapters"}),
        (SRC, "src/shop/a.py", "from sqlalchemy.orm import Session", {"sqlalchemy.orm.Session": "pkg:pypi/sqlalchemy.orm.Session"}),
        (SRC, "src/shop/a.py", "from requests import *", {"requests": "pkg:pypi/requests"}),
        (SRC, "src/shop/a.py", "from __future__ import annotations", {"__future__.annotations": "std:python/__future__.annotations"}),
        (SRC, "src/shop/a.py", "import shopping", {"shopping": "pkg:pypi/shopping"}),
        # no __init__ anywhere: PEP 420
        (("shop/web/a.py", "shop/infra/db.py"), "shop/web/b.py", "import shop.infra.db", {"shop.infra.db": "shop/infra/db.py"}),
        (("shop/web/a.py", "shop/infra/db.py"), "shop/web/b.py", "import shop.infra", {"shop.infra": "shop/infra/"}),
        (("shop/web/a.py", "shop/infra/db.py"), "shop/web/b.py", "from shop.infra import db, gone", {"shop.infra.db": "shop/infra/db.py", "shop.infra.gone": "?"}),
        (("shop/web/a.py", "shop/infra/db.py"), "shop/web/b.py", "from ..infra import db", {"shop.infra.db": "shop/infra/db.py"}),
        # an implicit namespace subpackage of a regular package
        (("shop/__init__.py", "shop/ns/a.py"), "shop/b.py", "from shop.ns import a", {"shop.ns.a": "shop/ns/a.py"}),
        (("shop/__init__.py", "shop/ns/a.py"), "shop/b.py", "from shop.ns.a import X", {"shop.ns.a.X": "shop/ns/a.py"}),
        (("shop/__init__.py", "shop/ns/sub/__init__.py", "shop/ns/a.py"), "shop/ns/sub/x.py", "from .. import a", {"shop.ns.a": "shop/ns/a.py"}),
        (("shop/__init__.py", "shop/ns/deep/a.py"), "shop/b.py", "from shop.ns import deep", {"shop.ns.deep": "shop/ns/deep/"}),
        # packages begin below a folder that has no __init__ itself
        (("shop/web/__init__.py", "shop/infra/__init__.py", "shop/infra/db.py"), "shop/web/a.py", "from ..infra import db", {"shop.infra.db": "shop/infra/db.py"}),
        (("shop/web/__init__.py", "shop/infra/__init__.py", "shop/infra/db.py"), "shop/web/a.py", "import shop.infra.db", {"shop.infra.db": "shop/infra/db.py"}),
        # stubs
        (("shop/__init__.py", "shop/fast.pyi"), "shop/a.py", "from shop import fast", {"shop.fast": "shop/fast.pyi"}),
        (("shop/__init__.py", "shop/fast.pyi", "shop/fast.py"), "shop/a.py", "import shop.fast", {"shop.fast": "shop/fast.py"}),
        (("shop/__init__.pyi",), "shop/a.py", "from shop import X", {"shop.X": "shop/__init__.pyi"}),
        # a package wins over a module of its name
        (("shop/__init__.py", "shop/x.py", "shop/x/__init__.py"), "shop/a.py", "import shop.x", {"shop.x": "shop/x/__init__.py"}),
        # a module, regular or stub, wins over a folder of its name that is no package
        (("shop/__init__.py", "shop/x.py", "shop/x/y.py"), "shop/a.py", "from shop.x import y", {"shop.x.y": "shop/x.py"}),
        (("shop/__init__.py", "shop/x.pyi", "shop/x/y.py"), "shop/a.py", "from .x import y", {"shop.x.y": "shop/x.pyi"}),
        # a dot in a folder's name is not a package's dot
        (("b.c/x.py", "bxc/__init__.py", "bxc/x.py"), "a.py", "import bxc.x, b.c.x", {"bxc.x": "bxc/x.py", "b.c.x": "pkg:pypi/b.c.x"}),
        # a root that is one file, and a module of our own beside a package of its name elsewhere
        (("tool.py",), "a.py", "import tool, tool.x", {"tool": "tool.py", "tool.x": "?"}),
        # files of ours that are called like the standard library
        (("queue.py",), "a.py", "import queue, logging", {"queue": "queue.py", "logging": "std:python/logging"}),
        ((*SRC, "scripts/logging/x.py"), "src/shop/a.py", "import logging.handlers", {"logging.handlers": "std:python/logging.handlers"}),
        (("logging.py",), "logging.py", "import logging", {"logging": "std:python/logging"}),
        (("calendar/views.py", "calendar/__init__.py"), "a.py", "from calendar import views, x", {"calendar.views": "calendar/views.py", "calendar.x": "calendar/__init__.py"}),
        # the repository itself is the package
        (("__init__.py", "sub/__init__.py", "x.py"), "a.py", "from . import x\nfrom .x import y", {".x": "x.py", "x.y": "x.py"}),
        (("__init__.py", "x.py"), "a.py", "from .. import x", {"..x": "?"}),
    ],
)  # fmt: skip
def test_target(target, files, path, source, wanted):
    assert target(files, path, source) == wanted


def test_declared_namespace_folder_is_not_ours(target):
    files = {"pyproject.toml": b'[project]\ndependencies = ["docker>=7"]', "docker/build.py": b"", "a.py": b""}
    assert target(files, "a.py", "import docker") == {"docker": "pkg:pypi/docker"}


def test_workspace_prefers_the_importers_own_root(target):
    files = {f"packages/{name}/{path}": b"" for name in "ab" for path in ("src/app/__init__.py", "src/app/conf.py")} | {
        f"packages/{name}/pyproject.toml": b"" for name in "ab"
    }
    for name in "ab":
        got = target(files, f"packages/{name}/src/app/main.py", "import app.conf")
        assert got == {"app.conf": f"packages/{name}/src/app/conf.py"}


def test_a_namespace_split_over_two_roots(target):
    files = {"packages/a/src/co/a/__init__.py": b"", "packages/b/src/co/b/__init__.py": b""}
    files |= {f"packages/{name}/pyproject.toml": b"" for name in "ab"}
    got = target(files, "packages/a/src/co/a/x.py", "import co.b\nfrom co import a")
    assert got == {"co.b": "packages/b/src/co/b/__init__.py", "co.a": "packages/a/src/co/a/__init__.py"}


def test_test_data_is_not_imported_from_outside(target):
    files = ("shop/__init__.py", "tests/data/one/requests/__init__.py", "tests/data/one/main.py")
    assert target(files, "shop/a.py", "import requests") == {"requests": "pkg:pypi/requests"}
    inside = target(files, "tests/data/one/main.py", "import requests")
    assert inside == {"requests": "tests/data/one/requests/__init__.py"}


def test_kinds_that_depend_on_the_path(target):
    files = ("shop/__init__.py", "shop/x.py")
    assert target(files, "shop/__init__.py", "from .x import a", kinds=True) == {"shop.x.a": ("runtime", "reexport")}
    assert target(files, "shop/__init__.pyi", "from .x import a", kinds=True) == {"shop.x.a": ("runtime", "reexport")}
    assert target(files, "shop/__init__.py", "import shop.x", kinds=True) == {"shop.x": ("runtime",)}
    assert target(files, "shop/__init__.py", "def f():\n from .x import a", kinds=True) == {
        "shop.x.a": ("runtime", "local")
    }
    assert target(files, "shop/a.py", "from .x import a", kinds=True) == {"shop.x.a": ("runtime",)}
    assert target(files, "tests/test_a.py", "from shop.x import a", kinds=True) == {"shop.x.a": ("runtime", "test")}


def test_dynamic_relative(target):
    files = ("shop/__init__.py", "shop/x.py")
    source = "import importlib\nimportlib.import_module('.x', __package__)"
    assert target(files, "shop/__init__.py", source)["shop.x"] == "shop/x.py"


def test_written_and_place_are_kept(python, parse):
    from mneme_cli.model.tree import Texts

    text = b"x = 1; from .b import c"
    tree = Texts({"p/__init__.py": b"", "p/a.py": text, "p/b.py": b""})
    (edge,) = python.resolve("p/a.py", python.imports(text, parse)[0], tree, python.layout(tree, (), {}))
    assert edge == ("p/a.py", "p/b.py", "p.b.c", 1, 8, 1, "", ".b", "c", "")


@pytest.mark.parametrize(
    ("path", "token"),
    [
        ("a/b.py", b"b"),
        ("a/b/__init__.py", b"b"),
        ("a/b/__init__.pyi", b"b"),
        ("b.py", b"b"),
        ("__init__.py", b""),
        ("a.b/c.py", b"c"),
    ],
)
def test_token(python, path, token):
    assert python.token(path) == token
