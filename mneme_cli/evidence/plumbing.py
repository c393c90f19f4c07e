"""Git, spoken to in its plumbing: bytes in, bytes out, and nothing of the user's configuration in between.

`os.posix_spawn` is used directly because importing subprocess costs two bare interpreter starts. Both ends of the pipe
are served by one `poll` loop, so that neither 5,000 questions nor 5,000 answers can block the other side.
"""

from __future__ import annotations

from mneme_cli.errors import MnemeError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_FIXED = (
    *("git", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs", "--no-pager"),
    *("-c", "core.quotepath=off", "-c", "core.fsmonitor=false", "-c", "color.ui=false"),
    *("-c", "diff.orderFile=/dev/null", "-c", "diff.autoRefreshIndex=false"),
)
RAW = (
    *("--raw", "-z", "--no-abbrev", "--no-renames", "--no-color"),
    *("--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules=dirty"),
)
"""Flags of every diff we read: raw rows, complete ids, and each setting of `diff.*` that could change them."""
_DROPPED = frozenset(
    (
        *(b"GIT_LITERAL_PATHSPECS", b"GIT_GLOB_PATHSPECS", b"GIT_NOGLOB_PATHSPECS", b"GIT_ICASE_PATHSPECS"),
        *(b"GIT_EXTERNAL_DIFF", b"GIT_DIFF_OPTS", b"GIT_PREFIX", b"GIT_PAGER", b"GIT_TRACE", b"LANGUAGE"),
    )
)
_FOLDERS = (b"GIT_DIR", b"GIT_WORK_TREE", b"GIT_COMMON_DIR", b"GIT_OBJECT_DIRECTORY")
_SIGPIPE = 13
"""Python ignores it, and a child would inherit that; the number is the same on every POSIX system."""
_PIECE = 1 << 16
_HINTS = (
    ("dubious ownership", "git config --global --add safe.directory {root}"),
    ("must be run in a work tree", "run mneme inside a work tree (git worktree add FOLDER), not in a bare repository"),
    ("not a git repository", "run mneme inside the repository, or `git init` one"),
    ("index file", "repair the index: git read-tree --reset HEAD, or remove the lock file if no git is running"),
    ("bad object", "the repository lacks an object: git fetch, or git fsck to see what is broken"),
)


class GitError(MnemeError):
    """Git refused; the message has git's own words."""


def run(root: str, *args: str | bytes, given: bytes = b"", fine: tuple[int, ...] = (0,)) -> bytes:
    """Run git in a folder and return what it says; exit codes beyond `fine` are errors.

    Raises:
        GitError: git is missing or refuses.
    """
    said, words, code = _talk(root, (*_FIXED, *args), given)
    if code not in fine:
        raise _refusal(root, args, words, code)
    return said


def environment() -> Mapping[bytes, bytes]:
    """Return the process's environment without importing os; once somebody has, os knows better than posix."""
    from sys import modules

    if "os" in modules:
        return {bytes(name): bytes(text) for name, text in modules["os"].environb.items()}
    import posix

    return posix.environ


def _surroundings() -> dict[bytes, bytes]:
    """Make git's environment: English words, and folders that a hook gave relative to where it started us."""
    from posix import getcwdb

    kept = {name: text for name, text in environment().items() if name not in _DROPPED}
    for name in _FOLDERS:
        if kept.get(name) and not kept[name].startswith(b"/"):
            kept[name] = getcwdb() + b"/" + kept[name]
    return {**kept, b"LC_ALL": b"C"}


def _talk(root: str, argv: tuple[str | bytes, ...], given: bytes) -> tuple[bytes, bytes, int]:
    """Start git, feed and hear it until both of its ends are closed, and return both outputs and the exit code."""
    from posix import close, pipe, waitpid, waitstatus_to_exitcode

    (there, feed), (out, said), (err, words) = pipe(), pipe(), pipe()
    try:
        pid = _start(root, argv, (there, said, words))
    except OSError as missing:
        for end in (feed, out, err):
            close(end)
        raise GitError(f"git cannot be started: {missing.strerror}", "install git, and put it on PATH") from None
    finally:
        for end in (there, said, words):
            close(end)
    heard = _hear(feed, given, out, err)
    return *heard, waitstatus_to_exitcode(waitpid(pid, 0)[1])


def _start(root: str, argv: tuple[str | bytes, ...], ends: tuple[int, int, int]) -> int:
    from posix import POSIX_SPAWN_DUP2, posix_spawnp

    acts = [(POSIX_SPAWN_DUP2, end, number) for number, end in enumerate(ends)]
    words = [word if isinstance(word, bytes) else word.encode("utf-8", "surrogateescape") for word in argv]
    line = [words[0], b"-C", root.encode("utf-8", "surrogateescape"), *words[1:]]
    return posix_spawnp("git", line, _surroundings(), file_actions=acts, setsigdef=[_SIGPIPE])


def _hear(feed: int, given: bytes, out: int, err: int) -> tuple[bytes, bytes]:
    """Write what is given while reading both outputs, whichever is ready."""
    from posix import close, read, set_blocking
    from select import POLLIN, POLLOUT, poll

    set_blocking(feed, False)
    waiting, rest = poll(), memoryview(given)
    heard: dict[int, list[bytes]] = {out: [], err: []}
    waiting.register(feed, POLLOUT)
    for end in heard:
        waiting.register(end, POLLIN)
    open_ends = {feed, out, err}
    while open_ends:
        for end, _ in waiting.poll():
            if end == feed:
                rest = _feed(feed, rest)
                done = not rest
            else:
                heard[end].append(read(end, _PIECE))
                done = not heard[end][-1]
            if done:
                waiting.unregister(end)
                close(end)
                open_ends.discard(end)
    return b"".join(heard[out]), b"".join(heard[err])


def _feed(feed: int, rest: memoryview) -> memoryview:
    """Write one piece and return what is left: nothing, if git has stopped listening."""
    from posix import write

    try:
        return rest[write(feed, rest[:_PIECE]) :] if rest else rest
    except BrokenPipeError:
        return rest[:0]
    except BlockingIOError:
        return rest


def _refusal(root: str, args: tuple[str | bytes, ...], words: bytes, code: int) -> GitError:
    """Make an error of git's own words, without this machine's paths."""
    text = words.decode("utf-8", "backslashreplace")
    lines = [line for line in text.split("\n") if line.startswith(("fatal: ", "error: "))] or [text.strip()]
    told = " ".join(line.removeprefix("fatal: ").removeprefix("error: ") for line in lines)
    verb = args[0] if isinstance(args[0], str) else args[0].decode("utf-8", "backslashreplace")
    hint = next((hint for mark, hint in _HINTS if mark in text), f"run git {verb} yourself to see more")
    shown = told.replace(f"{root}/", "").replace(f"'{root}'", "this folder") or f"exit code {code}"
    return GitError(f"git {verb}: {shown}", hint.format(root=root))
