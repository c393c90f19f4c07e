"""`mneme hook HARNESS MOMENT`: answer a coding agent: what binds it here, may this edit land, what is left to mend.

Our own failure never bricks a repository: it is said once, on stderr, and denies only where the policy says
`on_hook_failure: deny`. A deadline far below the client's own cuts the loop; what is left is judged at the next gate.
"""

from __future__ import annotations

from time import monotonic

from mneme_cli.harnesses import seen, take
from mneme_cli.model.event import Reply, Said
from mneme_cli.model.scan import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from mneme_cli.model.event import Event

DEADLINE = 4.0
"""Seconds; clients cut a hook off after 10 to 600 and then let the write through."""
PATIENCE = 4
"""Times the deadline where nobody waits to write: a session begins, or ends; the policy may have to be compiled."""


def respond(argv: list[str], read: Callable[[], bytes]) -> Said:
    """Return what goes back to the client, in the dialect that it turns out to speak."""
    start = monotonic()
    try:
        payload = loads(read().decode("utf-8", "replace"))
        harness = take(seen(argv[0], payload))
        event = harness.read(payload, argv[1])
    except Exception as failure:
        return Said(err=f"mneme: this event could not be read ({failure}); nothing was judged\n")
    if event is None:
        return Said()
    try:
        most = DEADLINE * (1 if event.moment == "pre-tool" else PATIENCE)
        reply = _reply(event, lambda share=1.0: monotonic() - start > most * share)
        return harness.answer(event, _once(event, reply) if reply.told else reply)
    except Exception as failure:
        return harness.answer(event, _failed(event, failure))


def _reply(event: Event, late: Callable[..., bool]) -> Reply:
    """Let the moment decide who answers."""
    if event.moment == "pre-tool":
        from mneme_cli.pipeline.edit import judged

        return judged(event, late)
    if event.moment in ("post-tool", "stop"):
        from mneme_cli.pipeline.after import stopped, written

        return (stopped if event.moment == "stop" else written)(event, late)
    if event.moment in ("session-start", "subagent-start", "prompt"):
        from mneme_cli.pipeline.session import begun, prompted

        return (prompted if event.moment == "prompt" else begun)(event, late)
    return Reply()


def _once(event: Event, reply: Reply) -> Reply:
    """Tell the person a thing once in a session, not at every edit."""
    from mneme_cli.pipeline.place import cache_folder, home, inside
    from mneme_cli.store import session as sessions

    root = home(f"{inside('.', event.cwd)}/.")
    folder = cache_folder(root) if root else ""
    known, name = sessions.load(folder, event.session), sessions.digest(f"told {reply.told}")
    if name in known.told:
        return reply._replace(told="")
    sessions.keep(folder, event.session, known.with_told((name,)))
    return reply


def _failed(event: Event, failure: Exception) -> Reply:
    """Say our own failure once; the policy decides what it means."""
    from mneme_cli.pipeline.edit import on_failure

    told = f"this edit was not judged ({type(failure).__name__}: {failure}); run `mneme check`"
    denied = on_failure(event) == "deny"
    return Reply(outcome="block" if denied else "allow", reason=f"mneme: {told}" if denied else "", told=told)
