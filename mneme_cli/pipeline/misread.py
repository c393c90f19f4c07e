"""Manifests behind the layout that cannot be read: an import that they give a meaning has none, and no rule sees it."""

from __future__ import annotations

from mneme_cli.evidence.names import below
from mneme_cli.model.fact import Skipped
from mneme_cli.pipeline.understood import CODE, governed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mneme_cli.evidence.gather import End
    from mneme_cli.model.policy import Policy
    from mneme_cli.pipeline.sources import Ends


def misread(ends: Ends, end: End, touched: Collection[str], policies: tuple[Policy, Policy]) -> Iterator[Skipped]:
    """Yield those that bear on what is looked at."""
    if not end.layout.broken or not any(_on_code(policy) for policy in policies):
        return
    pointed = ends.everything or ends.asked
    code = None if pointed else [each for each in touched if any(governed(law, each) for law in policies)]
    for path, why, line, column in end.layout.broken:
        over = _folder(path)
        asked = not ends.asked or below(path, ends.asked) or any(each.startswith(over) for each in ends.asked)
        meant = code is None or path in touched or any(each.startswith(over) for each in code)
        if asked and meant and not end.spare(path):
            yield Skipped(path, why, line, column=column)


def _folder(path: str) -> str:
    return path[: path.rfind("/") + 1] if path.endswith(_OWN) else ""


_OWN = ("tsconfig.json", "jsconfig.json", "package.json")
"""What speaks for its folder by its name; what others extend may lie anywhere."""


def _on_code(policy: Policy) -> bool:
    return any(not CODE.isdisjoint(policy.rule(number).reads) for number in range(len(policy)))
