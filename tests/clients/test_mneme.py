"""mneme in the real clients: what holds in which client."""

import pytest

from tests.clients.conftest import CHOSEN
from tests.clients.drive import MNEME
from tests.clients.scenarios import denied, reason, retry

pytestmark = pytest.mark.clients

HELD = {"claude": (denied, reason, retry)}
"""Scenarios by client; a client is asked for all of them as soon as its adapter answers at every moment."""


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
