"""The doctor's table, in 80 columns, and below it what is to be mended and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mneme_cli.model.visible import visible
from mneme_cli.reports.text.spans import wrap

if TYPE_CHECKING:
    from mneme_cli.commands.doctor.check import Check, Patient, Report
    from mneme_cli.reports.text.spans import Line

_COLUMNS = ("client", "configured", "enabled", "trusted", "firing", "denying", "heard", "denied")
_WIDE = (10, 11, 8, 8, 7, 8, 9, 9)
_SIGNS = {"mend": "NO", "unknown": "?", "unused": "-"}
_LEGEND = {"NO": "to mend, see below", "?": "nobody here can tell", "-": "not there, or not asked"}
_STYLES = {"ok": "good", "mend": "block", "unknown": "warn", "unused": "dim"}


def table(report: Report, width: int) -> list[Line]:
    """Write the machine, a row for each agent that is here, and the mending."""
    ground, *agents = report.patients
    here = [one for one in agents if any(check.state != "unused" for check in one.checks)]
    made: list[Line] = [_ground(ground), ()]
    if here:
        heads = "".join(f"{name:<{size}}" for name, size in zip(_COLUMNS, _WIDE, strict=True))
        made += [((f"{'agent':<10}{heads.rstrip()}", "title"),), *map(_row, here), *_legend(here, width)]
    absent = [one.name for one in agents if one not in here]
    if absent:
        made += [((line, "dim"),) for line in wrap(f"not here: {', '.join(absent)}", width)]
    todo = [(one, check) for one in report.patients for check in one.checks if _says(check)]
    for one, check in todo:
        made += [(), *_mending(one, check, width)]
    return made if todo else [*made, (), (("all is well", "good"),)]


def _says(check: Check) -> bool:
    undecided = check.name == "policy" and check.state == "unused"
    return check.state == "mend" or (bool(check.mend) and (undecided or check.state == "unknown"))


def _ground(one: Patient) -> Line:
    spans: list[tuple[str, str]] = []
    for check in one.checks:
        said = check.said if check.name in ("git", "python") and check.state == "ok" else ""
        name = f"{check.name} {said}".strip()
        spans += [(" · " if spans else "", "dim"), (name, _STYLES[check.state])]
    return tuple(spans)


def _row(one: Patient) -> Line:
    known = {check.name: check for check in one.checks}
    cells = [(f"{one.name:<10}", "rule")]
    cells += [_cell(known.get(name), size) for name, size in zip(_COLUMNS, _WIDE, strict=True)]
    return tuple(cells)


def _cell(check: Check | None, size: int) -> tuple[str, str]:
    if check is None:
        return f"{'-':<{size}}", "dim"
    sign = _SIGNS.get(check.state) or visible(check.said)[: size - 2]
    return f"{sign:<{size}}", _STYLES[check.state]


def _legend(here: list[Patient], width: int) -> list[Line]:
    """Say what the signs of the table mean, of those that stand there."""
    there = {sign for one in here for text, _ in _row(one)[1:] if (sign := text.strip()) in _LEGEND}
    said = " · ".join(f"{sign} {means}" for sign, means in _LEGEND.items() if sign in there)
    return [((line, "dim"),) for line in wrap(said, width)] if said else []


def _mending(one: Patient, check: Check, width: int) -> list[Line]:
    head = f"{one.name or 'machine'}: {check.name}: {visible(check.said)}"
    style = _STYLES[check.state]
    lines: list[Line] = [((line, style),) for line in wrap(head, width)]
    return lines + [((f"  {line}", "command"),) for line in wrap(visible(check.mend), width - 2)]


def data(report: Report) -> dict[str, Any]:
    """Return the report for machines."""
    return {
        "version": 1,
        "well": not report.exit,
        "machine": [_check(check) for check in report.patients[0].checks],
        "agents": {one.name: [_check(check) for check in one.checks] for one in report.patients[1:]},
    }


def _check(check: Check) -> dict[str, str]:
    return {"name": check.name, "state": check.state, "said": check.said, "mend": check.mend}
