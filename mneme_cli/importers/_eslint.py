"""eslint: how a configuration sets a rule, and what eslint itself says when it is asked on the same tree.

eslint tells no target, so a finding is compared by its file and the line that holds the specifier.
"""

from __future__ import annotations

import json

from mneme_cli.importers import Answer, Said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from mneme_cli.importers import Case
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.tree import Tree

OFF, WARN, ERROR = "off", "warn", "error"


def setting(found: Any) -> tuple[str, Mapping[str, Any]]:
    """Return the level that a configuration gives a rule, and the first of its options, {} if there is none."""
    level, *rest = found if isinstance(found, list) and found else [found]
    how = OFF if level in (None, 0, OFF) else WARN if level in (1, WARN) else ERROR
    return how, rest[0] if rest and isinstance(rest[0], dict) else {}


def command(path: str, roots: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:  # noqa: ARG001 (every witness's shape)
    """Start eslint on everything that its configuration names."""
    return (("eslint", "--format", "json", "."),)


def answering(called: Callable[[Mapping[str, Any]], str]) -> Callable[[bytes], Answer]:
    """Return a reader of eslint's JSON. called: a message → the contract that it breaks, "" if it does not count."""

    def answer(written: bytes) -> Answer:
        """Read the messages that count.

        Raises:
            ValueError: it is none of eslint's JSON, or a file could not be parsed.
        """
        found = json.loads(written)
        said = []
        for file in found:
            for each in file["messages"]:
                if each.get("fatal"):
                    raise ValueError(f"{file['filePath']}: {each['message']}")
                if name := called(each):
                    line = each["line"]
                    said.append(Said(name, file["filePath"], f"line {line}", line, each["message"]))
        hushed = ((each, file["filePath"]) for file in found for each in file.get("suppressedMessages", ()))
        silenced = frozenset((called(each), path, each["line"]) for each, path in hushed)
        facts = {"linted": frozenset(file["filePath"] for file in found), "silenced": silenced}
        return Answer(tuple(sorted(set(said))), facts=facts)

    return answer


def by_rule(names: Mapping[str, str], prefix: str) -> Callable[[Mapping[str, Any]], str]:
    """Call a message by its rule."""

    def called(message: Mapping[str, Any]) -> str:
        rule = message.get("ruleId") or ""
        return names.get(rule, rule if prefix and rule.startswith(prefix) else "")

    return called


def ours(finding: Finding, name: str, path: str, tree: Tree) -> tuple[Said, ...]:  # noqa: ARG001 (every witness's shape)
    """Say a finding of ours by the line of its specifier, which may stand below the import's first word."""
    lines = tree.read(finding.source).decode("utf-8", "replace").splitlines()
    at = specifier(lines, finding.line, finding.chain[0].written if finding.chain else "")
    return (Said(name, finding.source, f"line {at}", at, finding.target),)


def specifier(lines: list[str], first: int, written: str) -> int:
    """Return the line of an import's specifier, given the line where the import begins."""
    quoted = tuple(f"{mark}{written}{mark}" for mark in "\"'`")
    return next((at for at in range(first, len(lines) + 1) if any(one in lines[at - 1] for one in quoted)), first)


def reason(case: Case) -> str:
    """Explain a difference by what eslint did not look at, or was told to keep to itself."""
    said, facts = case.said, case.answer.facts
    if case.who != "ours":
        return ""
    if said.source not in facts["linted"]:
        return f"eslint did not lint {said.source}: its configuration names other files, or ignores it"
    if (said.name, said.source, said.line) in facts["silenced"]:
        return "a comment tells eslint to keep silent about it: waive it here, or say it under `except`"
    return ""
