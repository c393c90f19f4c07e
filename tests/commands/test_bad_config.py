"""A broken mneme.yaml: what is wrong is said where it is, first, and nothing is invented besides."""

import json

import pytest

GHOST = "components:\n  ghost: src/ghost/**\n"


def problems(mneme, *argv):
    code, out, _ = mneme(*argv)
    page = json.loads(out)
    return code, [(one["code"], one["path"], one["line"]) for one in page["problems"]]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("approvers: [platform]", "approvers: [platform", 8),
        ("components:", "componets:", 1),
        ("  web: src/shop/web/**", "  web: srcc", 2),
        ("  web: src/shop/web/**", "  web: 7", 2),
        ("approvers: [platform]", "approver: [platform]", 8),
    ],
)
@pytest.mark.parametrize("argv", [("lint", "--json"), ("check", "--all", "--format", "json")])
def test_one_mistake_is_one_error(branch, mneme, argv, old, new, line):
    text = branch.read("mneme.yaml").decode()
    assert old in text
    branch.write({"mneme.yaml": text.replace(old, new)})

    assert problems(mneme, *argv) == (2, [("E-SCHEMA", "mneme.yaml", line)])


def test_a_broken_decision_is_still_said(branch, mneme):
    path = "docs/decisions/ADR-0005-no-cycles.yaml"
    broken = branch.read(path).decode().replace("acyclic", "acylic")
    branch.write({"mneme.yaml": branch.read("mneme.yaml") + b"nope: 1\n", path: broken})

    assert problems(mneme, "lint", "--json") == (2, [("E-SCHEMA", "mneme.yaml", 9), ("E-SCHEMA", path, 8)])


@pytest.mark.parametrize("argv", [("lint", "--json"), ("check", "--all", "--format", "json")])
def test_an_empty_component_is_said_once(branch, mneme, argv):
    text = branch.read("mneme.yaml").decode()
    branch.write({"mneme.yaml": text.replace("components:\n", GHOST)})

    assert [one for one in problems(mneme, *argv)[1] if one[0] == "E-EMPTY"] == [("E-EMPTY", "mneme.yaml", 2)]


@pytest.mark.parametrize(
    "written", ["{}\n    - {}\n    - {}\n", "\n      match:\n        - {}\n        - {}\n        - {}\n"]
)
@pytest.mark.parametrize("argv", [("lint", "--json"), ("check", "--all", "--format", "json")])
def test_an_entry_of_a_component_that_selects_nothing_is_said_at_its_line(branch, mneme, argv, written):
    """The files that it was to name belong to nothing, so no rule on the component sees them."""
    text = branch.read("mneme.yaml").decode()
    entries = ("src/shop/web/**", "src/shop/wbe/**", "src/shop/gone.py")
    entry = (
        written.format(*entries) if written.startswith("\n") else written.format("\n    - " + entries[0], *entries[1:])
    )
    branch.write({"mneme.yaml": text.replace(" src/shop/web/**\n", entry, 1)})
    lines = branch.read("mneme.yaml").decode().splitlines()
    at = [number for number, line in enumerate(lines, 1) if line.strip()[2:] in entries[1:]]

    code, found = problems(mneme, *argv)
    assert code == 2
    assert [one for one in found if one[0] == "E-EMPTY"] == [("E-EMPTY", "mneme.yaml", line) for line in at]


def test_an_entry_whose_file_has_moved_is_said_with_the_move(branch, mneme):
    text = branch.read("mneme.yaml").decode()
    extra = "  edge:\n    - src/shop/web/**\n    - src/shop/edge.py\n"
    branch.commit(
        "edge", {"mneme.yaml": text.replace("  web: src/shop/web/**\n", extra), "src/shop/edge.py": "EDGE = 1\n"}
    )
    branch.git("checkout", "-q", "-B", "main")
    branch.git("checkout", "-q", "-B", "feature")
    branch.git("mv", "src/shop/edge.py", "src/shop/rim.py")

    said = [one for one in problems(mneme, "lint", "--json")[1] if one[0] == "W-EMPTY"]
    assert said == [("W-EMPTY", "mneme.yaml", 4)]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("ADR-0004-the-orm", "title: The", "title: all: The"),  # ADR-0007 supersedes it
        ("ADR-0006-billing-surface", "surface: [shop", "surfaces: [shop"),  # ADR-0008 overrides its rule
        ("ADR-0003-one-http-client", "status: accepted", "status: acepted"),  # W-0001 waives its rule
    ],
)
def test_a_link_to_a_record_that_cannot_be_read_is_not_called_dangling(branch, mneme, name, old, new):
    path = f"docs/decisions/{name}.yaml"
    text = branch.read(path).decode()
    assert old in text
    branch.write({path: text.replace(old, new)})

    found = problems(mneme, "lint", "--json")[1]
    assert {(code[0], where) for code, where, _ in found if code.startswith("E-")} == {("E", path)}
