"""Every format as it is read, byte for byte."""

import json
from pathlib import Path

import jsonschema
import pytest

from mneme_cli.cli.data_packet import packed
from mneme_cli.packets.block import AGENTS
from mneme_cli.packets.cursor import style
from mneme_cli.packets.words import text
from mneme_cli.pipeline.packet import packet
from tests.packets.shared_laws import ORDER, SHOP, compiled

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "packet.schema.json").read_text())
POLICY = compiled(SHOP)
SAID = {
    "whole.md": text(packet(POLICY, ())),
    "domain.md": text(packet(POLICY, [ORDER])),
    "billing.md": text(packet(POLICY, ["src/shop/billing/"])),
    "tight.md": text(packet(POLICY, (), 250)),
    "tightest.md": text(packet(POLICY, (), 100)),
    "whole.json": packed(packet(POLICY, ())),
    "tight.json": packed(packet(POLICY, (), 250)),
    "AGENTS.md": text(packet(POLICY, (), style=AGENTS)),
    "mneme.mdc": text(packet(POLICY, (), style=style(()))),
    "mneme-billing.mdc": text(packet(POLICY, ["src/shop/billing/"], style=style(["src/shop/billing/"]))),
}


@pytest.mark.parametrize("name", SAID)
def test_a_packet_reads_like_its_golden_file(name):
    assert SAID[name] == (GOLDEN / name).read_text("utf-8")


def test_every_golden_file_is_compared():
    assert {path.name for path in GOLDEN.iterdir()} == set(SAID)


@pytest.mark.parametrize("name", [name for name in SAID if name.endswith(".json")])
def test_json_is_as_its_schema_says(name):
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(SAID[name]))


@pytest.mark.parametrize("name", ["AGENTS.md", "mneme.mdc", "mneme-billing.mdc"])
def test_what_is_kept_in_a_file_has_no_date(name):
    assert "2026" not in SAID[name]
    assert "W-0001" not in SAID[name]
