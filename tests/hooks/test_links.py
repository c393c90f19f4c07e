"""A link is no way round a rule: what is written behind it is judged as the file that it is."""

import os

import pytest

from tests.hooks.shop import BAD, GOOD, ORDER, build, denial, hook, payload

pytestmark = pytest.mark.usefixtures("repo")


def denied(repo, path, text=BAD):
    return denial("claude", hook("claude", payload("claude", repo.root, path, text)))


def bash(repo, command):
    given = {**payload("claude", repo.root), "tool_name": "Bash", "tool_input": {"command": command}}
    return denial("claude", hook("claude", given))


@pytest.fixture
def shop(repo, tmp_path_factory):
    """A link beside the code, one from outside of the repository, and a chain of two."""
    build(repo)
    os.symlink("shop", repo.path / "lnk")
    os.symlink("lnk/domain", repo.path / "twice")
    away = tmp_path_factory.mktemp("away")
    os.symlink(repo.path / "shop", away / "ln")
    return repo, away


def test_a_linked_folder_inside_is_no_way_round(shop):
    repo, _ = shop

    assert f"{ORDER}:1 imports sqlite3" in denied(repo, "lnk/domain/order.py")
    assert "shop/domain/new.py:1 imports sqlite3" in denied(repo, "lnk/domain/new.py")
    assert "shop/domain/new/deep.py:1" in denied(repo, "twice/new/deep.py")
    assert "shop/domain/new.py:1" in denied(repo, "twice/../domain/new.py")
    assert denied(repo, "lnk/domain/order.py", GOOD) == ""
    assert denied(repo, "lnk/app/order.py") == ""


def test_a_linked_folder_outside_is_no_way_round(shop):
    repo, away = shop

    assert f"{ORDER}:1 imports sqlite3" in denied(repo, f"{away}/ln/domain/order.py")
    assert denied(repo, f"{away}/ln/domain/order.py", GOOD) == ""
    assert "shop/domain/new.py:1" in bash(repo, f"echo import sqlite3 > {away}/ln/domain/new.py")


def test_what_is_replaced_is_what_stands_behind_the_link(shop):
    repo, away = shop
    change = {"file_path": f"{away}/ln/domain/order.py", "old_string": "decimal", "new_string": "sqlite3"}

    why = denial("claude", hook("claude", {**payload("claude", repo.root), "tool_name": "Edit", "tool_input": change}))

    assert f"{ORDER}:1 imports sqlite3" in why


def test_a_linked_file_is_judged_as_what_it_leads_to(shop):
    repo, _ = shop
    os.symlink(ORDER, repo.path / "order.py")

    assert f"{ORDER}:1 imports sqlite3" in denied(repo, "order.py")
    assert bash(repo, "rm order.py") == ""


def test_a_linked_decision_is_still_a_decision(shop):
    repo, _ = shop
    os.symlink("docs", repo.path / "papers")
    given = payload("claude", repo.root, "papers/decisions/ADR-0001.yaml", "id: ADR-0001\n")

    assert b'"permissionDecision":"ask"' in hook("claude", given).out


def test_a_repository_behind_a_link_is_judged_once(shop):
    repo, away = shop
    os.symlink(repo.path, away / "whole")

    why = denied(repo, f"{away}/whole/{ORDER}")

    assert why.count("imports sqlite3") == 1


def test_links_in_a_ring_are_no_reason_to_stumble(shop):
    repo, _ = shop
    os.symlink("ring", repo.path / "ring")

    said = hook("claude", payload("claude", repo.root, "ring/order.py"))

    assert (said.out, said.err) == (b"", b"")


def test_after_a_tool_the_file_behind_the_link_is_looked_at(shop):
    repo, away = shop
    repo.write({ORDER: BAD})
    given = {**payload("claude", repo.root, f"{away}/ln/domain/order.py"), "hook_event_name": "PostToolUse"}

    assert f"{ORDER}:1 imports sqlite3" in hook("claude", given, "post-tool").out.decode()
