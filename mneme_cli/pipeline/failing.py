"""What an edit that could not be judged comes to: `on_hook_failure` of the policy, which nobody compiles for it."""

from __future__ import annotations

from mneme_cli.pipeline.compiled import stored
from mneme_cli.pipeline.place import home, inside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mneme_cli.model.event import Event
    from mneme_cli.model.policy import Policy


def failing(policy: Policy | None, root: str) -> str:
    """Return what `on_hook_failure` says: a policy may be stale here, so the bytes of mneme.yaml count as well."""
    if policy is not None and policy.settings()["on_hook_failure"] == "deny":
        return "deny"
    try:
        with open(root + "/mneme.yaml", "rb", 0) as file:
            lines = file.read().splitlines()
    except OSError:
        return "allow"
    words = [line.split(b"#")[0].translate(None, b" \t'\"") for line in lines if line.startswith(b"on_hook_failure")]
    return "deny" if b"on_hook_failure:deny" in words else "allow"


def on_failure(event: Event) -> str:
    """Return what the policy says of our own failure: allow or deny."""
    try:
        paths = [*(edit.path for edit in event.edits if edit.path), "."]
        roots = {home(inside(path, event.cwd) + "/") for path in paths} - {""}
        said = [failing(stored(root), root) for root in sorted(roots)]
    except Exception:
        return "allow"
    return "deny" if "deny" in said else "allow"
