"""Recorded payloads are data for everybody: they name no machine, no folder and no moment of whoever recorded them."""

import json
import re
from pathlib import Path

import pytest

RECORDED = sorted(Path(__file__).parent.glob("*/*.json"))
FOREIGN = re.compile(r"/home/(?!dev/)|/root/\.|/work/|mneme-record")


def test_there_are_payloads_of_every_driven_client():
    assert {path.parent.name for path in RECORDED} >= {"claude", "codex", "copilot", "gemini", "qwen", "opencode"}


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_payload_names_no_machine(path):
    text = path.read_text()

    assert isinstance(json.loads(text), dict)
    assert FOREIGN.findall(text) == []
