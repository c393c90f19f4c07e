"""The runner drives every client: with a toy in mneme's place, each scenario is seen."""

import pytest

from tests.clients.conftest import CHOSEN
from tests.clients.scenarios import SCENARIOS

pytestmark = pytest.mark.clients


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
@pytest.mark.parametrize("client", CHOSEN)
def test_a_toy_hook_holds_it(played, client, scenario):
    scenario(played(client, "toy"))
