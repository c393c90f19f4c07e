"""Traps that other tools fall into, each through the door; those of single verbs stand on the verbs' own pages."""

from __future__ import annotations

import pytest

from tests.commands.ask import ADR, BAD, HEAD, ORDER, RULE, mneme, small_shop

DOMAIN = "src/shop/domain/"


@pytest.fixture
def shop(repo):
    small_shop(repo).commit("one")
    return repo


def found(*argv):
    page = mneme("check", *argv, "--format", "json").page
    return [(each["path"], each["line"]) for each in page["findings"]]


TYPED = """\
import typing
import typing as t
from typing import TYPE_CHECKING, TYPE_CHECKING as CHECKING

FLAG = False
if TYPE_CHECKING:
    import shop.infra.a
else:
    import shop.infra.b
if TYPE_CHECKING and FLAG:
    import shop.infra.c
if not TYPE_CHECKING:
    import shop.infra.d
else:
    import shop.infra.e
if FLAG:
    import shop.infra.f
elif TYPE_CHECKING:
    import shop.infra.g
else:
    import shop.infra.h
if TYPE_CHECKING or FLAG:
    import shop.infra.i
if typing.TYPE_CHECKING:
    import shop.infra.j
if t.TYPE_CHECKING:
    import shop.infra.k
if CHECKING:
    import shop.infra.l
"""
RUNTIME = set("bdfhi")
"""Modules that the program really imports; the others are for type checkers alone."""


def test_type_checking_with_else_and_not_elif(shop):
    rule = RULE + "    when:\n      not:\n        - type\n"
    files = {f"src/shop/infra/{name}.py": "" for name in "abcdefghijkl"}
    shop.commit("two", {ADR: rule, **files})
    shop.write({ORDER: TYPED})
    page = mneme("check", "--format", "json").page
    assert {each["target"][-4] for each in page["findings"]} == RUNTIME
    shop.write({ADR: RULE})
    page = mneme("check", "--all", "--format", "json").page
    assert {each["target"][-4] for each in page["findings"]} == set("abcdefghijkl")


def test_a_cycle_at_run_time_behind_type_only_back_edges(shop):
    rule = HEAD + "rules:\n  r:\n    acyclic:\n      by: file\n    when:\n      not:\n        - type\n"
    only = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import shop.{}\n"
    shop.commit("two", {ADR: rule, "src/shop/a.py": "import shop.b\n", "src/shop/b.py": only.format("a")})
    shop.write({"src/shop/b.py": only.format("a") + "import shop.c\n", "src/shop/c.py": only.format("b")})
    assert found() == []
    shop.write({"src/shop/c.py": only.format("b") + "import shop.a\n"})
    cycle = [("src/shop/a.py", 1), ("src/shop/b.py", 4), ("src/shop/c.py", 4)]
    assert found("--all") == cycle
    assert {("src/shop/b.py", 4), ("src/shop/c.py", 4)} <= {*found()}


def test_a_capture_is_compared_letter_by_letter(shop):
    """Folder `b.c` must not pass as, or be taken for, `bxc`."""
    rule = HEAD + (
        "rules:\n  r:\n    forbid:\n      imports:\n        - src/features/{!name}/**\n"
        "    in:\n      - src/features/{name}/**\n"
    )
    names = ("a+b", "aab", "bxc", "(x)", "x")
    shop.commit("two", {ADR: rule, **{f"src/features/{name}/m.py": "" for name in names}})
    shop.write({"src/features/a+b/m.py": "from features.aab import m\n", "src/features/x/n.py": "from . import m\n"})
    shop.write({"src/features/b.c/m.py": "import features.bxc.m\n"})
    assert found() == [("src/features/a+b/m.py", 1), ("src/features/b.c/m.py", 1)]
    assert found("--all") == found()


@pytest.mark.parametrize("text", ["lazy import shop.infra.db\n", "lazy from shop.infra import db\n"])
def test_a_lazy_import_is_an_import_and_does_not_lose_the_file(shop, text):
    shop.write({ORDER: text + "import shop.infra\n"})
    said = mneme("check", "--format", "json")
    assert {each["line"] for each in said.page["findings"]} == {1, 2}
    assert said.page["skipped"] == []
    assert "lazy" in {kind for each in said.page["findings"] for kind in each["kinds"]}


