from __future__ import annotations

import pytest

from mneme_cli import languages


@pytest.fixture(scope="session")
def python():
    return languages.take("python")
