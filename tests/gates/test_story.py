"""The whole story in one repository: every gate says the same of the same finding, and each way out opens when it should."""

import json
import os
import re
import subprocess
import sys

import pytest

from tests.commands.ask import BAD, ROOT, process
from tests.gates.conftest import build, pull
from tests.repo import Repo

ORDER = "src/shop/domain/order.py"
RULE = """\
id: ADR-0009
title: The domain knows no infrastructure
status: accepted
date: 2026-01-01
rules:
  no-infra:
    forbid:
      imports: [shop.infra]
    in:
      - src/shop/domain/**
"""
FINDING = ("ADR-0009#no-infra", ORDER)
DAY, LAST, AFTER = "2026-04-01", "2026-06-30", "2026-07-01"


class Story:
    """A person's repository with our hooks, a server, and builds of its pull requests."""

    def __init__(self, folder):
        self.folder, self.builds = folder, 0
        self.work = Repo.make(folder / "work")
        self.url = f"file://{folder}/server.git"
        self.work.git("init", "-q", "--bare", f"{folder}/server.git")
        self.work.git("remote", "add", "origin", self.url)

    def mneme(self, *argv, **env):
        return process(*argv, cwd=self.work.root, **{"MNEME_AS_OF": DAY, **env})

    def commit(self, message, texts, *args):
        """Commit as people do, through the hooks, and push if that passed."""
        self.work.stage(texts)
        done = subprocess.run(
            ["git", "commit", "-m", message, *args], cwd=self.work.root, capture_output=True, text=True, check=False
        )
        if not done.returncode:
            self.work.git("push", "-q", "--no-verify", "-f", "origin", "HEAD")
        return done.returncode, done.stdout + done.stderr

    def branch(self, name):
        self.work.git("checkout", "-q", "-b", name, "main")

    def build(self, *args, **env):
        """Build the branch that is checked out as a pull request; return what was said and the checkout."""
        self.builds += 1
        made = Repo.make(self.folder / f"build{self.builds}")
        head = self.work.git("rev-parse", "HEAD")
        made.git("fetch", "-q", "--depth=1", self.url, head)
        made.git("remote", "add", "origin", self.url)
        made.git("checkout", "-q", head)
        event = pull(self.work.git("rev-parse", "main"), head)
        return build(made, "pull_request", event, *args, **env), made


@pytest.fixture
def story(clean, tmp_path, monkeypatch):
    door = tmp_path / "bin" / "mneme"
    door.parent.mkdir()
    door.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m mneme_cli "$@"\n')
    door.chmod(0o755)
    monkeypatch.setenv("PATH", f"{door.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("MNEME_AS_OF", DAY)
    made = Story(tmp_path)
    code = {
        "domain/__init__.py": "",
        "infra/__init__.py": "",
        "infra/db.py": "x = 1\n",
        "domain/order.py": "import os\n",
    }
    made.work.commit("Code", {f"src/shop/{path}": text for path, text in {"__init__.py": "", **code}.items()})
    assert made.mneme("init").code == 0
    assert made.mneme("install", "git").code == 0
    config = made.work.read("mneme.yaml").decode()
    made.work.write({"mneme.yaml": f"{config}\napprovers: [ana]\n"})
    code, said = made.commit("mneme init", {})
    assert code == 0, said
    code, said = made.commit("Decide", {"docs/decisions/ADR-0009-domain.yaml": RULE})
    assert code == 0, said
    return made


def test_a_bad_branch_is_named_alike_at_every_gate_and_green_when_it_is_mended(story):
    story.branch("bad")
    code, said = story.commit("Bad", {ORDER: BAD})
    assert code == 1
    assert f"BLOCK  ADR-0009#no-infra  {ORDER}:1:1" in said
    (seen,) = story.mneme("check", "--staged", "--format", "json").page["findings"]
    assert (seen["rule"], seen["path"]) == FINDING

    assert story.commit("Bad, past the hook", {}, "--no-verify")[0] == 0
    formats = ("json", "sarif", "markdown")
    built, checkout = story.build(*(word for name in formats for word in ("-o", f"{name}=found.{name}")))
    assert built.code == 1
    assert re.search(rf"^::error title=ADR-0009#no-infra [^:]*,file={ORDER},line=1,col=1::", built.text, re.MULTILINE)
    (found,) = json.loads(checkout.read("found.json"))["findings"]
    (result,) = json.loads(checkout.read("found.sarif"))["runs"][0]["results"]
    assert found["identity"] == seen["identity"] == result["partialFingerprints"]["mnemeIdentity/v1"]
    assert seen["identity"] in checkout.read("found.markdown").decode()

    assert story.commit("Mended", {ORDER: "import json\n"})[0] == 0
    assert story.build()[0].code == 0


def test_a_waiver_is_green_until_its_last_day_and_due_on_the_next(story):
    made = story.mneme(
        "waive", "ADR-0009#no-infra", "--in", ORDER, "--until", LAST, "--by", "ana", "--because", "the port comes later",
        "--json",
    )  # fmt: skip
    waiver = made.page["id"]
    assert story.commit("Waive", {})[0] == 0
    story.branch("waived")
    code, said = story.commit("Use", {ORDER: BAD})
    assert (code, f"Mneme-Waiver: {waiver}" in said) == (1, True), said
    assert story.commit("Use", {}, "-m", f"Mneme-Waiver: {waiver}")[0] == 0
    assert story.work.git("log", "-1", "--format=%(trailers:key=Mneme-Waived,valueonly)").strip() == " ".join(FINDING)

    assert story.build(MNEME_AS_OF=LAST)[0].code == 0
    late = story.build(MNEME_AS_OF=AFTER)[0]
    assert late.code == 1
    assert f"{waiver} ended {LAST}" in late.words
    assert story.mneme("check", "--all", MNEME_AS_OF=LAST).code == 0
    assert story.mneme("check", "--all", MNEME_AS_OF=AFTER).code == 1


def test_a_policy_that_is_weakened_in_the_branch_needs_an_approval(story):
    story.branch("weaker")
    weak = RULE.replace("src/shop/domain/**", "src/shop/infra/**")
    assert story.commit("Weaken", {"docs/decisions/ADR-0009-domain.yaml": weak})[0] == 0
    assert story.commit("Use", {ORDER: BAD})[0] == 0

    asked = story.build()[0]
    assert asked.code == 1
    assert "approval needed" in asked.words
    assert story.build("--approved-by", "eve")[0].code == 1
    let = story.build("--approved-by", "ana")[0]
    assert let.code == 0
    assert "approved by ana" in let.words
