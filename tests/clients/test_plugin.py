"""Our plugin for OpenCode when mneme fails: the agent works on, unless the policy wants every edit judged; nothing hangs."""

import json
import os
import subprocess
import time

import pytest

from mneme_cli.harnesses._wiring import opencode
from tests.clients.cache import node
from tests.clients.conftest import CHOSEN

pytestmark = [
    pytest.mark.clients,
    pytest.mark.skipif("opencode" not in CHOSEN, reason="opencode is not named by MNEME_CLIENTS"),
]
DRIVER = """
import { Mneme } from "./mneme.mjs"
const told = []
const client = {
  session: { get: async () => ({ data: {} }), prompt: async () => ({}) },
  app: { log: async ({ body }) => { told.push(body.message) } },
  tui: { showToast: async () => ({}) },
}
const hooks = await Mneme({ client, directory: process.cwd(), worktree: process.cwd() })
const called = { tool: "write", sessionID: "s1", callID: "c1" }
const args = { filePath: "a.py", content: "x" }
const output = { title: "", output: "written", metadata: {} }
const system = { system: ["mine"] }
let denied = ""
for (const _ of [1, 2]) await hooks["tool.execute.before"](called, { args }).catch((error) => { denied = error.message })
if (process.argv[2] === "all") {
  await hooks["experimental.chat.system.transform"]({ sessionID: "s1" }, system)
  await hooks["tool.execute.after"]({ ...called, args }, output)
  await hooks["tool.execute.before"]({ ...called, tool: "read" }, { args: {} })
  await hooks.event({ event: { type: "session.idle", properties: { sessionID: "s1" } } })
}
console.log(JSON.stringify({ told, denied, output: output.output, system: system.system }))
process.exit(0)
"""
FAILURES = {
    "missing": ("", "mneme is not installed here"),
    "failing": ("#!/bin/sh\necho no >&2\nexit 3\n", "mneme ended with 3"),
    "babbling": ("#!/bin/sh\necho Hello\n", "mneme did not answer in JSON"),
    "no program": ("no program\n", "mneme"),
    "deaf": ('#!/bin/sh\nexec <&-\necho \'{"outcome": "allow"}\'\n', ""),
}


def drive(folder, program, settings="", steps="all"):
    """Call the plugin as OpenCode does, with some program in mneme's place."""
    (folder / "mneme.mjs").write_text(opencode.text())
    (folder / "drive.mjs").write_text(DRIVER)
    (folder / "mneme.yaml").write_text(settings)
    (folder / "bin").mkdir()
    if program:
        (folder / "bin" / "mneme").write_text(program)
        (folder / "bin" / "mneme").chmod(0o755)
    done = subprocess.run(
        [os.path.join(node(), "node"), "drive.mjs", steps],
        cwd=folder,
        env={"PATH": f"{folder}/bin:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_said_in_one_line_and_the_agent_works_on(tmp_path, name):
    program, line = FAILURES[name]

    seen = drive(tmp_path, program)

    assert [told.startswith(line) and told.endswith("; nothing was judged") for told in seen["told"]] == [True] * bool(
        line
    )
    assert (seen["denied"], seen["output"], seen["system"]) == ("", "written", ["mine"])


@pytest.mark.parametrize(
    ("settings", "denied"),
    [("on_hook_failure: deny\n", True), ("on_hook_failure: deny  # all\n", True), ("# on_hook_failure: deny\n", False)],
)
def test_the_policy_may_want_every_edit_judged(tmp_path, settings, denied):
    seen = drive(tmp_path, "", settings)

    assert seen["denied"].startswith("mneme is not installed here") == denied


def test_a_mneme_that_hangs_is_ended(tmp_path):
    start = time.monotonic()

    seen = drive(tmp_path, "#!/bin/sh\nexec sleep 600\n", steps="tool")

    assert time.monotonic() - start < 40
    assert seen["told"] == ["mneme did not answer in time; nothing was judged"]


def test_what_mneme_says_reaches_the_model(tmp_path):
    reply = json.dumps({"version": 1, "outcome": "block", "reason": "REASON", "context": "PACKET", "told": "NOTE"})

    seen = drive(tmp_path, f"#!/bin/sh\ncat >/dev/null\necho '{reply}'\n")

    assert seen == {
        "told": ["mneme: NOTE"],
        "denied": "REASON",
        "output": "written\nREASON",
        "system": ["mine", "PACKET"],
    }
