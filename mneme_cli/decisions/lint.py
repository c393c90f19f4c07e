"""Warnings about links: what a superseder leaves open, overrides nobody restates, proposals that do nothing yet.

Every function is pure and returns problems sorted by place. Warnings of neglect never fail a build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.decisions.enact import SPEAKING, enacted, start
from mneme_cli.decisions.known import problem
from mneme_cli.decisions.links import REMOVING
from mneme_cli.languages import known
from mneme_cli.model.day import show
from mneme_cli.model.glob import matches, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mneme_cli.model.corpus import Clause, Corpus, Decision
    from mneme_cli.model.problem import Problem
    from mneme_cli.model.region import Region

    Regions = Mapping[str, Region]


def gaps(corpus: Corpus, regions: Regions, files: Sequence[str] = ()) -> tuple[Problem, ...]:
    """W-GAP: what a removed record governed and nothing after it does. With files, only what exists counts."""
    by_id = {one.id: one for one in corpus.decisions}
    out = []
    for link in corpus.links:
        record = by_id.get(link.target.partition("#")[0])
        if link.kind in REMOVING and record and record.status in SPEAKING and by_id[link.source].status in _DECIDED:
            gone = [clause for clause in record.clauses if link.target in (record.id, clause.id)]
            said = _gap(by_id[link.source], gone, regions, files, corpus.as_of) if gone else ""
            if said:
                fix = f"give {link.source} a rule that speaks there; if nothing is to, this stays as a reminder"
                out.append(problem("W-GAP", link.place, f"{link.source} {link.kind} {link.target}: {said}", fix))
    return tuple(sorted(out))


_DECIDED = (*SPEAKING, "retired")


def _gap(heir: Decision, gone: Sequence[Clause], regions: Regions, files: Sequence[str], as_of: int) -> str:
    if not _globs(gone, regions):
        return ""
    if not heir.clauses:
        return f"{heir.id} has no rules, so {_list(_globs(gone, regions))} is no longer governed"
    over = heir.status == "retired" or bool(heir.expires and heir.expires < as_of)
    heirs = [] if over else [regions[clause.id] for clause in heir.clauses]
    lost = [glob for glob in _globs(gone, regions) if not any(covers(region, glob) for region in heirs)]
    if files:
        held = _governed([path for path in files if any(regions[one.id].holds(path) for one in gone)])
        open_ = [path for path in held if not any(region.holds(path) for region in heirs)]
        lost = [glob for glob in _globs(gone, regions) if any(matches(glob, path) for path in open_)]
        if lost and len(open_) < len(held):
            return _part(heir, gone, open_, held)
    if lost:
        return f"{_list(lost)} is no longer governed" + (f" since {heir.id} is over" if over else "")
    return _late(heir, gone)


def _governed(held: list[str]) -> list[str]:
    """Return the source files that a region holds, all that it holds if it has none: most rules speak of code."""
    return [path for path in held if known(path)] or held


def _part(heir: Decision, gone: Sequence[Clause], open_: Sequence[str], held: Sequence[str]) -> str:
    """Say that some of the files are left over, and name one."""
    record = gone[0].id.partition("#")[0]
    is_ = "is" if len(open_) == 1 else "are"
    return f"{len(open_)} of the {len(held)} files under {record} {is_} under no rule of {heir.id}, such as {open_[0]}"


def _late(heir: Decision, gone: Sequence[Clause]) -> str:
    """Name the days between a removal and the day on which the replacement begins."""
    keys = {clause.id.partition("#")[2] for clause in gone}
    same = [clause for clause in heir.clauses if clause.id.partition("#")[2] in keys] or list(heir.clauses)
    begins = min(start(heir, clause) for clause in same)
    if begins <= start(heir):
        return ""
    return f"nothing governs it from {show(start(heir))} to {show(begins - 1)}, the day before {same[0].id} begins"


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


def ended(corpus: Corpus) -> tuple[Problem, ...]:
    """W-ENDED: the superseder of an override's holder does not restate it."""
    by_id = {one.id: one for one in corpus.decisions}
    held = {(link.source, link.target) for link in corpus.links if link.kind == "overrides"}
    out = []
    for link in corpus.links:
        heir = by_id[link.source]
        if link.kind != "supersedes" or not enacted(heir, corpus.as_of):
            continue
        for holder, rule in sorted(held):
            if holder == link.target and (heir.id, rule) not in held and rule in corpus.live:
                said = f"{heir.id} supersedes {holder}, whose override of {rule} ended with it"
                fix = f"restate the override in {heir.id} if it is still meant"
                out.append(problem("W-ENDED", link.place, said, fix))
    return tuple(sorted(out))


def inert(corpus: Corpus) -> tuple[Problem, ...]:
    """W-INERT: a proposal carries links that would remove something."""
    return tuple(
        problem(
            "W-INERT",
            link.place,
            f"{one.id} is only proposed, so its {link.kind} of {link.target} removes nothing yet",
            "it takes effect when the status is accepted",
        )
        for one in corpus.decisions
        if one.status == "proposed"
        for link in sorted(one.links)
        if link.kind in (*REMOVING, "overrides")
    )


def superseders(corpus: Corpus, name: str) -> tuple[str, ...]:
    """Follow a removed record to what stands in its place today, sorted; () if nothing does."""
    seen: set[str] = set()
    todo, last = [name], set()
    while todo:
        one = todo.pop()
        found = corpus.states.get(one)
        by = found.by if found and ("#" in one or found.state != "amended") else ()
        if not by and one != name:
            last.add(one)
        todo += [after for after in by if after not in seen]
        seen.update(by)
    return tuple(sorted(last))


def _list(globs: Iterable[str]) -> str:
    return ", ".join("the whole repository" if glob == "**" else glob for glob in globs)
