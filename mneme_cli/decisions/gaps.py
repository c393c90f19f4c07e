"""W-GAP: what a removed record governed, and no record that came in its place does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.enact import SPEAKING, start
from mneme_cli.decisions.known import problem
from mneme_cli.decisions.links import DECIDED, REMOVING
from mneme_cli.languages import known
from mneme_cli.model.day import show
from mneme_cli.model.glob import matches, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mneme_cli.model.corpus import Clause, Corpus, Decision, Link
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.region import Region

    Regions = Mapping[str, Region]


def gaps(corpus: Corpus, regions: Regions, files: Sequence[str] = ()) -> tuple[Problem, ...]:
    """W-GAP: what a removed record governed and nothing after it does. With files, only what exists counts."""
    by_id = {one.id: one for one in corpus.decisions}
    links = [link for link in corpus.links if link.kind in REMOVING and by_id[link.source].status in DECIDED]
    out = []
    for link in links:
        record = by_id[link.target.partition("#")[0]]
        gone = [clause for clause in record.clauses if link.target in (record.id, clause.id)]
        if gone and record.status in SPEAKING:
            heirs = [by_id[name] for name in _heirs(links, by_id, {record.id, *(clause.id for clause in gone)})]
            said = _gap(by_id[link.source], heirs, gone, regions, files, corpus.as_of)
            if said:
                fix = f"give {link.source} a rule that speaks there; if nothing is to, this stays as a reminder"
                out.append(problem("W-GAP", link.place, f"{link.source} {link.kind} {link.target}: {said}", fix))
    return tuple(sorted(out))


def _heirs(links: Sequence[Link], by_id: Mapping[str, Decision], names: set[str]) -> list[str]:
    """Return who came in the place of some records or rules: whoever removed them, and whoever removed those again."""
    found: list[str] = []
    while more := sorted({link.source for link in links if link.target in names}.difference(found)):
        found += more
        names = {*names, *more, *(clause.id for name in more for clause in by_id[name].clauses)}
    return found


def _gap(
    first: Decision,
    heirs: Sequence[Decision],
    gone: Sequence[Clause],
    regions: Regions,
    files: Sequence[str],
    as_of: int,
) -> str:
    """Say what is left open. first: the record that the warning is about, one of the heirs."""
    globs = _globs(gone, regions)
    if not globs:
        return ""
    if not any(one.clauses for one in heirs):
        return f"{first.id} has no rules, so {_list(globs)} is no longer governed"
    after = [regions[clause.id] for one in heirs if not _over(one, as_of) for clause in one.clauses]
    lost = [glob for glob in globs if not any(covers(region, glob) for region in after)]
    if files:
        held = _governed([path for path in files if any(regions[one.id].holds(path) for one in gone)])
        open_ = [path for path in held if not any(region.holds(path) for region in after)]
        lost = [glob for glob in globs if any(matches(glob, path) for path in open_)]
        if lost and len(open_) < len(held):
            return _part(first, gone, open_, held)
    if lost:
        return f"{_list(lost)} is no longer governed" + (f" since {first.id} is over" if _over(first, as_of) else "")
    return _late(first, heirs, gone)


def _over(heir: Decision, as_of: int) -> bool:
    return heir.status == "retired" or bool(heir.expires and heir.expires < as_of)


def _governed(held: list[str]) -> list[str]:
    """Return the source files that a region holds, all that it holds if it has none: most rules speak of code."""
    return [path for path in held if known(path)] or held


def _part(heir: Decision, gone: Sequence[Clause], open_: Sequence[str], held: Sequence[str]) -> str:
    """Say that some of the files are left over, and name one."""
    record = gone[0].id.partition("#")[0]
    is_ = "is" if len(open_) == 1 else "are"
    return f"{len(open_)} of the {len(held)} files under {record} {is_} under no rule of {heir.id}, such as {open_[0]}"


def _late(first: Decision, heirs: Sequence[Decision], gone: Sequence[Clause]) -> str:
    """Name the days between a removal and the day on which the replacement of one of the rules begins.

    It is a rule of the same key if the first heir has one, else whatever begins first.
    """
    after = [(start(one, clause), clause.id) for one in heirs for clause in one.clauses]
    keys = {_key(clause.id) for clause in first.clauses}
    for key in (_key(clause.id) for clause in gone):
        begins, name = min(each for each in after if key not in keys or _key(each[1]) == key)
        if begins > start(first):
            return f"nothing governs it from {show(start(first))} to {show(begins - 1)}, the day before {name} begins"
    return ""


def _key(rule: str) -> str:
    return rule.partition("#")[2]


def _globs(clauses: Sequence[Clause], regions: Regions) -> list[str]:
    """List what rules governed; of a path that names a folder, the globs `p` and `p/**` say it twice, so keep one."""
    globs = [glob for clause in clauses for glob in regions[clause.id].inside]
    return [glob for glob in dict.fromkeys(globs) if f"{glob}/**" not in globs]


def covers(region: Region, glob: str) -> bool:
    """Tell whether a region surely holds all that a glob can match: sound, and blind to anything but folders."""
    here = any(_under(wide, glob) for wide in region.inside) and not region.outside
    return here and all(covers(more, glob) for more in region.allof)


def _under(wide: str, glob: str) -> bool:
    return wide in ("**", glob) or (
        wide.endswith("/**") and stem(wide) == wide[:-2] and stem(glob).startswith(wide[:-2])
    )


def _list(globs: Iterable[str]) -> str:
    return ", ".join("the whole repository" if glob == "**" else glob for glob in globs)
