"""What waits for a person's word because a name was led elsewhere: where it leads now, and which line says so.

Who is to approve that has to look there. The line is one of a manifest's own: in a check one that the change wrote, in
a hook, which sees no manifest of before, one that spells the name.
"""

from __future__ import annotations

from mneme_cli.evidence.gather import End, Sources, gather
from mneme_cli.languages import asked
from mneme_cli.model.entry import LOCKS
from mneme_cli.model.fact import UNRESOLVED, Facts, Want
from mneme_cli.model.finding import HIDDEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mneme_cli.model.fact import Edge
    from mneme_cli.model.finding import Finding, Verdict
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.tree import Tree
    from mneme_cli.pipeline.sources import Ends

    Lines = tuple[tuple[str, int, bytes], ...]
    """(manifest, line, its text)."""

CONFIG = "mneme.yaml"
_NAMED = {"aliases": 2, "workspaces": 1, "packages": 0}
"""Field of a layout → where in its rows the name stands that an import is written by."""
_MARKS = bytes.maketrans(b"\"',=:[]{}", b"         ")


def of_change(verdict: Verdict, ends: Ends, sources: Sources) -> Verdict:
    """Say of each finding that a change of manifests hides where its name leads now."""
    now, was = sources.after, sources.before.layout
    said = tuple(_changed(ends, {*_manifests(was), *_manifests(now.layout)}))
    other = _at(*said[0]) if said else ""
    told = (_told(each, now, was, said, other) for each in verdict.findings)
    return verdict._replace(findings=tuple(sorted(told)))


def of_edit(verdict: Verdict, laws: tuple[Policy, ...], after: Tree, layouts: tuple[Layout, Layout]) -> Verdict:
    """Say of what only the base stops that a name means something else now, where the rule is what it was.

    layouts: of the work tree, and what names meant at the base.
    """
    new, old = laws[0], laws[-1]
    both = [rule for rule in verdict.changed_policy if new.number(rule) >= 0]
    same = {rule for rule in both if _alike(new.rule(new.number(rule)), old.rule(old.number(rule)))}
    now, was = End(tree=after, layout=layouts[0], bound={}), layouts[1]
    said = tuple(row for path in _manifests(layouts[0]) for row in _lines(path, after))
    hidden = (each._replace(why_aside=HIDDEN) if each.rule in same else each for each in verdict.findings)
    return verdict._replace(findings=tuple(_told(each, now, was, said, "") for each in hidden))


def _alike(one: Rule, other: Rule) -> bool:
    """Tell whether two rules say the same; which bytes an import of what they name must hold, manifests tell."""
    return one._replace(tokens=(), texts=0) == other._replace(tokens=(), texts=0)


def _manifests(layout: Layout) -> list[str]:
    """Return the files that may say what a name means; a lock says what is installed."""
    read = {path for path, name, _ in layout.manifests if name not in LOCKS}
    return sorted({CONFIG, *layout.inputs, *read})


def _changed(ends: Ends, manifests: Iterable[str]) -> Iterator[tuple[str, int, bytes]]:
    """Yield the lines that a change wrote in manifests; of one that lost lines alone, the first; 0 = it is gone."""
    for path in sorted({change.path for change in ends.changed.changes}.intersection(manifests)):
        old = {text for _, _, text in _lines(path, ends.before)}
        now = list(_lines(path, ends.after))
        yield from [row for row in now if row[2] not in old] or now[:1] or [(path, 0, b"")]


def _at(path: str, line: int, _text: bytes = b"") -> str:
    return f"{path}:{line}" if line else f"{path}, which is gone"


def _lines(path: str, tree: Tree) -> Iterator[tuple[str, int, bytes]]:
    for at, text in enumerate(tree.read(path).split(b"\n") if tree.has(path) else (), 1):
        yield path, at, text


def _told(finding: Finding, now: End, was: Layout, lines: Lines, other: str) -> Finding:
    """Say it of one finding. other: the place to look at where no line spells the name."""
    if finding.why_aside != HIDDEN:
        return finding
    hop, edge = _led(finding, now)
    place = _place(hop.written, now.layout, was, lines) if hop else ""
    said = [f"it leads {_where(edge)} now"] if edge else []
    said += [f"by {place or other}"] if place or other else []
    return finding._replace(why_aside=f"{HIDDEN}: {', '.join(said)}") if said else finding


def _led(finding: Finding, now: End) -> tuple[Edge | None, Edge | None]:
    """Return the first hop of a finding that leads elsewhere, and what its name means now."""
    for hop in finding.chain:
        facts = gather((Want(what="imports", paths=(hop.source,)),), Facts(), Sources(after=now, before=now))
        here = [
            each for each in facts.after["imports"][hop.source] if (each.line, each.column) == (hop.line, hop.column)
        ]
        if here and all(each.target != hop.target for each in here):
            return hop, min(here, key=lambda each: (bool(each.via) != bool(hop.via), each.member != hop.member, each))
    return None, None


def _where(edge: Edge) -> str:
    if edge.target == UNRESOLVED:
        return "nowhere"
    return f"to {asked(edge) if edge.target.startswith(('pkg:', 'std:')) else edge.target}"


def _place(written: str, now: Layout, was: Layout, lines: Lines) -> str:
    """Return the line that spells a name by which an import is written, "" if none does; the longest name counts."""
    rows = (row[at] for key, at in _NAMED.items() for row in {*getattr(now, key)} ^ {*getattr(was, key)})
    names = {name for name in rows if (front := name.partition("*")[0]) and written.startswith(front)}
    for name in sorted(names, key=lambda each: (-len(each), each)):
        for path, at, text in lines:
            if name.encode("utf-8", "surrogateescape") in text.translate(_MARKS).split():
                return _at(path, at)
    return ""
