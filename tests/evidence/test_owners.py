"""CODEOWNERS as GitHub documents it: the last match wins, folders are theirs with all below, odd lines mean nothing."""

import pytest

from mneme_cli.evidence.owners import owners, read, speaks
from mneme_cli.model.tree import Texts


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("*", "a/b.py", True),
        ("*.js", "x/y.js", True),
        ("*.js", "x/y.ts", False),
        ("/build/logs/", "build/logs/a/b", True),
        ("/build/logs/", "x/build/logs/a", False),
        ("docs/*", "docs/a.md", True),
        ("docs/*", "docs/b/a.md", False),
        ("docs/*", "x/docs/a.md", False),
        ("apps/", "x/apps/y/z", True),
        ("apps/", "apps", False),
        ("/docs/", "docs/a", True),
        ("/docs/", "x/docs/a", False),
        ("/apps/github", "apps/github/x", True),
        ("**/logs", "a/b/logs/c", True),
        ("/a.txt", "b/a.txt", False),
        ("/a.txt", "a.txt", True),
        ("/*", "a.txt", True),
        ("/*", "b/a.txt", False),
        ("src/**", "src/a/b", True),
        ("docs/W-?.yaml", "docs/W-1.yaml", True),
    ],
)
def test_a_pattern_means_what_github_says(pattern, path, meant):
    assert speaks(pattern, path) is meant


def test_the_last_match_wins_and_a_line_without_names_takes_owners_away():
    found = owners(Texts({"CODEOWNERS": b"* @a @b\n/docs/ c@d.org\n/docs/free\n"}))

    assert [found.of(path) for path in ("x", "docs/x", "docs/free/x")] == [("@a", "@b"), ("c@d.org",), ()]


def test_of_three_places_the_first_counts():
    both = {"docs/CODEOWNERS": b"* @docs\n", "CODEOWNERS": b"* @root\n"}

    assert owners(Texts(both)).of("x") == ("@root",)
    assert owners(Texts({**both, ".github/CODEOWNERS": b"* @github\n"})).of("x") == ("@github",)
    assert owners(Texts({})).of("x") == ()


def test_comments_blanks_in_names_and_what_is_refused():
    text = b"\xef\xbb\xbf# one\n\n  \n*.py @a # two\r\n/my\\ dir/ @b\n!x @c\n[s] @d\n\\#x @e\nnobody\n"

    assert read(text) == (("*.py", ("@a",)), ("/my dir/", ("@b",)), ("nobody", ()))
