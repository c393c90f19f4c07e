"""A session begins or a person asks for something: what binds the agent there, before it writes a line."""

from __future__ import annotations

from mneme_cli.model.event import Reply
from mneme_cli.pipeline.began import begins
from mneme_cli.pipeline.place import cache_folder, inside, standing
from mneme_cli.store import session as sessions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from mneme_cli.model.event import Event

    Late = Callable[..., bool]
_ENDS = "()[]{}<>\"'`,;:!?*"
_CUTS = dict.fromkeys(map(ord, "()[]{}<>\"'`,;|=*\u2019"), " ")


def begun(event: Event, late: Late) -> Reply:
    """Give the packet of the whole repository, and remember the commit from which this session is judged."""
    root = standing(event.cwd)
    if not root:
        return Reply()
    from mneme_cli.pipeline.compiled import for_hook

    policy, note = for_hook(root, late)
    if policy is None:
        return Reply(told=note)
    if event.moment == "session-start":
        begins(event, root, clock=True)
    from mneme_cli.pipeline.packet import session

    return Reply(context=session(policy), told=note)


def prompted(event: Event, late: Late) -> Reply:
    """Give the packet of the files that a prompt names, once in a session; a prompt that names none gets none."""
    root = standing(event.cwd)
    if not root:
        return Reply()
    known = begins(event, root, clock=True)
    paths = _named(event, root)
    if not paths:
        return Reply()
    from mneme_cli.pipeline.compiled import for_hook

    policy, note = for_hook(root, late)
    folder = cache_folder(root)
    new = tuple(path for path in paths if sessions.digest(f"packet {path}") not in known.told)
    if policy is None or not new:
        return Reply(told=note)
    from mneme_cli.pipeline.packet import of_paths

    sessions.keep(folder, event.session, known.with_told(tuple(sessions.digest(f"packet {path}") for path in new)))
    return Reply(context=of_paths(policy, new), told=note)


def _named(event: Event, root: str) -> tuple[str, ...]:
    """Return the files and folders of the repository that a prompt names, as words with a slash or a dot."""
    from mneme_cli.pipeline.place import there

    def held(spelling: str) -> str:
        bare = spelling.strip(_ENDS).rstrip(_ENDS + ".").removeprefix("@").strip(_ENDS)
        path = inside(bare, event.cwd) if "/" in bare or "." in bare else ""
        return path[len(root) + 1 :] if path.startswith(root + "/") and there(path) else ""

    out: set[str] = set()
    for word in event.prompt.replace("\0", " ").split():
        out.update((whole,) if (whole := held(word)) else map(held, _pieces(word)))
    return tuple(sorted(out - {""}))


def _pieces(word: str) -> list[str]:
    """Take off what people and editors put around a path: `[x](PATH#L3)`, `PATH:12:4`, `@PATH`, `PATH's`."""
    pieces = [piece.partition("#")[0] for piece in word.translate(_CUTS).split()]
    return [*pieces, *(piece.partition(":")[0] for piece in pieces)]
