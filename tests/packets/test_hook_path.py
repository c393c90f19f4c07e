"""What a hook tells costs it nothing heavy: a set of modules, not a stopwatch."""

import subprocess
import sys

import pytest

from mneme_cli.packets.words import text
from mneme_cli.pipeline.compiled import stored
from mneme_cli.pipeline.keep import keep
from mneme_cli.pipeline.packet import packet
from tests.house.inner import HEAVY, ROOT
from tests.packets.shared_laws import ORDER, SHOP

SCRIPT = ROOT / "benchmarks" / "inside" / "session.py"


@pytest.fixture
def shop(repo, monkeypatch):
    monkeypatch.delenv("MNEME_AS_OF", raising=False)
    repo.write(SHOP).commit()
    keep(repo.root)
    return repo


@pytest.mark.parametrize("paths", [(), (ORDER,), ("src/shop/billing/", ORDER)])
def test_a_packet_imports_nothing_heavy_and_is_what_people_see(shop, paths):
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-E", "-X", "importtime", SCRIPT, shop.root, *paths],
        capture_output=True,
        check=True,
        text=True,
    )

    modules = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert modules & {*HEAVY, "re"} == set()
    assert done.stdout == text(packet(stored(shop.root), sorted(paths)))
    if not paths:
        assert {name for name in modules if name.startswith("mneme_cli.packets")} == set()
