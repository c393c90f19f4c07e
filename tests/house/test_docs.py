"""What the documents say is so: their YAML compiles, their commands run, their paths are there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
import yaml
from packaging.requirements import InvalidRequirement, Requirement

from mneme_cli import kinds, shelf
from mneme_cli.cli import app
from mneme_cli.harnesses import _wiring as wiring
from mneme_cli.model.day import parse
from mneme_cli.model.tree import Texts
from mneme_cli.pipeline.corpus import bundle

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "rules").rglob("*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TODAY = parse("2026-11-20")


def blocks(page, language):
    return [text for word, text in BLOCK.findall((ROOT / page).read_text("utf-8")) if word == language]


def prose(page):
    """Return a page without its blocks."""
    return BLOCK.sub("", page.read_text("utf-8"))


def record(text):
    """Return the name that a record's file would have."""
    return re.match(r"(?:id|waiver): (\S+)", text)[1]


CONFIG, *SHAPES = blocks("docs/shapes.md", "yaml")
RECORDS = {f"docs/decisions/{record(text)}.yaml": text.encode() for text in SHAPES + blocks("README.md", "yaml")}


SHOP = {f"src/shop/{name}__init__.py": b"" for name in ("", "web/", "app/", "domain/", "infra/", "billing/", "auth/")}


def compiled(files):
    made = bundle(Texts({"mneme.yaml": CONFIG.encode(), **SHOP, **files}), TODAY).compiled
    return made, [f"{one.path}:{one.line} {one.code} {one.message}" for one in made.corpus.problems]


def test_every_record_on_the_pages_compiles_and_none_is_lost():
    made, problems = compiled(RECORDS)

    assert problems == []
    assert len(made.corpus.decisions) + len(made.corpus.waivers) == len(RECORDS) >= 13


@pytest.mark.parametrize("path", [path for path, text in RECORDS.items() if b"ADR-0002#" not in text])
def test_every_decision_on_the_pages_compiles_by_itself(path):
    text = RECORDS[path].replace(b"supersedes:\n  - ADR-0004\n", b"")

    made, problems = compiled({path: text})

    assert problems == []
    assert len(made.corpus.live) == len(made.corpus.decisions[0].clauses) > 0


def test_the_page_of_shapes_has_every_verb():
    assert [
        name for name in shelf.names(kinds.__name__) if f"\n## {name}\n" not in (ROOT / "docs/shapes.md").read_text()
    ] == []


WORDS = (
    "peers: closed: containers: exhaustive: depth: some: hide: direct: through: edges: where: each_child_of: but: on: "
    "std: overrides: tag: exact: {name} {!name} service?"
)


@pytest.mark.parametrize("word", WORDS.split())
def test_the_page_of_shapes_shows_every_word_in_a_record_that_is_loaded(word):
    assert any(word in text for text in SHAPES)


THEIR_WORDS = ROOT / "docs" / "coming-from.md"
"""Names commands and paths of other tools beside ours."""
COMMANDS = {
    words
    for page in PAGES
    if page != THEIR_WORDS
    for words in re.findall(r"(?:^\$ |`|^  )mneme ((?:[a-z]+)[^`\n#]*)", page.read_text("utf-8"), re.MULTILINE)
}


def test_documents_name_commands():
    assert {words.split()[0] for words in COMMANDS} >= set(app.COMMANDS) | {"hook"}


@pytest.mark.parametrize("words", sorted(COMMANDS))
def test_a_command_that_is_named_exists_with_its_options(words, capsys):
    name, *rest = words.split()
    if name == "hook":
        done = subprocess.run(
            [sys.executable, "-m", "mneme_cli", name, *rest], input=b"{}", capture_output=True, check=False, cwd=ROOT
        )
        assert (done.returncode, done.stdout) == (0, b"")
        return
    group = typer.main.get_command(app.APP)
    options = {option for one in group.get_command(None, name).params for option in one.opts} | {"--help"}

    assert app.run([name, "--help"]) == 0
    assert f"mneme {name}" in capsys.readouterr().out
    assert [word for word in rest if word.startswith("-") and word not in options] == []


