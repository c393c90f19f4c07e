"""`mneme commit-msg` with messages as git hands them over."""

import pytest

from mneme_cli.cli.app import run
from tests.commands.ask import ADR, BAD, DAY, ORDER, RULE, small_shop

WAIVER = "docs/decisions/W-0007.yaml"
WAIVED = (
    "waiver: W-0007\nwaives: [ADR-0001#no-infra]\nin: [src/shop/domain/order.py]\nuntil: 2026-12-31\n"
    "approved_by: ana\nbecause: the port comes next week\n"
)
NAMED = "Mneme-Waiver: W-0007"
COVERED = f"Mneme-Waived: ADR-0001#no-infra {ORDER}"
COMMENTS = "# Please enter the commit message for your changes.\n#\n# On branch main\n"
SCISSORS = (
    "# ------------------------ >8 ------------------------\n# Do not modify\ndiff --git a/x b/x\n+Mneme-Waiver: W-1\n"
)


@pytest.fixture
def shop(repo):
    small_shop(repo).commit("The shop")
    return repo


@pytest.fixture
def waived(shop):
    """A waiver was there before, and what is staged uses it."""
    shop.commit("Waive", {WAIVER: WAIVED})
    return shop.stage({ORDER: BAD})


def told(repo, capsys, text):
    """Hand a message over; return the exit code, what it is afterwards, and what was said."""
    repo.write({".git/MSG": text})
    capsys.readouterr()
    code = run(["commit-msg", ".git/MSG", "--as-of", DAY])
    return code, repo.read(".git/MSG").decode(), " ".join(capsys.readouterr().err.split())


def test_a_change_that_needs_nothing_keeps_its_message(shop, capsys):
    shop.stage({ORDER: "import json\n"})

    assert told(shop, capsys, "Add\n") == (0, "Add\n", "")


def test_a_waiver_that_was_there_has_to_be_named(waived, capsys):
    code, text, said = told(waived, capsys, "Use the store\n")

    assert (code, text) == (1, "Use the store\n")
    assert "this change uses W-0007, so the message has to name it" in said
    assert NAMED in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Use\n\n{NAMED}\n", f"Use\n\n{NAMED}\n{COVERED}\n"),
        (f"Use\n\nBody\n---\nmore\n\n{NAMED}\n", f"Use\n\nBody\n---\nmore\n\n{NAMED}\n{COVERED}\n"),
        (
            f"Use\n\nmneme-waiver: W-0007\nSigned-off-by: A\n{COMMENTS}",
            f"Use\n\nmneme-waiver: W-0007\nSigned-off-by: A\n{COVERED}\n{COMMENTS}",
        ),
        (f"Use\n\n{NAMED}\n{COMMENTS}{SCISSORS}", f"Use\n\n{NAMED}\n{COVERED}\n{COMMENTS}{SCISSORS}"),
        (f"Use\n\n{NAMED}\n{COVERED}\n", f"Use\n\n{NAMED}\n{COVERED}\n"),
    ],
    ids=["plain", "dashes", "comments", "scissors", "again"],
)
def test_what_was_waived_is_added_where_git_looks_for_trailers(waived, capsys, text, expected):
    assert told(waived, capsys, text)[:2] == (0, expected)


@pytest.mark.parametrize(
    "text", [f"Use\n# {NAMED}\n", f"Use\n{SCISSORS}".replace("W-1", "W-0007"), f"{NAMED}\n\nand more\n"]
)
def test_a_name_that_git_throws_away_or_that_is_no_trailer_does_not_count(waived, capsys, text):
    assert told(waived, capsys, text)[:2] == (1, text)


@pytest.mark.parametrize(
    "text", ["", "\n", COMMENTS, COMMENTS + SCISSORS, "fixup! Use\n", "squash! Use\n", "amend! Use\n"]
)
def test_messages_that_git_aborts_on_or_squashes_are_left_alone(waived, capsys, text):
    assert told(waived, capsys, text) == (0, text, "")


def test_a_waiver_that_the_change_brings_speaks_for_itself(shop, capsys):
    shop.stage({WAIVER: WAIVED, ORDER: BAD})

    code, text, said = told(shop, capsys, "Use the store\n")

    assert (code, text) == (0, f"Use the store\n\n{NAMED}\n{COVERED}\n")
    assert "W-0007 is new: somebody who may has to approve it" in said


def test_where_nobody_is_asked_a_new_waiver_is_written_down_all_the_same(shop, capsys):
    shop.commit("allow", {"mneme.yaml": shop.read("mneme.yaml").decode() + "on_policy_change: allow\n"})
    shop.stage({WAIVER: WAIVED, ORDER: BAD})

    assert told(shop, capsys, "Use the store\n")[:2] == (0, f"Use the store\n\n{NAMED}\n{COVERED}\n")
    shop.stage({WAIVER: WAIVED.replace("order.py", "other.py"), ADR: RULE.replace("domain/**", "infra/**")})
    assert told(shop, capsys, "Use the store\n") == (0, "Use the store\n", "")


def test_what_nothing_waives_is_refused(shop, capsys):
    shop.stage({ORDER: BAD})

    code, text, said = told(shop, capsys, f"Use\n\n{NAMED}\n")

    assert (code, text) == (1, f"Use\n\n{NAMED}\n")
    assert "ADR-0001#no-infra blocks this: src/shop/domain/order.py imports" in said
    assert "mneme waive ADR-0001#no-infra" in said


@pytest.mark.parametrize(("old", "new"), [("2026-12-31", "2026-03-31"), ("order.py", "other.py")])
def test_a_waiver_that_ended_or_covers_another_file_helps_nobody(shop, capsys, old, new):
    shop.commit("Waive", {WAIVER: WAIVED.replace(old, new)})
    shop.stage({ORDER: BAD})

    assert told(shop, capsys, f"Use\n\n{NAMED}\n")[0] == 1


def test_a_policy_that_the_change_weakens_needs_more_than_a_message(shop, capsys):
    shop.stage({ADR: RULE.replace("src/shop/domain/**", "src/shop/infra/**"), ORDER: BAD})

    code, _, said = told(shop, capsys, f"Use\n\n{NAMED}\n")

    assert code == 1
    assert "ADR-0001#no-infra needs an approval" in said


def test_a_merge_was_judged_where_it_came_from(waived, capsys):
    waived.git("checkout", "-q", "-b", "side")
    waived.git("commit", "-qm", "Use", "--no-verify")
    waived.git("checkout", "-q", "main")
    waived.commit("Other", {"notes/a.txt": "a\n"})
    waived.git("merge", "--no-commit", "--no-ff", "side")

    assert told(waived, capsys, "Merge branch 'side'\n") == (0, "Merge branch 'side'\n", "")


def test_decisions_that_cannot_be_read_are_said(shop, capsys):
    shop.stage({ADR: "id: ADR-0001\ntitle: X\nstatus: acepted\n"})

    code, _, said = told(shop, capsys, "Break\n")

    assert code == 2
    assert "mneme check --staged says why" in said
    assert run(["commit-msg", "nowhere"]) == 2


def test_many_files_are_said_in_a_few_lines(shop, capsys):
    many = {f"src/shop/domain/m{at:02}.py": BAD for at in range(30)}
    shop.stage({WAIVER: WAIVED.replace("order.py", "*.py"), **many})

    _, text, _ = told(shop, capsys, "Use\n")

    assert text.count("Mneme-Waived: ADR-0001#no-infra") == 20
    assert text.endswith("Mneme-Waived: and 10 more\n")
