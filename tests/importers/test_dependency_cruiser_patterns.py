"""Expressions of dependency-cruiser: globs that match the same, or a refusal with its reason."""

from __future__ import annotations

import pytest

from mneme_cli.importers.dependency_cruiser.patterns import globs
from mneme_cli.importers.dependency_cruiser.regex import UnsaidError
from mneme_cli.model.glob import matches

PATTERNS = {
    "^src/": ["src/**"],
    "^src/core": ["src/core*", "src/core*/**"],
    "^src/a\\.js$": ["src/a.js"],
    "\\.spec\\.[jt]s$": ["**/*.spec.js", "**/*.spec.ts"],
    "^(src|lib)/x/": ["src/x/**", "lib/x/**"],
    "^src/(?:a|b)?$": ["src/a", "src/b", "src/"],
    "^src/([^/]+)/": ["src/{g1}/**"],
    "^src/[^/]+/index\\.ts$": ["src/*/index.ts"],
    "^src/.*/x\\.ts$": ["src/*/**/x.ts"],
    "^src/.*": ["src/**"],
    "/test/": ["*/**/test/**"],
    "^package\\.json$": ["./package.json"],
    "^app\\/\\[slug\\]/": ["app/[slug]/**"],
    ".*": ["**"],
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_expression_becomes_globs_that_match_the_same(pattern):
    import re

    found = globs(pattern)
    assert list(found.texts) == PATTERNS[pattern]
    paths = ["src/a.js", "src/a", "src/core/x.ts", "src/corex.ts", "src/x/y.spec.js", "lib/x/a", "src/f/index.ts"]
    paths += [
        "src/f/g/x.ts",
        "src/x.ts",
        "a/test/b",
        "test/b",
        "package.json",
        "a/package.json",
        "app/[slug]/p.tsx",
        "srcs/a",
    ]
    for path in paths:
        ours = any(matches(text.removeprefix("./"), path) for text in found.texts)
        assert ours == bool(re.search(pattern, path)), path


@pytest.mark.parametrize(
    "pattern", ["(?!x)", "\\d+", "a{2}", "(ab)+", "[^a]", "[a-z]", "x.*y", "(a", "[a", "a^b", "+", "a)"]
)
def test_an_expression_without_a_glob_is_refused_with_its_reason(pattern):
    with pytest.raises(UnsaidError) as raised:
        globs(pattern)
    assert str(raised.value)


def test_what_a_glob_says_a_little_wider_is_told():
    assert globs("^src/a.js$").losses == ("'.' is read as a dot, not as any character",)
    assert globs("[^/]+\\.js$").losses
