"""The policy as it lies on disk: is it still the policy of this tree and of this day? If not, a child compiles it."""

from __future__ import annotations

import sys

from mneme_cli.pipeline.clock import today
from mneme_cli.pipeline.place import cache_folder, git_folder, there
from mneme_cli.store import policy as policies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from mneme_cli.graph.flat import Graph
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.policy import Policy

    Late = Callable[..., bool]
    """Is it late, by this share of the time there is?"""

_MOVED = "the commit to compare with moved and its decisions could not be compiled in time; run `mneme check`"
_COMPILE = "import sys; sys.path.insert(0, sys.argv[1]); from mneme_cli.pipeline.keep import keep; keep(sys.argv[2])"


def stored(root: str) -> Policy | None:
    """Return the policy kept for a work tree, fresh or not."""
    folder = cache_folder(root)
    return policies.load(folder + "/policy") if folder else None


def stored_layout(root: str) -> Layout:
    """Return the layout kept beside the policy."""
    from mneme_cli.model.layout import Layout
    from mneme_cli.store import layout

    return layout.load(cache_folder(root) + "/layout") or Layout()


def stored_graph(root: str) -> Graph | None:
    """Return the import graph as it lies, stale or not."""
    from mneme_cli.store import graph

    return graph.load(cache_folder(root) + "/graph")


def fresh(policy: Policy | None, root: str, day: int) -> bool:
    """Tell whether a policy is the one of this work tree on this day."""
    return policy is not None and policy.holds_on(day) and policies.fresh(root, policy.stamp())


def based(policy: Policy | None, root: str, day: int) -> bool:
    """Tell whether the base that was compiled beside a policy is the one of these commits on this day."""
    line, ref, same, seen = policies.base(b"" if policy is None else policy.stamp())
    if not line or seen != policies.commits(git_folder(root), ref):
        return False
    base = None if same else policies.load(cache_folder(root) + "/base")
    return same or (base is not None and base.stamp() == line and base.holds_on(day))


def beside(policy: Policy | None, root: str) -> Policy | None:
    """Return the rules that only the base has; None if there are none, which costs nothing to know."""
    same = policy is None or policies.base(policy.stamp())[2]
    return None if same else policies.load(cache_folder(root) + "/base")


def whole(policy: Policy, root: str) -> bool:
    """Tell whether a policy and the layout beside it are what the compiler wrote: a gate asks before it trusts them."""
    from mneme_cli.store.layout import sound

    layout = stored_layout(root)
    return policies.sound(policy) and sound(layout) and layout.digest == policy.settings()["layout"]


def layout_for_hook(policy: Policy, root: str, late: Late) -> Layout:
    """Return the layout that a policy, or the one beside it, was compiled with; a damaged one is made anew.

    Raises:
        MnemeError: it cannot be had in time.
    """
    asked = policy.settings()["layout"]
    layout = _layout(root, asked)
    if layout is None:
        _compile(root, late)
        layout = _layout(root, asked)
    if layout is None:
        from mneme_cli.errors import MnemeError

        raise MnemeError("the layout beside the compiled policy is damaged", "mneme check")
    return layout


def _layout(root: str, asked: str) -> Layout | None:
    from mneme_cli.store import layout

    kept = (layout.load(f"{cache_folder(root)}/{name}") for name in ("layout", "base-layout"))
    return next((each for each in kept if each and each.digest == asked), None)


def for_hook(root: str, late: Late) -> tuple[Policy | None, str]:
    """Return the policy to judge an edit by, and what to say about it; compiles it in a child if it is stale."""
    day = today()
    policy = stored(root)
    if fresh(policy, root, day) and based(policy, root, day):
        return policy, _errors(policy, root)
    if policy is None and not governed(root):
        return None, ""
    if not cache_folder(root):
        return None, "without git a hook keeps no policy and judges nothing; set MNEME_CACHE, or run `git init`"
    _compile(root, late)
    newer = stored(root)
    if fresh(newer, root, day):
        return newer, _errors(newer, root) if based(newer, root, day) else _MOVED
    return newer or policy, "the decisions changed and could not be compiled in time; run `mneme lint`"


def _errors(policy: Policy | None, root: str) -> str:
    """Say that decisions have errors, or no base: what is left is enforced, and nobody may think that all is well."""
    if policy is None:
        return ""
    settings = policy.settings()
    said = []
    for each in settings["unbased"]:
        place = f"{each['path']}:{each['line']} " if each["path"] else ""
        said.append(f"{place}{each['code']} {each['message']}; {each['fix']}")
    errors = [each for each in settings["problems"] if each["code"].startswith("E-")]
    undecided = [each["path"] for each in errors] == [""] and policies.base(policy.stamp())[2] and not governed(root)
    if errors and not undecided:
        place = f"{errors[0]['path']}:{errors[0]['line']} " if errors[0]["path"] else ""
        number = f"{len(errors)} error{'s' * (len(errors) > 1)}"
        said.append(f"{number} in decisions, first: {place}{errors[0]['message']}; run `mneme lint`")
    return "; ".join(said)


def governed(root: str) -> bool:
    """Tell whether anybody has begun to decide something here: elsewhere a hook is silent."""
    return there(f"{root}/mneme.yaml") or there(f"{root}/docs/decisions")


def _compile(root: str, late: Late) -> None:
    """Run the compiler in a process of its own, so that yaml never enters a hook; wait for it half of the time.

    -P: a hook stands in the repository, and Python would import its json.py from there.
    """
    from posix import POSIX_SPAWN_OPEN, WNOHANG, environ, posix_spawn, waitpid
    from time import sleep

    house = __file__.rpartition("/mneme_cli/")[0]
    silent = [(POSIX_SPAWN_OPEN, 1, "/dev/null", 1, 0), (POSIX_SPAWN_OPEN, 2, "/dev/null", 1, 0)]
    child = posix_spawn(
        sys.executable, [sys.executable, "-P", "-c", _COMPILE, house, root], dict(environ), file_actions=silent
    )
    while not late(0.5):
        if waitpid(child, WNOHANG)[0]:
            return
        sleep(0.005)
