"""Packages as manifests name them: a declaration is a row at its line, a range is held against the lock."""

from __future__ import annotations

from mneme_cli.languages import known as code
from mneme_cli.model.entry import LOCKS, manifest, squeezed, unread
from mneme_cli.model.fact import Want
from mneme_cli.model.scan import loads
from mneme_cli.relations import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mneme_cli.model.entry import Entry
    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule
    from mneme_cli.model.selector import Selector

ANY = (b"*",)
"""The words of a rule that any manifest may break."""


def words(far: Iterable[Selector]) -> tuple[bytes, ...]:
    """Return the squeezed words of which a manifest that declares one of these must hold one."""
    out = set()
    for entry in far:
        for package in entry.packages:
            word = squeezed(package.rpartition("/")[2])
            if not word.isascii() or not word.isalnum():
                return ANY
            out.add(word.encode())
    return tuple(sorted(out))


def rows(rule: Rule, facts: Facts) -> Iterator[Row | Want]:
    """Yield a row for every declaration of the demanded manifests that the rule's groups take in."""
    terms, known = loads(rule.terms), facts.rows("entries")
    groups = frozenset(terms.get("groups", ()))
    for path in facts.demand.get(rule.id, ()):
        if code(path) and not manifest(path):
            continue
        if not rule.near.holds(path) or (manifest(path) in LOCKS and not terms.get("transitive")):
            continue
        if path not in known:
            yield Want(what="entries", paths=(path,))
            continue
        for entry in known[path]:
            if entry.direct and (not groups or {entry.group, entry.label} & groups):
                yield from _row(rule, entry, facts)
            elif not entry.direct and terms.get("transitive"):
                yield from _deep(rule, entry, facts)


def _row(rule: Rule, entry: Entry, facts: Facts) -> Iterator[Row | Want]:
    said = [*_meant(rule, entry)]
    if not said and rule.kind != "only":
        return
    if any(_open(entry, selector) for selector in said):
        held = facts.rows("locked").get(entry.path)
        if held is None:
            yield Want(what="locked", paths=(entry.path,))
            return
    else:
        held = ()
    found = [_at(installed, selector) for selector in said if (installed := banned(entry, selector, held)) is not None]
    if found or rule.kind == "only":
        yield _made(entry, f"{_claim(entry)}{next(filter(None, found), '')}", hit=bool(found))


def _deep(rule: Rule, entry: Entry, facts: Facts) -> Iterator[Row | Want]:
    """Yield what only the lock names: no declaration of the projects it locks asks for this very version."""
    from mneme_cli.relations import _ranges

    said = [*_meant(rule, entry)]
    hit = any(not each.versions or _ranges.inside(entry, entry.version, each.versions) for each in said)
    if not hit and (rule.kind != "only" or said):
        return
    asked = facts.rows("declared").get(entry.path)
    if asked is None:
        yield Want(what="declared", paths=(entry.path,))
    elif not unread(asked, entry.ecosystem) and not any(_ranges.asks(each, entry) for each in asked):
        yield _made(entry, f"locks {entry.name} {entry.version}".rstrip() + ", which nobody declares", hit=hit)


def banned(entry: Entry, selector: Selector, held: Iterable[Entry]) -> str | None:
    """Return the installed version that a selector means ("" = any may be), None if the entry is not meant.

    A version that is locked counts if the declaration still asks for it: else the lock is older than the manifest.
    """
    if not selector.versions:
        return ""
    from mneme_cli.relations import _ranges

    return _ranges.installed(entry, selector.versions, held)


def _open(entry: Entry, selector: Selector) -> bool:
    """Tell whether only a lock can say if a declaration is meant."""
    if not selector.versions or entry.version:
        return False
    from mneme_cli.relations import _ranges

    return _ranges.meet(entry, selector.versions)


def _meant(rule: Rule, entry: Entry) -> Iterator[Selector]:
    loosely = rule.kind == "forbid"
    package = f"{entry.ecosystem}/{entry.name}"
    return (each for each in rule.far if each.declares(package, loosely))


def _claim(entry: Entry) -> str:
    group = {"runtime": ""}.get(entry.group, f" ({entry.label or entry.group})")
    return f"declares {entry.name}{f' {entry.wants}' if entry.wants else ''}{group}"


def _at(installed: str, selector: Selector) -> str:
    """Say which version is meant: the one that is locked, or any of a range that nobody has locked."""
    return f", locked at {installed}" if installed else f", which may be {selector.versions}" * bool(selector.versions)


def _made(entry: Entry, claim: str, hit: bool) -> Row:
    return Row(
        path=entry.path,
        line=entry.line,
        column=entry.column,
        target=f"pkg:{entry.ecosystem}/{entry.name}",
        symbol=next(iter(entry.imported), entry.name),
        claim=claim,
        kinds=0,
        hit=hit,
        universe="packages",
    )