def test_make_has_every_target_that_is_named():
    named = {target for page in PAGES for target in re.findall(r"(?:`|^\$ )make (\w+)", page.read_text(), re.MULTILINE)}

    assert {"demo", "test", "lint", "generate"} <= named
    assert [target for target in sorted(named) if f"\n{target}: " not in (ROOT / "Makefile").read_text()] == []


LINK = re.compile(r"\]\((?!https?://)([^)#]+)")
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.*-]*|[\w-]+\.(?:md|yaml|toml|py))`")
CLIENTS = [wiring.take(name).project for name in wiring.names()]
THEIRS = (
    "src/",
    "requirements/",
    ".mneme/",
    ".github/copilot/",
    ".vscode/",
    ".opencode/",
    *(path.rpartition("/")[0] + "/" for path in CLIENTS),
)
"""What a page says of the reader's own repository."""
TO_WRITE = re.compile(r"^\| an? ")
"""A row of the table of what is there to be added: its files are not there, their shelves are."""


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page != THEIR_WORDS], ids=lambda page: str(page.relative_to(ROOT))
)
def test_every_path_that_is_named_exists(page):
    missing = []
    for line in prose(page).splitlines():
        missing += [name for name in LINK.findall(line) if not (page.parent / name).exists()]
        for name in PATH.findall(line):
            path = ROOT / name.rstrip("/")
            path = path.parent if TO_WRITE.match(line) and page.name == "CONTRIBUTING.md" else path
            if not name.startswith(THEIRS) and not path.exists():
                missing.append(name)

    assert missing == []


def test_the_demo_shows_what_readme_promises(tmp_path):
    door = tmp_path / "mneme"
    door.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m mneme_cli "$@"\n')
    door.chmod(0o755)

    done = subprocess.run(
        [str(ROOT / "examples" / "demo"), str(door)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "8 decisions, 5 rules in force" in done.stdout
    assert "allowed: 30 files, 5 rules, no finding · 1 excepted · 1 overridden · 1 waived" in done.stdout
    assert "blocked: 3 findings of 3 rules" in done.stdout


FETCHED = re.compile(r"\bpip install\b[^\n`]*\bmneme-cli\b[^\n`]*")
FROM_HERE = re.compile(r"""['"]mneme-cli(\[mcp\])? @ git\+<URL of (this repository|mneme)>@<tag>['"]""")


def test_the_name_is_nowhere_installed_from_a_registry_where_it_is_not_ours():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    texts = [
        path for path in listed if path.endswith((".md", ".py", ".yml", ".yaml", ".toml")) and path[:6] != "tests/"
    ]
    told = [(path, line) for path in texts for line in FETCHED.findall((ROOT / path).read_text("utf-8"))]

    assert [(path, line) for path, line in told if not FROM_HERE.search(line)] == []
    assert len(told) >= 3


@pytest.mark.parametrize(
    "line", ["mneme-cli @ git+<URL of this repository>@<tag>", "mneme-cli[mcp] @ git+<URL of mneme>@<tag>"]
)
def test_pasted_as_it_stands_the_placeholder_fetches_nothing(line):
    with pytest.raises(InvalidRequirement):
        Requirement(line)


def test_what_a_gate_installs_has_to_be_named():
    job = yaml.safe_load((ROOT / "templates" / "mneme.yml").read_text("utf-8"))["mneme"]
    done = subprocess.run(
        ["sh", "-ec", job["script"][0].replace("python3 -m pip", "echo")],
        env={**job["variables"]},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert "MNEME_INSTALL" in done.stderr
    assert done.stdout == ""
    assert not re.search(r"\bOWNER/mneme\b", (ROOT / "docs" / "gates.md").read_text("utf-8"))  # may be somebody's
