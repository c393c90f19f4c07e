"""Real TypeScript projects: npm packages that carry their sources, by name and version, each made a git repository."""

from __future__ import annotations

import json
import os
import subprocess
from typing import NamedTuple

from benchmarks import peers
from benchmarks.ground import WORK, empty
from benchmarks.repository import found, stands
from benchmarks.sdists import unpack
from benchmarks.spawn import Wrong


class Project(NamedTuple):
    """One project. below: where its sources lie.  direct, far: (folder, what it must not import, or not reach)."""

    name: str
    version: str
    below: str
    direct: tuple[str, str]
    far: tuple[str, str]

    def files(self) -> dict[str, str]:
        """Write both laws for both tools; built files are left out by both."""
        rules = {
            "direct": {"forbid": {"imports": [f"{self.direct[1]}/**"]}, "in": [f"{self.direct[0]}/**"]},
            "far": {"forbid": {"reaches": [f"{self.far[1]}/**"]}, "in": [f"{self.far[0]}/**"]},
        }
        record = {"id": "ADR-0001", "title": "Laws", "status": "accepted", "date": "2026-01-01", "rules": rules}
        laws = [
            {"name": "direct", "severity": "warn", "from": _at(self.direct[0]), "to": _at(self.direct[1])},
            {
                "name": "far",
                "severity": "warn",
                "from": _at(self.far[0]),
                "to": {**_at(self.far[1]), "reachable": True},
            },
        ]
        config = {"forbidden": laws, "options": {"tsPreCompilationDeps": True}}
        return {
            "docs/decisions/ADR-0001.yaml": json.dumps(record),
            "mneme.yaml": json.dumps({"exclude": [f"{name}/**" for name in ("dist", "_cjs", "_esm", "_types")]}),
            ".dependency-cruiser.json": json.dumps(config),
        }


def _at(folder: str) -> dict[str, str]:
    return {"path": f"^{folder}/"}


PROJECTS = (
    Project(
        "rxjs",
        "7.8.2",
        "src",
        ("src/internal/observable", "src/internal/operators"),
        ("src/internal/util", "src/internal/ajax"),
    ),
)


def fetch(project: Project) -> str:
    """Return the root of a project's repository.

    Raises:
        Wrong: it cannot be had.
    """
    root = f"{WORK}/tarballs/{project.name}-{project.version}"
    if stands(root):
        return root
    folder = empty(f"{WORK}/downloads/{project.name}")
    done = subprocess.run(
        [peers.npm(), "pack", f"{project.name}@{project.version}", "--silent", "--pack-destination", folder],
        check=False,
        capture_output=True,
    )
    if done.returncode:
        raise Wrong(f"{project.name} {project.version} cannot be had: {done.stderr.decode()[-300:]}")
    unpack(f"{folder}/{os.listdir(folder)[0]}", empty(root))
    found(root)
    return root
