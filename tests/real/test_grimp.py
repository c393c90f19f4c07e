"""Our direct import graph against grimp's on projects that nobody here wrote: every difference is on a list."""

from __future__ import annotations

import os

import pytest

from .parity import compare

PROJECTS = [
    ("usethis", "0.22.0", "usethis", "src/"),
    ("kedro", "1.7.0", "kedro", ""),
    ("sqlfluff", "4.5.0", "sqlfluff", "src/"),
    ("mcp-coder", "0.1.20", "mcp_coder", "src/"),
]


def listed(project):
    """Rows of the list: (project, importer, imported, line, who has it)."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "differences.md"), encoding="utf-8") as file:
        rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in file if line.startswith("| ")]
    return {((row[1], row[2]), int(row[3]), row[4]) for row in rows if row[0] == project}


@pytest.mark.real
@pytest.mark.parametrize(("project", "version", "package", "root"), PROJECTS)
def test_same_edges(sdist, project, version, package, root):
    ours, theirs, modules = compare(sdist(project, version), package, root)
    assert len(theirs) > 200
    different = {(pair, ours[pair], "ours") for pair in ours.keys() - theirs.keys()}
    different |= {(pair, theirs[pair], "grimp") for pair in theirs.keys() - ours.keys()}
    assert different == listed(project)
    common = {pair for pair in ours if set(pair) <= modules}
    assert len(common & theirs.keys()) >= 0.999 * len(common), "precision over the modules that grimp sees"
    assert len(ours.keys() & theirs.keys()) >= 0.999 * len(theirs), "recall"
    assert {pair: ours[pair] for pair in ours.keys() & theirs.keys()} == {
        pair: theirs[pair] for pair in theirs if pair in ours
    }
