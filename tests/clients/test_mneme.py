"""mneme in the real clients: what holds in which client."""

import pytest

from tests.clients.client import MNEME
from tests.clients.conftest import CHOSEN, CLIENTS
from tests.clients.scenarios import SCENARIOS

pytestmark = pytest.mark.clients

HELD = dict.fromkeys(CLIENTS, SCENARIOS)
"""Scenarios by client: every one in every client that can be driven."""
ALSO = {"copilot": ("copilot-as-claude",)}
"""Clients that run the hooks of another one's settings, too."""


@pytest.mark.parametrize(
    ("client", "scenario"),
    [
        pytest.param(name, scenario, id=f"{name}-{scenario.__name__}")
        for client in CHOSEN
        for name in (client, *ALSO.get(client, ()))
        for scenario in HELD.get(client, ())
    ],
)
def test_it_holds(played, client, scenario):
    scenario(played(client, MNEME))


@pytest.mark.parametrize("client", [name for client in CHOSEN for name in (client, *ALSO.get(client, ()))])
def test_the_doctor_can_tell_that_it_was_heard_and_denied(played, client):
    marks = played(client, MNEME).ran.root / ".git" / "mneme" / "heard"
    agent = client.partition("-as-")[0]

    assert {each.name for each in marks.iterdir()} == {agent, f"{agent}.denied"}
