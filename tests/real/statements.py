"""Import statements of a TypeScript project, one by one: what we make of each beside what the compiler makes of it.

The compiler is asked through its own resolution (`oracle/compiler.cjs`), with the nearest tsconfig that takes a file in.
A row is (file, line, specifier) → the file it means, "" = none of this project.
"""

from __future__ import annotations

import json
import os
from subprocess import run

from mneme_cli import languages
from mneme_cli.evidence.imports import extract
from mneme_cli.model.fact import TEST
from mneme_cli.model.tree import Texts

ORACLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "oracle", "compiler.cjs")
Row = tuple[str, int, str]


def texts(folder: str) -> dict[str, bytes]:
    """Return every file of an unpacked project but installed packages."""
    out = {}
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "node_modules"]
        for name in names:
            full = os.path.join(place, name)
            if os.path.isfile(full) and not os.path.islink(full):
                with open(full, "rb") as file:
                    out[os.path.relpath(full, folder).replace(os.sep, "/")] = file.read()
    return out


def sources(files: dict[str, bytes], below: str) -> list[str]:
    """Return the code files under a prefix that both sides can read."""
    ends = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs")
    return sorted(path for path in files if path.startswith(below) and path.endswith(ends))


def ours(files: dict[str, bytes], paths: list[str]) -> tuple[dict[Row, str], list[str]]:
    """Return our rows, and what could not be read."""
    tree = Texts(files)
    layout = languages.take("typescript").layout(tree, (), {})
    out, skipped = {}, []
    for path in paths:
        language = languages.of(path)
        read = extract(files[path], language, path)
        skipped += [f"{each.path}:{each.line} {each.why}" for each in read.skipped]
        for found in read.imports:
            if found.kinds & TEST:  # a mock is no import to the compiler
                continue
            for edge in language.resolve(path, found, tree, layout):
                said = (path, edge.line, found.written.removeprefix("./") if found.column == 0 else found.written)
                out[said] = "" if edge.target.startswith(("pkg:", "std:", "?")) else edge.target
    return out, skipped


def compiler(package: str, folder: str, paths: list[str], conditions: str = "") -> dict[Row, str]:
    """Return the compiler's rows. package: the folder of npm's `typescript`."""
    done = run(
        ["node", ORACLE, package, folder, conditions],
        input="\n".join(paths),
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {(path, line, said): target for path, line, said, target in rows}


CODE = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json")
"""What the compiler can mean. A style sheet, a picture, a font or a component beside a file is an edge to us, an asset to
it, and is not counted; so is `new URL("…", import.meta.url)`, which it does not take for a statement that imports."""


def counted(mine: dict[Row, str], theirs: dict[Row, str]) -> tuple[int, int, int]:
    """Return how many statements lead to one file for both, to one for us alone or another, to one for them alone."""
    ours = {row: to for row, to in mine.items() if to.endswith(CODE) and row in theirs}
    both = sum(theirs[row] == to for row, to in ours.items())
    return both, len(ours) - both, sum(bool(to) and mine.get(row) != to for row, to in theirs.items())


_OPTIONS = {
    "tsPreCompilationDeps": True,
    "detectJSDocImports": True,
    "parser": "tsc",
}
"""What makes dependency-cruiser look at types, at JSDoc, and at `exports` of packages; it does none of it unasked."""


def cruised(tool: str, folder: str, below: str, condition: str = "") -> dict[tuple[str, str], str]:
    """Return what dependency-cruiser makes of each (file, specifier); it tells no lines. tool: its installed folder."""
    config = os.path.join(tool, "..", "mneme-compares.json")
    with open(config, "w", encoding="utf-8") as file:
        names = [*filter(None, [condition]), "import", "require", "node", "default"]
        options = {**_OPTIONS, "enhancedResolveOptions": {"exportsFields": ["exports"], "conditionNames": names}}
        json.dump({"forbidden": [], "options": options}, file)
    program = os.path.join(tool, "bin", "dependency-cruise.mjs")
    command = ["node", program, "--config", config, "--output-type", "json", below]
    done = run(command, cwd=folder, capture_output=True, text=True, check=True)
    out = {}
    for module in json.loads(done.stdout)["modules"]:
        if not module["source"].startswith(below):
            continue
        for each in module["dependencies"]:
            inside = not each["couldNotResolve"] and not each["coreModule"] and "node_modules" not in each["resolved"]
            out[module["source"], each["module"]] = each["resolved"] if inside else ""
    return out
