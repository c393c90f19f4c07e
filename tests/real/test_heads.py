"""The head law on real sources: bytes that are equal up to the end of the last import have equal imports."""

from __future__ import annotations

import ast
import os
import warnings
from random import Random

import pytest

from mneme_cli.evidence.grammar import parser
from mneme_cli.evidence.imports import extract
from mneme_cli.languages import take
from tests.real.conftest import also
from tests.real.projects import PROJECTS

pytestmark = pytest.mark.real
PYTHON = take("python")


def sources(folder):
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            if name.endswith(".py"):
                with open(os.path.join(place, name), "rb") as file:
                    yield os.path.join(place, name), file.read()


def whole(raw):
    return PYTHON.imports(PYTHON.decode(raw)[0], parser(PYTHON))


def sound(raw):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(raw)
        except (SyntaxError, ValueError):
            return False
    return True


def edited(chance, raw):
    """Edit a text as people and agents do: take lines out, put lines of the same file elsewhere, break a line."""
    lines = raw.split(b"\n")
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(lines))
        how = chance.random()
        if how < 0.4:
            lines[at : at + 1] = []
        elif how < 0.8:
            lines.insert(at, chance.choice([*lines, b"import added", b'"""', b"# import no"]) if lines else b"x")
        else:
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        lines = lines or [b""]
    return b"\n".join(lines)


@pytest.mark.parametrize("name", PROJECTS)
def test_the_head_holds_every_import(sdist, name):
    cut = 0
    for path, raw in sources(sdist(name, PROJECTS[name].version)):
        found = extract(raw, PYTHON, path)
        assert found.imports == whole(raw), path
        cut += 0 <= PYTHON.head(raw) < len(raw)
    assert cut > 40


@pytest.mark.parametrize("name", also(PROJECTS))
def test_equal_heads_are_equal_imports(sdist, name):
    chance, equal, kept = Random(name), 0, 0
    for path, raw in sources(sdist(name, PROJECTS[name].version)):
        after = edited(chance, raw)
        end = PYTHON.head(after)
        kept += after != raw
        if 0 <= end == PYTHON.head(raw) and raw[:end] == after[:end]:
            equal += after != raw
            assert extract(after, PYTHON).imports == extract(raw, PYTHON).imports, path
            if sound(after):  # of a text that does not parse the head tells more than the whole
                assert whole(after) == whole(raw), path
    assert kept > 60
    assert equal > kept // 4
