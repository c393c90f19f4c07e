"""An agent's edit of what it is judged by: approval needed, whatever the edit says."""

from __future__ import annotations

from mneme_cli.judge.guard import around, guarded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mneme_cli.model.event import Edit
    from mneme_cli.model.policy import Policy


def asked(
    policy: Policy, root: str, edits: Mapping[str, tuple[Edit, ...]], signs: Iterable[tuple[str, str]] = ()
) -> tuple[str, str]:
    """Return outcome and reason: `on_policy_change` of the policy as compiled, never as edited.

    signs: (what is got round, the words that do it), of a command.
    """
    settings = policy.settings()
    outcome = str(settings["on_policy_change"])
    if outcome == "allow":
        return "allow", ""
    from mneme_cli.evidence.edit.rebuild import rebuild
    from mneme_cli.evidence.trees import Disk

    disk = Disk(root)

    def before(path: str) -> bytes:
        return disk.read(path) if disk.has(path) else b""

    near = {path for path in edits if guarded(settings, (path,), before, {})}
    made = rebuild({path: edits[path] for path in near}, disk)[1] if near else {}
    texts = {path: text for path, text in made.items() if text is not None}
    said = (*guarded(settings, near, before, texts), *around(signs))
    return (outcome, "\n".join(said)) if said else ("allow", "")
