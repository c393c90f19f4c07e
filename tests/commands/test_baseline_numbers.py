"""Debt that is a number: a baseline accepts so many and no more, and fewer is debt paid."""

import pytest

from mneme_cli.store import baseline as store
from tests.commands.ask import accepted

LIMITS = """\
id: ADR-0001
title: Files stay small
status: accepted
date: 2026-01-01
rules:
  short:
    limit:
      metric: lines
      at_most: 3
    in: [src/**]
  used:
    limit:
      metric: fan_in
      at_least: 3
    in: [src/shop/core.py]
  shared:
    limit:
      metric: fan_in
      at_most: 1
    in: [src/shop/hub.py]
"""


def lines(many):
    return "".join(f"x{at} = {at}\n" for at in range(many))


@pytest.fixture
def long(repo, mneme):
    """A file of ten lines where three are allowed, committed; what is changed then is a branch of its own."""
    files = {"src/shop/app.py": lines(10), "src/shop/core.py": "", "src/shop/hub.py": ""}
    repo.commit("long", {"docs/decisions/ADR-0001.yaml": LIMITS, **files})
    repo.git("checkout", "-q", "-b", "feature")
    return repo


def test_a_number_that_gets_worse_is_introduced_by_the_change(long, mneme):
    long.write({"src/shop/app.py": lines(12)})

    code, out, _ = mneme("check")

    assert code == 1
    assert "has 12 lines, 3 at most; 10 before this change" in " ".join(out.split())


@pytest.mark.parametrize("many", [10, 9, 2])
def test_a_number_that_gets_no_worse_is_nobody_s_fault(long, mneme, many):
    long.write({"src/shop/app.py": lines(many).replace("x0", "y0")})

    assert mneme("check")[0] == 0


def test_importers_that_an_existing_offender_gains_are_counted(long, mneme):
    many = {"src/shop/hub.py": "", "src/shop/one.py": "import shop.hub\n", "src/shop/two.py": "import shop.hub\n"}
    long.commit("hub", {"mneme.yaml": "source_roots: [src]\n", **many})
    long.git("branch", "-f", "main")
    long.write({"src/shop/three.py": "import shop.hub\n"})

    code, out, _ = mneme("check")

    assert code == 1
    assert "is imported by 3 files, 1 at most; 2 before this change" in " ".join(out.split())
    assert "src/shop/core.py" not in out


def test_a_baseline_accepts_a_number_and_not_whatever_comes(long, mneme):
    mneme("baseline")
    assert [(row["rule"], row.get("at_most")) for row in accepted(long)] == [
        ("ADR-0001#short", 10),
        ("ADR-0001#used", None),
    ]
    assert mneme("check", "--all")[0] == 0

    long.write({"src/shop/app.py": lines(12)})

    code, out, _ = mneme("check", "--all")
    assert code == 1
    assert "has 12 lines, 3 at most; 10 accepted" in " ".join(out.split())
    assert mneme("check")[0] == 1
    code, out, _ = mneme("baseline")
    assert code == 1
    assert "+ ADR-0001#short  src/shop/app.py  → lines, at most 12\n" in out
    assert "+1 −0" in out


def test_a_number_that_falls_is_debt_paid(long, mneme):
    mneme("baseline")
    long.write({"src/shop/app.py": lines(7)})

    code, out, _ = mneme("check", "--all")
    assert code == 0
    assert "1 accepted number of ADR-0001#short has fallen, src/shop/app.py from 10 to 7" in " ".join(out.split())

    code, out, _ = mneme("baseline", "--shrink")
    assert code == 0
    assert "- ADR-0001#short  src/shop/app.py  → lines, at most 7 instead of 10\n" in out
    assert accepted(long)[0]["at_most"] == 7
    long.write({"src/shop/app.py": lines(8)})
    assert mneme("check", "--all")[0] == 1


def test_too_few_is_a_number_as_well(long, mneme):
    long.write({"mneme.yaml": "source_roots: [src]\n", "src/shop/one.py": "import shop.core\n"})
    long.write({"src/shop/two.py": "import shop.core\n"})
    mneme("baseline")
    assert [row["at_least"] for row in accepted(long) if row["rule"] == "ADR-0001#used"] == [2]

    long.write({"src/shop/two.py": ""})

    code, out, _ = mneme("check", "--all")
    assert code == 1
    assert "is imported by 1 files, 3 at least; 2 accepted" in " ".join(out.split())


def test_an_entry_without_a_number_accepts_none(long, mneme):
    mneme("baseline")
    long.write({store.PATH: long.read(store.PATH).replace(b'"at_most":10,', b"").decode()})

    assert mneme("check", "--all")[0] == 1


def test_a_number_cannot_be_raised_in_the_change_that_needs_it(long, mneme):
    mneme("baseline")
    long.commit("baseline")
    long.git("branch", "-f", "main")
    long.write({"src/shop/app.py": lines(12)})
    mneme("baseline", "--allow-growth")

    code, out, _ = mneme("check")

    assert code == 1
    said = " ".join(out.split())
    assert "has 12 lines, 3 at most; 10 before this change" in said
    assert "accepts at most 12 in src/shop/app.py instead of 10" in said
