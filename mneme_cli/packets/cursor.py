"""The packet as a rule of Cursor: a file with a head that says for which files the editor shows it."""

from __future__ import annotations

from mneme_cli.errors import MnemeError
from mneme_cli.packets.block import AGENTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from mneme_cli.model.packet import Style

FOLDER = ".cursor/rules"
_LONGEST = 120


def style(places: Sequence[str]) -> Style:
    """Return the layout for some places: always shown for the whole repository, else with the files that are there.

    Raises:
        MnemeError: a path cannot be said in the head of such a file.
    """
    globs = ",".join(_glob(place) for place in places)
    head = [
        "---",
        "description: Architectural decisions in force, checked by mneme",
        f"globs: {globs}".rstrip(),
        f"alwaysApply: {'false' if places else 'true'}",
        "---",
    ]
    return AGENTS._replace(before="\n".join(head) + "\n\n" + AGENTS.before, depth=1)


def path(places: Sequence[str]) -> str:
    """Return where the rule of some places is kept.

    Raises:
        MnemeError: the name would be too long.
    """
    named = "+".join(place.rstrip("/").replace("/", "--") for place in places)
    if len(named) > _LONGEST:
        raise MnemeError("the name of the rule file would be too long", "ask for the folder above: mneme packet FOLDER")
    return f"{FOLDER}/mneme{'-' + named if named else ''}.mdc"


def _glob(place: str) -> str:
    """Write a place as a glob: Cursor separates globs by commas, and has no way to escape."""
    if not place.isprintable() or set(place) & set(",*?[]{}\"'\\#: "):
        raise MnemeError(f"Cursor's rules cannot say the path {place}", "ask for the folder above: mneme packet FOLDER")
    return f"{place}**" if place.endswith("/") else place
