"""OpenCode as people use it: a server that stays when the session is idle, so that the stop is asked there, once."""

import pytest

from tests.clients import shop
from tests.clients.client import PORT
from tests.clients.conftest import CHOSEN, play, take
from tests.clients.drive import MNEME

pytestmark = [
    pytest.mark.clients,
    pytest.mark.skipif("opencode" not in CHOSEN, reason="opencode is not named by MNEME_CLIENTS"),
]
SERVE = """
"$1" serve --port {port} --hostname 127.0.0.1 &
for _ in $(seq 100); do
  (exec 3<>/dev/tcp/127.0.0.1/{port}) 2>/dev/null && break
  sleep 0.2
done
"$1" run --attach http://127.0.0.1:{port} --format json "$2"
for _ in $(seq 100); do
  [ "$(grep -c '"stop"' "$3")" -ge 2 ] && break
  sleep 0.2
done
kill %1
"""


def test_a_session_that_is_idle_is_stopped_once(tmp_path):
    opencode = take("opencode")

    def command(place, prompt):
        program = opencode.command(place, prompt)[0]
        log = str(tmp_path / "run" / "hooks.jsonl")
        return ["bash", "-mc", SERVE.format(port=PORT + 1), "serve", program, prompt, log]

    seen = play("opencode", MNEME, tmp_path, opencode._replace(command=command))

    assert shop.SMUGGLED in seen.told("done")
    assert shop.SAY in seen.told("done")
    assert seen.told("stays") == ""
    assert [fired.moment for fired in seen.ran.hooks].count("stop") == 2
