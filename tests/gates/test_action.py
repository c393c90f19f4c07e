"""action.yml and the GitLab template, run as they stand, against a server with real branches."""

import json
import os
import re
import subprocess

import pytest
import yaml

from mneme_cli.cli.app import COMMANDS
from tests.commands.ask import ADR, BAD, DAY, ORDER, RULE
from tests.gates.conftest import Server, pull
from tests.gates.steps import ACTION, ROOT, STEPS, run
from tests.repo import Repo, scrub

UNREACHABLE = ("No matching distribution", "Could not find a version", "Failed to establish", "Temporary failure")
ZEROS = "0" * 40
SLY = {f"{name}.py": "open('owned', 'w').close()\n" for name in ("venv", "pip", "ensurepip", "subprocess", "logging")}
"""Files of a checkout that are called like what Python runs and imports where the steps run."""


def test_no_input_is_ever_part_of_a_script():
    assert [step["id"] for step in STEPS] == ["install", "reviews", "judge"]
    assert [step["id"] for step in STEPS if "${{" in step["run"]] == []
    used = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text()))
    assert used == set(ACTION["inputs"])


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """What the install step leaves on a runner, once; and a `gh` that says what a file says."""
    folder = tmp_path_factory.mktemp("runner")
    with pytest.MonkeyPatch.context() as patch:
        scrub(patch, folder / "home")
        patch.delenv("PYTHONPATH", raising=False)
        checkout = Repo.make(folder / "checkout")
        checkout.write(SLY)
        ran = run(checkout, "push", {}, only=("install",), temp=folder, path=os.environ["PATH"])
    if ran.code and any(word in ran.out for word in UNREACHABLE):
        pytest.skip("the registry cannot be reached")
    assert ran.code == 0, ran.out
    gh = folder / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text('#!/bin/sh\n[ "$1 $2 $3" = "api --paginate repos/o/r/pulls/7/reviews" ] && cat "$REVIEWS"\n')
    gh.chmod(0o755)
    return folder


def test_nothing_of_the_checkout_is_run_while_mneme_is_installed(machine, clean, tmp_path):
    """`python3 -m pip` looks for pip where it stands first, and that is the code of whoever asks to be merged."""
    assert not (machine / "checkout" / "owned").exists()

    checkout = Repo.make(tmp_path / "checkout")
    checkout.write(SLY)
    install = yaml.safe_load((ROOT / "templates" / "mneme.yml").read_text("utf-8"))["mneme"]["script"][0]
    done = subprocess.run(
        ["sh", "-ec", install], cwd=checkout.root, capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": f"{machine}/mneme/bin:{os.environ['PATH']}", "MNEME_INSTALL": "--help"},
    )  # fmt: skip
    assert (done.returncode, "Install packages" in done.stdout) == (0, True), done.stdout + done.stderr
    assert not (checkout.path / "owned").exists()


@pytest.fixture
def act(clean, machine, tmp_path):
    """Run the action's steps, with what the reviews say in a file."""
    reviews = tmp_path / "reviews.json"
    reviews.write_text("[]")

    def acted(checkout, name, event, **more):
        (machine / "mneme-reviews.json").unlink(missing_ok=True)
        more = {"REVIEWS": str(reviews), "MNEME_AS_OF": DAY, **more}
        path = f"{machine / 'bin'}:{os.environ['PATH']}"
        return run(checkout, name, event, temp=machine, path=path, **more)

    acted.reviews = reviews
    return acted


