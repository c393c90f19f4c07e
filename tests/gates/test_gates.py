"""What each gate reads of what it is told, without a repository."""

import json

import pytest

from mneme_cli import gates, shelf
from mneme_cli.gates.git import REMOTE
from mneme_cli.gates.git.hooks import BESIDE, CALLED, NAMES, text
from mneme_cli.model.bid import Bid, absent

USUAL = tuple(f"refs/remotes/origin/{name}" for name in ("HEAD", "main", "master"))
A, B, ZEROS = "a" * 40, "b" * 40, "0" * 40


@pytest.mark.parametrize(
    ("environ", "build", "name"),
    [
        ({"GITHUB_ACTIONS": "true"}, True, "github"),
        ({"GITLAB_CI": "true"}, True, "gitlab"),
        ({}, True, ""),
        ({"PRE_COMMIT": "1", "GITHUB_ACTIONS": "true"}, False, "pre_commit"),
        ({"GITLAB_CI": "true"}, False, "git"),
    ],
)
def test_the_environment_shows_the_gate(environ, build, name):
    assert gates.seen(environ, build=build) is (gates.take(name) if name else None)


def test_a_gate_of_a_build_says_where_its_log_goes():
    github = gates.take("github")

    assert (github.log, github.summary, github.outputs) == ("github", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")
    assert [name for name in shelf.names(gates.__name__) if gates.take(name).build] == ["github", "gitlab"]


def test_git_says_a_line_for_each_ref():
    lines = f"refs/heads/a {A} refs/heads/x {B}\n(delete) {ZEROS} refs/heads/y {B}\nHEAD {A} refs/heads/z {ZEROS}\n\n"

    assert gates.take("git").read({REMOTE: "origin"}, lines) == (
        Bid(name="refs/heads/a", head=A, since=(B, *USUAL), remote=""),
        Bid(name="HEAD", head=A, since=USUAL, remote=""),
    )


def test_an_absent_object_is_all_zeros_in_either_hash():
    assert [absent(one) for one in (ZEROS, "0" * 64, A, "10")] == [True, True, False, False]


def github(name, event, **environ):
    return gates.take("github").read({"GITHUB_EVENT_NAME": name, **environ}, json.dumps(event))


def test_a_review_is_about_the_pull_request_it_reviews():
    event = {"pull_request": {"number": 7, "base": {"ref": "next", "sha": B}, "head": {"sha": A}}}
    expected = Bid(name="pull request 7", since=("refs/remotes/origin/next", B), reviewed=A, asks=True, must=True)

    assert github("pull_request_review", event) == github("pull_request", event) == (expected,)
    assert github("pull_request_target", event) == (expected._replace(head=A),)


def test_an_event_about_no_change_has_everything_judged():
    assert github("workflow_dispatch", {"inputs": None}, GITHUB_REF_NAME="main") == (Bid(name="main"),)
    assert github("schedule", {}) == (Bid(name="HEAD"),)


def test_every_hook_is_a_script_that_hands_on_what_git_says():
    for name in NAMES:
        made = text(name, "/opt/a b/mneme")
        assert made.startswith("#!/bin/sh\n# mneme: written by `mneme install git`")
        assert "mneme='/opt/a b/mneme'\n" in made
        assert f"{name}{BESIDE}" in made
        assert ("lines=$(cat)" in made) == (name == "pre-push")
    assert "mneme=''\n" in text("pre-commit")
    assert CALLED.format("1", "2").count("mneme") == 3