@pytest.mark.parametrize(
    "text", ["import shop.infra.deep.er.db\n", "from shop.infra.deep import er\n", "from ..infra.deep.er import db\n"]
)
def test_a_namespace_package_inside_a_package(shop, text):
    shop.commit("two", {"src/shop/infra/deep/er/db.py": ""})
    shop.write({ORDER: text})
    assert found() == [(ORDER, 1)]
    assert found("--all") == [(ORDER, 1)]
    rule = HEAD + "rules:\n  r:\n    forbid:\n      unresolved: true\n"
    shop.write({ADR: rule})
    assert found("--all") == []


def test_a_target_that_is_only_a_stub(shop):
    shop.commit("two", {"src/shop/infra/fast.pyi": "x: int\n"})
    shop.write({ORDER: "from shop.infra.fast import x\n"})
    page = mneme("check", "--format", "json").page
    assert [each["target"] for each in page["findings"]] == ["src/shop/infra/fast.pyi"]


def test_a_stub_beside_its_module_hides_nothing(shop):
    shop.commit("two", {"src/shop/domain/pair.py": "", "src/shop/domain/pair.pyi": ""})
    shop.write({"src/shop/domain/pair.py": BAD})
    assert found() == [("src/shop/domain/pair.py", 1)]


WEAKER = {
    "taken out": RULE.replace("        - shop.infra\n", "        - shop.web\n"),
    "narrowed": RULE.replace("src/shop/domain/**", "src/shop/domain/other/**"),
    "excused": RULE + f"    except:\n      {ORDER}: for now\n",
    "advice": RULE + "    level: advise\n",
    "retired": RULE.replace("accepted", "retired"),
    "proposed": RULE.replace("accepted", "proposed"),
    "gone": "",
}


@pytest.mark.parametrize("how", WEAKER)
@pytest.mark.parametrize("asked", [[], ["--staged"], ["--diff", "HEAD~1..HEAD"]])
def test_a_diff_that_edits_the_rule_it_breaks(shop, how, asked):
    shop.commit(
        "more",
        {
            "docs/decisions/ADR-0002.yaml": RULE.replace("0001", "0002").replace("infra", "nothing")
            + "    may_be_empty: true\n"
        },
    )
    shop.write({ORDER: BAD, **({ADR: WEAKER[how]} if WEAKER[how] else {})})
    shop.stage() if WEAKER[how] else shop.remove(ADR).stage()
    shop.commit("both") if "--diff" in asked else None
    said = mneme("check", *asked, "--format", "json")
    assert said.code in (1, 2), said
    assert said.page["outcome"] == "ask"
    assert said.page["changed_policy"] == ["ADR-0001#no-infra"]


def test_a_waiver_in_the_diff_that_needs_it(shop):
    waiver = "waiver: W-0001\nwaives:\n  - ADR-0001#no-infra\nin:\n  - src/shop/domain/**\nuntil: 2026-12-31\napproved_by: ana\nbecause: x\n"
    shop.write({ORDER: BAD, "docs/decisions/W-0001.yaml": waiver})
    said = mneme("check", "--format", "json")
    assert (said.code, said.page["outcome"]) == (1, "ask")
    shop.git("stash", "-q", "-u")
    shop.commit("waiver first", {"docs/decisions/W-0001.yaml": waiver})
    shop.write({ORDER: BAD})
    assert mneme("check").code == 0


def test_a_baseline_in_the_diff_that_needs_it(shop):
    import json

    shop.write({ORDER: BAD})
    page = mneme("check", "--format", "json").page
    row = {"rule": "ADR-0001#no-infra", "source": ORDER, "target": page["findings"][0]["target"], "symbol": ""}
    rows = [{**row, "edge": "runtime", "times": 1}]
    shop.write({".mneme/baseline.json": json.dumps({"version": 1, "findings": rows})})
    for asked in ([], ["--staged"]):
        shop.stage()
        assert mneme("check", *asked).code == 1
    shop.commit("accepted")
    assert mneme("check", "--all").code == 0


