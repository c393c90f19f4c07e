"""A server with a small shop on its main branch, and clones of it as people and builds have them."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from tests.commands.ask import BAD, ORDER, process, small_shop
from tests.repo import Repo

LATER = "2026-03-20T12:00:00+00:00"
DAY = "2026-04-01"


class Server:
    """A bare repository behind file://, so that git honours depths, and a checkout of somebody who works there."""

    def __init__(self, folder):
        self.folder = folder
        self.work = small_shop(Repo.make(folder / "work"))
        self.work.write({"mneme.yaml": "source_roots: [src]\napprovers: [ana]\n"})
        self.work.commit("The shop")
        self.work.git("clone", "-q", "--bare", self.work.root, str(folder / "server.git"))
        self.url = f"file://{folder}/server.git"
        self.work.git("remote", "add", "origin", self.url)
        self.work.git("fetch", "-q", "origin")
        self.made = 0

    def grow(self, count, branch="main"):
        """Let a branch go on by some commits that nobody minds, and push it."""
        self.work.git("checkout", "-q", branch)
        for _ in range(count):
            self.made += 1
            self.work.commit(f"more {self.made}", {f"notes/{self.made}.txt": f"{self.made}\n"})
        return self.push(branch)

    def branch(self, name, *changes, start="main"):
        """Make a branch with a commit for each change, push it, and return its tip."""
        self.work.git("checkout", "-q", "-b", name, start)
        for at, texts in enumerate(changes):
            self.work.commit(f"{name} {at}", texts)
        return self.push(name)

    def push(self, name, *args):
        self.work.git("push", "-q", *args, "origin", name)
        return self.work.git("rev-parse", name)

    def merged(self, name, onto="main"):
        """Merge a branch onto another without moving either, as a server tries it out; return the commit."""
        self.work.git("checkout", "-q", "--detach", onto)
        self.work.git("merge", "-q", "--no-ff", "-m", f"Merge {name}", name)
        made = self.work.git("rev-parse", "HEAD")
        self.work.git("push", "-q", "origin", f"HEAD:refs/pull/{name}/merge")
        return made

    def checkout(self, name, oid, *, depth=0):
        """Check one commit out as a build does: nothing but that commit, as deep as it says; 0 = everything."""
        made = Repo.make(self.folder / name)
        made.git("remote", "add", "origin", self.url)
        if depth:
            made.git("fetch", "-q", "--no-tags", f"--depth={depth}", "origin", oid)
        else:
            made.git("fetch", "-q", "--no-tags", "origin", "+refs/heads/*:refs/remotes/origin/*", oid)
        made.git("checkout", "-q", "--detach", oid)
        return made


@pytest.fixture
def server(clean, tmp_path):
    return Server(tmp_path)


@pytest.fixture
def bad(server):
    """A branch that breaks the rule in its second commit, while main went on."""
    head = server.branch("bad", {"notes/a.txt": "a\n"}, {ORDER: BAD})
    base = server.grow(2)
    return SimpleNamespace(head=head, base=base, merge=server.merged("bad"))


def pull(base, head, number=7):
    """An event of a pull request, with what we read of it."""
    return {
        "number": number,
        "pull_request": {"number": number, "base": {"ref": "main", "sha": base}, "head": {"ref": "x", "sha": head}},
    }


def push(before, after, ref="refs/heads/main", **more):
    """An event of a push, with what we read of it."""
    return {"before": before, "after": after, "ref": ref, "repository": {"default_branch": "main"}, **more}


def build(checkout, name, event, *args, **env):
    """Run `mneme ci` in a checkout as GitHub's runner would."""
    path = checkout.path.parent / f"{checkout.path.name}.event.json"
    path.write_text(json.dumps(event))
    told = {
        "MNEME_AS_OF": DAY,
        "GITHUB_ACTIONS": "true",
        "CI": "true",
        "GITHUB_EVENT_NAME": name,
        "GITHUB_EVENT_PATH": str(path),
    }
    return process("ci", *args, cwd=checkout.root, **{**told, **env})
