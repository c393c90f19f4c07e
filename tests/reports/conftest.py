"""Golden files: `MNEME_GOLDEN=write pytest tests/reports` writes them anew; the diff is then read by a person."""

import os

import pytest

FOLDER = os.path.join(os.path.dirname(__file__), "golden")


@pytest.fixture
def golden():
    def compare(name, got):
        path = os.path.join(FOLDER, name)
        if os.environ.get("MNEME_GOLDEN") == "write":
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(got)
        with open(path, encoding="utf-8", newline="") as file:
            assert got == file.read()

    return compare
