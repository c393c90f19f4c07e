"""requirements*.txt: what pip is told to install, with the files that `-r` and `-c` take in."""

from __future__ import annotations

from mneme_cli.manifests import Found, Manifest
from mneme_cli.manifests._requirement import requirement
from mneme_cli.model.entry import DEV, LOCKED, OPTIONAL, RUNTIME, Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_DEV = ("dev", "test", "doc", "lint", "ci", "type", "typing", "mypy", "check", "bench", "example", "build", "local")
_EXTRAS = ("extras", "extra", "optional")
_TAKES = {"-r": "requirements", "--requirement": "requirements", "-c": "constraints", "--constraint": "constraints"}


def read(text: str, path: str) -> Found:
    """Return every package that a requirements file asks for, or that a constraints file holds down.

    Nothing of a text with more lines that are neither requirement nor option than others: it is prose for people.
    """
    name = path[path.rfind("/") + 1 :]
    group, label = (LOCKED, "") if name.startswith("constraint") else _group(path)
    entries, includes, odd = [], [], 0
    for line, column, said in _lines(text):
        word, rest = _option(said)
        if word in _TAKES:
            includes.append((_joined(path[: path.rfind("/") + 1], rest), _TAKES[word]))
        elif found := _asked(said, word, rest):
            entries.append(found._replace(line=line, column=column, group=group, label=label))
        elif not word and "/" not in said and not said.startswith("."):
            odd += 1
    return Found() if odd > len(entries) + len(includes) else Found(entries=tuple(entries), includes=tuple(includes))


def _group(path: str) -> tuple[str, str]:
    """Return what a file is for by its name and by the folders of lists it lies in: `requirements/docs.txt`."""
    *folders, name = path.split("/")
    below = folders[folders.index("requirements") + 1 :] if "requirements" in folders else []
    stem = name.rpartition(".")[0]
    if not set(below).isdisjoint(_EXTRAS):
        return OPTIONAL, stem
    said = "-".join([*below, stem]).replace("requirements", "").replace("_", "-").replace(".", "-")
    found = next((word for word in said.split("-") if word and word.startswith(_DEV)), "")
    return (DEV, found) if found else (RUNTIME, "")


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (line, column, text) of logical lines, comments taken out."""
    kept, start = "", 0
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw if not raw.lstrip().startswith("#") else ""
        at = line.find(" #")
        line = line[:at] if at >= 0 else line
        start = start or number
        if line.rstrip().endswith("\\"):
            kept += line.rstrip()[:-1] + " "
            continue
        whole, first = kept + line, start
        kept, start = "", 0
        if whole.strip():
            yield first, len(whole) - len(whole.lstrip()) + 1, whole.strip()


def _option(said: str) -> tuple[str, str]:
    """Split an option from its value: `-r base.txt`, `-rbase.txt`, `--requirement=base.txt`."""
    if not said.startswith("-"):
        return "", said
    word = next((each for each in _TAKES if said.startswith(each)), "")
    if word:
        return word, said[len(word) :].strip(" =")
    word, _, rest = said.partition(" ")
    if "=" in word:
        word, _, rest = said.partition("=")
    return word, rest.strip()


def _asked(said: str, word: str, rest: str) -> Entry | None:
    if word in ("-e", "--editable") or "://" in said.partition("@")[0]:
        egg = said.partition("#egg=")[2].partition("&")[0]
        return requirement(egg) if egg else None
    if word or said.startswith((".", "/")):
        return None
    bare = rest.partition(" --")[0]  # options of one requirement: hashes
    return requirement(bare)


def _joined(folder: str, name: str) -> str:
    out: list[str] = []
    for part in (folder + name.strip("\"'")).split("/"):
        if part == "..":
            out = out[:-1]
        elif part not in ("", "."):
            out.append(part)
    return "/".join(out)


MANIFEST = Manifest(files=("requirements*",), ecosystem="pypi", read=read)
