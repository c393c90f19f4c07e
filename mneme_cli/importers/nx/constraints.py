"""One constraint of Nx as rules between tags, with a row for each of its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mneme_cli.importers import ABOUT, EXACT, NOT, Row
from mneme_cli.importers._draft import clause as rule
from mneme_cli.importers._draft import slug
from mneme_cli.importers.nx.projects import listed, slugs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.importers.nx.projects import Projects
    from mneme_cli.model.corpus import Clause

    Told = tuple[list[Clause], list[Row]]

KNOWN = (
    "sourceTag",
    "allSourceTags",
    "onlyDependOnLibsWithTags",
    "notDependOnLibsWithTags",
    "bannedExternalImports",
    "allowedExternalImports",
)
UNNAMED = "projects that no constraint speaks of"
_LATER = "a project that is given the tag later has to be added to `{}`"
_NEW = "a project that no constraint speaks of and that comes later has to be added to `{}`"
_CHAINS = "Nx follows chains of projects, mneme chains of files"
_INSIDE = "a package is meant with what lies inside it; Nx holds its list against what is written"


class Near(NamedTuple):
    """Of what a constraint speaks. name: as people call it.  inside: selectors.  projects: their names."""

    name: str
    inside: tuple[str, ...]
    projects: frozenset[str]


def named(one: Mapping[str, Any]) -> str:
    """Call a constraint by its tags."""
    return "+".join(listed(one.get("allSourceTags", []))) or str(one.get("sourceTag"))


def constraint(one: Mapping[str, Any], projects: Projects) -> Told:
    """Say one constraint: what its projects may depend on, what they may not, and which packages."""
    name = named(one)
    rows = [Row(name, key, NOT, "Nx has no such key, or mneme does not know it") for key in one if key not in KNOWN]
    near = _near(one, projects)
    if not near.inside:
        return [], [*rows, Row(name, "sourceTag", NOT, "no project has it")]
    clauses: list[Clause] = []
    for told in (_only(one, near, projects), _not(one, near, projects), _external(one, near)):
        clauses += told[0]
        rows += told[1]
    return clauses, rows


def unnamed(given: Iterable[Mapping[str, Any]], projects: Projects) -> Told:
    """Say what Nx says of projects that no constraint speaks of: they depend on no other."""
    spoken = {name for one in given for name in _near(one, projects).projects}
    left = sorted(set(projects.folders) - spoken)
    if not left:
        return [], []
    row = Row("", UNNAMED, ABOUT, _NEW.format("no-constraint"))
    return [_apart("no-constraint", projects.folders, slugs(left))], [row]


def _near(one: Mapping[str, Any], projects: Projects) -> Near:
    wanted = listed(one.get("allSourceTags") or [one.get("sourceTag")])
    meant = frozenset(set.intersection(*(projects.having(tag) for tag in wanted)))
    if len(wanted) > 1 or wanted == ["*"]:
        return Near(named(one), slugs(meant), meant)
    return Near(named(one), tuple(f"tag:{tag}" for tag in projects.matching(wanted[0])), meant)


def _only(one: Mapping[str, Any], near: Near, projects: Projects) -> Told:
    """Say a closed list; projects with the tag are among what files of a rule may import, so they are kept apart."""
    key = "onlyDependOnLibsWithTags"
    if key not in one:
        return [], []
    given = listed(one[key])
    if "*" in given:
        return [], [Row(near.name, f"{key}: *")]
    bare = {name for name in projects.folders if not projects.tags[name]}  # an empty list is about tags: none is free
    allowed = {name for tag in given for name in projects.having(tag)} if given else bare
    far = _tags(given, projects) if given else list(slugs(bare))
    made = [rule(near.name, "only", {"imports": far}, inside=near.inside)]
    apart = near.projects - allowed
    if not apart or len(near.projects) == 1:
        return made, [Row(near.name, key, EXACT if not apart else ABOUT, "" if not apart else _later(near))]
    return [*made, _apart(_key(near), apart, near.inside)], [Row(near.name, key, ABOUT, _later(near))]


def _key(near: Near) -> str:
    return f"{slug(near.name)}-apart"


def _later(near: Near) -> str:
    return _LATER.format(_key(near))


def _apart(key: str, parts: Iterable[str], inside: tuple[str, ...]) -> Clause:
    """Forbid each of these parts to all others; an entry never applies to the files that it selects itself."""
    return rule(key, "forbid", {"imports": list(slugs(parts)), "through": False}, inside=inside)


def _not(one: Mapping[str, Any], near: Near, projects: Projects) -> Told:
    key = "notDependOnLibsWithTags"
    far = _tags(listed(one.get(key, [])), projects)
    if not far:
        return [], [Row(near.name, key, NOT, "no project has these tags")] if one.get(key) else []
    made = rule(f"{near.name}-not", "forbid", {"reaches": far}, inside=near.inside)
    return [made], [Row(near.name, key, ABOUT, _CHAINS)]


def _tags(given: Iterable[str], projects: Projects) -> list[str]:
    return list(dict.fromkeys(f"tag:{each}" for tag in given for each in projects.matching(tag)))


def _external(one: Mapping[str, Any], near: Near) -> Told:
    """Say bans and lists of packages; a pattern over names of packages has no selector."""
    clauses, rows = [], []
    for key, verb in (("bannedExternalImports", "forbid"), ("allowedExternalImports", "only")):
        if key not in one or (verb == "forbid" and not one[key]):
            continue
        given = listed(one[key])
        packages = [text for each in given for text in _packages(each)]
        tail = "banned" if verb == "forbid" else "external"
        clauses.append(rule(f"{near.name}-{tail}", verb, {"packages": packages}, inside=near.inside))
        open_ = all(each.endswith("*") for each in given)
        rows.append(Row(near.name, key, EXACT if open_ else ABOUT, "" if open_ else _INSIDE))
    return clauses, rows


def _packages(name: str) -> tuple[str, ...]:
    """Return the selectors of a package, or of a pattern: a star does not pass over a dot in a name."""
    return (f"pkg:npm/{name}", f"pkg:npm/{name}.**") if name.endswith("*") else (f"pkg:npm/{name}",)
