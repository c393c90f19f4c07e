"""setup.py: the literal arguments of `setup(...)`, as a syntax tree tells them. The file is never run."""

from __future__ import annotations

from mneme_cli.manifests import BrokenError, Found, Manifest
from mneme_cli.manifests._requirement import requirement
from mneme_cli.model.entry import DEV, OPTIONAL, RUNTIME

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator, Mapping

    from mneme_cli.model.entry import Entry

    Names = Mapping[str, ast.expr]

_KEYS = {"install_requires": (RUNTIME, ""), "setup_requires": (DEV, "build-system"), "tests_require": (DEV, "tests")}


def read(text: str, path: str) -> Found:  # noqa: ARG001 (the shelf's shape)
    """Return every package that a setup.py asks for in so many words."""
    import ast
    from warnings import catch_warnings, simplefilter

    try:
        with catch_warnings():
            simplefilter("ignore")  # about the judged file's own escapes
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as wrong:
        raise BrokenError("is not Python that can be read", getattr(wrong, "lineno", 0) or 0) from None
    names = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) == "setup")
    return Found(entries=tuple(each for call in calls for each in _entries(call, names)))


def _called(node: ast.Call) -> str:
    found: str = getattr(node.func, "attr", getattr(node.func, "id", ""))
    return found


def _entries(call: ast.Call, names: Names) -> Iterator[Entry]:
    for word in call.keywords:
        if word.arg in _KEYS:
            yield from _listed(word.value, names, *_KEYS[word.arg])
        elif word.arg == "extras_require":
            extras = _meant(word.value, names)
            for key, value in zip(getattr(extras, "keys", ()), getattr(extras, "values", ()), strict=True):
                label = getattr(key, "value", "")
                yield from _listed(value, names, OPTIONAL, label if isinstance(label, str) else "")


def _listed(node: ast.expr, names: Names, group: str, label: str) -> Iterator[Entry]:
    """Yield the requirements of a list, of lists that are added up, or of a name that stands for one."""
    import ast

    node = _meant(node, names)
    if isinstance(node, ast.BinOp):
        yield from _listed(node.left, names, group, label)
        yield from _listed(node.right, names, group, label)
    for each in getattr(node, "elts", (node,) if isinstance(node, ast.Constant) else ()):
        said = getattr(_meant(each, names), "value", "")
        for line in said.splitlines() if isinstance(said, str) else ():
            found = requirement(line, each.lineno, each.col_offset + 1, group, label)
            if found:
                yield found


def _meant(node: ast.expr, names: Names) -> ast.expr:
    """Follow a name to the value that the module gives it."""
    for _ in range(10):
        name = getattr(node, "id", "")
        if name not in names:
            break
        node = names[name]
    return node


MANIFEST = Manifest(files=("setup.py",), ecosystem="pypi", read=read)
