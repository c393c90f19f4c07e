"""The program as a person, a hook or a build server starts it: a process, three streams, an exit code."""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from mneme_cli.store.baseline import PATH

ROOT = str(Path(__file__).parents[2])
KEPT = ("GIT_", "LC_ALL", "TZ", "HOME", "PATH")
DAY = "2026-04-01"
HEAD = "id: ADR-0001\ntitle: The domain knows no infrastructure\nstatus: accepted\ndate: 2026-01-01\n"
RULE = HEAD + (
    "rules:\n  no-infra:\n    forbid:\n      imports:\n        - shop.infra\n    in:\n      - src/shop/domain/**\n"
)
BAD = "import shop.infra.db\n"
ORDER, DB, ADR = "src/shop/domain/order.py", "src/shop/infra/db.py", "docs/decisions/ADR-0001-domain.yaml"


class Said(NamedTuple):
    """out, err: bytes as they came.  code: of the process."""

    out: bytes
    err: bytes
    code: int

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def words(self) -> str:
        """Everything that was said, as prose without line ends, which depend on widths."""
        return " ".join((self.out + self.err).decode("utf-8", "replace").split())

    @property
    def page(self):
        """The verdict of `--format json`."""
        return json.loads(self.out)


def environment(**env):
    kept = {name: value for name, value in os.environ.items() if name.startswith(KEPT)}
    return {**kept, "PYTHONPATH": ROOT, "MNEME_AS_OF": DAY, "PYTHONDONTWRITEBYTECODE": "1", **env}


def mneme(*argv, cwd=None, given=b"", **env) -> Said:
    """Run `mneme`: in this process where that is the same and quicker, else in one of its own."""
    if argv[0] in ("check", "lint") and not (given or env):
        with chdir(cwd or "."):
            return quick(*argv)
    return process(*argv, cwd=cwd, given=given, **env)


def process(*argv, cwd=None, given=b"", **env) -> Said:
    """Run `mneme` as others start it; whatever happens there is neither a traceback nor a folder of this machine in what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "mneme_cli", *argv],
        input=given,
        capture_output=True,
        check=False,
        cwd=cwd,
        env=environment(**env),
        timeout=60,
    )
    said = Said(done.stdout, done.stderr, done.returncode)
    here = os.fsencode(os.path.realpath(cwd or os.getcwd()))
    assert b"Traceback" not in said.err + said.out, said
    assert here not in said.out, said
    assert here not in said.err, said
    assert said.code in (0, 1, 2), said
    return said


def quick(*argv) -> Said:
    """Run `check`, `lint` or `merge` in this process, through the same doors."""
    from mneme_cli.cli.app import run
    from mneme_cli.commands.plain import run as plain

    out, err = io.StringIO(), io.StringIO()
    dated = argv if "--as-of" in argv else (*argv, "--as-of", DAY)
    with redirect_stdout(out), redirect_stderr(err):
        said = plain(list(dated[1:])) if argv[0] == "check" else None
        gc.enable()
        text, code, told = said or ("", run(list(dated)), "")
    made = Said((text + out.getvalue()).encode(), (told + err.getvalue()).encode(), code)
    assert code in (0, 1, 2), made
    assert os.path.realpath(os.getcwd()) not in text + told + out.getvalue() + err.getvalue(), made
    return made


def ready(repo):
    """Compile ahead what hooks read, as `mneme install` does: with no deadline, which a busy machine would miss."""
    from mneme_cli.pipeline.keep import keep

    keep(repo.root)
    return repo


def small_shop(repo):
    """Write a small shop with one decision: what most of these tests begin with."""
    return repo.write(
        {
            "mneme.yaml": "source_roots:\n  - src\n",
            ADR: RULE,
            "src/shop/__init__.py": "",
            "src/shop/domain/__init__.py": "",
            "src/shop/infra/__init__.py": "",
            ORDER: "import os\n",
            DB: "x = 1\n",
        }
    )


def accepted(repo):
    """Return the rows of a repository's baseline, as they are written."""
    return json.loads(repo.read(PATH))["findings"]
