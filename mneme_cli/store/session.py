"""What one agent session was told already, so that hooks that fire twice say a thing once.

A small file in the git directory, thrown away with it: lines of `key value`, read and written whole.
"""

from __future__ import annotations

from mneme_cli.model.digest import sha256
from mneme_cli.store.files import save

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from mneme_cli.model.noun import NamedTuple

MOST = 2000
"""Things told that are remembered; beyond that the oldest are told again."""


class Session(NamedTuple):
    """base: the commit the session began at, "" = unknown.  began: when, in nanoseconds, 0 = unknown.

    told: digests of the findings and packets that the agent has heard of, in order.
    """

    base: str = ""
    began: int = 0
    told: tuple[str, ...] = ()

    def with_told(self, more: tuple[str, ...]) -> Session:
        """Remember what was said."""
        return self._replace(told=(*self.told, *(each for each in more if each not in self.told))[-MOST:])


def path(folder: str, session: str) -> str:
    """Return where a session's file lies; ids of clients are hashed, so that none of them names a path."""
    return f"{folder}/sessions/{sha256(session.encode('utf-8', 'surrogatepass'))[:32]}"


def load(folder: str, session: str) -> Session:
    """Return what is remembered; nothing if there is no such session or no folder."""
    if not folder or not session:
        return Session()
    try:
        with open(path(folder, session), "rb", 0) as file:
            lines = file.read().decode("ascii", "replace").splitlines()
    except OSError:
        return Session()
    pairs = [line.partition(" ") for line in lines]
    values = {key: value for key, _, value in pairs if key != "told"}
    told = tuple(value for key, _, value in pairs if key == "told")
    began = values.get("began", "")
    return Session(base=values.get("base", ""), began=int(began) if began.isdecimal() else 0, told=told)


def keep(folder: str, session: str, known: Session) -> None:
    """Remember; where nothing can be written a thing is said again, which hurts nobody."""
    if folder and session:
        lines = [f"base {known.base}", f"began {known.began}", *(f"told {each}" for each in known.told)]
        save(path(folder, session), ("\n".join(lines) + "\n").encode())


def digest(text: str) -> str:
    """Return a short name for what was said."""
    return sha256(text.encode("utf-8", "surrogatepass"))[:16]
