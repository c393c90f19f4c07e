"""A verdict and what people read beside it: the texts of its rules and the lines of its code."""

from __future__ import annotations

from mneme_cli import VERSION
from mneme_cli.evidence.disk import Disk
from mneme_cli.languages import of
from mneme_cli.model.day import over, parse
from mneme_cli.model.page import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.finding import Verdict
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Texts
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.sources import Ends

SHORT = 12
"""Digits of a commit id that people read."""
MOST = 300
"""Columns of a line of source that are kept: a minified bundle must not fill a report."""


def page(ends: Ends, verdict: Verdict, policies: Iterable[Policy], base: str = "", head: str = "") -> Page:
    """Lay out a verdict; texts come from the first policy that has the rule, for what was weakened from the last."""
    laws = tuple(policies)
    rules = sorted({finding.rule for finding in verdict.findings})
    orders = {rule: laws[::-1] if rule in verdict.changed_policy else laws for rule in rules}
    texts = {rule: found for rule in rules if (found := _texts(rule, orders[rule], verdict.as_of))}
    return Page(
        verdict=verdict,
        texts=texts,
        code=_code(verdict, ends.after),
        version=VERSION,
        base=base[:SHORT],
        head=head[:SHORT],
        ends=_ends(verdict, laws),
        typed=_typed(ends.repository, verdict),
        approvers=tuple(laws[0].settings()["approvers"]) if laws else (),
    )


def _typed(repository: Repository, verdict: Verdict) -> dict[str, str]:
    """Say how to name the files that, named from the root, would be others where somebody stands."""
    from posix import getcwd

    start = getcwd()
    root = repository.root.rstrip("/") + "/"
    if not (repository.root and start.startswith(root)):  # at the root, or elsewhere, as a hook may be
        return {}
    here = start[len(root) :]
    there, up = Disk(repository.root).there, "../" * (here.count("/") + 1)
    paths = sorted({one.source for one in verdict.findings})
    return {path: up + path for path in paths if there(f"{here}/{path}")}


def _ends(verdict: Verdict, policies: tuple[Policy, ...]) -> dict[str, int]:
    """Return the last day of every waiver that sets a finding aside; of two policies, the first that has it counts."""
    rules = sorted({one.rule for one in verdict.findings if one.aside.startswith("waiver ")})
    out: dict[str, int] = {}
    for policy in policies[::-1]:
        known = [policy.rule(number) for rule in rules if (number := policy.number(rule)) >= 0]
        out |= {each.by: each.until for rule in known for each in rule.asides if each.how == "waiver"}
    return {by: out[by] for by in sorted(out)}


def _texts(rule: str, policies: tuple[Policy, ...], as_of: int) -> Texts | None:
    for policy in policies:
        if (number := policy.number(rule)) >= 0:
            texts = policy.texts(number)
            return texts._replace(history=tuple(_dated(line, as_of) for line in texts.history))
    return None


def _dated(line: str, as_of: int) -> str:
    """Say how long ago a waiver ended: a policy that said so itself would be another one every day."""
    name, ended, day = line.partition("  ended ")
    return f"{name}  {over(parse(day), as_of)}" if ended else line


def _code(verdict: Verdict, tree: Tree) -> dict[tuple[str, int], str]:
    wanted: dict[str, set[int]] = {}
    for finding in verdict.findings:
        hops = (*finding.chain, *finding.also)
        for path, line in ((finding.source, finding.line), *((hop.source, hop.line) for hop in hops)):
            if line:
                wanted.setdefault(path, set()).add(line)
    out: dict[tuple[str, int], str] = {}
    for path in sorted(wanted):
        lines = _lines(path, tree.read(path)) if tree.has(path) else []
        out |= {(path, line): lines[line - 1][:MOST] for line in sorted(wanted[path]) if line <= len(lines)}
    return out


def _lines(path: str, text: bytes) -> list[str]:
    """Cut a text into the lines that findings count: as its language reads it, and at line feeds alone.

    Where that is a text taken out of the file (the cells of a notebook), findings count the lines of the file.
    """
    language = of(path)
    read = language.decode(text)[0] if language and not language.places(text) else text
    return read.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
