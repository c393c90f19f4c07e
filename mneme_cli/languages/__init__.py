"""One language each: how an import is written, what it means, and which bytes it must contain."""

from __future__ import annotations

from mneme_cli import shelf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, NamedTuple

    from mneme_cli.model.fact import Edge, Import, Use
    from mneme_cli.model.layout import Layout
    from mneme_cli.model.tree import Tree
else:
    from mneme_cli.model.noun import NamedTuple

_BY_SUFFIX = {
    **dict.fromkeys((".py", ".pyi", ".ipynb"), "python"),
    **dict.fromkeys((".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte"), "typescript"),
}
"""A hook must not import every language to find one; a house test compares this table with the entries themselves."""
_FOUND: dict[str, Language] = {}

NOTEBOOKS = (".ipynb",)
"""Files that are run and never imported; their JSON hides words behind escapes."""


class Language(NamedTuple):
    """One language.

    suffixes: with the dot.  grammar: (package, function) of its tree-sitter wheel.
    keywords: bytes one of which every import statement contains.
    decode: bytes of a file → (the text as UTF-8 that every other function here takes, "" or why it is not readable).
        Where there is a reason the text may still hold facts; it is b"" if it cannot.
    imports: text, parse → raw imports in source order, each name of a `from` list in `names` of one Import (of several
        with one place if their kinds differ). parse(text) returns a tree-sitter tree; the ladder (head cut, full
        parse) is `evidence`'s, see `head`.  Raises ValueError(why) for a text that nests too deep.
    head: bytes of a file → the offset behind the last import statement (0 = none, -1 = cannot tell, as where a
        statement begins to import and breaks off). Two texts with equal bytes up to there have the same imports.
    resolve: path, raw import, tree, layout → one Edge per name.
    exports: text, parse → name → raw imports that bind it at module level (re-exports); "*" → star imports;
        names defined here map to ().
    uses: text, parse → names used and called, resolved through the file's imports and aliases.  Raises as `imports`.
    taken: text, parse → what is used of each import, as uses that stand where the import stands and are named as it
        names them: `b.c` of `from a import b`, `a.b` of `import a`, `*.b` of a star or a namespace. None = not known.
    absolute: path, name as `uses` left it, tree, layout → the name as rules write it.
    token: path → bytes that every import of this file must contain, unless written inside its own or a parent package,
        or one of `names`.
    names: path, layout → what else an import of this file may contain instead, because a manifest says so.
    layout: tree, settings roots, settings imports → the Layout part of this language.
    std: top-level name → is it the standard library?
    speak: path, layout → the absolute name under which others import the file, "" = nobody can.
    statement: name, what is taken from it ("" = the module itself), typed (for annotations only) → the import, written.
    places: bytes of a file → (line, column) of its text → the same in the file; None = they are the same (a text that
        is taken out of its file has others).
    ecosystem: of package-url.  tests: globs of test files, unless the settings say others.
    exported: only what `exports` names can be imported; else every name that a file binds, by whatever import.
    apart: what is taken is no part of the name that it is taken from: `express (Request)`, not `express.Request`.
    dialects: the same language for some of its suffixes each, where one of them cannot be read as the others are.
    called: what people call it (a dialect may have a name of its own), "" = its name.
    runtimes: whose standard library its files may use, the usual one first; () = that of the language's own name.
    modules: of the first runtime's library, also those that need a scheme, for warnings; nothing = not written down.
    builtins: the module whose names are those that no file has to import, "" = there is none.
    gives: path, text, parse → every name that can be taken out of the file of a package, besides its submodules; None =
        it does not tell, or is no such file. Where `gives` itself is None, nobody asks.
    binds: an import → the names that it binds at the top level of its module ("*" for a star), which others can take
        from there; None = the language passes on what it exports, under names of its own.
    members: module of the standard library → names in it, for warnings alone; nothing = nobody has written them down.
    """

    name: str
    suffixes: tuple[str, ...]
    grammar: tuple[str, str]
    keywords: tuple[bytes, ...]
    decode: Callable[[bytes], tuple[bytes, str]]
    imports: Callable[[bytes, Any], tuple[Import, ...]]
    head: Callable[[bytes], int]
    resolve: Callable[[str, Import, Tree, Layout], tuple[Edge, ...]]
    exports: Callable[[bytes, Any], Mapping[str, tuple[Import, ...]]]
    uses: Callable[[bytes, Any], tuple[Use, ...]]
    absolute: Callable[[str, str, Tree, Layout], str]
    token: Callable[[str], bytes]
    layout: Callable[[Tree, tuple[str, ...], Mapping[str, str]], Layout]
    std: Callable[[str], bool]
    speak: Callable[[str, Layout], str]
    statement: Callable[..., bytes]
    ecosystem: str
    tests: tuple[str, ...] = ()
    taken: Callable[[bytes, Any], tuple[Use, ...]] | None = None
    names: Callable[[str, Layout], tuple[bytes, ...]] = lambda _path, _layout: ()
    places: Callable[[bytes], Callable[[int, int], tuple[int, int]] | None] = lambda _raw: None
    exported: bool = False
    apart: bool = False
    dialects: tuple[Language, ...] = ()
    marked: tuple[tuple[bytes, tuple[str, str]], ...] = ()
    called: str = ""
    runtimes: tuple[str, ...] = ()
    modules: Callable[[], frozenset[str]] = frozenset
    builtins: str = ""
    gives: Callable[[str, bytes, Any], frozenset[str] | None] | None = None
    binds: Callable[[Import], tuple[str, ...]] | None = None
    members: Callable[[], Mapping[str, frozenset[str]]] = dict


def take(name: str) -> Language:
    """Return one language by its name."""
    language: Language = shelf.take("mneme_cli.languages", name, "LANGUAGE")
    return language


def called() -> dict[str, Language]:
    """Return name → language or dialect, under every name that people call one by: for a compiler, never for a hook."""
    entries = [take(name) for name in shelf.names("mneme_cli.languages")]
    everyone = [each for entry in entries for each in (*entry.dialects, entry)]
    return {each.called or each.name: each for each in everyone}


def known(path: str) -> bool:
    """Tell whether some language reads a file, without importing any."""
    return path[path.rfind(".") :] in _BY_SUFFIX


def wording(path: str, raw: bytes) -> bytes:
    """Return bytes in which every word of a file stands as it is: JSON hides those of a notebook behind escapes."""
    if not path.endswith(NOTEBOOKS):
        return raw
    language = of(path)
    return raw + b"\n" + language.decode(raw)[0] if language else raw


def of(path: str) -> Language | None:
    """Return the language of a file by its suffix, in the dialect of that; None if no entry reads it."""
    suffix = path[path.rfind(".") :] if "." in path else ""
    if suffix not in _FOUND:
        language = take(name) if (name := _BY_SUFFIX.get(suffix)) else None
        if language is None:
            return None
        _FOUND[suffix] = next((each for each in language.dialects if suffix in each.suffixes), language)
    return _FOUND[suffix]


def asked(edge: Edge) -> str:
    """Return what an import asks for, as people of its language read it."""
    language = of(edge.source)
    if language is None or not language.apart or edge.via:
        return edge.name or edge.target
    foreign = edge.target.startswith(("pkg:", "std:"))
    module = edge.name.removesuffix(f".{edge.member}") if foreign and edge.member else edge.name
    module = module if foreign else edge.module if edge.target == "?" else edge.target
    return f"{module} ({edge.member})" if edge.member else module or edge.target
