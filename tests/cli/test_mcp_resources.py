"""The resources of the server: every decision, rule and waiver has an address; they are listed page by page."""

import pytest

from mneme_cli.cli.mcp import decisions
from tests.cli.shared_agent import here
from tests.commands.ask import ADR, DAY, RULE, small_shop


@pytest.fixture
def shop(repo, monkeypatch):
    monkeypatch.setenv("MNEME_AS_OF", DAY)
    small_shop(repo).commit("a shop")
    return repo


def test_many_decisions_are_listed_page_by_page(shop, monkeypatch):
    monkeypatch.setattr(decisions, "PAGE", 3)
    texts = [RULE.replace("ADR-0001", f"ADR-{at:04}") for at in range(2, 9)]
    shop.write({f"docs/decisions/{at}.yaml": text for at, text in enumerate(texts)})

    (listed,) = here(lambda agent: agent.listed())

    assert [each.name for each in listed] == [f"ADR-{at:04}" for at in range(1, 9)]
    assert [decisions.listed(cursor).next for cursor in ("", "ADR-0003", "ADR-0006")] == ["ADR-0003", "ADR-0006", ""]


def test_what_replaced_a_decision_is_said_in_the_list(shop):
    newer = RULE.replace("ADR-0001", "ADR-0002").replace("rules:", "supersedes:\n  - ADR-0001\nrules:", 1)
    shop.write({"docs/decisions/ADR-0002.yaml": newer})

    (listed,) = here(lambda agent: agent.listed())

    assert [each.description for each in listed] == [
        f"superseded (by ADR-0002), {ADR}",
        "in-force, docs/decisions/ADR-0002.yaml",
    ]


def test_rules_and_waivers_have_addresses_too(shop):
    waiver = "waiver: W-0001\nwaives:\n  - ADR-0001#no-infra\nin:\n  - src/shop/domain/order.py\nuntil: 2026-06-01\n"
    shop.write({"docs/decisions/waivers/W-0001.yaml": waiver + "approved_by: ana\nbecause: it moves\n"})

    rule, exception = here(
        lambda agent: agent.read("mneme://decision/ADR-0001%23no-infra"),
        lambda agent: agent.read("mneme://decision/W-0001"),
    )

    assert "ADR-0001#no-infra  in force" in rule
    assert exception.startswith("W-0001  waiver of ADR-0001#no-infra\n")


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("mneme://decision/ADR-0002", "mneme: there is no ADR-0002\n  try: did you mean ADR-0001?"),
        ("mneme://decision/", "there is nothing at mneme://decision/\n  try: read mneme://decision/{id}"),
        ("mneme://rule/1", "there is nothing at mneme://rule/1"),
    ],
)
def test_an_address_where_nothing_is(shop, uri, message):
    ((code, said, _),) = here(lambda agent: agent.refused(uri))

    assert code == -32602
    assert message in said


def test_a_cursor_that_is_gone_is_refused(shop):
    async def talk(agent):
        with pytest.raises(Exception, match="the cursor leads nowhere") as error:
            await agent.client.list_resources(cursor="ADR-9999")
        return error.value.code

    assert here(talk) == [-32602]
