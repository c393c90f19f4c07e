import json
import os
import subprocess
import sys

import pytest

from mneme_cli.cli import repository
from mneme_cli.cli.app import COMMANDS, run
from mneme_cli.commands.lint import summed
from mneme_cli.commands.rules import Leaf
from mneme_cli.model.corpus import Corpus, Place
from tests.cli.shared_corpus import CORPUS, get, put

HERE = os.path.abspath(".")
GOLDEN = os.path.join(os.path.dirname(__file__), "golden")


def mneme(*argv, cwd=HERE, **environ):
    program = (
        f"import sys; sys.path.insert(0, {HERE!r}); from mneme_cli.cli.app import run; sys.exit(run(sys.argv[1:]))"
    )
    kept = {"PATH": os.environ["PATH"], "COLUMNS": "80", "HOME": str(cwd)}
    asked = [sys.executable, "-c", program, *argv]
    return subprocess.run(asked, capture_output=True, text=True, cwd=cwd, env={**kept, **environ}, check=False)


@pytest.fixture
def decisions(monkeypatch, tmp_path):
    monkeypatch.setattr(repository, "corpus", lambda day="": (str(tmp_path), CORPUS))
    monkeypatch.setattr("mneme_cli.commands.lint.lint", lambda *_: summed(CORPUS, CORPUS.problems))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return str(tmp_path)


SHOWN = {
    "list.txt": ["list"],
    "list.json": ["list", "--json"],
    "show.txt": ["show", "12"],
    "show-old.txt": ["show", "4"],
    "show.json": ["show", "12", "--json"],
    "show-rule.txt": ["show", "12#no-orm"],
    "waiver.txt": ["show", "W-7"],
    "waiver.json": ["show", "W-7", "--json"],
    "graph.txt": ["graph"],
    "graph.mmd": ["graph", "--format", "mermaid"],
    "graph.dot": ["graph", "--format", "dot"],
    "graph.json": ["graph", "--json"],
    "lint.txt": ["lint"],
    "lint.json": ["lint", "--json"],
}


@pytest.mark.parametrize("name", SHOWN)
def test_golden(name, decisions, capsys):
    assert run(SHOWN[name]) == 0
    got = capsys.readouterr().out
    path = os.path.join(GOLDEN, name)
    if os.environ.get("MNEME_GOLDEN") == "write":
        with open(path, "w", encoding="utf-8") as file:
            file.write(got)
    assert got == get(GOLDEN, name)
    if not name.endswith((".mmd", ".dot", ".json")):
        assert max(map(len, got.splitlines())) <= 80
    if name.endswith(".json"):
        assert json.loads(got)["version"] == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_teaches(name, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert run([name, "--help"]) == 0
    text = capsys.readouterr().out
    assert f"mneme {name}" in text
    assert "Example" in text


def test_help_lists_every_command():
    done = mneme("--help")
    assert done.returncode == 0
    assert all(f"│ {name} " in done.stdout for name in COMMANDS)
    assert "\x1b" not in done.stdout


def test_one_command_does_not_import_the_others():
    program = (
        "import sys; from mneme_cli.cli.app import run; run(['list', '--help']); "
        "sys.exit(bool({'mneme_cli.cli.writing', 'mneme_cli.cli.judging', 'mneme_cli.commands.list'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["lsit"], "Did you mean 'list'"),
        (["waive", "ADR-1#x"], "Missing option"),
        (["list", "--nope"], "has no option"),
        (["-C", "/not/there", "list"], "name a folder that is there"),
        (["rules", "nothing-such"], "there is no rule kind"),
        (["init", "--as-of", "yesterday"], "not a calendar day"),
    ],
)
def test_misuse_ends_with_2_and_no_traceback(argv, said):
    done = mneme(*argv)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_no_command_shows_the_help():
    assert "mneme init" in mneme().stdout


def test_version():
    assert mneme("--version").stdout.startswith("mneme ")


def test_a_closed_pipe_is_no_failure(tmp_path):
    program = "import sys; from mneme_cli.cli.app import run; sys.exit(run(['--help']))"
    first = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    first.stdout.close()
    assert b"Traceback" not in first.stderr.read()
    first.stderr.close()
    first.wait()


