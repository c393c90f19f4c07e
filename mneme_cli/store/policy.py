"""The compiled policy on disk, read as it lies, and whether its inputs are what they were when it was made.

Its stamp has one line of text per input, compared by `stat` alone. The time is that of the last change of any kind
(ctime): a program can set a file's mtime back, and not this one. The first line may say with which commit the base's
policy was compiled; it starts with a tab, which no input does.
"""

from __future__ import annotations

from posix import stat

from mneme_cli.model.policy import Policy

MAPPED = 1 << 18
"""Above this size mapping the file is cheaper than reading it."""


def load(path: str) -> Policy | None:
    """Return the policy that lies at a path; None if there is none or it is not one of ours."""
    try:
        with open(path, "rb", 0) as file:
            if file.seek(0, 2) < MAPPED:
                file.seek(0)
                return Policy(file.read())
            from mmap import ACCESS_READ, mmap

            return Policy(mmap(file.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError):
        return None


def sound(policy: Policy) -> bool:
    """Tell whether a policy holds what its digest says: a gate asks, a hook has no time to."""
    text = bytes(policy.buffer[policy.at["settings"] : policy.at["end"]])
    return digest((policy.since, policy.until), text) == policy.digest


def digest(days: tuple[int, int], sections: bytes) -> str:
    """Return the digest of the days on which a policy holds and of everything behind its head."""
    from mneme_cli.model.digest import sha256

    return sha256(b"%d %d\n" % days + sections)


def fresh(root: str, stamp: bytes) -> bool:
    """Tell whether nothing changed since the stamp was made."""
    place = root.encode("utf-8", "surrogateescape") + b"/"
    return all(_stands(place, line) for line in stamp.split(b"\n")[:-1] if not line.startswith(b"\t"))


def _stands(place: bytes, line: bytes) -> bool:
    """Tell whether an input has the time and size of its line; hundreds are asked before every edit, hence in bytes."""
    path, _, said = line.partition(b"\t")
    try:
        found = stat(place + path)
    except (OSError, ValueError):  # a damaged stamp may name anything
        return said == b"0\t0"
    size = 0 if found.st_mode & 0o170000 == 0o040000 else found.st_size
    return b"%d\t%d" % (found.st_ctime_ns, size) == said


def base(stamp: bytes) -> tuple[bytes, str, bool, str]:
    """Return the line of the base and what it says: ref, same, commits; "" if there is none."""
    said = stamp[: stamp.find(b"\n") + 1]
    parts = said[:-1].decode("utf-8", "surrogateescape").split("\t")
    if len(parts) != 4 or parts[0]:  # none, or a damaged one
        return b"", "", False, ""
    return said, parts[1], parts[2] == "same", parts[3]


def commits(gitdir: str, ref: str) -> str:
    """Say what HEAD and a branch name, as far as a few small reads tell: where the text is another, so may the base be.

    A packed ref is known by the time of the file, as the file may be long; so is every ref of a reftable.
    """
    if not gitdir:
        return ""
    common = _text(gitdir + "/commondir")
    common = (common if common.startswith("/") else f"{gitdir}/{common}") if common else gitdir
    return f"{_commit(gitdir, common, 'HEAD')} {_commit(gitdir, common, ref)}"


def _commit(gitdir: str, common: str, name: str) -> str:
    for _ in range(5):  # git itself follows no longer chain of symbolic refs
        said = _text(f"{common if name.startswith('refs/') else gitdir}/{name}")
        if not said.startswith("ref:"):
            return said or " ".join(line(common, "packed-refs").decode().split("\t")).strip()
        name = said[4:].strip()
        if name.endswith("/.invalid"):
            return _text(gitdir + "/reftable/tables.list") + _text(common + "/reftable/tables.list")
    return ""


def _text(path: str) -> str:
    try:
        with open(path, "rb", 0) as file:
            return " ".join(file.read().decode("utf-8", "surrogateescape").split())
    except (OSError, ValueError):  # a damaged name may be none
        return ""


def line(root: str, path: str) -> bytes:
    """Return the line of one input: its path, the time of its last change, its size."""
    try:
        found = stat(f"{root}/{path}")
    except OSError:
        return f"{path}\t0\t0\n".encode("utf-8", "surrogateescape")
    size = 0 if found.st_mode & 0o170000 == 0o040000 else found.st_size
    return f"{path}\t{found.st_ctime_ns}\t{size}\n".encode("utf-8", "surrogateescape")
