"""The accepted debt of a ratchet: a count over all files, which no file of them stands for."""

import pytest

from tests.commands.ask import accepted

TODOS = """\
id: ADR-0001
title: Fewer notes to ourselves
status: accepted
date: 2026-01-01
rules:
  todo:
    ratchet:
      count:
        text: [TODO]
      at_most: 2
    in: [src/**]
"""


@pytest.fixture
def noted(repo, mneme):
    """Four notes in two files where two are allowed."""
    files = {"src/a.py": "# TODO\n# TODO\n", "src/b.py": "# TODO\n# TODO\n", "src/c.py": ""}
    repo.commit("noted", {"docs/decisions/ADR-0001.yaml": TODOS, **files})
    repo.git("checkout", "-q", "-b", "feature")
    return repo


def test_a_ratchet_s_debt_is_its_count_and_no_file(noted, mneme):
    mneme("baseline")

    assert accepted(noted) == [
        {"rule": "ADR-0001#todo", "source": "", "target": "", "symbol": "", "edge": "runtime", "times": 1, "at_most": 4}
    ]
    assert mneme("check", "--all")[0] == 0


def test_more_than_the_accepted_count_is_blocked_wherever_it_is(noted, mneme):
    mneme("baseline")
    noted.write({"src/c.py": "# TODO\n"})

    code, out, _ = mneme("check", "--all")

    assert code == 1
    assert "5 of these, 2 at most; 4 accepted" in " ".join(out.split())


def test_fewer_than_the_accepted_count_is_debt_paid_wherever_it_was(noted, mneme):
    mneme("baseline")
    noted.write({"src/a.py": ""})
    assert mneme("check", "--all")[0] == 0  # two are within the bound: nothing is left to accept

    noted.write({"src/a.py": "# TODO\n"})
    code, out, _ = mneme("check", "--all")
    assert code == 0
    assert "1 accepted number of ADR-0001#todo has fallen, from 4 to 3" in " ".join(out.split())
    code, out, _ = mneme("baseline")
    assert code == 0
    assert "- ADR-0001#todo  → at most 3 instead of 4\n" in out
    assert [row["at_most"] for row in accepted(noted)] == [3]


def test_an_accepted_count_excuses_no_growth_by_a_change(noted, mneme):
    mneme("baseline")
    noted.commit("baseline")
    noted.git("branch", "-f", "main")
    noted.write({"src/a.py": "# TODO\n# TODO\n# TODO\n"})

    assert mneme("check")[0] == 1
