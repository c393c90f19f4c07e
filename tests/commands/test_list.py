"""`mneme list` on the shop: what is found, and how it fits."""

import json

import pytest


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("sqlalchemy", ["ADR-0007"]),  # only a rule names it
        ("acyclic", ["ADR-0005"]),
        ("legacy_sync", ["ADR-0003"]),  # an entry of `except`
        ("shop.billing.api", ["ADR-0006"]),
        ("SHOP-812 httpx", ["ADR-0003"]),
        ("nothing-of-this", []),
    ],
)
def test_a_search_reads_rules_too(shop, mneme, words, ids):
    found = json.loads(mneme("list", "--state", "in-force", "--search", words, "--json")[1])
    assert [one["id"] for one in found["decisions"]] == ids


def test_a_long_id_stands_on_a_line_of_its_own(shop, mneme):
    text = shop.read("docs/decisions/ADR-0005-no-cycles.yaml").decode()
    name = "SHOP-ARCHITECTURE-DECISION-ON-CYCLES-AND-SUCH-0001"
    shop.write({"docs/decisions/long.yaml": text.replace("ADR-0005", name)})

    lines = mneme("list")[1].splitlines()

    assert max(map(len, lines)) <= 80
    assert (
        lines[lines.index(name) + 1]
        == "          in-force    2025-01-20  Components do not import each other in circles"
    )
