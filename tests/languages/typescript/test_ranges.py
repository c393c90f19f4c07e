"""Ranges of npm: which version holds."""

from __future__ import annotations

import pytest

from mneme_cli.languages.typescript.ranges import holds

RANGES = [
    ("1.2.3", "1.2.3", True), ("=1.2.3", "1.2.4", False), ("v1.2.3", "1.2.3", True), ("*", "", True), ("", "9.0.0", True),
    ("^1.2", "1.9.9", True), ("^1.2", "2.0.0", False), ("^0.0.3", "0.0.4", False), ("^0.0", "0.0.9", True), ("^0", "0.9.0", True),
    ("~1.2.3", "1.2.9", True), ("~1.2.3", "1.3.0", False), ("~1", "1.9.0", True), ("1.x", "1.7.0", True), ("1.x", "2.0.0", False),
    (">=1 <2", "1.5.0", True), (">= 1 < 2", "2.5.0", False), (">1.2", "1.2.9", False), ("<=1.2", "1.2.9", True),
    ("1 - 2", "2.9.9", True), ("1 - 2", "3.0.0", False), ("1.x || 3", "3.1.0", True), ("latest", "1.0.0", False), ("^1", "odd", False),
]  # fmt: skip


@pytest.mark.parametrize(("said", "version", "held"), RANGES)
def test_ranges_of_npm(said, version, held):
    assert holds(said, version) is held
