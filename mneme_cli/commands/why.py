"""`mneme why`: every rule that bears on a file, a line or a finding; or what one rule does, and what it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mneme_cli.commands import _named
from mneme_cli.commands._elsewhere import elsewhere
from mneme_cli.commands._where import given
from mneme_cli.commands.imports import rows
from mneme_cli.decisions.components import belongs
from mneme_cli.errors import MnemeError
from mneme_cli.evidence.gather import silent
from mneme_cli.evidence.repository import find
from mneme_cli.model.request import Request
from mneme_cli.pipeline import explained
from mneme_cli.pipeline.clock import today
from mneme_cli.pipeline.code import code
from mneme_cli.pipeline.sources import ends
from mneme_cli.reports._digest import digest

if TYPE_CHECKING:
    from mneme_cli.commands.imports import Row
    from mneme_cli.decisions.compile import Compiled
    from mneme_cli.evidence.gather import Progress
    from mneme_cli.model.corpus import Corpus
    from mneme_cli.model.finding import Finding
    from mneme_cli.model.page import Page
    from mneme_cli.model.reason import Reason
    from mneme_cli.pipeline.explained import Explained
    from mneme_cli.pipeline.sources import Ends

HEX = frozenset("0123456789abcdef")
SHORT = 8
"""Digits of a finding's identity that are enough to ask for it."""


class Why(NamedTuple):
    """One explanation. kind: path | rule | finding.

    path, line: what was asked about, line 0 = all of the file.  there: the path holds a file today.  files: how many
    files were looked at.  component: those that the path belongs to.  spared: why it is left alone, "" if it is not.
    reasons: by rule.  through: findings of other files whose chain passes here.  imports: what the line imports.
    page: texts and code for people.
    """

    kind: str
    asked: str
    reasons: tuple[Reason, ...]
    page: Page
    compiled: Compiled
    path: str = ""
    line: int = 0
    there: bool = True
    files: int = 0
    component: tuple[str, ...] = ()
    spared: str = ""
    through: tuple[Finding, ...] = ()
    imports: tuple[Row, ...] = ()

    @property
    def exit(self) -> int:
        """2 if decisions have errors, so that this may not be all; else 0."""
        return 2 if any(problem.fatal for problem in self.page.verdict.problems) else 0


def why(what: str, as_of: str = "", progress: Progress = silent) -> Why:
    """Explain a path, `path:line`, a rule, a decision, a waiver or the identity of a finding.

    Raises:
        MnemeError: there is nothing of that name; the hint says what is like it.
    """
    repository = find()
    found, day = ends(repository, Request()), today(as_of)
    path, line = _named.split(what)
    where = "" if "#" in what and not found.after.has(what) else _inside(given(repository, found.after, path), found)
    if where and (found.after.has(where) or _folder(found, where)):
        return _of_path(found, what, where, line, day, progress)
    corpus = explained.lawful(found, day)[1].corpus
    if told := _of_rules(found, what, corpus, day, progress):
        return told
    if _identity(what):
        return _of_finding(found, what, day, progress)
    if where and _named.planned(found.after, where):
        return _of_path(found, what, where, line, day, progress)
    raise _named.unknown(what, path, corpus, found.after)


def _identity(what: str) -> bool:
    """Tell whether a word is written as the identity of a finding is."""
    return SHORT <= len(what) <= 64 and set(what) <= HEX


def _of_rules(found: Ends, what: str, corpus: Corpus, day: int, progress: Progress) -> Why | None:
    """Explain the rules that a word means, here or where else a check looks; None if it means none.

    Raises:
        MnemeError: it can mean nothing but a rule, and there is none.
    """
    try:
        rules = _named.rules(corpus, what)
    except MnemeError:
        if gone := _of_base(found, what, corpus, day, progress):
            return gone
        raise
    if not rules:  # an identity is nobody's id, and another tree is compiled for a word that may be one
        return None if _identity(what) else _of_base(found, what, corpus, day, progress)
    made = explained.of_rules(found, rules, day, progress)
    return Why("rule", what, made.reasons, made.page, made.compiled)


def _of_base(found: Ends, what: str, corpus: Corpus, day: int, progress: Progress) -> Why | None:
    """Explain rules that are not here, if a check judges by them all the same."""
    for tree, rules, said in elsewhere(found, what, corpus, day):
        made = explained.of_rules(found, rules, day, progress, tree)
        told = tuple(each._replace(how="removed", by=(), why=said, since=0) for each in made.reasons)
        return Why("rule", what, told, made.page, made.compiled)
    return None


def _inside(where: str, found: Ends) -> str:
    """Return the path, `.` for the root itself."""
    return where or ("." if found.after.list() else "")


def _of_path(found: Ends, what: str, where: str, line: int, day: int, progress: Progress) -> Why:
    paths = (where,) if found.after.has(where) or not _folder(found, where) else _files(found, where)
    if line and found.after.has(where):
        _named.there(found.after, where, line)
    made = explained.at_files(found, paths, day, progress, line)
    chains = [each for each in made.page.verdict.findings if each.source not in paths and _passes(each, paths)]
    return Why(
        kind="path",
        asked=what,
        reasons=made.reasons,
        page=made.page,
        compiled=made.compiled,
        path=where,
        line=line,
        there=found.after.has(where) or _folder(found, where),
        files=len(paths),
        component=tuple(sorted({name for path in paths for name in belongs(made.compiled.components, path)})),
        spared=made.spare(where) if paths == (where,) else "",
        through=tuple(each for each in chains if not line or _at(each, where, line)),
        imports=_imports(found, made, where, line) if line else (),
    )


def _imports(found: Ends, made: Explained, where: str, line: int) -> tuple[Row, ...]:
    """Say what a line imports."""
    return tuple(row for row in rows(code(found, made.layout, (where,)).edges) if row.line == line)


def _folder(found: Ends, where: str) -> bool:
    return where == "." or found.after.folder(where)


def _files(found: Ends, where: str) -> tuple[str, ...]:
    return tuple(found.after.list("" if where == "." else f"{where}/"))


def _passes(finding: Finding, paths: tuple[str, ...]) -> bool:
    """Tell whether a chain leads through; of a cycle every file has a finding of its own."""
    if finding.chain and finding.chain[0].source == finding.chain[-1].target:
        return False
    return any(hop.source in paths for hop in finding.chain)


def _at(finding: Finding, path: str, line: int) -> bool:
    return any(hop.source == path and hop.line == line for hop in (*finding.chain, *finding.also))


def _of_finding(found: Ends, what: str, day: int, progress: Progress) -> Why:
    made = explained.findings(found, day, progress)
    hits = [each for each in made.page.verdict.findings if digest(each).startswith(what)]
    if not hits:
        raise MnemeError(f"no finding has the identity {what} now", "it was mended, or its rule is gone: mneme check")
    if len({digest(each) for each in hits}) > 1:
        raise MnemeError(f"several findings begin with {what}", "give more of its digits")
    reason = next(each for each in made.reasons if each.rule == hits[0].rule)
    how = _narrowed(made, reason, tuple(hits))
    return Why("finding", what, (how,), made.page, made.compiled)


def _narrowed(made: Explained, reason: Reason, hits: tuple[Finding, ...]) -> Reason:
    """Explain one finding, not all of its rule."""
    from mneme_cli.judge.reasons import reasons

    rules = {rule.id: rule for rule in made.compiled.rules}
    mine = [one for one in explained.spoken(made.compiled) if one.rule == reason.rule]
    return reasons(mine, rules, hits, [hits[0].source], made.compiled.corpus.as_of)[0]
