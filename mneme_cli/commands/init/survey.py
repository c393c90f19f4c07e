"""What a repository looks like to somebody who wants to write rules for it: languages, records, other linters."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from mneme_cli import languages
from mneme_cli.commands.init.branches import base

if TYPE_CHECKING:
    from mneme_cli.languages import Language

UNREAD = {
    ".go": "go",
    ".rs": "rust",
    ".java": "java",
    ".kt": "kotlin",
    ".php": "php",
    ".rb": "ruby",
    ".cs": "csharp",
}
"""Languages that are not on the shelf: their files are counted and said to be unread."""
FOLDERS = ("docs/decisions", "docs/adr", "doc/adr", "docs/adrs", "docs/architecture/decisions", "adr", "decisions")
LINTERS = {
    ".importlinter": "import-linter",
    "tach.toml": "tach",
    "tach.yml": "tach",
    ".dependency-cruiser.js": "dependency-cruiser",
    ".dependency-cruiser.cjs": "dependency-cruiser",
    ".dependency-cruiser.mjs": "dependency-cruiser",
    ".dependency-cruiser.json": "dependency-cruiser",
    "deptrac.yaml": "deptrac",
    "deptrac.yml": "deptrac",
    "packwerk.yml": "packwerk",
    ".go-arch-lint.yml": "go-arch-lint",
}
SECTIONS = {
    "pyproject.toml": (("[tool.importlinter", "import-linter"), ("[tool.tach", "tach")),
    "setup.cfg": (("[importlinter", "import-linter"),),
    ".golangci.yml": (("depguard", "depguard"),),
    ".golangci.yaml": (("depguard", "depguard"),),
    "nx.json": (("", "Nx"),),
}


class Survey(NamedTuple):
    """languages: (name, files), most first.  packages: Python packages that are nobody's child, as folders.

    folder: where decisions go.  records: Markdown ADRs found there.  linters: (tool, its file).
    base: the base branch, if it has to be written down.
    """

    languages: tuple[tuple[str, int], ...]
    packages: tuple[str, ...]
    folder: str
    records: tuple[str, ...]
    linters: tuple[tuple[str, str], ...]
    base: str = ""


def survey(root: str, paths: tuple[str, ...]) -> Survey:
    """Look at a repository. paths: its tracked files, sorted."""
    suffixes = {**UNREAD, **{end: name for name, one in languages.called().items() for end in _modules(name, one)}}
    counts = Counter(name for path in paths if (name := suffixes.get(os.path.splitext(path)[1])))
    folder, records = _records(paths)
    return Survey(
        languages=tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        packages=_packages(paths),
        folder=folder,
        records=records,
        linters=_linters(root, paths),
        base=base(root),
    )


def read(name: str) -> bool:
    """Tell whether this version reads the imports of a language."""
    return name in languages.called()


def _modules(name: str, language: Language) -> tuple[str, ...]:
    """Return the suffixes that are counted under a name: a dialect may have one of its own."""
    others = [each for each in language.dialects if each.called and each.called != name]
    ends = [end for each in language.dialects or (language,) if each not in others for end in each.suffixes]
    return tuple(end for end in ends if end not in languages.NOTEBOOKS)


def _packages(paths: tuple[str, ...]) -> tuple[str, ...]:
    folders = {os.path.dirname(path) for path in paths if path.endswith("/__init__.py")}
    tops = {folder for folder in folders if os.path.dirname(folder) not in folders}
    return tuple(sorted(folder for folder in tops if not _test(folder)))


def _test(folder: str) -> bool:
    return not {"test", "tests", "testing", "docs", "examples", "benchmarks", "scripts"}.isdisjoint(folder.split("/"))


def _records(paths: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Find the folder of decisions: one with YAML of ours first, then one with numbered Markdown, then the default."""
    found = {
        folder: tuple(path for path in paths if os.path.dirname(path) == folder and _numbered(path))
        for folder in FOLDERS
    }
    best = max(FOLDERS, key=lambda folder: (len(found[folder]), -FOLDERS.index(folder)))
    return best, found[best]


def _numbered(path: str) -> bool:
    base = os.path.basename(path).casefold()
    return base.endswith(".md") and (base[:1].isdigit() or base.startswith("adr"))


def _linters(root: str, paths: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    found = {(LINTERS[os.path.basename(path)], path) for path in paths if os.path.basename(path) in LINTERS}
    for path in paths:
        for mark, tool in SECTIONS.get(os.path.basename(path), ()):
            if mark in text_of(root, path):
                found.add((tool, path))
    return tuple(sorted(found))


def text_of(root: str, path: str) -> str:
    """Read a file as text however it is encoded; "" if it cannot be read."""
    try:
        with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
