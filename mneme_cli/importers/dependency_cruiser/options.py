"""The options dependency-cruiser ran with: they decide which imports its rules ever see, so each of them has a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.importers import ABOUT, EXACT, NOT, Row
from mneme_cli.importers.dependency_cruiser.patterns import globs
from mneme_cli.importers.dependency_cruiser.regex import UnsaidError
from mneme_cli.importers.dependency_cruiser.targets import patterns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NODE = "node_modules"
_JSDOC = "a type in a JSDoc comment counts as an import of a type here, and dependency-cruiser does not look at it"
_ELIDED = "an import that TypeScript drops because only types of it are used counts here, unless it says `type`"
_AMD = "imports of the form {} are not read here"
_UNSEEN = "{} count here, and dependency-cruiser does not look at them"
_REPORT = "it is about dependency-cruiser's own run or report"
_RESOLVES = "how a specifier is resolved is read here from package.json and tsconfig.json"
_STARTED = "every file of the repository is looked at here, not only these and what they lead to"
_BASELINE = "accept today's findings with `mneme baseline`"
_WRAPPED = "wrappers of require are not read here"
_SILENT = (
    "baseDir",
    "cache",
    "collapse",
    "combinedDependencies",
    "experimentalStats",
    "highlight",
    "metrics",
    "outputTo",
    "outputType",
    "parser",
    "prefix",
    "progress",
    "reporterOptions",
    "rulesFile",
    "skipAnalysisNotInRules",
    "suffix",
    "validate",
)
"""Options that change no verdict."""
_KNOWN = {
    **dict.fromkeys(_SILENT, (EXACT, "")),
    **dict.fromkeys(("focus", "focusDepth", "reaches", "affected"), (NOT, _REPORT)),
    **dict.fromkeys(("baseline", "knownViolations"), (NOT, _BASELINE)),
    **dict.fromkeys(("babelConfig", "enhancedResolveOptions", "preserveSymlinks"), (ABOUT, _RESOLVES)),
    **dict.fromkeys(("externalModuleResolutionStrategy", "tsConfig", "webpackConfig"), (ABOUT, _RESOLVES)),
    "args": (ABOUT, _STARTED),
    "builtInModules": (NOT, "which modules are built in is fixed here"),
    "detectProcessBuiltinModuleCalls": (NOT, "calls of process.getBuiltinModule are not read here"),
    "exoticRequireStrings": (NOT, _WRAPPED),
    "extraExtensionsToScan": (ABOUT, "files of these kinds import nothing here, and can be imported"),
    "maxDepth": (NOT, "chains are followed to their end here"),
}


class Options(NamedTuple):
    """What the options come to. without: kinds of imports that no rule sees.  excuses: files that are left out.

    scope: where rules speak, () = everywhere.  rows: one for each option.
    """

    without: tuple[str, ...] = ()
    excuses: tuple[tuple[str, str, bool], ...] = ()
    scope: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def options(found: Mapping[str, Any]) -> Options:
    """Read the options of an output (`summary.optionsUsed`), or of a configuration (`options`)."""
    summary = found.get("summary")
    given = summary.get("optionsUsed") if isinstance(summary, dict) else found.get("options")
    given = given if isinstance(given, dict) else {}
    made = _kinds(given)
    for key in sorted(given):
        value = given[key]
        if key in ("exclude", "doNotFollow", "includeOnly"):
            made = _patterns(made, key, value)
        elif key in _KNOWN:
            how, why = _KNOWN[key]
            idle = value in (False, None, "", [], {}) or how == EXACT
            made = _told(made, key, *((EXACT, "") if idle else (how, why)))
        elif key not in ("tsPreCompilationDeps", "detectJSDocImports", "moduleSystems"):
            made = _told(made, key, NOT, "dependency-cruiser has no such option, or mneme does not know it")
    return made


def _kinds(given: Mapping[str, Any]) -> Options:
    """Read which kinds of imports dependency-cruiser sees at all; types and JSDoc it sees only when it is told to."""
    types, docs = bool(given.get("tsPreCompilationDeps")), bool(given.get("detectJSDocImports"))
    systems = given.get("moduleSystems") or ["es6", "cjs"]
    made = Options(without=(*(() if types or docs else ("type",)), *(() if "cjs" in systems else ("require",))))
    made = _told(made, "tsPreCompilationDeps", *((EXACT, "") if types else (ABOUT, _ELIDED)))
    made = _told(made, "detectJSDocImports", *((ABOUT, _JSDOC) if types and not docs else (EXACT, "")))
    if "moduleSystems" in given:
        lost = _systems(systems, types=types)
        made = _told(made, "moduleSystems", *((ABOUT, lost) if lost else (EXACT, "")))
    return made


def _systems(asked: Sequence[str], *, types: bool) -> str:
    """Say which forms of import only one of the two reads, "" if none; `tsd` is what it calls `/// <reference>`."""
    odd = [f"'{each}'" for each in asked if each not in ("es6", "cjs", "tsd")]
    forms = (("es6", "import … from"), *((("tsd", "/// <reference>"),) if types else ()))
    more = [form for system, form in forms if system not in asked]
    said = [_AMD.format(" and ".join(odd))] if odd else []
    return "; ".join([*said, *([_UNSEEN.format(" and ".join(more))] if more else [])])


def _patterns(made: Options, key: str, value: Any) -> Options:
    """Read an option that says which files count, by path (and by more, which has no counterpart)."""
    more = value if isinstance(value, dict) else {"path": value}
    odd = [
        each for each in more if each not in ("path", "dependencyTypes") or (each != "path" and key != "doNotFollow")
    ]
    paths = patterns(more.get("path") or [])
    if odd:
        return _told(made, key, NOT, f"{odd[0]}: which imports are left out is said by path here")
    ours = [each for each in paths if each.strip("^$/()|") != _NODE]
    try:
        found = globs(ours)
    except UnsaidError as reason:
        return _told(made, key, NOT, str(reason))
    how = (ABOUT, "; ".join(found.losses)) if found.losses else (EXACT, "")
    if key == "includeOnly":
        how = (ABOUT, "; ".join((*found.losses, "an import of a file outside it still counts here")))
        return _told(made._replace(scope=found.texts), key, *how)
    why = f"{key} in dependency-cruiser's options"
    left = [each for text in found.texts for each in ((text, f"-> {text}") if key == "exclude" else (text,))]
    return _told(made._replace(excuses=(*made.excuses, *((each, why, True) for each in left))), key, *how)


def _told(made: Options, key: str, how: str, why: str) -> Options:
    return made._replace(rows=(*made.rows, Row("options", key, how, why)))
