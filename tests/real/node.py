"""Packages and tools of npm, by name and version, fetched once by npm's own client."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
from subprocess import run
from typing import TYPE_CHECKING

import pytest

from .conftest import CACHE

if TYPE_CHECKING:
    from collections.abc import Mapping

UNREACHABLE = ("ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN", "network")


def package(name: str, version: str) -> str:
    """Return the folder of an unpacked npm package."""
    plain = name.removeprefix("@").replace("/", "-")
    folder = os.path.join(CACHE, f"npm-{plain}-{version}")
    if not os.path.isdir(folder):
        _npm("pack", f"{name}@{version}", "--silent", "--pack-destination", _cache())
        with tarfile.open(os.path.join(CACHE, f"{plain}-{version}.tgz")) as packed:
            packed.extractall(folder + ".part", **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
        os.replace(folder + ".part", folder)
    return os.path.join(folder, "package")


def workspace(folder: str, members: Mapping[str, str], configuration: Mapping[str, object]) -> str:
    """Lay packages side by side as the pnpm workspace that they were published from. members: name → version."""
    for name, version in members.items():
        inner = os.path.join(folder, "packages", name.rpartition("/")[2])
        shutil.copytree(package(name, version), inner)
        link = os.path.join(folder, "node_modules", name)
        os.makedirs(os.path.dirname(link), exist_ok=True)
        os.symlink(inner, link)
    written = {
        "package.json": json.dumps({"private": True}),
        "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
        "tsconfig.json": json.dumps({"compilerOptions": configuration}),
    }
    for path, text in written.items():
        with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
            file.write(text)
    return folder


def tool(name: str, version: str, *beside: str) -> str:
    """Return the folder of an npm package installed with everything it needs. beside: what it is to find there."""
    beside = beside or ("typescript@5.9.3",)
    folder = os.path.join(CACHE, f"tool-{name}-{version}")
    if not os.path.isdir(folder):
        _cache()
        os.makedirs(folder + ".part", exist_ok=True)
        _npm("install", "--silent", "--no-save", "--prefix", folder + ".part", f"{name}@{version}", *beside)
        os.replace(folder + ".part", folder)
    return os.path.join(folder, "node_modules", name)


def _cache() -> str:
    os.makedirs(CACHE, exist_ok=True)
    with open(os.path.join(CACHE, ".gitignore"), "w", encoding="utf-8") as ignore:
        ignore.write("*\n")
    return CACHE


def _npm(*words: str) -> None:
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    done = run(["npm", *words], capture_output=True, text=True, check=False)
    if done.returncode and any(word in done.stderr for word in UNREACHABLE):
        pytest.skip(f"npm {words[0]} cannot reach its registry")
    assert done.returncode == 0, done.stderr
