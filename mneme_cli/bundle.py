"""The compiled modules of a door in one file: to look for a hundred of them costs half a bare interpreter.

It lies in `__pycache__` beside the modules' own files and is trusted as they are: a module counts only while its source
has the size and the time at which it was compiled. Whoever missed one writes it after the answer, as Python does.

It also knows which modules a module imported as it ran, and runs those first, each made by hand: Python's own way from
an `import` to a module (a lock, a search, a spec) takes as long as to run what is in it. And it holds modules without
their `from __future__ import annotations`, which says how they are compiled and would be a module more to look for.
"""

import posix
import sys
from _frozen_importlib import ModuleSpec
from marshal import dumps, loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, ModuleType
    from typing import Any

    Entry = tuple[bool, int, int, tuple[str, ...], int, int]
    """Is it a package? The time and size of its source, what it imports, where its code begins and how long it is."""

_Module = type(sys)
_PACKAGE = __file__.rpartition("/")[0]
_MAGIC = b"mneme/3\n"
"""Changes with the layout of the file: an update of mneme finds what an older one left."""
_TREE = 0x400
"""What `ast.PyCF_ONLY_AST` is: the compiler has it, and `ast` costs as much as a hook."""
_HEAD = 24
"""Bytes that say the layout, how long the index is and how long the file; next come the index and the codes."""


class Bundle:
    """A finder of our own modules, first in `sys.meta_path`; what it does not hold is found as ever, and remembered."""

    def __init__(self, door: str) -> None:
        tag = f"{sys.implementation.cache_tag}.{sys.hexversion:x}.{sys.flags.optimize}"
        self._path = f"{_PACKAGE}/__pycache__/{door}.{tag}.bundle"
        self._file, self._start, self._entries = _opened(self._path)
        self._missed: dict[str, list[str]] = {}
        """What is not held, with what was seen to be imported by it."""

    def open(self) -> None:
        """Serve imports from now on."""
        sys.meta_path.insert(0, self)

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        """Return where a module is; None if it is not one of ours, not held, or held as it was and is no more."""
        if not name.startswith("mneme_cli."):
            return None
        if self._missed and (importer := _importer()) in self._missed:
            self._missed[importer].append(name)
        spec = self._spec(name)
        if spec is None:
            self._missed[name] = []
        return spec

    def _spec(self, name: str) -> ModuleSpec | None:
        entry = self._entries.get(name)
        path = _file(name, entry[0]) if entry else ""
        if entry is None or _seen(path) != entry[1:3]:
            return None
        spec = ModuleSpec(name, self, origin=path, is_package=entry[0])  # type: ignore[arg-type]
        spec.has_location = True
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(path.rpartition("/")[0])
        return spec

    def create_module(self, _spec: ModuleSpec) -> None:
        """Leave the making of a module to Python."""

    def exec_module(self, module: "ModuleType") -> None:
        """Run a module's code, after the modules that it imports."""
        for name in self._entries[module.__name__][3]:
            if name not in sys.modules:
                self._make(name)
        exec(self.get_code(module.__name__), module.__dict__)  # noqa: S102 (this is what a loader does)

    def _make(self, name: str) -> None:
        """Make a module as Python would; leave it to Python if it is not held, or no longer as it is."""
        parent, _, last = name.rpartition(".")
        if parent not in sys.modules:
            self._make(parent)
        spec = self._spec(name)
        if spec is None or parent not in sys.modules:
            return
        module = _Module(name)
        module.__spec__, module.__loader__, module.__file__ = spec, self, spec.origin  # type: ignore[assignment]
        module.__package__ = spec.parent
        if spec.submodule_search_locations is not None:
            module.__path__ = spec.submodule_search_locations
        sys.modules[name] = module
        try:
            self.exec_module(module)
        except BaseException:
            del sys.modules[name]
            raise
        setattr(sys.modules[parent], last, module)

    def get_code(self, name: str) -> "CodeType":
        """Return a module's code."""
        code: CodeType = loads(self._bytes(name))  # noqa: S302 (as the modules beside it)
        return code

    def _bytes(self, name: str) -> bytes:
        *_, start, length = self._entries[name]
        return posix.pread(self._file, length, self._start + start)

    def keep(self) -> None:
        """Write what was missed and then found, if anything was and the folder lets us."""
        seen = {name: _imported(name, tuple(needs)) for name, needs in self._missed.items()}
        found = {name: entry for name, entry in seen.items() if entry is not None}
        if not found or sys.dont_write_bytecode:
            return
        from mneme_cli.store.files import save

        held = {name: (*entry[:4], self._bytes(name)) for name, entry in self._entries.items()}
        save(self._path, _packed({**held, **found}))


def _file(name: str, package: bool) -> str:
    inside = name.replace(".", "/").removeprefix("mneme_cli")
    return _PACKAGE + inside + ("/__init__.py" if package else ".py")


def _seen(path: str) -> tuple[int, int] | None:
    try:
        found = posix.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _importer() -> str:
    """Return the module whose own code asks for another; empty if a function does."""
    frame = sys._getframe(2)  # noqa: SLF001 (only Python knows who asks)
    while frame.f_code.co_filename.startswith("<frozen importlib") and frame.f_back:
        frame = frame.f_back
    return str(frame.f_globals["__name__"]) if frame.f_code.co_name == "<module>" else ""


def _imported(name: str, needs: tuple[str, ...]) -> tuple[bool, int, int, tuple[str, ...], bytes] | None:
    """Return what is to be held of a module that was imported; None if it came from no file of its own."""
    spec: Any = getattr(sys.modules.get(name), "__spec__", None)
    if getattr(spec and spec.loader, "get_data", None) is None:
        return None
    package = spec.submodule_search_locations is not None
    path = _file(name, package)
    seen = _seen(path)
    return None if seen is None else (package, *seen, needs, dumps(_compiled(spec.loader.get_data(path), path)))


def _compiled(source: bytes, path: str) -> "CodeType":
    """Compile a module that needs no `__future__` to run: what that says is said to the compiler."""
    import __future__

    later = __future__.annotations.compiler_flag
    tree: Any = compile(source, path, "exec", _TREE | later, dont_inherit=True)
    tree.body = [each for each in tree.body if getattr(each, "module", "") != "__future__"]
    code: CodeType = compile(tree, path, "exec", later, dont_inherit=True)
    return code


def _opened(path: str) -> tuple[int, int, dict[str, "Entry"]]:
    """Return a file to read codes from, where they begin, and what there is; nothing of what is no bundle."""
    try:
        file = posix.open(path, posix.O_RDONLY)
        head = posix.pread(file, _HEAD, 0)
        length = int.from_bytes(head[8:16], "little")
        whole = head[:8] == _MAGIC and posix.fstat(file).st_size == int.from_bytes(head[16:], "little")
        index = loads(posix.pread(file, length, _HEAD)) if whole else {}  # noqa: S302 (as above)
    except (OSError, EOFError, ValueError, TypeError):
        return -1, 0, {}
    return file, _HEAD + length, index


def _packed(held: dict[str, tuple[bool, int, int, tuple[str, ...], bytes]]) -> bytes:
    """Return the bytes of a bundle."""
    index, at = {}, 0
    for name in sorted(held):
        *entry, code = held[name]
        index[name] = (*entry, at, len(code))
        at += len(code)
    said = dumps(index)
    lengths = len(said), _HEAD + len(said) + at
    head = b"".join(length.to_bytes(8, "little") for length in lengths)
    return b"".join((_MAGIC, head, said, *(held[name][-1] for name in sorted(held))))
