"""Two branches that took one number, merged by git, mended by the command that the error names."""

import json

import pytest

from tests.commands.ask import ADR, DB, HEAD, ORDER, mneme, small_shop

FOLDER = "docs/decisions/"
OURS, THEIRS = FOLDER + "ADR-0007-mail.yaml", FOLDER + "ADR-0007-sms.yaml"
RULE = "rules:\n  {key}:\n    forbid:\n      imports:\n        - {what}\n    in:\n      - src/shop/domain/**\n"


def record(name, date, *, key="", what="json", more=""):
    text = (
        HEAD.replace("ADR-0001", name).replace("2026-01-01", date).replace("The domain", f"{key or name} in the domain")
    )
    return text + more + (RULE.format(key=key, what=what) if key else "")


def waiver(rule):
    return (
        f"waiver: W-0001\nwaives:\n  - {rule}\nin:\n  - {ORDER}\nuntil: 2026-12-31\n"
        "approved_by: platform\nbecause: it moves out\n"
    )


@pytest.fixture
def merged(repo):
    """Two branches; each added an ADR-0007, a waiver W-0001 of its rule, and a record that builds on it."""
    small_shop(repo).write({ORDER: "import json\nimport csv\n", DB: "x = 1\n"})
    repo.commit("shop")
    repo.git("checkout", "-q", "-b", "sms")
    sms = record("ADR-0007", "2026-02-02", key="no-csv", what="csv", more="context: ADR-0007 and ADR-0007#no-csv\n")
    amends = "amends: [ADR-0001#no-infra, ADR-0007#no-csv]\n"
    repo.commit(
        "sms",
        {
            THEIRS: sms,
            FOLDER + "ADR-0008-again.yaml": record("ADR-0008", "2026-02-03", more=amends + "relates:\n  - ADR-0007\n"),
            FOLDER + "W-0001-sms.yaml": waiver("ADR-0007#no-csv"),
        },
    )
    repo.git("checkout", "-q", "main")
    repo.commit(
        "mail",
        {
            OURS: record("ADR-0007", "2026-02-01", key="no-json"),
            FOLDER + "W-0001-mail.yaml": waiver("ADR-0007#no-json"),
        },
    )
    repo.git("merge", "-q", "--no-edit", "sms")
    return repo


def codes():
    return [(one["code"], one["path"]) for one in json.loads(mneme("lint", "--json").out)["problems"]]


def test_what_git_merged_clean_is_mended_by_the_command_that_lint_names(merged):
    broken = mneme("lint")
    assert broken.code == 2
    assert f"mneme renumber {OURS}" in broken.words

    said = mneme("renumber", cwd=merged.root)

    assert said.code == 0
    assert "ADR-0007 is now ADR-0009" in said.words
    assert f"ADR-0007 stays with {OURS}" in said.words
    assert "W-0001 is now W-0002" in said.words
    assert [code for code, _ in codes() if code.startswith("E-")] == []
    assert (mneme("lint").code, mneme("check", "--all").code) == (0, 0)
    moved = merged.read(FOLDER + "ADR-0009-sms.yaml").decode()
    assert "context: ADR-0009 and ADR-0009#no-csv" in moved
    assert not (merged.path / THEIRS).exists()


def test_a_link_goes_with_the_rule_that_it_names(merged):
    said = mneme("renumber", cwd=merged.root)

    after = merged.read(FOLDER + "ADR-0008-again.yaml").decode()
    assert "amends: [ADR-0001#no-infra, ADR-0009#no-csv]\nrelates:\n  - ADR-0007\n" in after
    assert merged.read(FOLDER + "W-0002-sms.yaml").startswith(b"waiver: W-0002\nwaives:\n  - ADR-0009#no-csv\n")
    assert merged.read(FOLDER + "W-0001-mail.yaml").startswith(b"waiver: W-0001\nwaives:\n  - ADR-0007#no-json\n")
    followed, _, doubtful = said.words.partition("These places name an old number")
    assert f"{FOLDER}ADR-0008-again.yaml:5" in followed
    assert f"{FOLDER}ADR-0008-again.yaml:7" in doubtful  # which of the two it relates to, a person has to say


def test_the_file_that_is_named_moves(merged):
    said = json.loads(mneme("renumber", OURS, "--json", cwd=merged.root).out)

    assert [(move["old"], move["new"]) for move in said["moves"]] == [(OURS, FOLDER + "ADR-0009-mail.yaml")]
    assert merged.read(FOLDER + "W-0001-mail.yaml").split(b"\n")[2] == b"  - ADR-0009#no-json"
    assert b"ADR-0007#no-csv" in merged.read(FOLDER + "ADR-0008-again.yaml")
    assert "E-DUP-ID" in mneme("lint").words  # the waivers still share a number
    assert json.loads(mneme("renumber", "--json", cwd=merged.root).out)["moves"][0]["id"] == "W-0002"
    assert mneme("lint").code == 0


def test_a_path_is_taken_from_where_one_stands(merged):
    said = mneme("renumber", "ADR-0007-mail.yaml", cwd=merged.root + "/docs/decisions")
    assert f"from {OURS} to {FOLDER}ADR-0009-mail.yaml" in said.words


def test_numbers_that_differ_in_zeros_only(merged):
    text = merged.read(THEIRS).decode().replace("ADR-0007", "ADR-7")
    merged.write({THEIRS: text})
    assert "ADR-7 is now ADR-0009" in mneme("renumber", THEIRS, cwd=merged.root).words


def test_a_new_decision_does_not_take_the_number_a_third_time(merged):
    (merged.path / FOLDER / "ADR-0008-again.yaml").unlink()
    assert mneme("new", "Third", cwd=merged.root).words.startswith("ADR-0008 ")


@pytest.mark.parametrize("words", [("show", "ADR-0007"), ("amend", "7#no-csv"), ("supersede", "ADR-0007")])
def test_a_number_of_two_is_answered_with_the_command_that_mends_it(merged, words):
    said = mneme(*words, cwd=merged.root)
    assert said.code == 2
    assert f"two decisions have the id ADR-0007: {OURS} and {THEIRS}" in said.words
    assert "mneme renumber" in said.words


def test_nothing_shares_a_number(repo):
    small_shop(repo).commit("shop")
    said = mneme("renumber", cwd=repo.root)
    assert (said.code, "no two records share a number" in said.words) == (2, True)


def test_a_record_that_is_committed_keeps_its_number_whatever_the_other_file_is_called(repo):
    """An untracked newcomer of the same day took the number of a record in force, as its name sorts first."""
    small_shop(repo).commit("shop")
    repo.write({FOLDER + "ADR-0001-a-newcomer.yaml": record("ADR-0001", "2025-01-01")})

    said = mneme("renumber", cwd=repo.root).words
    assert "ADR-0001 is now ADR-0002" in said
    assert f"ADR-0001 stays with {ADR}" in said


def test_a_record_of_the_base_branch_keeps_its_number_against_an_older_one_of_the_branch(repo):
    small_shop(repo).commit("shop")
    repo.git("checkout", "-q", "-b", "mine")
    repo.commit("mine", {FOLDER + "ADR-0002-mine.yaml": record("ADR-0002", "2025-01-01")})
    repo.git("checkout", "-q", "main")
    repo.commit("theirs", {FOLDER + "ADR-0002-theirs.yaml": record("ADR-0002", "2026-02-01")})
    repo.git("checkout", "-q", "mine")
    repo.git("merge", "-q", "--no-edit", "main")

    assert f"ADR-0002 stays with {FOLDER}ADR-0002-theirs.yaml" in mneme("renumber", cwd=repo.root).words
