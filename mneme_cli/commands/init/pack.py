"""Taking a pack: its files into `.mneme/vendor/`, its digest into mneme.yaml, nothing fetched from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mneme_cli.commands._files import read
from mneme_cli.decisions.extends import VENDOR, digest
from mneme_cli.decisions.paper import dump
from mneme_cli.errors import MnemeError
from mneme_cli.resources import pack
from mneme_cli.store.files import save

if TYPE_CHECKING:
    from collections.abc import Sequence


def vendored(names: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    """Return the files that taking these packs writes. known: what is there.

    Raises:
        MnemeError: there is no such pack, or the repository has it.
    """
    out = {}
    for name in names:
        if any(path.startswith(f"{VENDOR}/{name}/") for path in known):
            raise MnemeError(f"{VENDOR}/{name} is there already", "take the folder away first to take the pack anew")
        out.update({f"{VENDOR}/{name}/{path}": text.decode() for path, text in pack(name).items()})
    return out


def pins(names: Sequence[str]) -> str:
    """Return what mneme.yaml says about these packs, "" if there are none."""
    return dump({"extends": [{"name": name, "sha256": digest(pack(name))} for name in names]}) if names else ""


def pin(root: str, config: str, names: Sequence[str]) -> None:
    """Add the digests of these packs to a mneme.yaml that is there.

    Raises:
        MnemeError: it has an `extends` already, which a person has to add to, or it cannot be written.
    """
    text = read(root, config)
    if all(digest(pack(name)) in text for name in names):
        return
    if any(line.startswith("extends") for line in text.splitlines()):
        entries = pins(names).partition("\n")[2].rstrip()
        raise MnemeError(
            f"{config} has `extends` already; nothing was written", f"add to it, then run again:\n{entries}"
        )
    if not save(f"{root}/{config}", f"{text.rstrip()}\n{pins(names)}".encode()):
        raise MnemeError(f"{config} cannot be written", "nothing was written")