def test_colour_when_forced(decisions, capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    run(["list"])
    assert "\x1b[1;32min-force" in capsys.readouterr().out


def test_init_in_a_real_repository(tmp_path):
    put(str(tmp_path), {"src/shop/__init__.py": "", "tests/test_a.py": ""})
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    done = mneme("init", cwd=tmp_path / "src", MNEME_AS_OF="2026-01-02")
    assert done.returncode == 0
    assert "mneme check --all" in done.stdout
    assert "date: 2026-01-02" in get(str(tmp_path), "docs/decisions/ADR-0001-decisions-are-kept.yaml")
    again = json.loads(mneme("init", "--json", cwd=tmp_path).stdout)
    assert again["written"] == []


WRITTEN = [
    ["new", "Mail by a queue", "--by", "ana"],
    ["supersede", "12", "--status", "accepted"],
    ["amend", "12#no-orm"],
    ["waive", "12#no-orm", "--in", "src/x/**", "--until", "2026-12-31", "--by", "ana", "--because", "moves"],
]


@pytest.mark.parametrize("argv", WRITTEN)
def test_writing(argv, decisions, capsys, monkeypatch):
    put(decisions, {"src/x/a.py": ""})
    monkeypatch.chdir(decisions)
    assert run([*argv, "--json"]) == 0
    path = json.loads(capsys.readouterr().out)["path"]
    assert os.path.exists(os.path.join(decisions, path))
    assert run(argv) == 2
    assert "there already" in capsys.readouterr().err


def test_an_editor_only_when_asked(decisions, capsys, monkeypatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f'{sys.executable} -c \'import sys; open(sys.argv[1], "a").write("x-ticket: 1\\n")\'')
    assert run(["new", "One"]) == 0
    assert run(["new", "Two", "--edit"]) == 0
    folder = os.path.join(decisions, "docs/decisions")
    assert ["x-ticket" in get(folder, name) for name in sorted(os.listdir(folder))] == [False, True]
    monkeypatch.setenv("EDITOR", "/not/there")
    assert run(["new", "Three", "--edit"]) == 2
    monkeypatch.delenv("EDITOR")
    assert run(["new", "Four", "--edit"]) == 2
    assert len(os.listdir(folder)) == 4


def test_shell_completion():
    done = mneme(_MNEME_COMPLETE="complete_bash", COMP_WORDS="mneme su", COMP_CWORD="1", _TYPER_COMPLETE_TESTING="1")
    assert "supersede" in done.stdout


def test_renumber_through_the_door(decisions, capsys, monkeypatch):
    one, two = (CORPUS.decisions[1]._replace(id="ADR-0017", place=Place(path)) for path in ("d/a.yaml", "d/b.yaml"))
    put(decisions, {"d/a.yaml": "id: ADR-0017\n", "d/b.yaml": "id: ADR-0017\n", "d/c.yaml": "relates: [ADR-0017]\n"})
    third = one._replace(id="ADR-0001", place=Place("d/c.yaml"))
    corpus = CORPUS._replace(decisions=(one, two, third), waivers=())
    monkeypatch.setattr(repository, "corpus", lambda day="": (decisions, corpus))
    monkeypatch.chdir(os.path.join(decisions, "d"))
    assert run(["renumber", "a.yaml"]) == 0
    out = capsys.readouterr().out
    assert "ADR-0017 is now ADR-0018" in out
    assert "ADR-0017 stays with d/b.yaml" in out
    assert "  d/c.yaml:1\n" in out
    put(decisions, {"d/a.yaml": "id: ADR-0017\n"})
    assert run(["renumber", "b.yaml", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["moves"][0]["kept"] == "d/a.yaml"


def test_init_through_the_door(tmp_path, capsys, monkeypatch):
    put(str(tmp_path), {"doc/adr/0001-x.md": "", "tach.toml": "", "a.go": "", "p/__init__.py": "", "mneme.yaml": ""})
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == 0
    out = capsys.readouterr().out
    assert "go (1 file, not read yet), python (1 file)" in out
    assert "1 Markdown record in doc/adr stay" in out
    assert "tach  tach.toml" in out
    assert get(str(tmp_path), "mneme.yaml") == ""


def test_rules_through_the_door(monkeypatch, capsys):
    leaf = Leaf(name="forbid", shelf="kinds", says="Nothing of this kind. " * 9, page="Nothing.\n\nSays:\n    never.")
    monkeypatch.setattr("mneme_cli.commands.rules.index", lambda: (leaf,))
    monkeypatch.setattr("mneme_cli.commands.rules.page", lambda word: (leaf,))
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert run(["rules"]) == 0
    assert "Verbs: what can be wrong\n  forbid  Nothing" in capsys.readouterr().out
    assert run(["rules", "forbid"]) == 0
    assert capsys.readouterr().out.endswith("\nWhat it says\n  never.\n")
    assert run(["rules", "forbid", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rules"][0]["name"] == "forbid"


def test_empty_corpora_are_said(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(repository, "corpus", lambda day="": (str(tmp_path), Corpus(as_of=1)))
    monkeypatch.setattr("mneme_cli.commands.lint.lint", lambda *_: summed(Corpus(), ()))
    for argv in (["list"], ["graph"], ["lint"]):
        run(argv)
        assert "mneme new TITLE" in capsys.readouterr().out
    monkeypatch.setattr("mneme_cli.commands.lint.lint", lambda *_: summed(CORPUS, ()))
    run(["lint"])
    assert capsys.readouterr().out.startswith("ok: 4 decisions")
