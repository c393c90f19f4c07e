"""Where the repository is, found by hand because a hook cannot afford a spawn.

Layout of the git folder: https://git-scm.com/docs/gitrepository-layout. What cannot be read by hand
(`core.worktree`) is asked of git.
"""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.evidence.disk import DIR, FILE, form
from mneme_cli.evidence.names import spell, tidy
from mneme_cli.evidence.plumbing import environment, run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple


class Repository(NamedTuple):
    """One work tree. Folders are absolute and never leave the program.

    root: top of the work tree.  gitdir: git's folder of this work tree, "" = no git, the folder itself is the tree.
    common: git's folder that all work trees share.
    """

    root: str
    gitdir: str = ""
    common: str = ""


def find(start: str = "") -> Repository:
    """Find the repository around a folder ("" = where we are).

    Without git it is the nearest folder upwards that holds `mneme.yaml`, else the folder itself.

    Raises:
        MnemeError: the folder lies in a bare repository or inside git's own folder.
    """
    from posix import getcwd

    here = tidy(start if start.startswith("/") else f"{getcwd()}/{start}") or "/"
    told = {
        name: environment().get(name, b"").decode("utf-8", "surrogateescape") for name in (b"GIT_DIR", b"GIT_WORK_TREE")
    }
    if told[b"GIT_DIR"]:
        return _given(absolute(told[b"GIT_DIR"], getcwd()), told[b"GIT_WORK_TREE"], getcwd())
    found = _upwards(here)
    if found.gitdir and told[b"GIT_WORK_TREE"]:
        return found._replace(root=absolute(told[b"GIT_WORK_TREE"], getcwd()))
    return found


def absolute(path: str, start: str) -> str:
    """Make a path absolute, as seen from a folder."""
    return tidy(path if path.startswith("/") else f"{start}/{path}")


def text(path: str) -> bytes:
    """Read a small file of git's; b"" if there is none."""
    try:
        with open(path, "rb", 0) as file:
            return file.readall()
    except OSError:
        return b""


def inside(repository: Repository, path: str, start: str) -> str:
    """Turn a path that somebody gave, seen from a folder, into a path from the root ("" = the root).

    Raises:
        MnemeError: the path lies outside the repository.
    """
    whole = absolute(path, start)
    if not _below(repository.root, whole):
        from posixpath import realpath  # a link above the root, as macOS has for /tmp; imports os, hence only here

        whole = absolute(realpath(whole), "/")
    if not _below(repository.root, whole):
        raise MnemeError(f"{path} lies outside the repository", "give paths inside it")
    return spell(whole[len(repository.root) :].lstrip("/").encode("utf-8", "surrogateescape"))


def meant(repository: Repository, path: str, start: str, there: Callable[[str], bool]) -> str:
    """Turn a path that somebody gave into one from the root: taken as it is where it leads nowhere from a folder.

    A file to come is seen from where its folder is; `./` and `../` say that it is seen from here.

    Raises:
        MnemeError: the path lies outside the repository.
    """
    seen = inside(repository, path, start)
    if path.startswith(("/", "./")) or ".." in path.split("/") or there(seen):
        return seen
    top = inside(repository, path, repository.root)
    folder, above = seen.rpartition("/")[0], top.rpartition("/")[0]
    return top if there(top) or (above and there(above) and not there(folder)) else seen


def _below(root: str, path: str) -> bool:
    return path == root or path.startswith(root.rstrip("/") + "/")


def _upwards(here: str) -> Repository:
    ceilings = environment().get(b"GIT_CEILING_DIRECTORIES", b"").decode("utf-8", "surrogateescape").split(":")
    folder = here
    while True:
        gitdir = _gitdir(f"{folder.rstrip('/')}/.git", folder)
        if gitdir:
            return Repository(root=folder, gitdir=gitdir, common=_common(gitdir))
        if _bare(folder):
            raise MnemeError(
                "this is git's own folder or a bare repository: there is no work tree to judge",
                "run mneme inside a work tree (git worktree add FOLDER)",
            )
        above = folder[: folder.rfind("/")] or "/"
        if folder == above or above in ceilings:
            return Repository(root=_configured(here))
        folder = above


def _configured(here: str) -> str:
    """Return the nearest folder upwards that mneme.yaml makes a root, else the folder itself."""
    folder = here
    while form(f"{folder.rstrip('/')}/mneme.yaml".encode("utf-8", "surrogateescape")) != FILE:
        if folder == "/":
            return here
        folder = folder[: folder.rfind("/")] or "/"
    return folder


def _given(gitdir: str, worktree: str, here: str) -> Repository:
    """Believe what a hook's environment says; only the configuration can name a work tree besides."""
    common = _common(gitdir)
    if not text(f"{gitdir}/HEAD"):
        raise MnemeError(
            "GIT_DIR names a folder that is not a git folder", "unset GIT_DIR, or set it to the .git folder"
        )
    if worktree:
        return Repository(root=absolute(worktree, here), gitdir=gitdir, common=common)
    settings = (text(f"{common}/config") + text(f"{gitdir}/config.worktree")).lower()
    root = here
    if b"worktree" in settings or b"include" in settings or b"bare = true" in settings:
        root = run(here, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").removesuffix("\n")
    return Repository(root=root, gitdir=gitdir, common=common)


def _gitdir(path: str, folder: str) -> str:
    """Return the git folder that `.git` is or names, "" if it is neither."""
    if text(f"{path}/HEAD"):
        return path
    named = text(path)
    if not named.startswith(b"gitdir: "):
        return ""
    return absolute(named[8:].decode("utf-8", "surrogateescape").rstrip("\n"), folder)


def _common(gitdir: str) -> str:
    told = environment().get(b"GIT_COMMON_DIR", b"") or text(f"{gitdir}/commondir").rstrip(b"\n")
    return absolute(told.decode("utf-8", "surrogateescape"), gitdir) if told else gitdir


def _bare(folder: str) -> bool:
    raw = folder.rstrip("/").encode("utf-8", "surrogateescape")
    return form(raw + b"/objects") == form(raw + b"/refs") == DIR and bool(text(f"{folder}/HEAD"))
