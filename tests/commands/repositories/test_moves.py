"""Files that were renamed, deleted or changed in mode alone: what they break elsewhere, and what they take along."""

from __future__ import annotations

import os

import pytest

from tests.commands.ask import ADR, BAD, DB, HEAD, ORDER, mneme
from tests.commands.repositories.conftest import at


def test_a_rename_carries_old_findings_with_it(shop):
    shop.commit("old", {ORDER: BAD})
    shop.git("mv", ORDER, "src/shop/domain/renamed.py")
    page = mneme("check", "--staged", "--format", "json").page
    assert at(page) == [("src/shop/domain/renamed.py", "existing")]


UNRESOLVED = HEAD + "rules:\n  whole:\n    forbid:\n      unresolved: true\n"


@pytest.mark.parametrize("asked", [[], ["--staged"], ["--diff", "HEAD"]])
def test_an_unchanged_file_whose_import_breaks_because_another_was_renamed(shop, asked):
    shop.commit("two", {ADR: UNRESOLVED, "src/shop/domain/user.py": BAD})
    shop.git("mv", DB, "src/shop/infra/base.py")
    said = mneme("check", *asked, "--format", "json")
    assert at(said.page) == [("src/shop/domain/user.py", "introduced")]
    assert said.code == 1


def test_an_unchanged_file_whose_import_breaks_because_another_was_deleted(shop):
    shop.commit("two", {ADR: UNRESOLVED, "src/shop/domain/user.py": BAD})
    shop.git("rm", "-q", DB)
    assert at(mneme("check", "--format", "json").page) == [("src/shop/domain/user.py", "introduced")]
    shop.commit("three")
    assert at(mneme("check", "--diff", "HEAD~1..HEAD", "--format", "json").page) == [
        ("src/shop/domain/user.py", "introduced")
    ]


def test_a_deleted_file_takes_its_findings_along(shop):
    shop.commit("two", {ORDER: BAD})
    shop.remove(ORDER)
    assert mneme("check").code == 0
    assert mneme("check", "--all").code == 0


def test_a_change_of_mode_alone_introduces_nothing(shop):
    shop.commit("two", {ORDER: BAD})
    os.chmod(f"{shop.root}/{ORDER}", 0o755)
    assert at(mneme("check", "--format", "json").page) == [(ORDER, "existing")]
    shop.stage()
    assert mneme("check", "--staged").code == 0


def test_the_last_file_of_a_selector_may_go(shop):
    assert mneme("check").code == 0  # and the compiled policy lies there
    shop.git("rm", "-q", "-r", "src/shop/domain")
    for asked in ([], ["--staged"]):
        said = mneme("check", *asked)
        assert said.code == 0, said
        assert "selects no file any more" in said.words
