"""A pair of files is one finding however often the import is written: it names every line, and each line knows of it."""

import json

import pytest

TWICE = """\
from typing import TYPE_CHECKING

from shop.web import cart

if TYPE_CHECKING:
    from shop.web.cart import Cart

def late():
    from importlib import import_module

    return import_module("shop.web.cart")
"""
PATH = "src/shop/domain/evil.py"
LINES = [3, 6, 11]


@pytest.fixture
def evil(branch):
    branch.write({PATH: TWICE})
    return branch


def layered(mneme, *argv):
    found = json.loads(mneme(*argv)[1])["findings"]
    return [one for one in found if one["rule"] == "ADR-0001#layers" and one["path"] == PATH]


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("argv", [("check", "--all"), ("check",)])
def test_the_text_names_every_line(evil, mneme, argv):
    code, out, _ = mneme(*argv)

    assert code == 1
    assert f"{PATH}:3:1" in out
    assert "also on lines 6, 11\n" in out


def test_json_has_one_finding_with_every_place_and_how_it_is_imported(evil, mneme):
    (one,) = layered(mneme, "check", "--format", "json")

    assert (one["line"], [each["line"] for each in one["also"]]) == (3, [6, 11])
    assert [(each["path"], each["kinds"]) for each in one["also"]] == [
        (PATH, ["type"]),
        (PATH, ["runtime", "dynamic", "local"]),
    ]


def test_lines_that_the_rule_does_not_count_are_not_named(evil, mneme):
    path = "docs/decisions/ADR-0001-layers.yaml"
    text = evil.read(path).decode()
    assert "    layers:" in text
    evil.write({path: text.replace("    layers:", "    when: {not: [type]}\n    layers:", 1)})

    (one,) = layered(mneme, "check", "--format", "json")
    assert (one["line"], [each["line"] for each in one["also"]]) == (3, [11])


@pytest.mark.parametrize("line", LINES)
def test_why_says_it_of_each_line(evil, mneme, line):
    others = [str(each) for each in LINES if each != line]

    _, out, _ = mneme("why", f"{PATH}:{line}")
    assert f"BLOCK ADR-0001#layers {PATH}:{line}:" in flat(out)
    assert f"also on lines {', '.join(others)}" in out

    rules = json.loads(mneme("why", f"{PATH}:{line}", "--json")[1])["rules"]
    (found,) = next(one["findings"] for one in rules if one["rule"] == "ADR-0001#layers")
    assert (found["line"], [each["line"] for each in found["also"]]) == (line, [int(each) for each in others])


def test_a_line_with_another_import_is_not_accused(evil, mneme):
    rules = json.loads(mneme("why", f"{PATH}:9", "--json")[1])["rules"]
    assert [(one["how"], one["findings"]) for one in rules if one["rule"] == "ADR-0001#layers"] == [("applied", [])]


def test_what_was_there_before_is_said_of_its_lines_and_of_no_other(evil, mneme):
    evil.commit("evil", {PATH: TWICE})
    evil.git("checkout", "-q", "-B", "main")
    evil.git("checkout", "-q", "-B", "later")

    for line in (*LINES, 9):
        rules = json.loads(mneme("why", f"{PATH}:{line}", "--json")[1])["rules"]
        (one,) = [each for each in rules if each["rule"] == "ADR-0001#layers"]
        assert (one["how"], len(one["findings"])) == (("existing", 1) if line in LINES else ("applied", 0)), line


def test_why_of_a_line_in_the_middle_of_a_chain(branch, mneme):
    between = "src/shop/tools.py"
    branch.write({PATH: "import shop.tools\n", between: "import shop.web.cart\n\nfrom shop.web import cart\n"})

    (one,) = layered(mneme, "check", "--format", "json")
    assert [(each["path"], each["line"]) for each in one["also"]] == [(between, 3)]
    assert "imports shop.web.cart (also on line 3)" in flat(mneme("check")[1])
    for line in (1, 3):
        (passing,) = [
            each
            for each in json.loads(mneme("why", f"{between}:{line}", "--json")[1])["through"]
            if each["rule"] == "ADR-0001#layers"
        ]
        assert passing["path"] == PATH


def test_services_are_told_of_every_line(evil, mneme):
    for name in ("github", "gitlab", "markdown", "junit", "rdjson"):
        assert "lso on lines 6, 11" in mneme("check", "--format", name)[1], name

    results = json.loads(mneme("check", "--format", "sarif")[1])["runs"][0]["results"]
    (one,) = [each for each in results if each["ruleId"] == "ADR-0001#layers"]
    lines = [place["physicalLocation"]["region"]["startLine"] for place in one["relatedLocations"]]
    assert (lines, "codeFlows" in one) == ([6, 11], False)
    assert [place["id"] for place in one["relatedLocations"]] == [1, 2]
