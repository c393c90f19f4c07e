"""The number of a ratchet is one of all files: whoever asks about some of them, or about one line, hears the same."""

import re

import pytest

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
      at_most: {most}
    in: [src/**]
"""
WAIVER = """\
waiver: W-0001
waives: [ADR-0001#todo]
in: [src/b.py]
until: 2099-01-01
approved_by: ana
because: b is rewritten in May
"""
ADR, W = "docs/decisions/ADR-0001.yaml", "docs/decisions/waivers/W-0001.yaml"


@pytest.fixture
def noted(repo, mneme):
    """Four notes in two files where two are allowed."""
    files = {"src/a.py": "# TODO\nA = 1\n# TODO\n", "src/b.py": "# TODO\nB = 1\n# TODO\n", "src/c.py": "C = 1\n"}
    repo.commit("noted", {ADR: TODOS.format(most=2), **files})
    repo.git("checkout", "-q", "-b", "feature")
    return repo


@pytest.fixture
def said(mneme):
    """Return the exit code and the words of a command, however they are wrapped."""

    def said(*asked):
        code, out, err = mneme(*asked)
        return code, " ".join((out + err).split())

    return said


def spots(words):
    """Return where a check says what of the rule."""
    return re.findall(r"(\w+) +ADR-0001#todo +(src/\w+\.py:\d+):\d+", words)


def test_given_files_are_told_of_the_number_of_all_if_they_hold_any_of_it(noted, said):
    for path, line in (("src/a.py", 3), ("src/b.py", 1)):
        code, words = said("check", path)
        assert code == 1
        assert spots(words) == [("BLOCK", f"{path}:{line}")]
        assert "4 of these, 2 at most" in words
    assert said("check", "src/c.py")[0] == 0
    assert spots(said("check", "src")[1]) == spots(said("check", "--all")[1]) == [("BLOCK", "src/b.py:1")]


def test_given_files_are_held_against_the_number_that_was_accepted_of_all(noted, said):
    said("baseline")
    assert said("check", "src/a.py")[0] == 0

    noted.write({"src/c.py": "# TODO\n"})
    code, words = said("check", "src/a.py")

    assert code == 1
    assert "5 of these, 2 at most; 4 accepted" in words


@pytest.mark.parametrize("spot", ["src/a.py:1", "src/a.py:3", "src/b.py:1", "src/b.py:3"])
def test_why_knows_the_number_at_every_line_that_is_in_it(noted, said, spot):
    assert "4 of these, 2 at most" in said("why", spot)[1]


def test_why_knows_nothing_of_it_at_a_line_that_is_not(noted, said):
    assert "of these" not in said("why", "src/a.py:2")[1]


def test_a_change_is_told_at_the_line_that_it_wrote(noted, said):
    noted.write({"src/b.py": "# TODO\nB = 1\n# TODO new\nB = 2\n# TODO\n"})

    code, words = said("check")

    assert code == 1
    assert spots(words) == [("BLOCK", "src/b.py:3")]
    assert "which makes 5 of these, 2 at most; 4 before this change" in words
    assert "which makes 5 of these, 2 at most; 4 before this change" in said("why", "src/b.py:3")[1]


def test_a_rise_is_told_once_and_by_its_line_whoever_asks(noted, said):
    noted.write({"src/b.py": "# TODO\nB = 1\n# TODO new\nB = 2\n# TODO\n"})

    for asked in (("check", "src/b.py"), ("check", "src"), ("why", "src/b.py:3")):
        assert spots(said(*asked)[1]) == [("BLOCK", "src/b.py:3")]
    assert ("BLOCK", "src/b.py:3") in spots(said("why", "ADR-0001#todo")[1])


def test_the_way_out_names_every_file_that_is_in_the_number(noted, said):
    words = said("check", "--all")[1].replace("\\ ", "")

    assert "mneme waive ADR-0001#todo --in src/a.py --in src/b.py --until" in words


def test_a_change_is_told_at_its_line_though_that_reads_like_another(noted, said):
    noted.write({"src/b.py": "# TODO\nX = 1\n# TODO\nB = 1\n# TODO\n"})

    assert spots(said("check")[1]) in ([("BLOCK", "src/b.py:1")], [("BLOCK", "src/b.py:3")])


def test_a_renamed_file_has_what_it_had(noted, said):
    noted.git("mv", "src/a.py", "src/z.py")
    noted.write({"src/c.py": "# TODO\n"})

    assert spots(said("check", "--staged")[1]) == []
    noted.git("add", "src/c.py")
    assert spots(said("check", "--staged")[1]) == [("BLOCK", "src/c.py:1")]


def test_a_waiver_leaves_its_files_out_of_the_count_and_no_others(noted, said):
    noted.write({ADR: TODOS.format(most=1), W: WAIVER})

    code, words = said("check", "--all")

    assert code == 1
    assert "2 of these, 1 at most; 2 more set aside" in words
    assert spots(words) == [("BLOCK", "src/a.py:3"), ("waived", "src/b.py:1")]
    assert "2 of these, not counted; without them 2 of these, 1 at most" in words
    assert "W-UNUSED" not in said("lint")[1]


def test_a_waiver_is_enough_where_the_rest_is_within_the_limit(noted, said):
    noted.write({W: WAIVER})

    code, words = said("check", "--all")

    assert code == 0
    assert spots(words) == [("waived", "src/b.py:1")]


def test_growth_in_a_waived_file_is_waived_and_elsewhere_is_not(noted, said):
    noted.commit("waived", {W: WAIVER})
    noted.git("branch", "-f", "main")
    noted.write({"src/b.py": "# TODO\nB = 1\n# TODO\n# TODO new\n"})
    code, words = said("check")
    assert (code, spots(words)) == (0, [("waived", "src/b.py:4")])

    noted.write({"src/a.py": "# TODO\nA = 1\n", "src/c.py": "# TODO\n"})
    assert said("check")[0] == 0  # what counts moved from file to file

    noted.write({"src/a.py": "# TODO\nA = 1\n# TODO\n"})
    code, words = said("check")
    assert code == 1
    assert spots(words)[0] == ("BLOCK", "src/c.py:1")
    assert "which makes 3 of these, 2 at most; 2 before this change" in words


def test_who_takes_a_waiver_away_answers_for_what_it_left_out(noted, said):
    noted.commit("waived", {ADR: TODOS.format(most=1), W: WAIVER})
    noted.git("branch", "-f", "main")
    noted.git("rm", "-q", W)

    code, words = said("check")

    assert code == 1
    assert "W-0001 held until 2099-01-01, and this change takes it away" in words
