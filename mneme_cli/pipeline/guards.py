"""What an agent does to what it is judged by, before it does it and after: approval needed, whatever the bytes say."""

from __future__ import annotations

from mneme_cli.judge.guard import around, guarded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from mneme_cli.model.event import Edit
    from mneme_cli.model.policy import Policy
    from mneme_cli.model.tree import Tree


def asked(
    policy: Policy, root: str, edits: Mapping[str, tuple[Edit, ...]], signs: Iterable[tuple[str, str]] = ()
) -> tuple[str, str]:
    """Return outcome and reason: `on_policy_change` of the policy as compiled, never as edited.

    signs: (what is got round, the words that do it), of a command.
    """
    from mneme_cli.evidence.disk import Disk
    from mneme_cli.evidence.rebuild import rebuild

    disk = Disk(root)

    def after(near: Collection[str]) -> dict[str, bytes]:
        made = rebuild({path: edits[path] for path in near}, disk)
        return {path: draft.text for path, draft in made.items() if draft.text is not None}

    outcome = str(policy.settings()["on_policy_change"])
    said = (*touching(policy, edits, disk, after), *around(signs)) if outcome != "allow" else ()
    return (outcome, "\n".join(said)) if said else ("allow", "")


def touching(
    policy: Policy,
    paths: Iterable[str],
    before: Tree,
    after: Callable[[Collection[str]], Mapping[str, bytes]],
    *,
    base: str = "",
) -> tuple[str, ...]:
    """Say which of these paths are the policy or its gates; nothing where the policy lets everybody change it.

    after: asked for the bytes of those alone; one that it does not name goes.  base: they were changed since.
    """
    settings = policy.settings()
    if settings["on_policy_change"] == "allow":
        return ()

    def was(path: str) -> bytes:
        return before.read(path) if before.has(path) else b""

    near = [path for path in paths if guarded(settings, (path,), was, {})]
    return guarded(settings, near, was, after(near), base=base) if near else ()
