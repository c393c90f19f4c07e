"""Where a file lies: the repository above it and its git directory, found with `stat` alone."""

from __future__ import annotations

from posix import readlink, stat

_MOST = 40
"""Links on the way to one file, as Linux has it; more are a ring."""


def inside(path: str, cwd: str) -> str:
    """Return an absolute path without `.` and `..`, from what an agent said and where it stands."""
    parts: list[str] = []
    for part in (path if path.startswith("/") else f"{cwd}/{path}").split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def places(path: str, cwd: str, follows: bool = True) -> tuple[str, ...]:
    """Return the absolute paths that a file has: the one that was said and, if links lead elsewhere, where it lies.

    A link above the repository changes nothing. follows: a link at the very end is written through, not replaced.
    """
    said = inside(path, cwd)
    real, links = _led(path if path.startswith("/") else f"{cwd}/{path}", follows)
    if not links or links > _MOST:
        return (said,)
    root = home(said)
    same = root and real == _led(root)[0] + said[len(root) :]
    return (said,) if same else (said, real)


def _led(path: str, follows: bool = True) -> tuple[str, int]:
    """Go where a path leads, part by part; return that and how many links were met."""
    at, links, ahead = "", 0, path.split("/")[::-1]
    while ahead and links <= _MOST:
        part = ahead.pop()
        if part == "..":
            at = at.rpartition("/")[0]
        elif part not in ("", "."):
            target = _target(f"{at}/{part}") if ahead or follows else ""
            if target:
                links += 1
                at = "" if target.startswith("/") else at
                ahead += target.split("/")[::-1]
            else:
                at += f"/{part}"
    return at, links


def _target(path: str) -> str:
    """Return what a link says, "" if it is none."""
    try:
        return readlink(path)
    except (OSError, ValueError):
        return ""


def home(path: str) -> str:
    """Return the nearest folder above a file that holds `.git`, else the nearest with a `mneme.yaml`, else ""."""
    at, plain = path.rfind("/"), ""
    while at > 0:
        folder = path[:at]
        if there(folder + "/.git"):
            return folder
        plain = plain or (folder if there(folder + "/mneme.yaml") else "")
        at = path.rfind("/", 0, at)
    return plain


def standing(cwd: str) -> str:
    """Return the repository in which somebody stands, "" if it is none."""
    return home(inside(".", cwd) + "/")


def git_folder(root: str) -> str:
    """Return the git directory of a work tree (its own one, for a linked work tree); "" if there is none."""
    path = root + "/.git"
    if _folder(path):
        return path
    try:
        with open(path, "rb", 0) as file:
            said = file.read(4096).decode("utf-8", "surrogateescape")
    except OSError:
        return ""
    target = said.removeprefix("gitdir:").strip()
    return inside(target, root) if said.startswith("gitdir:") else ""


def cache_folder(root: str) -> str:
    """Return where what can be thrown away lies: `MNEME_CACHE`, else `mneme/` in the git directory, else ""."""
    if given := cache_given(root):
        return given
    folder = git_folder(root)
    return folder + "/mneme" if folder else ""


def heard(root: str, harness: str, denied: bool = False) -> str:
    """Return the file whose time tells when an agent was last answered here, or denied an edit; "" if none is kept.

    None is where nothing was ever compiled, nor of an agent whose own name of itself is no plain word.
    """
    folder = cache_folder(root) if root else ""
    plain = harness.isascii() and harness.replace("-", "").isalnum() and len(harness) < 40
    return f"{folder}/heard/{harness}{'.denied' * denied}" if plain and there(f"{folder}/policy") else ""


def cache_given(root: str) -> str:
    """Return the folder of a work tree in `MNEME_CACHE`, of no other one; "" if that is not set."""
    from posix import environ

    given = environ.get(b"MNEME_CACHE", b"").decode("utf-8", "surrogateescape")
    own = root.strip("/").replace("%", "%25").replace("-", "%2D").replace("/", "-")
    return f"{inside(given, root)}/{own}" if given else ""


def there(path: str) -> bool:
    """Tell whether there is anything at a path."""
    try:
        stat(path)
    except OSError:
        return False
    return True


def touched(path: str, since: int) -> bool:
    """Tell whether a file, or the folder that it is gone from, changed after a time: by what nobody can set back."""
    while path and not there(path):
        path = path.rpartition("/")[0]
    return stat(path or "/").st_ctime_ns > since


def _folder(path: str) -> bool:
    try:
        return stat(path).st_mode & 0o170000 == 0o040000
    except OSError:
        return False