def test_the_steps_judge_every_event_there_is(act, tmp_path):
    server = Server(tmp_path)
    head = server.branch("bad", {"notes/a.txt": "a\n"}, {ORDER: BAD})
    base = server.grow(2)
    merge = server.merged("bad")
    summary = tmp_path / "summary.md"

    def acted(name, oid, event, depth, **more):
        checkout = server.checkout(f"{name}-{len(list(tmp_path.iterdir()))}", oid, depth=depth)
        return act(checkout, name, event, **more), checkout

    ran, checkout = acted("pull_request", merge, pull(base, head), 1, GITHUB_STEP_SUMMARY=str(summary))
    assert (ran.code, ran.outputs) == (1, {"outcome": "block", "exit-code": "1"}), ran.out
    assert "::error title=ADR-0001#no-infra" in ran.out
    assert "ADR-0001#no-infra" in summary.read_text()
    assert json.loads(checkout.read("mneme.sarif"))["runs"][0]["results"][0]["ruleId"] == "ADR-0001#no-infra"

    ran, _ = acted("pull_request", merge, pull(base, head), 1, inputs={"fetch": "false"})
    assert ran.code == 2
    assert "git fetch --unshallow origin" in ran.out

    group = {"merge_group": {"base_sha": base, "head_sha": merge, "base_ref": "refs/heads/main", "head_ref": "q/7"}}
    assert acted("merge_group", merge, group, 1)[0].code == 1

    was = server.work.git("rev-parse", "main~1")
    event = {"before": was, "after": base, "ref": "refs/heads/main", "repository": {"default_branch": "main"}}
    ran, _ = acted("push", base, event, 1, GITHUB_SHA=base)
    assert (ran.code, ran.outputs) == (0, {"outcome": "allow", "exit-code": "0"}), ran.out

    forced = {**event, "before": "1" * 40, "after": head, "ref": "refs/heads/bad", "forced": True}
    assert acted("push", head, forced, 1, GITHUB_SHA=head)[0].code == 1
    ran, _ = acted("push", base, {**event, "after": ZEROS, "deleted": True}, 1)
    assert ran.code == 0
    assert "nothing to judge" in ran.out


def test_a_fork_without_secrets_and_the_reviews(act, tmp_path):
    """The pull request comes from another repository, weakens a rule and uses that; a reviewer lets it pass."""
    server = Server(tmp_path)
    fork = Repo.make(tmp_path / "fork")
    fork.git("pull", "-q", server.url, "main")
    head = fork.commit(
        "theirs", {ADR: RULE.replace("src/shop/domain/**", "src/shop/infra/**"), ORDER: BAD, "; echo owned": "x"}
    )
    fork.git("push", "-q", server.url, "HEAD:refs/pull/7/head")
    base = server.work.git("rev-parse", "main")
    checkout = server.checkout("build", head, depth=1)
    inputs = {"token": "", "output": "sarif=$(touch owned).sarif\n\njson=found.json"}

    ran = act(checkout, "pull_request", pull(base, head), inputs=inputs)
    assert (ran.code, ran.outputs["outcome"]) == (1, "ask"), ran.out
    assert not (checkout.path / "owned").exists()
    assert (checkout.path / "$(touch owned).sarif").exists()
    assert json.loads(checkout.read("found.json"))["outcome"] == "ask"

    act.reviews.write_text(json.dumps([{"user": {"login": "ana"}, "state": "APPROVED", "commit_id": head}]))
    ran = act(checkout, "pull_request", pull(base, head), inputs=inputs)
    assert (ran.code, ran.outputs["outcome"]) == (0, "allow"), ran.out

    ran = act(checkout, "pull_request", pull(base, head), inputs={**inputs, "reviews": "false"})
    assert ran.code == 1
    ran = act(checkout, "pull_request", pull(base, head), inputs={**inputs, "reviews": "false", "approved-by": "ana"})
    assert ran.code == 0
    ran = act(checkout, "pull_request", pull(base, head), REVIEWS="nowhere.json")
    assert (ran.code, "the reviews cannot be read" in ran.out) == (1, True)


def test_the_gitlab_template_judges_a_merge_request(machine, clean, tmp_path):
    server = Server(tmp_path)
    head = server.branch("bad", {ORDER: BAD})
    checkout = server.checkout("build", head, depth=1)
    job = yaml.safe_load((ROOT / "templates" / "mneme.yml").read_text("utf-8"))["mneme"]
    install, judge = job["script"]
    assert '"${MNEME_INSTALL:?' in install
    assert job["artifacts"]["reports"]["codequality"] == job["variables"]["MNEME_OUTPUT"].partition("=")[2]

    done = subprocess.run(
        ["sh", "-ec", judge], cwd=checkout.root, capture_output=True, text=True, check=False,
        env={
            **os.environ, **job["variables"], "PATH": f"{machine}/mneme/bin:{os.environ['PATH']}", "GITLAB_CI": "true",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "MNEME_AS_OF": DAY,
        },
    )  # fmt: skip

    assert done.returncode == 1, done.stdout + done.stderr
    assert "BLOCK  ADR-0001#no-infra" in done.stdout
    assert json.loads(checkout.read("mneme.gitlab.json"))[0]["check_name"] == "ADR-0001#no-infra"
    assert judge.split()[1] in COMMANDS