def test_an_excused_edge_hides_no_chain(shop):
    rule = HEAD + (
        "rules:\n  r:\n    forbid:\n      reaches:\n        - shop.infra\n    in:\n      - src/shop/domain/**\n"
        '    except:\n      "shop.app -> shop.infra.db": wiring\n'
    )
    shop.commit("two", {ADR: rule, "src/shop/app.py": BAD})
    shop.write({ORDER: "import shop.app\n"})
    assert found() == [(ORDER, 1)]
    assert found("--all") == [(ORDER, 1)]


def test_two_files_with_one_number(shop):
    """Git merges them clean. Both files' rules stay, and nothing is picked."""
    other = RULE.replace("no-infra", "no-json").replace("shop.infra", "json")
    shop.commit("two", {"docs/decisions/ADR-0001-other.yaml": other})
    shop.write({ORDER: "import json\nimport shop.infra\n"})
    said = mneme("check", "--format", "json")
    assert said.code == 2
    codes = [(each["path"], each["line"], each["code"]) for each in said.page["problems"]]
    assert codes == [(path, 1, "E-DUP-ID") for path in sorted((ADR, "docs/decisions/ADR-0001-other.yaml"))]
    assert sorted(each["line"] for each in said.page["findings"]) == [1, 2]
    assert "mneme renumber" in mneme("lint").words


def test_an_id_of_digits_is_text(shop):
    """YAML 1.1 reads 0012 as the octal number ten."""
    shop.commit("two", {ADR: RULE.replace("ADR-0001", "0012")})
    shop.write({ORDER: BAD})
    page = mneme("check", "--format", "json").page
    assert [each["rule"] for each in page["findings"]] == ["0012#no-infra"]
    shop.write({"docs/decisions/other.yaml": RULE.replace("ADR-0001", '"12"').replace("no-infra", "r")})
    said = mneme("lint", "--json")
    assert said.code == 2
    assert "differ in leading zeros only" in said.words
    shop.write({"docs/decisions/other.yaml": RULE.replace("ADR-0001", "12").replace("no-infra", "r")})
    assert "put it in quotes" in mneme("lint").words


@pytest.mark.parametrize("word", ["no", "on", "yes", "null", "1e3", "0x10", "1_000", "2026-01-01", "~"])
def test_words_that_yaml_turns_into_something_else(shop, word):
    """`scope: [no]` is a path to some readers and `false` to others; here it is said or it is text, never another thing."""
    text = RULE.replace("title: The domain knows no infrastructure", f"title: {word}")
    shop.write({ADR: text, ORDER: BAD})
    said = mneme("check", "--format", "json")
    if said.code == 1:
        assert [each["title"] for each in said.page["findings"]] == [word]
    else:
        assert (ADR, 2) in {(each["path"], each["line"]) for each in said.page["problems"]}


def test_a_selector_that_matches_nothing_is_never_green(shop):
    shop.write({ADR: RULE.replace("src/shop/domain/**", "src/shop/domian/**")})
    for asked in (["check"], ["check", "--all"], ["lint"]):
        said = mneme(*asked)
        assert said.code == 2
        assert f"{ADR}:11:9" in said.words
        assert "selects no tracked file" in said.words


def test_a_module_that_is_like_another_by_its_beginning_only(shop):
    shop.commit("two", {"src/shop/infrared.py": "", "src/shop/infra_tools/__init__.py": ""})
    shop.write(
        {ORDER: "import shop.infrared\nimport shop.infra_tools\nfrom shop import infrared\nfrom shop import infra\n"}
    )
    assert found() == [(ORDER, 4)]


def test_a_comment_or_a_string_is_no_import(shop):
    shop.write({ORDER: '# import shop.infra\ns = """\nimport shop.infra\n"""\nt = "import shop.infra"\n'})
    assert found() == []


def test_a_banned_name_through_a_barrel(shop):
    shop.commit("two", {"src/shop/api.py": "from shop.infra.db import x as y\n"})
    shop.write({ORDER: "from shop.api import y\n"})
    assert found() == [(ORDER, 1)]
    assert found("--all") == [(ORDER, 1)]
