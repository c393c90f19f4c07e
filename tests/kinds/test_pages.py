"""The pages of this folder say what they mean, and it is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.literate import failures, pages

CASES = pages(Path(__file__).parent)


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_page(case):
    texts = pytest.importorskip("mneme_cli.pipeline.texts", reason="the pipeline is not there yet")
    assert failures(case, texts.judged) == []
