"""Breaches planted in TypeScript projects that nobody here wrote: each is found at its line, and what looks alike is not."""

from __future__ import annotations

import os
import shutil

import pytest

from .conftest import also
from .node import package
from .planted import Ground
from .staged import git, introduced

GROUNDS = [
    Ground("rxjs", "7.8.2", "src/", "src/internal/util", "src/internal/ajax/ajax", "ajax", "src/internal/testing"),
    Ground("zod", "4.1.12", "src/", "src/v4/core", "src/v4/mini/schemas", "string", "src/v4/locales"),
    Ground("viem", "2.38.0", "", "utils/hash", "actions/public/call", "call", "constants"),
]


@pytest.fixture(params=also(GROUNDS, ("rxjs",)), ids=[ground.name for ground in GROUNDS])
def ground(request, tmp_path):
    """One project as a repository with the rule, and where to plant in it."""
    found = request.param
    root = str(tmp_path / "project")
    shutil.copytree(package(found.name, found.version), root)
    laid(root, found.prepared())
    git(root, "init", "-q", "-b", "main", "--template=")
    git(root, "add", "-Af", ".")
    git(root, "commit", "-qm", "package", "--no-verify")
    return found, root


def laid(root, texts):
    for path, text in texts.items():
        os.makedirs(os.path.dirname(os.path.join(root, path)) or root, exist_ok=True)
        with open(os.path.join(root, path), "w", encoding="utf-8") as file:
            file.write(text)


@pytest.mark.real
def test_twelve_breaches_are_found_at_their_lines_and_twelve_near_misses_are_none(ground):
    found, root = ground
    assert os.path.isfile(os.path.join(root, f"{found.high}.ts"))
    expected = {f"{found.low}/planted_{form}.ts": line for form, (_, line) in found.planted().items()}
    texts = {f"{found.low}/planted_{form}.ts": text for form, (text, _) in found.planted().items()}
    texts |= {f"{found.low}/near_{form}.ts": text for form, text in found.near().items()}
    texts |= {f"{found.low}/near_{found.high.rpartition('/')[2]}.ts": f"export const {found.taken} = 1;\n"}
    laid(root, texts)
    git(root, "mv", f"{found.beside}/moves.ts", f"{found.low}/planted_renamed.ts")
    git(root, "add", "-Af", ".")

    lines = introduced(root)

    expected[f"{found.low}/planted_renamed.ts"] = 2
    assert len(expected) == len(found.near()) == 12
    assert lines == {path: {line} for path, line in expected.items()}
