"""A range comes to what its commits come to, one after the other: what they introduce, less what they fix again.

Real git, random histories with side branches and merges. MNEME_HISTORIES=200 asks for more of them than a normal run.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mneme_cli.evidence.repository import find
from mneme_cli.model.baseline import Baseline
from mneme_cli.model.day import parse
from mneme_cli.model.request import Request
from mneme_cli.pipeline.check import check
from mneme_cli.pipeline.sources import ends
from mneme_cli.store import baseline as store
from tests.repo import Repo, scrub

LAW = settings(
    max_examples=int(os.environ.get("MNEME_HISTORIES", "20")),
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
DAY = parse("2026-06-01")
DECISION = """\
id: ADR-1
title: Bans
status: accepted
date: 2026-01-01
rules:
  x: {forbid: {packages: [x]}}
  low: {forbid: {imports: [app.low]}, in: [app/high/**]}
  chain: {forbid: {reaches: [app.low]}, in: [app/high/**]}
"""
ALWAYS = {
    "docs/decisions/ADR-1.yaml": DECISION,
    "app/__init__.py": "",
    "app/high/__init__.py": "",
    "app/low.py": "z = 1\n",
}
LINES = ("import x", "import x.y", "from app import low", "from app import middle", "from app.high import b", "v = 1")
PATHS = ("app/high/a.py", "app/high/b.py", "app/middle.py", "other.py")


def text(path, lines):
    """Write a module; most of it is its own, so that no file is taken for another one that was renamed."""
    return "".join(f"{line}\n" for line in (*lines, *(f"# {path} says this in line {at} of itself" for at in range(9))))


FILES = st.dictionaries(st.sampled_from(PATHS), st.lists(st.sampled_from(LINES), max_size=3), min_size=1).map(
    lambda found: {path: text(path, lines) for path, lines in found.items()}
)
COMMITS = st.lists(st.tuples(FILES, st.booleans()), min_size=2, max_size=5)
"""Trees one after the other, and whether each is a merge of a side branch."""


class History:
    """One repository for all histories: what it keeps beside itself must never tell one of them about another."""

    def __init__(self, folder):
        self.repo = Repo.make(folder)
        self.made = 0

    def write(self, trees, more):
        """Write commits by one `git fast-import`, and return their ids; more: path → text in each of them."""
        self.made += 1
        rows, marks, count = [], [], 0
        for tree, merging in trees:
            parents = marks[-1:]
            if merging and parents:
                count += 1
                rows.append(self._commit(count, parents, {**ALWAYS, **more, "notes.txt": f"{count}"}))
                parents = [*parents, count]
            count += 1
            rows.append(self._commit(count, parents, {**ALWAYS, **more, **tree}))
            marks.append(count)
        self.repo.git(
            "fast-import", "--quiet", "--force", f"--export-marks={self.repo.root}/marks", given="".join(rows)
        )
        ids = dict(line.split() for line in self.repo.read("marks").decode().splitlines())
        return [ids[f":{mark}"] for mark in marks]

    def _commit(self, mark, parents, tree):
        name = f"refs/heads/h{self.made}-{mark}"
        head = f"commit {name}\nmark :{mark}\ncommitter C <c@example.org> {1_780_000_000 + mark} +0000\ndata 0\n"
        links = "".join(f"{'merge' if at else 'from'} :{one}\n" for at, one in enumerate(parents))
        files = "".join(f"M 100644 inline {path}\ndata {len(one.encode())}\n{one}\n" for path, one in tree.items())
        return f"{head}{links}deleteall\n{files}\n"

    def judged(self, request):
        found = ends(find(self.repo.root), request)
        return check(found, request, DAY).verdict

    def whole(self, commit):
        verdict = self.judged(Request(mode="all", head=commit))
        return Counter(one.identity for one in verdict.findings)

    def new(self, base, head, *outcomes):
        """Return what a range introduces; outcomes: only what comes to one of these."""
        verdict = self.judged(Request(mode="range", base=base, head=head))
        new = [one for one in verdict.findings if one.status == "introduced"]
        return Counter(one.identity for one in new if not outcomes or one.outcome in outcomes)


@pytest.fixture(scope="module")
def history():
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        scrub(patch, Path(folder) / "home")
        yield History(Path(folder) / "repo")


@LAW
@given(trees=COMMITS)
def test_a_range_is_the_sum_of_its_commits(history, trees):
    commits = history.write(trees, {})
    total = Counter()
    for before, after in pairwise(commits):
        total.update(history.new(before, after))
        total.subtract(history.new(after, before))

    found = history.new(commits[0], commits[-1])

    assert found == +total
    assert found == history.whole(commits[-1]) - history.whole(commits[0])


@LAW
@given(trees=COMMITS, keep=st.integers(0, 3), grown=st.booleans())
def test_a_baseline_never_hides_what_is_new(history, trees, keep, grown):
    """It accepts some of what was there at first; the last commit may help itself to more."""
    first, *_, last = history.write(trees, {})
    there, later = history.whole(first), history.whole(last)
    accepted = Baseline(counts={one: times for at, (one, times) in enumerate(sorted(there.items())) if at % 4 >= keep})
    more = {store.PATH: store.write(accepted).decode()}
    greedy = {store.PATH: store.write(Baseline(counts=later)).decode()}
    (tree, _), *_, (end, _) = trees
    base, head = history.write([({**tree, **more}, False), ({**end, **(greedy if grown else more)}, False)], {})

    assert history.new(base, head, "block", "ask") == later - there


WAIVER = """\
waiver: W-1
waives: [ADR-1#x, ADR-1#low, ADR-1#chain]
in: [{where}]
until: {until}
approved_by: a
because: b
"""
MOVED = {path: path.replace(".py", "_too.py") for path in PATHS}
"""New names, on the same side of each rule."""


@LAW
@given(
    tree=FILES,
    moves=st.sets(st.sampled_from(PATHS), min_size=1),
    where=st.sets(st.sampled_from((*PATHS, *MOVED.values())), min_size=1),
    until=st.sampled_from(("2026-05-31", "2026-07-01")),
)
def test_a_rename_takes_along_what_was_debt_and_nothing_that_was_excused(history, tree, moves, where, until):
    names = {path: MOVED[path] if path in moves else path for path in PATHS}
    paper = {
        "docs/decisions/W-1.yaml": WAIVER.format(where=", ".join(f"./{one}" for one in sorted(where)), until=until)
    }
    after = {names[path]: one for path, one in tree.items()}
    base, head = history.write([(tree, False), (after, False)], paper)

    def moved(one):
        rule, source, target, *rest = one
        return (rule, names.get(source, source), names.get(target, target), *rest)

    there = history.whole(base)
    carried = {moved(one) for one in there}
    debt = {moved(one) for one in there if where.isdisjoint((one[1], names.get(one[1], one[1])))}
    touched = {*tree, *after} - {path for path in tree if names[path] == path}
    now = {one.identity for one in history.judged(Request(mode="all", head=head)).findings if one.outcome == "block"}
    found = history.judged(Request(mode="range", base=base, head=head)).findings

    assert {one.identity for one in found if one.outcome == "block"} == {
        one for one in now - debt if one[1] in touched or one not in carried
    }
