"""The last line says what was looked at, and what a change leaves alone is not told as if it were of it."""

import pytest

from tests.commands.ask import quick

ADR = """\
id: ADR-1
title: T
status: accepted
date: 2026-01-01
rules:
  json:
    forbid:
      imports: [std:python/json]
    in: [src/**]
    except:
      src/shop/b.py: it writes the file
"""
WAIVER = """\
waiver: W-1
waives: [ADR-1#json]
in: [src/shop/c.py]
until: 2026-12-31
approved_by: ana
because: it goes
"""
FILES = {
    "src/shop/a.py": "A = 1\n",
    "src/shop/b.py": "import json\nimport shop.a\n",
    "src/shop/c.py": "import json\nimport shop.a\n",
    "src/shop/d.py": "X = 1\n",
}


@pytest.fixture
def tied(repo):
    """Two files with something set aside, both of which import a third; the branch is where it happens."""
    files = {"mneme.yaml": "source_roots: [src]\n", "docs/decisions/ADR-1.yaml": ADR, "docs/decisions/W-1.yaml": WAIVER}
    repo.commit("shop", {**files, **FILES})
    repo.git("checkout", "-q", "-b", "feature")
    return repo


def test_files_whose_imports_a_change_may_move_are_counted_apart(tied):
    tied.git("mv", "src/shop/a.py", "src/shop/a2.py")
    tied.stage({"src/shop/d.py": "X = 2\n"})

    said = quick("check", "--staged")

    assert "(2 changed, 2 whose imports it may move)" in said.words
    assert "4 files judged against" in said.words
    counts = quick("check", "--staged", "--format", "json").page["counts"]
    assert (counts["files"], counts["unchanged"]) == (4, 2)
    assert "(2 changed, 2 whose imports it may move)" in quick("check", "--staged", "--format", "markdown").words


def test_where_nothing_else_is_looked_at_one_number_says_it(tied):
    tied.write({"src/shop/d.py": "X = 2\n"})

    assert "1 file judged against" in quick("check").words
    assert "whose imports" not in quick("check").words


def test_what_is_set_aside_in_files_that_a_change_leaves_alone_is_not_its_own(tied):
    tied.git("mv", "src/shop/a.py", "src/shop/a2.py")

    said = quick("check")

    assert "src/shop/c.py" not in said.text.partition("Problems")[0]
    assert "waived" not in said.text
    assert quick("check", "--format", "json").page["findings"] == []


def test_what_is_set_aside_in_a_file_that_it_touches_is(tied):
    tied.write({"src/shop/c.py": "import json\nimport shop.a\nY = 1\n"})

    assert "waived  ADR-1#json  src/shop/c.py:1:1" in quick("check").text


def test_what_a_new_rule_excepts_in_old_code_is_not_told(tied):
    rule = ADR.replace(
        "  json:",
        "  again:\n    forbid:\n      imports: [std:python/json]\n    in: [src/**]\n    except:\n      src/shop/b.py: it writes the file\n  json:",
    )
    tied.write({"docs/decisions/ADR-1.yaml": rule})

    found = quick("check", "--format", "json").page["findings"]

    assert [(one["path"], one["status"], one["aside"]) for one in found] == [("src/shop/c.py", "existing", None)]


def test_an_excluded_file_that_is_pointed_at_is_not_said_to_be_judged(repo, monkeypatch):
    monkeypatch.chdir(repo.path)
    marked = {"mneme.yaml": "source_roots: [src]\nexclude: [src/shop/old/**]\n", "src/shop/old/x.py": "import json\n"}
    repo.commit("shop", {"docs/decisions/ADR-1.yaml": ADR, **FILES, **marked})

    alone = quick("check", "src/shop/old/x.py").words
    assert "src/shop/old/x.py excluded (src/shop/old/**)" in alone
    assert "allowed but nothing was judged: 0 files, 1 rule" in alone
    assert "allowed: 1 file, 1 rule, no finding" in quick("check", "src/shop/old", "src/shop/d.py").words


def test_a_change_of_decisions_alone_is_explained_by_every_rule(repo, monkeypatch):
    monkeypatch.chdir(repo.path)
    more = ADR.replace("ADR-1", "ADR-2").replace("json:", "no-a:").replace("std:python/json", "shop.a")
    more = more[: more.index("    except:")]
    over = (
        "id: ADR-3\ntitle: T\nstatus: accepted\ndate: 2026-01-02\n"
        "overrides:\n  - {rule: ADR-2#no-a, in: [src/**], because: it goes}\n"
    )
    files = {"mneme.yaml": "source_roots: [src]\n", "docs/decisions/ADR-1.yaml": ADR, "docs/decisions/ADR-2.yaml": more}
    repo.commit("shop", {**files, "docs/decisions/ADR-3.yaml": over, **FILES})
    repo.git("checkout", "-qb", "feature")
    repo.write({"docs/decisions/ADR-1.yaml": ADR.replace("title: T", "title: Another")})

    said = quick("check", "--explain").words

    assert "ADR-1#json applied: nothing found, 1 existing, 1 set aside" in said
    assert "ADR-2#no-a overridden by ADR-3" in said
    assert "allowed: 1 file judged against" in said
