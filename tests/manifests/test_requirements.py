"""A list of requirements: what it asks for and takes in, what it is for, and when it is none."""

from __future__ import annotations

import pytest

from mneme_cli import manifests
from tests.manifests.test_readers import said


def test_requirements():
    text = (
        "# flask\n-r ../base.txt\n-c constraints.txt\n--index-url https://example.org\n"
        "requests==2.31 \\\n    --hash=sha256:0\n  Django>=4 # no\n-e git+https://example.org/x#egg=own_pkg&subdirectory=a\n"
        "./local\nhttps://example.org/x.whl\nzope.interface ; python_version>'3'\n-e .\n"
    )
    assert said("requirements/dev.txt", text) == [
        ("requests", "dev", "==2.31", "2.31", 5),
        ("django", "dev", ">=4", "", 7),
        ("own-pkg", "dev", "", "", 8),
        ("zope-interface", "dev", "", "", 11),
    ]
    assert manifests.read("requirements/dev.txt", text.encode()).includes == (
        ("base.txt", "requirements"),
        ("requirements/constraints.txt", "constraints"),
    )
    assert said("constraints.txt", "requests==2.31\n") == [("requests", "locked", "==2.31", "2.31", 1)]
    assert [each[1] for each in said("requirements.in", "x\n") + said("test-requirements.txt", "x\n")] == [
        "runtime",
        "test",
    ]


@pytest.mark.parametrize(
    ("path", "group", "label"),
    [
        ("requirements/extras/redis.txt", "optional", "redis"),
        ("requirements/extras/test.txt", "optional", "test"),
        ("requirements/deps/mock.txt", "runtime", ""),
        ("requirements/dev/base.txt", "dev", "dev"),
        ("requirements/test-ci-base.txt", "dev", "test"),
        ("extras/requirements.txt", "runtime", ""),
        ("test/requirements.txt", "runtime", ""),
    ],
)
def test_a_list_is_for_what_its_name_and_the_folders_of_lists_above_it_say(path, group, label):
    (entry,) = manifests.read(path, b"boto3>=1.26.143\n").entries
    assert (entry.group, entry.label) == (group, label)


@pytest.mark.parametrize("path", ["requirements/notes/why.txt", "docs/requirements.txt"])
def test_prose_declares_nothing(path):
    text = b"Requirements\n============\n\nThe system shall work.\nIt runs on:\n\nLinux\n- macOS\n\nand never alone.\n"
    assert manifests.read(path, text) == manifests.Found()


def test_a_line_that_cannot_be_read_hides_no_other():
    text = "requests\nflask 2\n{% if x %}\nattrs\nurllib3==2\n"
    assert [each[0] for each in said("requirements/base.txt", text)] == ["requests", "attrs", "urllib3"]
