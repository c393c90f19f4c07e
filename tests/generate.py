"""Everything that is written from the code: schemas, the page of kinds, the blocks of README.

`python -m tests.generate` writes it; with `--check` it names what is stale and exits with 1. A test runs the check.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
import typer

from mneme_cli.cli import app
from mneme_cli.cli.shape_report import REPORT
from mneme_cli.cli.words.rules import SHELVES
from mneme_cli.commands.rules import index
from mneme_cli.decisions import shelves
from mneme_cli.decisions.schema import document, published, render
from mneme_cli.harnesses._neutral import EVENT, REPLY
from tests.repo import Repo, scrub

ROOT = Path(__file__).parents[1]
SHOWN = "src/shop/domain/order.py"
"""The file of the demo's change that README shows the verdict on."""
DAY = "2026-06-01"
MARKS = re.compile(r"(<!-- generated: ([a-z]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def generated() -> dict[str, str]:
    """Return every generated file: path from the root → text."""
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = {"check": verdict, "commands": overview}
    verbs = {verb: shelves.schema_of(verb) or {} for verb in shelves.verbs()}
    return {
        **{f"schemas/{name}": render(schema) for name, schema in published(verbs).items()},
        "schemas/event.schema.json": render(document("event", EVENT)),
        "schemas/reply.schema.json": render(document("reply", REPLY)),
        "schemas/report.schema.json": render(document("report", REPORT)),
        "docs/kinds.md": kinds(),
        "README.md": MARKS.sub(lambda found: found[1] + blocks[found[2]]() + found[3], readme),
    }


def overview() -> str:
    """List the commands as `mneme --help` does: by panel, each with its first paragraph."""
    group = typer.main.get_command(app.APP)
    commands = {name: group.get_command(None, name) for name in app.COMMANDS}
    panels: dict[str, list[str]] = {}
    for name, command in commands.items():
        first = command.help.partition("\n\n")[0]
        lines = textwrap.wrap(
            first, 78, initial_indent=f"  mneme {name:11} ", subsequent_indent=" " * 20, break_on_hyphens=False
        )
        panels.setdefault(command.rich_help_panel, []).extend(lines)
    return "```text\n" + "\n\n".join("\n".join([panel, *lines]) for panel, lines in panels.items()) + "\n```\n"


def verdict() -> str:
    """Run `mneme check` on one file of the demo's change, in a scratch repository whose commits never differ."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        scrub(patch, Path(folder) / "home")
        repo = Repo.make(Path(folder) / "shop")
        shop = ROOT / "examples" / "shop"
        repo.write({str(file.relative_to(shop)): file.read_bytes() for file in sorted(shop.rglob("*.*"))})
        repo.commit("The shop as it is")
        repo.write({SHOWN: (ROOT / "examples" / "change" / SHOWN).read_bytes()})
        said = subprocess.run(
            [sys.executable, "-m", "mneme_cli", "check"],
            cwd=repo.root,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT), "MNEME_AS_OF": DAY},
        )
    assert said.returncode == 1, said.stderr
    return f"```console\n$ mneme check\n{said.stdout}```\n"


def kinds() -> str:
    """Write one paragraph for every verb and every object, from the page that the entry carries itself."""
    leaves = index()
    says = (
        "A rule is a verb and its objects. `mneme rules forbid` shows the whole page in the terminal,\n"
        "[shapes.md](shapes.md) has one complete YAML for each verb, and each name here leads to its test:\n"
        "a page of examples that hold and examples that break.\n"
    )
    out = [
        "# Kinds\n\n<!-- written by `python -m tests.generate` -->\n",
        says,
    ]
    for shelf, title in SHELVES.items():
        entries = (one for one in leaves if one.shelf == shelf)
        out += [
            f"## {title}\n",
            *(_entry(one.name, f"../tests/{shelf}/{one.name}.md", one.says, one.page) for one in entries),
        ]
    return "\n".join(out)


def _entry(name: str, link: str, first: str, page: str) -> str:
    says = re.search(r"^Says:\n((?:    .*\n?)+)", page, re.MULTILINE)
    told = " ".join(says[1].split()) if says else ""
    takers = re.search(r"^Taken by:\n    (.*)", page, re.MULTILINE)
    told += f" Taken by: {takers[1]}." if takers else ""
    return textwrap.fill(f"**[{name}]({link})**: {first} {told}".strip(), 120, break_on_hyphens=False) + "\n"


def main(argv: list[str]) -> int:
    """Write what is stale, or only name it."""
    made = generated()
    stale = [path for path, text in made.items() if not _same(path, text)]
    if argv == ["--check"]:
        print("".join(f"stale: {path}\n" for path in stale) + ("run: make generate\n" if stale else ""), end="")
        return int(bool(stale))
    for path in stale:
        (ROOT / path).write_text(made[path], "utf-8", newline="\n")
        print(f"wrote {path}")
    return 0


def _same(path: str, text: str) -> bool:
    file = ROOT / path
    return file.exists() and file.read_bytes() == text.encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
