"""What `mneme vendor` says: what was fetched, and what that does to the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.model.scan import dumps
from mneme_cli.model.visible import visible
from mneme_cli.reports._tally import count
from mneme_cli.reports.text.rest import problem
from mneme_cli.reports.text.spans import row, rows, wrap

if TYPE_CHECKING:
    from mneme_cli.commands.vendor import Plan
    from mneme_cli.reports.text.spans import Line

_STATES = {
    "taken": "is new here",
    "updated": "changes",
    "restored": "comes back as it is pinned",
    "kept": "is what is pinned already",
}


def reviewed(plan: Plan, width: int) -> list[Line]:
    """Say what is taken, and review the policy."""
    made: list[Line] = []
    for one in plan.packs:
        made.append(((visible(one.name), "rule"), (f" {_STATES[one.state]}, at commit {one.commit[:12]}", "")))
        made += rows("files", [((visible(path), "place"),) for path in one.files])
    seen = plan.review
    told = (("appear", seen.appear, "good"), ("go", seen.go, "warn"), ("change", seen.changed, "warn"))
    for word, rules, style in told:
        made += rows(word, [((visible(rule), style),) for rule in rules])
    for each in (*seen.weaker, *seen.problems):
        made += [(), *problem(each, width)]
    if not any((seen.appear, seen.go, seen.changed, seen.weaker)):
        made += row("rules", "no rule in force changes", width)
    return made


def closing(plan: Plan, *, dry: bool, width: int) -> list[Line]:
    """Say what was written, or would be."""
    written = [f".mneme/vendor/{name}" for name in sorted(plan.files)] + (["mneme.yaml"] if plan.config else [])
    if not written:
        return [(("nothing to write", "good"),)]
    verb = "would write" if dry else "wrote"
    said = f"{verb} {' and '.join(written)}; {count(len(plan.review.weaker), 'weakening')} to be approved"
    return [((line, ""),) for line in wrap(said, width)]


def json(plan: Plan, *, dry: bool) -> str:
    """Write the same as JSON."""
    seen = plan.review
    return (
        dumps(
            {
                "version": 1,
                "written": not dry,
                "packs": [{**one._asdict(), "files": list(one.files)} for one in plan.packs],
                "appear": list(seen.appear),
                "go": list(seen.go),
                "change": list(seen.changed),
                "weaker": [each.message for each in seen.weaker],
                "problems": [f"{each.code} {each.path}:{each.line} {each.message}" for each in seen.problems],
            }
        )
        + "\n"
    )
