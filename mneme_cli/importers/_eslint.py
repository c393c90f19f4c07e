"""eslint itself, asked on the same tree with the configuration that is there: which rule speaks, and at which line.

It tells no target, so a finding is compared by its file and the line that holds the specifier.
"""

from __future__ import annotations

import json

from mneme_cli.importers import Answer, Said, Witness

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from mneme_cli.importers import Case
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.tree import Tree


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
        return Answer(tuple(sorted(set(said))), facts={"linted": frozenset(file["filePath"] for file in found)})

    return answer


def _by_rule(names: Mapping[str, str], prefix: str) -> Callable[[Mapping[str, Any]], str]:
    """Call a message by its rule."""

    def called(message: Mapping[str, Any]) -> str:
        rule = message.get("ruleId") or ""
        return names.get(rule, rule if prefix and rule.startswith(prefix) else "")

    return called


def ours(finding: Finding, name: str, path: str, tree: Tree) -> tuple[Said, ...]:  # noqa: ARG001 (every witness's shape)
    """Say a finding of ours by the line of its specifier, which may stand below the import's first word."""
    lines = tree.read(finding.source).decode("utf-8", "replace").splitlines()
    written = finding.chain[0].written if finding.chain else ""
    at = finding.line
    for number in range(finding.line, len(lines) + 1):
        if any(f"{mark}{written}{mark}" in lines[number - 1] for mark in "\"'`"):
            at = number
            break
    return (Said(name, finding.source, f"line {at}", at, finding.target),)


def reason(case: Case) -> str:
    """Explain a difference by what eslint did not look at."""
    if case.who == "ours" and case.said.source not in case.answer.facts["linted"]:
        return f"eslint did not lint {case.said.source}: its configuration names other files, or ignores it"
    return ""


def witness(names: Mapping[str, str], prefix: str) -> Witness:
    """Let eslint speak for a plugin. names: its rule → the decision made of it.  prefix: of rules that count."""
    said = answering(_by_rule(names, prefix))
    return Witness(script="eslint", package="", command=command, answer=said, ours=ours, reason=reason)
