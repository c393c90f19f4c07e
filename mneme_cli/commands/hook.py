"""`mneme hook HARNESS MOMENT`: answer a coding agent: what binds it here, may this edit land, what is left to mend.

Our own failure never bricks a repository: it is said once, on stderr, and denies only where the policy says
`on_hook_failure: deny`. A deadline far below the client's own cuts the loop, and an alarm just behind it cuts off what
never asks for the time; what is left is judged at the next gate.
"""

from __future__ import annotations

from posix import getcwd, mkdir
from time import monotonic

from mneme_cli.harnesses import seen, take
from mneme_cli.model.event import MOMENTS, Event, Reply, Said
from mneme_cli.model.scan import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from mneme_cli.harnesses import Harness

DEADLINE = 4.0
"""Seconds; clients cut a hook off after 10 to 600 and then let the write through."""
PATIENCE = 4
"""Times the deadline where nobody waits to write: a session begins, or ends; the policy may have to be compiled."""
GRACE = 1.0
"""Seconds past a deadline until what never asks for the time is cut off: a client that sends nothing, a long check."""


class Late(BaseException):
    """The alarm: nothing that looks for an error of its own may take it for one."""


def respond(argv: list[str], read: Callable[[], bytes]) -> Said:
    """Return what goes back to the client, in the dialect that it turns out to speak."""
    try:
        return _heard(argv[0], argv[1], read, monotonic())
    finally:
        _alarm(0)


def _heard(name: str, moment: str, read: Callable[[], bytes], start: float) -> Said:
    """Read one event and answer it; who sent what cannot be read is whoever was configured."""
    try:
        harness = take(name)
    except Exception as missing:
        return Said(err=f"mneme: {_words(missing)}\n")
    event, payload = None, {}
    try:
        _alarm(DEADLINE + GRACE)
        payload = _payload(read())
        harness = take(seen(name, payload))
        event = harness.read(payload, moment)
        return Said() if event is None else _answered(harness, _placed(event), start)
    except (Exception, Late) as failure:
        event = event or _unread(name, moment, payload)
        return harness.answer(event, _failed(_placed(event), failure))


def _unread(name: str, moment: str, payload: dict[str, Any]) -> Event:
    """Return what is sure of an event that nobody can read: where it is, and under which name it is answered."""
    cwd, native = (
        next((said for key in keys if isinstance(said := payload.get(key), str)), "")
        for keys in (("cwd",), ("hook_event_name", "hookEventName"))
    )
    return Event(harness=name, moment=moment, cwd=cwd, native=native)


def _placed(event: Event) -> Event:
    """Take the folder that the hook stands in for the one that the client did not say."""
    try:
        return event if event.cwd else event._replace(cwd=getcwd())
    except OSError:  # it is gone
        return event


def _payload(given: bytes) -> dict[str, Any]:
    """Read what a client sends.

    Raises:
        ValueError: it is no JSON object.
    """
    if not given.strip():
        raise ValueError("the event is empty")
    payload = loads(given.decode("utf-8", "replace"))
    if isinstance(payload, dict):
        return payload
    raise ValueError("no JSON object")


def _answered(harness: Harness, event: Event, start: float) -> Said:
    most = DEADLINE * (1 if event.moment == "pre-tool" else PATIENCE)
    _alarm(most + GRACE - (monotonic() - start))
    reply = _reply(event, lambda share=1.0: monotonic() - start > most * share)
    denied = event.moment == "pre-tool" and reply.outcome == "block"
    if denied or event.moment in ("session-start", "stop"):
        _noted(event, denied)
    return harness.answer(event, _once(event, reply) if reply.told else reply)


def _alarm(seconds: float) -> None:
    """Set the alarm, or with 0 take it back; without the signal module, which imports enum."""
    from _signal import ITIMER_REAL, SIGALRM, setitimer, signal  # type: ignore[import-not-found]

    def ring(_number: int, _frame: object) -> None:
        raise Late("the deadline came")

    signal(SIGALRM, ring)
    setitimer(ITIMER_REAL, seconds and max(seconds, 0.01))


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
    if event.moment not in MOMENTS:
        return Reply(told=f"there is no moment '{event.moment}'; one of: {', '.join(MOMENTS)}")
    return Reply()


def _once(event: Event, reply: Reply) -> Reply:
    """Tell the person a thing once in a session, not at every edit."""
    from mneme_cli.pipeline.place import cache_folder
    from mneme_cli.store import session as sessions

    root = _here(event)
    folder = cache_folder(root) if root else ""
    known, name = sessions.load(folder, event.session), sessions.digest(f"told {reply.told}")
    if name in known.told:
        return reply._replace(told="")
    sessions.keep(folder, event.session, known.with_told((name,)))
    return reply


def _noted(event: Event, denied: bool) -> None:
    """Leave a mark that this agent was answered here: `mneme doctor` reads its time. An edit let through leaves none.

    Without a module of its own: a denial is on the fast path, and each module that it takes costs a look at the disk.
    """
    from mneme_cli.pipeline.place import heard

    path = heard(_here(event), event.harness, denied)
    try:
        mkdir(path.rpartition("/")[0])
    except OSError:  # it is there, or nothing is kept here
        pass
    try:
        with open(path, "wb", 0) as file:
            file.write(b"\n")
    except OSError:
        pass


def _here(event: Event) -> str:
    """Return the repository that an event comes from; "" if its folder cannot be named, which undoes no answer."""
    from mneme_cli.pipeline.place import standing

    try:
        return standing(event.cwd)
    except ValueError:
        return ""


def _failed(event: Event, failure: BaseException) -> Reply:
    """Say our own failure once; the policy decides what it means for an edit, and nothing else is stopped by it."""
    from mneme_cli.pipeline.failing import on_failure

    edit = event.moment == "pre-tool"
    told = f"this {'edit' if edit else 'moment'} was not judged ({_words(failure)}); run `mneme check`"
    denied = edit and on_failure(event) == "deny"
    return Reply(outcome="block" if denied else "allow", reason=f"mneme: {told}" if denied else "", told=told)


def _words(failure: BaseException) -> str:
    from mneme_cli.errors import MnemeError

    if isinstance(failure, RecursionError):
        return "something in it nests too deep to be read"
    said = " ".join(str(failure).split())
    if isinstance(failure, MnemeError):
        return f"{said}; {failure.hint}" if failure.hint else said
    return said if isinstance(failure, (Late, ValueError)) else f"{type(failure).__name__}: {said}"
