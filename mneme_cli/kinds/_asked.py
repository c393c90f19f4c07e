"""`require: packages`: a project is asked, not every file; a declaration in one of its manifests is the answer."""

from __future__ import annotations

from mneme_cli.kinds._matchers import split
from mneme_cli.model.entry import LOCKS, manifest, project
from mneme_cli.model.fact import Want
from mneme_cli.model.finding import Finding
from mneme_cli.model.scan import loads
from mneme_cli.relations import _declared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mneme_cli.model.fact import Facts
    from mneme_cli.model.rule import Rule


def missing(rule: Rule, facts: Facts, asked: Iterable[str], files: tuple[str, ...]) -> Iterator[Finding | Want]:
    """Yield a finding for every project and every matcher of which its manifests declare no entry.

    asked: the files that are asked; without `where`, the manifests that the rule takes in are asked as well.
    """
    if answered(facts):
        more = (
            () if loads(rule.terms)["where"] else [each for each in files if manifest(each) and rule.near.holds(each)]
        )
        for part in of(rule):
            yield from _of_projects(rule, part, facts, (*asked, *more), files)


def _of_projects(
    rule: Rule, part: Rule, facts: Facts, asked: Iterable[str], files: tuple[str, ...]
) -> Iterator[Finding | Want]:
    every = [path for path in files if manifest(path) and manifest(path) not in LOCKS]
    for folder, path in sorted(_projects(rule, every, asked).items()):
        above = tuple(each for each in every if folder.startswith(project(each)))
        looked = part._replace(near=part.near._replace(inside=("**",), outside=(), allof=()))
        rows = tuple(_declared.rows(looked, facts._replace(demand={part.id: above})))
        wants = tuple(row for row in rows if isinstance(row, Want))
        yield from wants
        if not wants and not any(row.hit for row in rows if not isinstance(row, Want)):
            texts = [entry.text for entry in part.far]
            what = texts[0] if len(texts) == 1 else "any of " + ", ".join(texts)
            claim = f"does not declare {what}, nor does a manifest above it"
            yield Finding(rule=rule.id, source=path, symbol="packages", claim=claim, line=1)


def _projects(rule: Rule, manifests: list[str], asked: Iterable[str]) -> dict[str, str]:
    """Return the folders of the projects that are asked, each with its anchor: its first manifest, else its first file.

    A manifest that the rule leaves out is no anchor; then the first file is that needs the declaration.
    """
    folders = sorted({project(each) for each in manifests}, key=len, reverse=True)
    out: dict[str, str] = {}
    for path in sorted(asked):
        folder = next((each for each in folders if path.startswith(each)), None)
        if folder is not None:
            out.setdefault(folder, path)
    for path in reversed(manifests):
        if project(path) in out and rule.near.holds(path):
            out[project(path)] = path
    return out


def of(rule: Rule) -> tuple[Rule, ...]:
    """Return the matchers of a rule that ask for packages."""
    return tuple(part for part in split(rule)[loads(rule.terms)["where"] :] if part.relation == "packages")


def answered(facts: Facts) -> bool:
    """Tell whether there are manifests to answer: without any, files are asked for imports."""
    return any(manifest(path) and manifest(path) not in LOCKS for path in facts.rows("files").get("", ()))
