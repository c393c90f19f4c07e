"""Which format goes where: `--format` and `--output`, in the order in which they were typed, become pairs.

A format is that of the output right behind it. Without one behind it, it is what standard output says; an output
without a format in front of it has the one that its suffix names. `--output sarif=FILE` is both in one word. Standard
output says text if nothing claims it.
"""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.reports import take
from mneme_cli.shelf import names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mneme_cli.model.page import Page

    Pairs = tuple[tuple[str, str], ...]

FORMAT, OUTPUT = "format", "output"


def paired(typed: Iterable[tuple[str, str]]) -> Pairs:
    """Return (format, file) pairs, standard output ("") first. typed: (FORMAT or OUTPUT, its value), as typed.

    Raises:
        MnemeError: two formats for one place, a suffix that names no format, or one that names another format.
    """
    said, files, waiting = [], [], ""
    for what, value in _apart(typed):
        if what == FORMAT:
            said += [waiting] if waiting else []
            waiting = value
        elif value == "-":
            said.append(waiting or "text")
            waiting = ""
        else:
            files.append((_fitting(waiting, value) if waiting else _suffixed(value), value))
            waiting = ""
    said += [waiting] if waiting else []
    _once(said, [path for _, path in files])
    return ((_known(said[0]) if said else "text", ""), *files)


def _apart(typed: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Take `--output FORMAT=FILE` for a format with its file; one behind a format of its own is a file as it stands."""
    before = ""
    for what, value in typed:
        name, between, path = value.partition("=")
        if what == OUTPUT and before != FORMAT and between and name.isidentifier():
            yield FORMAT, _known(name)
            yield OUTPUT, path
        else:
            yield what, value
        before = what


def _known(name: str) -> str:
    """Return the name of a format that there is."""
    take(name)
    return name


def _once(said: list[str], paths: list[str]) -> None:
    """Refuse two formats for one place."""
    if len(said) > 1:
        both = " and ".join(f"--format {name}" for name in said[:2])
        raise MnemeError(
            f"{both} both go to standard output", f"name a file behind one: --format {said[0]} --output FILE"
        )
    twice = sorted({path for path in paths if paths.count(path) > 1})
    if twice:
        raise MnemeError(f"--output {twice[0]} is there twice", "name another file for each format")


def _fitting(name: str, path: str) -> str:
    """Return the format that was named for a file, unless the file's suffix is that of others."""
    report, last = take(name), _last(path)
    others = sorted(other for other in names("mneme_cli.reports") if last in take(other).kin)
    if not others or last in report.kin or path.endswith(report.suffixes):
        return name
    said = f"--format {name} in front of --output {path}: a file that ends in {last} is {' or '.join(others)}"
    raise MnemeError(said, f"to say {name} on standard output, write --output {path} --format {name}")


def _suffixed(path: str) -> str:
    """Return the format that a file's suffix names: of several that fit, the longest."""
    known = {suffix: name for name in names("mneme_cli.reports") for suffix in take(name).suffixes}
    fitting = [suffix for suffix in known if path.endswith(suffix)]
    if fitting:
        return known[max(fitting, key=len)]
    hint = (
        f"name the format in front of it (--format sarif --output FILE), or end it in one of {', '.join(sorted(known))}"
    )
    raise MnemeError(f"no format ends in {_last(path) or path}", hint)


def _last(path: str) -> str:
    _, dot, last = path.rpartition("/")[2].rpartition(".")
    return dot + last if dot else ""


def written(page: Page, outputs: Pairs) -> str:
    """Write every file, and return what goes to standard output.

    Raises:
        MnemeError: a file cannot be written.
    """
    said = ""
    for name, path in outputs:
        if path:
            _write(path, take(name).render(page._replace(width=0, color=False)))
        else:
            said = take(name).render(page)
    return said


def _write(path: str, text: str) -> None:
    """Write one file; the summary of a job is added to what the step wrote before, as GitHub means it."""
    from os import environ

    mode = "a" if path == environ.get("GITHUB_STEP_SUMMARY") else "w"
    try:
        with open(path, mode, encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except (OSError, ValueError) as wrong:
        why = wrong.strerror if isinstance(wrong, OSError) else wrong
        raise MnemeError(f"{path} cannot be written: {why}", "name a file in a folder that exists") from None
