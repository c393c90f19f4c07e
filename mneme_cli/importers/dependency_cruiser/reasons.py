"""Why only one side has a finding: each reason is held against what both saw before it is given."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from mneme_cli import languages
from mneme_cli.importers.dependency_cruiser.alone import alone
from mneme_cli.importers.dependency_cruiser.ways import chained, hops, within
from mneme_cli.languages.typescript import shadowed
from mneme_cli.model.fact import DYNAMIC, UNRESOLVED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.importers import Case
    from mneme_cli.model.fact import Edge

_PACKAGE = "pkg:npm/"
_ABSENT = "{} is not installed where dependency-cruiser ran; mneme asks for no installation"


def reason(case: Case) -> str:
    """Explain a known difference, "" if nothing that both saw explains it."""
    if languages.of(case.said.source) is None:
        return f"this mneme does not read files such as {case.said.source.rpartition('/')[2]}"
    if case.said.source == case.said.target:
        return alone(case)
    return _theirs(case) if case.finding is None else _ours(case)


def _theirs(case: Case) -> str:
    said, facts = case.said, case.answer.facts
    circle = facts["circles"].get(said[:3], ())
    if circle:
        inside = {(each.source, each.target) for each in case.told()}
        if any(source in circle and target in circle for source, target in inside):
            return "both find the circle: mneme tells each import inside it once"
        return ""
    if why := within(case):
        return why
    mine = case.edges(said.source)
    for each in facts["edges"].get((said.source, said.target), ()):
        if not any(edge.written == each["module"] for edge in mine) and (why := _unread(each, case)):
            return why
        nowhere = any(edge.written == each["module"] and edge.target == UNRESOLVED for edge in mine)
        if each.get("couldNotResolve") and nowhere:
            return "it leads nowhere, and dependency-cruiser holds its pattern against what is written"
        if not said.target.startswith(_PACKAGE) or not any(edge.target.startswith(said.target) for edge in mine):
            continue
        if each.get("couldNotResolve"):
            return _ABSENT.format(said.target)
        if "node_modules/" in each["resolved"]:
            return f"dependency-cruiser looks at {each['resolved']}; here it is a package, and has no files"
    return _own(case, mine)


def _unread(found: dict[str, Any], case: Case) -> str:
    """Say why what dependency-cruiser takes for an import is none here."""
    if found.get("exoticallyRequired"):
        return f"it is imported by {found.get('exoticRequire', 'a wrapper')}, and wrappers of require are not read here"
    text = case.tree.read(case.said.source).decode("utf-8", "replace")
    if "require" in found.get("dependencyTypes", ()) and shadowed.own(text):
        return "require is a name of the file's own, and dependency-cruiser takes it for node's"
    return ""


def _own(case: Case, mine: tuple[Edge, ...]) -> str:
    """Tell whether the importer is itself what the rule is about."""
    to = case.answer.facts["rules"].get(case.said.name, {}).get("to", {})
    try:
        meant = re.search(to["path"], case.said.source) if "path" in to else None
        spared = meant is None or re.search(to.get("pathNot", "(?!)"), case.said.source)
        if not spared and any(edge.target == case.said.target for edge in mine):
            return f"{case.said.source} is itself what the rule is about, and such files may import each other here"
    except re.error:
        return ""
    return ""


def _ours(case: Case) -> str:
    said, facts, finding = case.said, case.answer.facts, case.finding
    assert finding is not None
    if chained(finding):
        return next(filter(None, map(_ours, hops(case))), "")
    if said.source not in facts["cruised"]:
        return f"dependency-cruiser was not led to this file: it started from {facts['options'].get('args', 'others')}"
    found = facts["edges"].get((said.source, said.target), ())
    if not found:
        return _unseen(case)
    if said.target.startswith(_PACKAGE) and all(each.get("couldNotResolve") for each in found):
        return _ABSENT.format(said.target)
    if finding.claim.startswith("is in an import cycle"):
        return _first_circle(found, case)
    return _raw(case) or _prefix(case)


def _unseen(case: Case) -> str:
    """Say why dependency-cruiser has no such import at all."""
    said, finding, facts = case.said, case.finding, case.answer.facts
    assert finding is not None
    line = case.tree.read(said.source).decode("utf-8", "replace").splitlines()[finding.line - 1 : finding.line]
    if finding.kinds & DYNAMIC and any("new URL" in text for text in line):
        return "it is the address of a file, by `new URL`, and dependency-cruiser does not look at these"
    if not facts["options"].get("detectJSDocImports") and any(text.lstrip().startswith(("*", "/*")) for text in line):
        return "it stands in a JSDoc comment, and dependency-cruiser is not told to look there"
    written = {edge.written for edge in finding.chain[:1]}
    for (source, _), found in facts["edges"].items():
        for each in found if source == said.source else ():
            if each["module"] in written and (why := _elsewhere(each, case)):
                return why
    return ""


def _elsewhere(each: dict[str, Any], case: Case) -> str:
    """Say by which of its options dependency-cruiser takes the same specifier for another file."""
    target, resolved = case.said.target, each["resolved"]
    if each.get("couldNotResolve"):
        return f"dependency-cruiser cannot resolve {each['module']}; here it leads to {target}"
    how = case.answer.facts["options"].get("enhancedResolveOptions", {})
    if not case.tree.has(resolved):
        return ""
    stem = _joined(case.said.source, each["module"])
    tails = [resolved.removeprefix(one) for one in (stem, stem.rpartition(".")[0]) if one and resolved.startswith(one)]
    if target == each["module"] and set(tails) & set(how.get("extensions", ())):
        return f"its extensions lead dependency-cruiser to {resolved}; neither node nor the compiler finds a file there"
    typed = target.endswith((".d.ts", ".d.mts", ".d.cts")) and "types" not in how.get("conditionNames", ["types"])
    if typed and not each["module"].startswith("."):
        return f"dependency-cruiser takes {resolved}, since its conditionNames leave out `types`; the compiler does not"
    return ""


def _joined(source: str, written: str) -> str:
    return os.path.normpath(os.path.join(os.path.dirname(source), written)).replace(os.sep, "/")


def _first_circle(found: Iterable[dict[str, Any]], case: Case) -> str:
    """Say what dependency-cruiser made of an import that lies in a circle."""
    said = case.said
    for (name, *_), circle in case.answer.facts["circles"].items():
        if name == said.name and said.source in circle and said.target in circle:
            return "both find the circle: dependency-cruiser tells it by another of its imports"
    via = case.answer.facts["rules"].get(said.name, {}).get("to", {}).get("viaOnly", {})
    barred = set(via.get("dependencyTypesNot", ())) if isinstance(via, dict) else set()
    for each in found:
        hops = each.get("cycle", ())
        odd = [hop["name"] for hop in hops if barred & set(hop.get("dependencyTypes", ()))]
        if each.get("circular") and odd:
            way = " -> ".join(hop["name"] for hop in hops)
            return f"dependency-cruiser looks at the first circle of an import only: {way}, with types at {odd[0]}"
    return ""


def _raw(case: Case) -> str:
    """Tell whether `$1`, put into the pattern as it is, means more than what was caught."""
    rule = case.answer.facts["rules"].get(case.said.name, {})
    path, out = rule.get("from", {}).get("path", ""), rule.get("to", {}).get("pathNot", "")
    try:
        caught = re.search(path, case.said.source) if path and re.search(r"\$\d", out) else None
        if caught is None:
            return ""
        as_is, as_text = out, out
        for number, text in enumerate(caught.groups(), 1):
            as_is = as_is.replace(f"${number}", text or "")
            as_text = as_text.replace(f"${number}", re.escape(text or ""))
        if re.search(as_is, case.said.target) and not re.search(as_text, case.said.target):
            return f"dependency-cruiser puts $1 into its pattern as it is, and /{as_is}/ matches {case.said.target} too"
    except re.error:
        return ""
    return ""


def _prefix(case: Case) -> str:
    """Tell whether a module of node is meant here only because one above it is."""
    finding, rule = case.finding, case.answer.facts["rules"].get(case.said.name, {})
    path = rule.get("to", {}).get("path", "")
    if finding is None or not finding.target.startswith("std:") or not path:
        return ""
    try:
        above = case.said.target.partition("/")[0]
        if re.search(path, above) and not re.search(path, case.said.target):
            return f"std:node/{above} is {case.said.target} as well"
    except re.error:
        return ""
    return ""
