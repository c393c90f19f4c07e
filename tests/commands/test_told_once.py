"""What a change takes away from the policy is told once, where a reader looks, and as the review of the policy has it."""

import json

import pytest

from tests.commands.ask import ADR, HEAD, ORDER, RULE, mneme, small_shop

CONFIG = "mneme.yaml"
NEXT, LAST = "docs/decisions/ADR-0002.yaml", "docs/decisions/ADR-0003.yaml"
KEEP = (
    HEAD.replace("ADR-0001", "ADR-0004")
    + "rules:\n  keep:\n    forbid:\n      paths:\n        - docs/decisions/**\n      on:\n        - delete\n"
)


def heir(name, of, key="no-infra"):
    text = RULE.replace("ADR-0001", name).replace("no-infra", key).replace("2026-01-01", "2026-02-01")
    return text + f"supersedes:\n  - {of}\n"


def weakened(*argv):
    found = mneme("check", *argv, "--format", "json").page["problems"]
    return [(one["path"], one["line"], one["message"]) for one in found if one["code"] == "W-WEAKER"]


def excluding(*globs):
    return "source_roots:\n  - src\napprovers:\n  - ana\nexclude:\n" + "".join(f'  - "{glob}"\n' for glob in globs)


@pytest.fixture
def shop(repo):
    small_shop(repo).write({CONFIG: excluding("gen/**"), "docs/decisions/ADR-0004.yaml": KEEP, "docs/a.png": "x"})
    repo.commit("shop")
    return repo


def test_a_rule_that_goes_on_unchanged_under_another_record_is_not_weaker(shop):
    shop.write({NEXT: heir("ADR-0002", "ADR-0001")})
    said = mneme("check").text

    assert weakened() == []
    assert "removes" not in said
    assert "goes on as ADR-0002#no-infra" in said
    assert "W-WEAKER" not in mneme("lint").words


def test_what_an_heir_says_less_is_told_of_the_rule_that_it_goes_on_as(shop):
    narrow = heir("ADR-0002", "ADR-0001").replace("src/shop/domain/**", ORDER)
    shop.write({NEXT: narrow})
    line = narrow.split("\n").index("  no-infra:") + 1
    said = "this change weakens ADR-0001#no-infra, which goes on as ADR-0002#no-infra: it governs less"
    assert weakened() == [(NEXT, line, said)]


def test_what_takes_the_place_of_a_rule_is_named_by_the_end_of_the_chain(shop):
    """A dead link in the middle was named."""
    shop.write({NEXT: heir("ADR-0002", "ADR-0001", "other"), LAST: heir("ADR-0003", "ADR-0002", "another")})

    assert [one[2] for one in weakened()] == ["this change removes ADR-0001#no-infra (superseded by ADR-0003)"]
    words = mneme("check").words
    assert "superseded by ADR-0003" in words
    assert "superseded by ADR-0002" not in words


def test_an_exclusion_where_no_rule_speaks_takes_nothing_from_any(shop):
    shop.write({CONFIG: excluding("gen/**", "docs/*.png")})
    assert weakened() == []
    assert "no rule looks at them today" in mneme("check").words


def test_an_exclusion_is_told_once_with_the_rules_that_lose_files_at_its_own_line(shop):
    shop.write({CONFIG: excluding("gen/**", "**")})
    ((path, line, said),) = weakened()

    assert (path, line) == (CONFIG, 7)
    assert said.startswith("this change takes files from ADR-0001#no-infra, ADR-0004#keep: `exclude` leaves alone ")
    text = mneme("check").text
    assert text.count("ADR-0001#no-infra") == 1
    assert "takes files from ADR-0001#no-infra, ADR-0004#keep" in " ".join(text.split())
    assert "exclude in mneme.yaml:7" in " ".join(text.split())


def test_each_weakening_is_told_in_one_section(shop):
    shop.write({ADR: RULE.replace("src/shop/domain/**", ORDER)})

    text = mneme("check").text
    assert text.count("ADR-0001#no-infra") == 1
    assert "it governs less" in text
    assert "Problems" not in text
    assert "warning" not in text
    markdown = mneme("check", "--format", "markdown").text
    assert markdown.count("ADR-0001#no-infra") == 1
    assert len(weakened()) == 1


def test_what_only_a_path_was_asked_about_is_told_all_the_same(shop):
    shop.write({ADR: RULE.replace("src/shop/domain/**", ORDER)})
    assert mneme("check", ADR).text.count("ADR-0001#no-infra") == 1


@pytest.mark.parametrize(
    ("argv", "command"),
    [
        ((), "mneme policy-diff"),
        (("--staged",), "mneme policy-diff --staged"),
        (("--diff", "main"), "mneme policy-diff "),
    ],
)
def test_a_long_review_ends_with_the_command_that_tells_the_rest(shop, argv, command):
    many = {f"docs/decisions/ADR-01{at:02}.yaml": RULE.replace("ADR-0001", f"ADR-01{at:02}") for at in range(30)}
    shop.write(many).stage()

    said = mneme("check", *argv).text
    assert said.count("appears   ADR-01") == 8
    (more,) = [line for line in said.split("\n") if "and 22 more: " in line]
    assert f"and 22 more: {command}" in more
    asked = more.partition(": mneme ")[2].split()
    assert mneme(*asked).text.count("appears   ADR-01") == 30


def test_parts_that_wait_are_counted_among_those_that_are_left_out(shop):
    many = {f"docs/decisions/ADR-01{at:02}.yaml": RULE.replace("ADR-0001", f"ADR-01{at:02}") for at in range(10)}
    shop.commit("many", many)
    shop.remove(*many)
    assert "and 2 more, 2 of them waiting for an approval: mneme policy-diff" in mneme("check").words


def test_approvers_that_the_change_itself_names_are_no_approvers_yet(repo):
    small_shop(repo).commit("shop")
    repo.write(
        {ADR: RULE.replace("src/shop/domain/**", ORDER), CONFIG: "source_roots:\n  - src\napprovers:\n  - ana\n"}
    )

    said = mneme("policy-diff").words
    assert "needs approval, and the mneme.yaml of the base names no `approvers`, which alone count" in said
    assert json.loads(mneme("policy-diff", "--format", "json", "--approved-by", "ana").out)["outcome"] == "ask"
