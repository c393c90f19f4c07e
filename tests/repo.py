"""A scratch git repository for tests: nothing of this machine's settings, fixed dates, real git."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DATE = "2026-03-01T12:00:00+00:00"


def scrub(monkeypatch, home: Path) -> None:
    """Take everything of the machine out of the environment that could change what git says."""
    for name in [name for name in os.environ if name.startswith("GIT_") or name in ("LANGUAGE", "XDG_CONFIG_HOME")]:
        monkeypatch.delenv(name)
    home.mkdir(parents=True, exist_ok=True)
    for name, value in {
        "HOME": str(home),
        "LC_ALL": "C",
        "TZ": "UTC",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_AUTHOR_DATE": DATE,
        "GIT_COMMITTER_NAME": "C",
        "GIT_COMMITTER_EMAIL": "c@example.org",
        "GIT_COMMITTER_DATE": DATE,
    }.items():
        monkeypatch.setenv(name, value)


class Repo:
    """One scratch repository. All methods take paths relative to its root; texts are str or bytes."""

    def __init__(self, root: Path) -> None:
        self.path = root
        self.root = str(root)

    @classmethod
    def make(cls, root: Path, *, form: str = "sha1") -> Repo:
        """Start an empty repository on the branch main."""
        root.mkdir(parents=True, exist_ok=True)
        repo = cls(root)
        repo.git("init", "-q", "-b", "main", f"--object-format={form}", "--template=")
        return repo

    def git(self, *args: str, given: str | bytes = b"", fine: tuple[int, ...] = (0,), **env: str) -> str:
        """Run git and return what it says; a failure is an error with git's words."""
        data = given.encode() if isinstance(given, str) else given
        done = subprocess.run(
            ["git", *args], cwd=self.root, input=data, capture_output=True, check=False, env={**os.environ, **env}
        )
        assert done.returncode in fine, done.stderr.decode(errors="replace") + done.stdout.decode(errors="replace")
        return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")

    def write(self, texts: dict[str, str | bytes]) -> Repo:
        """Write files into the work tree, with their folders."""
        for name, text in texts.items():
            file = self.path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)
        return self

    def remove(self, *names: str) -> Repo:
        """Remove files or folders from the work tree."""
        for name in names:
            file = self.path / name
            shutil.rmtree(file) if file.is_dir() and not file.is_symlink() else file.unlink()
        return self

    def link(self, name: str, target: str) -> Repo:
        """Make a symbolic link."""
        (self.path / name).parent.mkdir(parents=True, exist_ok=True)
        (self.path / name).symlink_to(target)
        return self

    def stage(self, texts: dict[str, str | bytes] | None = None, *names: str) -> Repo:
        """Write files and add them to the index; with neither texts nor names, add everything."""
        self.write(texts or {})
        chosen = [*(texts or {}), *names]
        self.git("--literal-pathspecs", "add", "-A", "--", *(chosen or ["."]))
        return self

    def commit(self, message: str = "change", texts: dict[str, str | bytes] | None = None, **env: str) -> str:
        """Add everything (after writing the texts), commit, and return the commit's id."""
        self.write(texts or {})
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "--no-verify", "-m", message, **env)
        return self.git("rev-parse", "HEAD")

    def read(self, name: str) -> bytes:
        """Read a file of the work tree."""
        return (self.path / name).read_bytes()
