"""What an installation leaves ready, so that the first hook need not wait: a compiled policy, compiled modules."""

from __future__ import annotations

import os
from importlib.util import cache_from_source
from typing import TYPE_CHECKING

from mneme_cli.pipeline.compiled import governed, stored
from mneme_cli.pipeline.keep import keep

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUSE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def closed(root: str) -> bool:
    """Compile the policy, if there is one, and tell whether it wants a hook that fails to deny."""
    if governed(root) or stored(root) is not None:
        keep(root)
    policy = stored(root)
    return policy is not None and str(policy.settings()["on_hook_failure"]) == "deny"


def compiled() -> bool:
    """Compile our modules where an installer did not; tell whether they are compiled now."""
    if any(_uncompiled()):
        from compileall import compile_dir

        compile_dir(HOUSE, quiet=2, workers=1)
    return not any(_uncompiled())


def _uncompiled() -> Iterator[str]:
    for folder, _, names in os.walk(HOUSE):
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith(".py") and not os.path.exists(cache_from_source(path)):
                yield path
