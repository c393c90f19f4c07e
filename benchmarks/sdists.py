"""Real projects: source distributions by name and version from the package registry, each made a git repository."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from typing import NamedTuple

from benchmarks import peers
from benchmarks.ground import WORK, empty
from benchmarks.repository import found, stands


class Project(NamedTuple):
    """One project. package: its import name.  under: the folder that holds it ("" = the root)."""

    name: str
    version: str
    package: str
    under: str = ""

    @property
    def folder(self) -> str:
        """The package's folder, from the root of the repository."""
        return f"{self.under}/{self.package}".lstrip("/")


PROJECTS = (
    Project("usethis", "0.22.0", "usethis", "src"),
    Project("kedro", "1.7.0", "kedro"),
    Project("sqlfluff", "4.5.0", "sqlfluff", "src"),
    Project("mcp-coder", "0.1.20", "mcp_coder", "src"),
)


def fetch(project: Project) -> str:
    """Return the root of a project's repository; "" if it cannot be had."""
    root = f"{WORK}/sdists/{project.name}-{project.version}"
    if stands(root):
        return root
    folder = empty(f"{WORK}/downloads/{project.name}")
    wanted = f"{project.name}=={project.version}"
    print(f"downloading {wanted} …", file=sys.stderr, flush=True)
    pip = [peers.bare(), "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest", folder]
    if subprocess.run([*pip, wanted], check=False, capture_output=True).returncode:
        print(f"{wanted} cannot be had, so it is left out", file=sys.stderr)
        return ""
    unpack(f"{folder}/{os.listdir(folder)[0]}", empty(root))
    found(root)
    return root


def unpack(archive: str, root: str) -> None:
    """Unpack an archive without its outermost folder."""
    with tarfile.open(archive) as packed:
        for member in packed.getmembers():
            member.name = member.name.partition("/")[2] or "."
            packed.extract(member, root, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
