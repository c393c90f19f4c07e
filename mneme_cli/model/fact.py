"""What is seen in code and in a change. An absent path is unknown; an empty tuple is known to be empty."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, NamedTuple

    from mneme_cli.graph.overlay import Overlay
    from mneme_cli.model.region import Region
else:
    from mneme_cli.model.noun import NamedTuple

RUNTIME, TYPE, DYNAMIC, LAZY, CONDITIONAL, LOCAL, REEXPORT, TEST, REQUIRE = (1 << bit for bit in range(9))
"""Edge kinds. Every edge is RUNTIME or TYPE and may carry the other marks."""
KINDS = ("runtime", "type", "dynamic", "lazy", "conditional", "local", "reexport", "test", "require")
"""Their names in decisions and in output, by bit."""
NAMED = 1 << 15
"""A mark of the stored graph alone: a name of the target may be taken, which the target may only be passing on."""
UNRESOLVED = "?"
MAY_FAIL = TYPE | DYNAMIC | CONDITIONAL | TEST
"""Marks of an import that may lead nowhere without anything being wrong."""


def kind_names(kinds: int) -> tuple[str, ...]:
    """Spell a mask of edge kinds."""
    return tuple(name for bit, name in enumerate(KINDS) if kinds >> bit & 1)


class Import(NamedTuple):
    """One import as written, before resolution: depends on bytes and language alone, so it is cached by content.

    line, column: from 1; column in characters. `written`: the specifier (`..web`, `./a.js`).
    names: what is taken from it (`from x import a, b`); () for the module itself, ("*",) for a star.
    aliases: the local name of each entry of names (or of the module), same length, for calls through aliases.
    """

    line: int
    column: int
    written: str
    names: tuple[str, ...] = ()
    kinds: int = RUNTIME
    aliases: tuple[str, ...] = ()


class Edge(NamedTuple):
    """One file needs one target, at a place.

    target: a path of this tree | `pkg:pypi/sqlalchemy.orm` | `std:python/json` | `?` (ours by name, but not there).
    name: the qualified name that was asked for (`shop.infra.db.Session`).
    via: the re-exporting file, if this edge is the *definition* behind a written edge; "" = written.
    member: the name taken out of the target; "" = the target itself, or all of it.
    spelled: alias | base_url, where a manifest of the importer says what `written` means; "" = it needs none.
    """

    source: str
    target: str
    name: str
    line: int = 0
    column: int = 1
    kinds: int = RUNTIME
    via: str = ""
    written: str = ""
    member: str = ""
    spelled: str = ""

    @property
    def module(self) -> str:
        """Return what people read of an edge that leads nowhere: a path as written, a relative module whole."""
        if self.written.startswith((".", "/")) and "/" in self.written:
            return self.written
        if self.member:
            return self.name.removesuffix(f".{self.member}")
        if not self.written.startswith("."):
            return self.written or self.name
        rest = self.written.lstrip(".")
        return self.name if f".{self.name}".endswith(f".{rest}") or not rest else self.name.rpartition(".")[0]

    def lost(self) -> bool:
        """Tell whether it is ours by name, leads to no file, and nothing says that it may."""
        return self.target == UNRESOLVED and not self.via and not self.kinds & MAY_FAIL


class Use(NamedTuple):
    """A name used in code, resolved through the imports and aliases of its file.

    name: dotted and resolved (`sqlalchemy.orm.Session.bulk_insert`), or undotted for a builtin or an unshadowed
    global, or `*.bulk_insert` where only the last name can be known. call: it is called, not only named.
    """

    line: int
    column: int
    name: str
    call: bool


class Blob(NamedTuple):
    """One side of a change: a git blob id, "" = no file; `work` = the bytes lie in the work tree or the proposal."""

    oid: str = ""
    mode: str = ""
    work: bool = False

    def there(self) -> bool:
        """Tell whether this side has a file."""
        return bool(self.oid) or self.work


class Change(NamedTuple):
    """One path and what happens to it. op: add | edit | delete | mode. was: the old path of a rename, else "".

    A rename is two changes: delete of the old path, and add of the new one with `was`.
    sure: False = derived from an edit that could not be rebuilt.  lost: for what it was to replace is not there.
    """

    path: str
    op: str = "edit"
    before: Blob = Blob()
    after: Blob = Blob()
    was: str = ""
    sure: bool = True
    lost: bool = False


class Want(NamedTuple):
    """What would have to be known. An answered want is never missing again.

    what: imports | hops | absent | uses | text | files | graph | lines | entries | declared | locked, answered by
        `evidence/gather`.
    side: after | before.
    """

    what: str
    side: str = "after"
    paths: tuple[str, ...] = ()
    region: Region | None = None


class Skipped(NamedTuple):
    """A file that could not be looked at as it should be, and why: never silent.

    fatal: it is governed and changed, so the result is "cannot judge".  line, column: 0 = not known.
    """

    path: str
    why: str
    line: int = 0
    fatal: bool = False
    column: int = 0


class Facts(NamedTuple):
    """Everything known now, for the rules it was gathered for.

    after, before: evidence name → path → rows. `imports` → Edge, `hops` → Edge (as written, and nothing behind it, of a
        file that only lies on a chain), `absent` → Edge (written, and what it takes out of a
        package is not there), `uses` → Use, `text` → (bytes,), `lines` → (int,),
        `entries` of a manifest, `declared` for a file and `locked` for a manifest's project → Entry,
        `files` → under the key "" the sorted paths of the tree.
    graph: the import graph of the tree after the change; was: before it (None in a check of everything).
    added, removed: edges that the change adds or takes away; added None = everything is looked at (`--all`).
    demand: rule id → the sorted paths that must be looked at for it (the answer of a nominator).
    line: of the one file looked at, if that alone was asked about; 0 = nobody did.  today: the day to judge by.
    wide: there is time to count in files that a change leaves alone.
    few: of the new chains that break a law, one that nothing excuses is enough: a hook tells of it, and no more.
    """

    change: tuple[Change, ...] = ()
    after: Mapping[str, Mapping[str, tuple[Any, ...]]] = {}
    before: Mapping[str, Mapping[str, tuple[Any, ...]]] = {}
    graph: Overlay | None = None
    was: Overlay | None = None
    added: tuple[Edge, ...] | None = None
    removed: tuple[Edge, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    demand: Mapping[str, tuple[str, ...]] = {}
    few: bool = False
    line: int = 0
    today: int = 0
    wide: bool = False

    def imports(self, path: str) -> tuple[Edge, ...] | None:
        """Return the edges of a file after the change; None = not known."""
        return self.after.get("imports", {}).get(path)

    def rows(self, what: str) -> Mapping[str, tuple[Any, ...]]:
        """Return all rows of one evidence after the change, by path."""
        return self.after.get(what, {})
