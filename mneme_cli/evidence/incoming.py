"""Files that did not change and whose edges may have: importers of what was added, deleted or renamed.

A change has two ends. An import contains the token of what it imports, unless it stands inside the package that it
imports: so importers are found by a search for tokens, and by the folder of a package file that came or went. The
answer may hold files that turn out not to be concerned; it lacks none. Non-ASCII tokens are searched in the
normalisations that editors write.
"""

from __future__ import annotations

from mneme_cli.evidence.listing import extended
from mneme_cli.evidence.names import pairs
from mneme_cli.evidence.plumbing import run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mneme_cli.evidence.repository import Repository
    from mneme_cli.model.fact import Change
    from mneme_cli.model.tree import Tree

    Search = Callable[[tuple[bytes, ...]], Iterable[str]]
    """Tokens → the paths of files that contain one of them."""
    Token = Callable[[str], bytes | None]
    """Path → the bytes that every import of it contains, b"" if there are none, None = no code."""

_MANY = 200
"""With more tokens than this the search costs more than reading every file, and would find most of them."""
_GREP = (
    *("grep", "--files-with-matches", "--fixed-strings", "--null", "--full-name", "--no-color"),
    *("--no-recurse-submodules", "--no-textconv", "-f", "-"),
)


def incoming(
    changes: Iterable[Change], tree: Tree, token: Token, search: Search, more: Iterable[bytes] = ()
) -> tuple[str, ...]:
    """Return the unchanged code files, sorted, whose imports may mean something else after the change.

    Args:
        changes: the whole change; only what was added or deleted (a rename is both) concerns others.
        tree: after the change; asked for folders that came or went.
        token: of a path, see `Token`.
        search: `grep`, `scan`, or an index of facts.
        more: tokens of changed exports (the barrel's own, and names that lead through it).
    """
    every = tuple(changes)
    moved = {change.path: change.op for change in every if change.op in ("add", "delete")}
    code = {path: mark for path in sorted(moved) if (mark := token(path)) is not None}
    wanted = {*more, *code.values(), *_folders(code, moved, tree)}
    found = set(_search(tuple(sorted(wanted - {b""})), tree, search))
    for path, mark in code.items():
        if _is_package(path, mark):
            found.update(tree.list(path[: path.rfind("/") + 1]))
    found -= {change.path for change in every}
    return tuple(sorted(path for path in found if token(path) is not None))


def grep(repository: Repository, where: str) -> Search:
    """Search with one `git grep`. where: work | index | a commit id."""

    def search(tokens: tuple[bytes, ...]) -> Iterable[str]:
        patterns = b"\n".join(sorted(form for token in tokens for form in _forms(token)))
        said = [run(repository.root, *_GREP, *side, given=patterns, fine=(0, 1)) for side in _sides(repository, where)]
        prefix = b"" if where in ("work", "index") else where.encode("ascii") + b":"
        return pairs(raw.removeprefix(prefix) for raw in b"".join(said).split(b"\0")[:-1])

    return search


def scan(tree: Tree) -> Search:
    """Search by reading every file: for a folder without git."""

    def search(tokens: tuple[bytes, ...]) -> Iterable[str]:
        forms = [form for token in tokens for form in _forms(token)]
        return (path for path in tree.list() if (text := tree.read(path)) and any(form in text for form in forms))

    return search


def _sides(repository: Repository, where: str) -> tuple[tuple[str, ...], ...]:
    """Return what to search; a sparse work tree lacks files that its tree has, so the index is searched besides."""
    if where == "work":
        return ((), ("--cached",)) if extended(repository) else ((),)
    return (("--cached",),) if where == "index" else ((where,),)


def _search(tokens: tuple[bytes, ...], tree: Tree, search: Search) -> Iterable[str]:
    if len(tokens) > _MANY:
        return tree.list()
    return search(tokens) if tokens else ()


def _folders(code: Iterable[str], moved: dict[str, str], tree: Tree) -> set[bytes]:
    """Return the names of folders that came or went: a folder can be imported without a package file."""
    turned: dict[str, bool] = {"": False}
    for path in code:
        folder = path.rpartition("/")[0]
        while folder not in turned:
            turned[folder] = _turned(folder, moved, tree)
            folder = folder.rpartition("/")[0] if turned[folder] else ""
    return {folder.rpartition("/")[2].encode("utf-8", "surrogateescape") for folder in turned if turned[folder]}


def _turned(folder: str, moved: dict[str, str], tree: Tree) -> bool:
    """Tell whether a folder is not there any more, or holds nothing but what was added."""
    return all(moved.get(path) == "add" for path in tree.list(f"{folder}/"))


def _is_package(path: str, token: bytes) -> bool:
    """Tell whether a file stands for its folder, so that files below import it without naming it."""
    stem = path.rpartition("/")[2].partition(".")[0]
    return token != stem.encode("utf-8", "surrogateescape")


def _forms(token: bytes) -> set[bytes]:
    if token.isascii():
        return {token}
    from unicodedata import normalize

    text = token.decode("utf-8", "surrogateescape")
    return {token, *(normalize(form, text).encode("utf-8", "surrogateescape") for form in ("NFC", "NFD"))}
