"""Why only Nx's rule or only we tell an import: each reason is held against what both saw before it is given."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from mneme_cli import manifests
from mneme_cli.importers import _eslint
from mneme_cli.importers._json import quiet
from mneme_cli.importers.nx.options import CONSTRAINTS, given_in
from mneme_cli.importers.nx.projects import known, listed
from mneme_cli.model.fact import RUNTIME, UNRESOLVED
from mneme_cli.model.jsonc import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from mneme_cli.importers import Case
    from mneme_cli.importers.nx.projects import Projects
    from mneme_cli.model.fact import Edge

_LOCKS = ("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock")
_LOOKED_AT = re.compile(rb"(import|export|require)\b")
_EQUALS = re.compile(rb"import\s+(type\s+)?\w+\s*=")
_PACKAGE = "pkg:npm/"
_LISTS = ("bannedExternalImports", "allowedExternalImports")
_FORMS = "Nx's rule looks at import, export from, import() and require() alone, and this is none of them"
_FIRST = "Nx tells something else of this import first, and then looks no further: {}"
_ALLOWED = "the option `allow` lets {} pass, whatever its tags"
_LOCKLESS = "no lock file at the root names {}, and Nx knows no other packages"
_NOWHERE = "{} lies in no project, and Nx's rule looks at imports of projects"
_WAY = "Nx follows chains of projects, and no chain of files leads along {}"
_BASES = ("tsconfig.base.json", "tsconfig.json")
_BASE = (
    "{} is a path of {}, which no tsconfig.json of this file extends: Nx reads it for every file, the compiler does not"
)
_WITHIN = "Nx holds its list against what is written, {}; here the package is meant"


def reason(case: Case) -> str:
    """Explain a difference, "" if nothing that both saw explains it."""
    here = [edge for edge in case.edges(case.said.source) if edge.line == case.said.line]
    return _theirs(case, here) if case.finding is None else _ours(case, here)


def _ours(case: Case, here: list[Edge]) -> str:
    if why := _eslint.reason(case):
        return why
    said = case.said
    for other in case.answer.said:
        if (other.source, other.line) == (said.source, said.line) and other.name != said.name:
            return _FIRST.format(other.note.partition("\n")[0])
    written = [edge for edge in here if not edge.via]
    if written and all(_unseen(case, edge) for edge in written):
        return _FORMS
    if passed := next((edge.written for edge in written if _passes(case, edge.written)), ""):
        return _ALLOWED.format(passed)
    target = said.note  # what our finding is about
    if target.startswith(_PACKAGE):
        return _package(case, written)
    return _NOWHERE.format(target) if case.tree.has(target) and not known(case.tree).of(target) else ""


def _package(case: Case, written: list[Edge]) -> str:
    """Say why Nx lets a package pass."""
    names = sorted({_name(edge.target) for edge in written if edge.target.startswith(_PACKAGE)})
    name = next((each for each in names if not _locked(case, each)), "")
    return _LOCKLESS.format(name) if name else _within(case, written)


def _unseen(case: Case, edge: Edge) -> bool:
    """Tell whether an import is written in a way that the rule does not look at."""
    line = case.tree.read(edge.source).split(b"\n")[edge.line - 1].decode("utf-8", "replace")
    text = line[edge.column - 1 :].encode()
    if text.startswith(b"import(") and not edge.kinds & RUNTIME:
        return True
    return not _LOOKED_AT.match(text) or bool(_EQUALS.match(text))


def _passes(case: Case, written: str) -> bool:
    """Tell whether `allow` names what is written, as Nx compares it."""
    return any(allows(each, written) for options in _options(case) for each in listed(options.get("allow") or ()))


def _options(case: Case) -> Iterator[Mapping[str, Any]]:
    return given_in(quiet(case.path, case.tree.read(case.path)))


def allows(glob: str, written: str) -> bool:
    """Compare an entry of `allow` with what is written, as Nx does: a pattern of folders, else an expression."""
    if glob.endswith("/**"):
        return written.startswith(glob[:-2])
    if glob.endswith("/*"):
        return written.startswith(glob[:-1]) and "/" not in written[len(glob) - 1 :]
    head, both, tail = glob.partition("/**/")
    if both:
        return written.startswith(head) and written.endswith(tail)
    try:
        return re.search(glob, written) is not None
    except re.error:
        return False


def _locked(case: Case, name: str) -> bool:
    locks = [path for path in _LOCKS if case.tree.has(path)]
    return any(entry.name == name for path in locks for entry in manifests.read(path, case.tree.read(path)).entries)


def _name(target: str) -> str:
    parts = target.removeprefix(_PACKAGE).split("/")
    return "/".join(parts[: 2 if parts[0].startswith("@") else 1])


def _aliased(case: Case, here: list[Edge]) -> str:
    """Tell whether Nx alone knows what is written: it reads the base of all tsconfig files for every file."""
    base = next((each for each in _BASES if case.tree.has(each)), "")
    options = read(case.tree.read(base)).get("compilerOptions") if base else None
    paths = options.get("paths") if isinstance(options, dict) else None
    missed = (edge.written for edge in here if edge.target.startswith(_PACKAGE))
    written = next((each for each in missed if isinstance(paths, dict) and each in paths), "")
    return _BASE.format(written, base) if written else ""


def _within(case: Case, here: list[Edge]) -> str:
    """Tell whether a list of packages means a package and not what is written, or the other way round."""
    inner = [edge for edge in here if edge.target.startswith(_PACKAGE) and edge.written != _name(edge.target)]
    lists = [one for options in _options(case) for one in options.get(CONSTRAINTS, ())]
    globs = [each for one in lists for key in _LISTS for each in listed(one.get(key) or ())]
    differ = (edge.written for edge in inner for each in globs if _differs(each, edge))
    return next((_WITHIN.format(written) for written in differ), "")


def _differs(glob: str, edge: Edge) -> bool:
    meant = re.compile(".*".join(re.escape(part) for part in re.split(r"\.\*|\*+", glob)))
    return bool(meant.fullmatch(_name(edge.target))) != bool(meant.fullmatch(edge.written))


def _theirs(case: Case, here: list[Edge]) -> str:
    if "is not allowed to import" in case.said.note:
        return _within(case, here)
    if aliased := _aliased(case, here):
        return aliased
    way = re.search(r"^- (.+ -> .+)$", case.said.note, re.MULTILINE)
    return _WAY.format(way[1]) if way and _walked(case, here, way[1].split(" -> ")) else ""


def _walked(case: Case, here: list[Edge], way: list[str]) -> bool:
    """Tell whether each step of a chain of projects is an import of some file that we read as well."""
    projects = known(case.tree)
    if not any(projects.of(edge.target) == way[0] for edge in here if edge.target != UNRESOLVED):
        return False
    return all(_leads(case, projects, one, other) for one, other in pairwise(way))


def _leads(case: Case, projects: Projects, one: str, other: str) -> bool:
    inside = [path for path in case.tree.list(f"{projects.folders.get(one, one)}/") if projects.of(path) == one]
    return any(projects.of(edge.target) == other for path in inside for edge in case.edges(path))
