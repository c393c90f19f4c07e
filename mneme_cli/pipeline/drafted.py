"""Errors in decisions that a tool has just written: told at once, as no gate can judge while they stand.

Nobody is stopped by it: who drafts a decision writes it in steps. The same bytes are told of once in a session.
"""

from __future__ import annotations

from mneme_cli.evidence.disk import Disk
from mneme_cli.model.event import Reply
from mneme_cli.pipeline.consent import as_it_lies
from mneme_cli.pipeline.place import cache_folder, touched
from mneme_cli.store import session as sessions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from mneme_cli.model.event import Event
    from mneme_cli.model.policy import Policy

    Error = Mapping[str, Any]

MOST = 5
"""Errors of one file that are told; the rest is often their consequence."""
_CLOSING = "Mend that: a gate cannot judge while it stands. `mneme lint` looks again."


def drafted(event: Event, root: str, policy: Policy, paths: Iterable[str]) -> Reply:
    """Tell of the errors in decisions that a tool wrote. paths: those it named; none = all that the session touched."""
    errors = [each for each in policy.settings()["problems"] if each["code"].startswith("E-") and each["path"]]
    if not errors:
        return Reply()
    named, known = frozenset(paths), sessions.load(cache_folder(root), event.session)
    by_path: dict[str, list[Error]] = {}
    for each in errors:
        by_path.setdefault(each["path"], []).append(each)
    written = (path for path in by_path if path in named or (not named and touched(f"{root}/{path}", known.began)))
    disk = Disk(root)
    names = {path: as_it_lies(disk, path, "errors in") for path in sorted(written)}
    news = [path for path, name in names.items() if name not in known.told]
    if not news or not _today(policy, root):
        return Reply()
    sessions.keep(cache_folder(root), event.session, known.with_told(tuple(names[path] for path in news)))
    lines = [line for path in news for line in _lines(path, by_path[path])]
    return Reply("warn", context="\n".join([*lines, _CLOSING]))


def _lines(path: str, errors: list[Error]) -> list[str]:
    lines = [f"{path}:{each['line']}:{each['column']} {each['message']}; {each['fix']}" for each in errors[:MOST]]
    return [*lines, f"and {len(errors) - MOST} more in {path}."] if len(errors) > MOST else lines


def _today(policy: Policy, root: str) -> bool:
    """Tell whether the errors are those of today's files: the compiler may have had no time."""
    from mneme_cli.pipeline.clock import today
    from mneme_cli.pipeline.compiled import fresh

    return fresh(policy, root, today())
