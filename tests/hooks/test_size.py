"""Huge edits cost what their size is worth, and no more: far within the deadline, twice the lines about twice the time."""

import json
from resource import RUSAGE_CHILDREN, getrusage

import pytest

from mneme_cli.commands.hook import DEADLINE
from tests.commands.ask import ready
from tests.hooks.shop import BAD, GOOD, ORDER, build, denial, hook, payload

pytestmark = pytest.mark.usefixtures("repo")
TEXT = "docs/decisions/ADR-0002.yaml"
RULE = "id: ADR-0002\ntitle: No address in data\nstatus: accepted\ndate: 2026-01-01\nrules:\n  no-address:\n"
RULE += "    forbid:\n      text: 'https://intern'\n    in:\n      - data/**\n"


def lines(count, what="rows({n})\n"):
    return "".join(what.format(n=n) for n in range(count))


def repetitive(count):
    """Return JSON whose lines are all alike."""
    return json.dumps([{"name": "x", "value": 1, "tags": ["a", "b"]}] * (count // 8), indent=1) + "\n"


def seconds(agent, given):
    """Return the answer and the CPU time it cost; the machine may be busy with other things."""
    before = getrusage(RUSAGE_CHILDREN)
    said = hook(agent, given)
    after = getrusage(RUSAGE_CHILDREN)
    return said, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def edit(root, path, old, new):
    given = {"file_path": path, "old_string": old, "new_string": new}
    return {**payload("claude", root), "tool_name": "Edit", "tool_input": given}


def patch(root, path, old, new):
    changed = "".join(f"-{line}\n" for line in old.splitlines()) + "".join(f"+{line}\n" for line in new.splitlines())
    text = f"*** Begin Patch\n*** Update File: {path}\n@@\n{changed}*** End Patch\n"
    return {**payload("codex", root), "tool_name": "apply_patch", "tool_input": {"command": text}}


@pytest.mark.parametrize("how", [edit, patch], ids=lambda how: how.__name__)
@pytest.mark.parametrize("count", [40_000])
def test_a_rewrite_of_forty_thousand_lines_is_linear(repo, how, count):
    agent = "codex" if how is patch else "claude"
    spent = []
    build(repo)
    for size in (count // 2, count):
        old = GOOD + lines(size)
        repo.write({ORDER: old})
        said, cost = seconds(agent, how(repo.root, ORDER, old, BAD + lines(size, "rows({n}, 1)\n")))
        assert "ADR-0001#no-db" in denial(agent, said)
        spent.append(cost)

    assert spent[1] < DEADLINE
    assert spent[1] < 3 * spent[0]


@pytest.mark.parametrize("how", [edit, patch], ids=lambda how: how.__name__)
def test_two_thousand_lines_that_are_all_alike_are_linear(repo, how):
    agent = "codex" if how is patch else "claude"
    spent = []
    ready(build(repo).write({TEXT: RULE}))
    for size in (2_000, 4_000):
        old = repetitive(size)
        repo.write({"data/a.json": old})
        new = old.replace('"x"', '"https://intern"')
        said, cost = seconds(agent, how(repo.root, "data/a.json", old, new))
        assert "ADR-0002#no-address" in denial(agent, said)
        spent.append(cost)

    assert spent[1] < DEADLINE
    assert spent[1] < 3 * spent[0]


@pytest.mark.parametrize("text", ["def f(a, b):\n    return g(a, [b, 1, {'x': 2}])\n", "import a.b.c\n"])
@pytest.mark.parametrize("broken", ["", "x = )\n"])
def test_what_takes_too_long_to_parse_is_not_begun(repo, text, broken):
    """Nothing can break into a parse, so the deadline has to be kept by not starting it."""
    build(repo)

    said, cost = seconds("claude", payload("claude", repo.root, text=text * (5_000_000 // len(text)) + broken + BAD))

    assert f"Not judged: {ORDER} has 5.0 MB to parse, the limit of a hook is 1.0 MB" in said.out.decode()
    assert cost < DEADLINE / 2


def test_a_large_file_with_its_imports_ahead_is_judged(repo):
    build(repo)

    said = hook("claude", payload("claude", repo.root, text=BAD + lines(300_000)))

    assert "ADR-0001#no-db" in denial("claude", said)


def test_one_line_changed_among_many_that_are_alike(repo):
    """A patch whose context fits everywhere is the worst case of looking for it."""
    ready(build(repo).write({TEXT: RULE}))
    repo.write({"data/a.json": repetitive(2_000)})
    hunk = '@@\n "name": "x",\n-  "value": 1,\n+  "value": "https://intern",\n  "tags": [\n'
    text = f"*** Begin Patch\n*** Update File: data/a.json\n{hunk * 60}*** End Patch\n"
    given = {**payload("codex", repo.root), "tool_name": "apply_patch", "tool_input": {"command": text}}

    said, cost = seconds("codex", given)

    assert "ADR-0002#no-address" in denial("codex", said)
    assert cost < DEADLINE
