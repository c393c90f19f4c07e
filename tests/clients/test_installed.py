"""What `mneme install` writes, held against the real clients: a plugin that they take, a trust that they tell."""

import json
import os
import re
import subprocess
import sys

import pytest

from mneme_cli.harnesses._wiring.codex import says
from tests.clients.cache import node
from tests.clients.client import MNEME, put
from tests.clients.conftest import CHOSEN, take
from tests.clients.drive import alone, place
from tests.repo import Repo

pytestmark = pytest.mark.clients


class Clinic:
    """A repository, a client of its own, and a network of nothing."""

    def __init__(self, name, folder):
        self.at = place(take(name), folder)
        Repo.make(folder / "project")
        (folder / "home").mkdir(exist_ok=True)
        take(name).settle(self.at)
        command = take(name).command(self.at, "")[0]
        path = os.pathsep.join([os.path.dirname(command), node(), os.path.dirname(MNEME), "/usr/bin", "/bin"])
        self.env = {"HOME": self.at.home, "PATH": path, "LANG": "C.UTF-8", **take(name).environ(self.at)}

    def run(self, *argv, fine=(0,)):
        done = subprocess.run(
            [*alone(), *argv], cwd=self.at.root, env=self.env, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode in fine, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def clinic(tmp_path):
    def make(name):
        if name not in CHOSEN:
            pytest.skip(f"{name} is not among the clients to be driven")
        return Clinic(name, tmp_path)

    return make


def test_claude_takes_the_plugin(clinic):
    here = clinic("claude")
    here.run("mneme", "install", "claude", "--plugin", "market")

    here.run("claude", "plugin", "validate", "market")
    said = here.run("claude", "plugin", "validate", "market/mneme")

    assert set(re.findall(r"hooks: (\w+)", said)) >= {"SessionStart", "PreToolUse", "PostToolUse", "Stop"}
    assert "skills: mneme:mneme" in said
    assert "commands: mneme:check" in said
    here.run("claude", "plugin", "validate", "market/mneme", "--profile", "directory")


def test_codex_takes_the_plugin(clinic):
    here = clinic("codex")
    here.run("mneme", "install", "codex", "--plugin", "market")
    here.run("codex", "plugin", "marketplace", "add", os.path.join(here.at.root, "market"))

    assert "mneme@mneme" in here.run("codex", "plugin", "list")
    here.run("codex", "plugin", "add", "mneme@mneme")


ASK = """
import subprocess, sys
talk = subprocess.Popen(["codex", "app-server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
print(*sys.argv[1:], sep="\\n", file=talk.stdin, flush=True)
print(next(line for line in talk.stdout if '"id":2' in line))
talk.terminate()
"""


def trust(here):
    """Say what the doctor says of trust, and what is to be mended."""
    page = json.loads(here.run("mneme", "doctor", "codex", "--json", fine=(0, 1)))
    ill = [one for found in (page["machine"], page["agents"]["codex"]) for one in found if one["state"] == "mend"]
    assert page["well"] is (not ill)
    return next(one for one in page["agents"]["codex"] if one["name"] == "trusted"), [one["name"] for one in ill]


def test_codex_tells_the_doctor_which_hooks_a_person_trusts(clinic):
    here = clinic("codex")
    here.run("mneme", "install", "codex")

    found, ill = trust(here)
    assert (found["said"], ill) == ("6 of 6 hooks are not trusted, so they do not run", ["trusted"])

    listed = json.loads(here.run(sys.executable, "-c", ASK, *says(here.at.root)))["result"]["data"][0]["hooks"]
    config = os.path.join(here.at.home, ".codex/config.toml")
    with open(config, "a", encoding="utf-8") as file:  # as /hooks writes it when a person says yes
        file.writelines(f'\n[hooks.state."{one["key"]}"]\ntrusted_hash = "{one["currentHash"]}"\n' for one in listed)

    assert trust(here) == ({"name": "trusted", "state": "ok", "said": "yes", "mend": ""}, [])
    with open(os.path.join(here.at.root, ".codex/hooks.json"), encoding="utf-8") as file:
        settings = json.load(file)
    settings["hooks"]["Stop"][0]["hooks"][0]["timeout"] = 31
    put(here.at.root, ".codex/hooks.json", settings)
    assert trust(here)[0]["said"].startswith("1 of 6")


@pytest.mark.parametrize("name", CHOSEN)
def test_the_doctor_finds_the_client(clinic, name):
    here = clinic(name)
    here.run("mneme", "install", name)

    page = json.loads(here.run("mneme", "doctor", name, "--json", fine=(0, 1)))

    states = {one["name"]: (one["state"], one["said"]) for one in page["agents"][name]}
    assert states["client"] == ("ok", here.at.modules.rpartition("/")[0].rpartition("-")[2])
    assert {states[key][0] for key in ("configured", "enabled", "firing", "denying")} == {"ok"}
