"""Accepted debt outlives names: of its file, by git's word, and of its rule, by the record that took it over."""

import pytest

from tests.commands.ask import accepted as rows

LONG = "".join(f".a{at} {{ color: red }}\n" for at in range(20))
LIMIT = """\
id: ADR-0001
title: Files stay small
status: accepted
date: 2026-01-01
rules:
  short:
    limit:
      metric: lines
      at_most: 3
    in: [app/**]
  std:
    forbid:
      imports: [app.old]
    in: [app/**]
"""


@pytest.fixture
def accepted(repo, mneme):
    """A long file and an import of another one, in the baseline, all of it on main."""
    files = {"app/app.css": LONG, "app/old.py": "X = 1\nY = 2\n", "app/user.py": "import app.old\n"}
    repo.commit("long", {"docs/decisions/ADR-0001.yaml": LIMIT, "app/__init__.py": "", **files})
    mneme("baseline")
    repo.commit("accepted")
    repo.git("checkout", "-q", "-b", "feature")
    return repo


def entries(repo):
    return {(row["rule"], row["source"], row["target"]) for row in rows(repo)}


def gates(mneme):
    return [mneme("check", *how)[0] for how in ((), ("--staged",), ("--all",))]


@pytest.mark.parametrize("inside", [False, True])
def test_a_module_that_becomes_a_package_blocks_nobody(accepted, mneme, inside):
    accepted.remove("app/old.py")
    accepted.write({"app/old/__init__.py": "Z = {1: 2}\n", **({"app/old/core.py": "X = 1\nY = 2\n"} if inside else {})})
    assert gates(mneme) == [0, 0, 0]
    accepted.commit("a package")
    assert gates(mneme) == [0, 0, 0]


def test_a_move_blocks_nobody_before_it_is_committed_and_after(accepted, mneme):
    accepted.git("mv", "app/app.css", "app/main.css")
    accepted.git("mv", "app/user.py", "app/client.py")
    assert gates(mneme) == [0, 0, 0]

    accepted.commit("moved")

    assert gates(mneme) == [0, 0, 0]
    assert mneme("check", "--diff", "main..feature")[0] == 0


def test_a_file_that_moved_and_changed_is_still_the_file(accepted, mneme):
    accepted.remove("app/app.css").write({"app/main.css": LONG.replace(".a3 ", ".b3 ")})
    assert mneme("check", "--all")[0] == 0

    accepted.write({"app/main.css": LONG + ".more {}\n"})

    assert mneme("check", "--all")[0] == 1


def test_the_target_of_an_accepted_import_may_move(accepted, mneme):
    accepted.git("mv", "app/old.py", "app/older.py")
    decision = LIMIT.replace("app.old", "app.older")
    accepted.write({"app/user.py": "import app.older\n", "docs/decisions/ADR-0001.yaml": decision})

    assert mneme("check", "--all")[0] == 0


def test_a_new_file_inherits_nothing_from_one_that_is_gone(accepted, mneme):
    accepted.remove("app/app.css").write({"app/new.css": "".join(f".z{at} {{ top: 0 }}\n" for at in range(9))})

    assert mneme("check", "--all")[0] == 1


def test_the_new_names_are_told_and_written_without_growth(accepted, mneme):
    accepted.git("mv", "app/app.css", "app/main.css")
    out = " ".join(mneme("check", "--all")[1].split())
    assert "N-MOVED .mneme/baseline.json:4:1 1 accepted finding goes on under another name" in out
    assert "app/app.css is app/main.css now" in out

    code, out, _ = mneme("baseline")

    assert code == 0
    assert out == "1 entry renamed: 2 findings in .mneme/baseline.json\n"
    assert ("ADR-0001#short", "app/main.css", "") in entries(accepted)
    assert "N-MOVED" not in mneme("check", "--all")[1]
    assert gates(mneme) == [0, 0, 0]
    accepted.commit("moved, and the baseline with it")
    out = mneme("check")[1]
    assert "approval" not in out
    assert "vanish" not in out


def test_a_baseline_that_nobody_committed_follows_as_well(accepted, mneme):
    accepted.write({"app/two.css": LONG})
    mneme("baseline", "--allow-growth")
    accepted.git("mv", "app/app.css", "app/main.css")

    assert mneme("check", "--all")[0] == 0


@pytest.mark.parametrize("verb", [("supersede", "ADR-0001"), ("amend", "ADR-0001#short")])
def test_debt_goes_on_with_the_rule_that_took_over(accepted, mneme, verb):
    assert mneme(*verb, "--status", "accepted")[0] == 0
    (heir,) = accepted.path.glob("docs/decisions/ADR-0002*")
    assert "short" in heir.read_text()

    assert gates(mneme)[::2] == [0, 0]
    out = " ".join(mneme("check", "--all")[1].split())
    assert "ADR-0001#short is ADR-0002#short now" in out
    assert "W-DEAD-REF" not in mneme("lint")[1]
    code, out, _ = mneme("baseline")
    assert code == 0
    assert "renamed" in out
    assert ("ADR-0002#short", "app/app.css", "") in entries(accepted)
    assert mneme("check", "--all")[0] == 0
    accepted.commit("taken over")
    assert gates(mneme) == [0, 0, 0]


def test_what_went_on_holds_its_number(accepted, mneme):
    mneme("amend", "ADR-0001#short", "--status", "accepted")
    accepted.write({"app/app.css": LONG + ".more {}\n"})

    assert mneme("check", "--all")[0] == 1
