"""What people install: one wheel with its data, in an environment that has never seen this checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from mneme_cli import VERSION
from tests.repo import Repo

ROOT = Path(__file__).parents[2]


def run(*argv, cwd=None, fine=(0,)):
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
    done = subprocess.run([str(word) for word in argv], cwd=cwd, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode in fine, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder that holds the sdist, and the wheel that was made of it."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT)
    return out


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory):
    """A fresh environment with the wheel, and the libraries of this one behind it."""
    home = tmp_path_factory.mktemp("env")
    run(sys.executable, "-m", "venv", "--without-pip", home)
    (wheel,) = built.glob("*.whl")
    run(sys.executable, "-m", "pip", "--python", home / "bin" / "python", "install", "-q", "--no-deps", wheel)
    (site,) = home.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin"


def test_the_wheel_carries_data_types_and_licence(built):
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    ours = [
        str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("schemas/*")) + sorted((ROOT / "rules").rglob("*.*"))
    ]

    assert wheel.name == f"mneme_cli-{VERSION}-py3-none-any.whl"
    assert [path for path in ours if f"mneme_cli/{path}" not in names] == []
    assert "mneme_cli/harnesses/opencode/mneme.js" in names
    assert {"mneme_cli/py.typed", f"mneme_cli-{VERSION}.dist-info/licenses/LICENSE"} <= set(names)
    assert {name.partition("/")[0] for name in names} == {"mneme_cli", f"mneme_cli-{VERSION}.dist-info"}


def test_the_sdist_can_be_tested_by_whoever_packages_it(built):
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as packed:
        tops = {name.split("/")[1] for name in packed.getnames() if "/" in name}

    assert {"mneme_cli", "tests", "schemas", "rules", "docs", "examples", "LICENSE", "Makefile", "README.md"} <= tops
    assert not {".ci", ".git", ".venv"} & tops


def test_what_is_installed_judges(installed, repo):
    where = "import mneme_cli.resources as r; print(r.__file__); print(r.folder('schemas')); print(*r.packs())"
    file, schemas, packs = run(installed / "python", "-c", where, cwd=repo.root).splitlines()
    assert file.startswith(str(installed.parent))
    assert (schemas, packs) == (file.replace("resources.py", "schemas"), "python-hygiene")
    assert run(installed / "mneme", "--version") == f"mneme {VERSION}\n"

    repo.write({"shop/__init__.py": "", "shop/a.py": "x = 1\n"})
    run(installed / "mneme", "init", "--pack", "python-hygiene", cwd=repo.root)
    repo.commit("start")
    assert "no finding" in run(installed / "mneme", "check", "--all", cwd=repo.root)

    repo.write({"shop/a.py": "eval('1')\n"})
    said = run(installed / "mneme", "check", "--format", "json", cwd=repo.root, fine=(1,))
    assert [one["rule"] for one in json.loads(said)["findings"]] == ["python-hygiene:PY-0002#no-eval"]


def test_a_hook_of_what_is_installed_answers(installed, tmp_path, clean):
    repo = Repo.make(tmp_path / "hooked")
    repo.write({"shop/a.py": "x = 1\n"})
    run(installed / "mneme", "init", "--pack", "python-hygiene", cwd=repo.root)
    payload = {
        "hook_event_name": "PreToolUse",
        "cwd": repo.root,
        "tool_name": "Write",
        "tool_input": {"file_path": f"{repo.root}/shop/a.py", "content": "breakpoint()\n"},
    }
    done = subprocess.run(
        [installed / "mneme", "hook", "claude", "pre-tool"],
        input=json.dumps(payload),
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(done.stdout)["hookSpecificOutput"]["permissionDecision"] == "deny"
    assert "PY-0002#no-debugger" in done.stdout
