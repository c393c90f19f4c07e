"""Ten breaches of one imported rule, one for each way to write an import, and ten files that only look like one."""

from __future__ import annotations

from typing import NamedTuple


class Ground(NamedTuple):
    """Where to plant in one project. low: folder whose modules must not lead to `high`.  neutral: a module of no rule.

    legal: a file that imports `high` and may; its text moves into `low`.
    """

    name: str
    version: str
    source: str
    root: str
    low: str
    high: str
    neutral: str
    legal: str


def planted(ground: Ground, legal: str) -> dict[str, tuple[str, int]]:
    """Return form → (text, line of the import that breaks)."""
    above, _, last = ground.high.rpartition(".")
    here = ground.low[len(ground.root) :].replace("/", ".")
    dots, rest = relative(here, above)
    front, _, neutral = ground.neutral.rpartition(".")
    moved = next(at for at, line in enumerate(legal.split("\n"), 1) if f"from {ground.high} import" in line)
    return {
        "plain": (f"import os\nimport {ground.high}\n", 2),
        "alias": (f"import {ground.high} as other\n", 1),
        "from": (f"'''Words.'''\n\nfrom {above} import {last}\n", 3),
        "relative": (f"from {dots}{rest} import {last}\n", 1),
        "multi_line": (f"import os\n\nfrom {above} import (\n    {last},\n)\n", 3),
        "in_function": (f"def late():\n    import {ground.high}\n", 2),
        "type_only": (f"from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import {ground.high}\n", 4),
        "dynamic": (f"import importlib\n\nother = importlib.import_module('{ground.high}')\n", 3),
        "through_a_reexport": (f"from {front} import {neutral}\n", 1),
        "moved_file": (legal, moved),
    }


def relative(here: str, above: str) -> tuple[str, str]:
    """Say a package as seen from another: dots, and the rest of its name."""
    mine, theirs = here.split("."), above.split(".")
    same = 0
    while same < min(len(mine), len(theirs)) and mine[same] == theirs[same]:
        same += 1
    return "." * (len(mine) - same + 1), ".".join(theirs[same:])


def near(ground: Ground) -> dict[str, str]:
    """Return form → text of a file that breaks nothing."""
    high = ground.high
    above, _, last = high.rpartition(".")
    top, _, rest = high.partition(".")
    return {
        "comment": f"# import {high}\nx = 1  # from {above} import {last}\n",
        "docstring": f"'''import {high}\n\nfrom {above} import {last}\n'''\n",
        "string": f"x = 'import {high}'\ny = f'from {above} import {last}'\n",
        "bytes_and_lists": f"__all__ = ['{high}']\nx = b'import {high}'\n",
        "alike": f"import {top}x.{rest}\nimport x{high}\n",
        "shadowed_local": f"def f(import_module):\n    return import_module('{high}')\n",
        "shadowed_module": f"class importlib:\n    import_module = print\n\n\nimportlib.import_module('{high}')\n",
        "not_a_literal": f"import importlib\n\nname = '{high}'\nimportlib.import_module(name + '.x')\n",
        "own_module_of_that_name": f"from . import near_{last} as {last}\n",
        "attribute": f"class a:\n    pass\n\n\na.{last} = 1\na.{last}\n",
    }
