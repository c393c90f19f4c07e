"""The projects, and a scratch repository of each with our decisions laid over its own sources."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import yaml

HERE = Path(__file__).parent
HOUSE = HERE.parents[1]
GIT = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false", "-c", "gc.auto=0")


class Project(NamedTuple):
    """One project. roots: folders under which its modules are looked for, as import-linter is told on its path."""

    name: str
    version: str
    roots: tuple[str, ...]
    contracts: int


PROJECTS = {
    project.name: project
    for project in (
        Project(name="usethis", version="0.22.0", roots=("src",), contracts=12),
        Project(name="kedro", version="1.7.0", roots=(".",), contracts=4),
        Project(name="sqlfluff", version="4.5.0", roots=("src",), contracts=4),
        Project(name="mcp-coder", version="0.1.20", roots=("src", "."), contracts=23),
    )
}


def decisions(project: Project) -> dict[str, str]:
    """Return contract → the id of the decision that says the same."""
    found = {}
    for path in sorted((HERE / project.name / "docs" / "decisions").glob("*.yaml")):
        record = yaml.safe_load(path.read_text())
        assert record["x-contract"] in record["title"], path
        found[record["x-contract"]] = record["id"]
    return found


class Scratch:
    """A git repository of one project's sdist with our decisions; changes to its files can be taken back."""

    def __init__(self, project: Project, source: str, root: Path) -> None:
        self.project, self.root = project, root
        shutil.copytree(source, root, symlinks=True)
        shutil.copytree(HERE / project.name, root, dirs_exist_ok=True)
        self.git("init", "-q", "-b", "main", "--template=")
        self.git("add", "-Af", ".")
        self.git("commit", "-qm", "sdist", "--no-verify")
        self._kept: dict[str, bytes | None] = {}

    def git(self, *args: str) -> str:
        env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(["git", *GIT, *args], cwd=self.root, capture_output=True, check=True, env=env)
        return done.stdout.decode()

    def write(self, texts: dict[str, bytes]) -> None:
        """Write files, remembering what was there."""
        for path, text in texts.items():
            file = self.root / path
            self._kept.setdefault(path, file.read_bytes() if file.exists() else None)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)

    def restore(self) -> None:
        """Put back what was there."""
        for path, text in self._kept.items():
            if text is None:
                (self.root / path).unlink()
            else:
                (self.root / path).write_bytes(text)
        self._kept = {}

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def mneme(self, *args: str) -> tuple[int, dict]:
        """Run `mneme check` and return exit code and verdict."""
        done = subprocess.run(
            [sys.executable, "-m", "mneme_cli", "check", *args, "--format", "json"],
            cwd=self.root,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(HOUSE)},
        )
        assert done.stdout, done.stderr.decode()
        return done.returncode, json.loads(done.stdout)

    def lint_imports(self) -> dict[str, bool]:
        """Run the `lint-imports` of import-linter with the project's own configuration: contract → kept."""
        script = Path(sys.executable).with_name("lint-imports")
        env = {**os.environ, "PYTHONPATH": self._path(), "COLUMNS": "200"}
        done = subprocess.run(
            [script, "--no-cache", "--no-logo"], cwd=self.root, capture_output=True, check=False, env=env
        )
        out = {}
        for line in done.stdout.decode().splitlines():
            for word in ("KEPT", "BROKEN"):
                name, found, _ = line.partition(f" {word}")
                if found:
                    out[name] = word == "KEPT"
        assert out, done.stdout.decode() + done.stderr.decode()
        return out

    def witness(self) -> dict:
        """Run import-linter and return what it found as data (see witness.py)."""
        env = {**os.environ, "PYTHONPATH": self._path()}
        done = subprocess.run(
            [sys.executable, HERE / "witness.py"], cwd=self.root, capture_output=True, check=False, env=env
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    def _path(self) -> str:
        return os.pathsep.join(self.project.roots)

    def module(self, target: str) -> str:
        """Turn a path, `pkg:…` or `std:…` into the name of a node in import-linter's graph."""
        if target.startswith(("pkg:", "std:")):
            return target.partition("/")[2].partition(".")[0]
        for root in self.project.roots:
            prefix = "" if root == "." else f"{root}/"
            if target.startswith(prefix):
                return target[len(prefix) :].removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        raise AssertionError(target)

    def path(self, module: str) -> str:
        """Turn a module's name into the path of its file."""
        stem = module.replace(".", "/")
        for root in self.project.roots:
            for tail in (f"{stem}.py", f"{stem}/__init__.py"):
                found = tail if root == "." else f"{root}/{tail}"
                if (self.root / found).exists():
                    return found
        raise AssertionError(module)
