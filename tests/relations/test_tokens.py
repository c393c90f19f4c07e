"""A token is a promise: without these bytes a file has no row."""

from __future__ import annotations

import pytest

from mneme_cli.model.region import Region
from mneme_cli.model.selector import Selector
from mneme_cli.relations._token import tokens
from tests.kinds.made import Select


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
