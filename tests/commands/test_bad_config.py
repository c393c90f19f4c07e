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
