"""mneme in the real clients: what holds in which client."""

import pytest

from tests.clients.client import MNEME
from tests.clients.conftest import CHOSEN, CLIENTS
from tests.clients.scenarios import SCENARIOS

pytestmark = pytest.mark.clients

HELD = dict.fromkeys(CLIENTS, SCENARIOS)
"""Scenarios by client: every one in every client that can be driven."""


@pytest.mark.parametrize(
    ("client", "scenario"),
    [
        pytest.param(client, scenario, id=f"{client}-{scenario.__name__}")
        for client in CHOSEN
        for scenario in HELD.get(client, ())
    ],
)
def test_it_holds(played, client, scenario):
    scenario(played(client, MNEME))
