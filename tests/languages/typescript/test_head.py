"""The head law on real sources under hostile edits, and the cut beside the whole parse."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mneme_cli import languages
from mneme_cli.evidence import grammar
from mneme_cli.evidence.imports import extract, thorough, whole

REAL = {path.name: path.read_bytes() for path in sorted((Path(__file__).parent / "sources").iterdir())}
PIECES = [
    *(b"import a from 'q'\n", b"export {a}\n", b"export * from './z'\n", b"require('r')", b"import('d')", b"export default a\n"),
    *(b"`", b"'", b'"', b"${", b"}", b"{", b"(", b")", b"[", b"]", b"/*", b"*/", b"//", b"/", b"\n", b"\\", b"\xff", b"=>", b";"),
    *(b"<a>", b"</a>", b"<script>", b"</script>", b"<!--", b"-->", b"function f() {\n", b"if (x) {\n", b"type T = ", b"<T>"),
    *(b"/** @type {import('t')} */\n", b" * @import {a} from 'x'\n", b"vi.mock('m')", b"new URL('./u', import.meta.url)", b"\r"),
]  # fmt: skip
EDITS = st.lists(
    st.tuples(st.integers(0, 1 << 20), st.sampled_from([0, 0, 3, 20]), st.sampled_from(PIECES)), min_size=1, max_size=3
)


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        (b"", 0),
        (b"x = 1\n", 0),
        (b"important = 1\n", 0),
        (b"import 'a'\nx = 1\n", 11),
        (b"import 'a'", 10),
        (b"import {a, // }\n b} from 'a'\nx = {\n}\n", 29),
        (b"import {\n a } from 'a'; f(`\n`)\nx\n", 31),
        (b"function f() {\n  require('a')\n}\nx\n", 32),
        (b"import 'a'\n// import 'b'\nx\n", 11),
        (b"import 'a'\n/**\n * import b from 'b'\n */\nx\n", 11),
        (b"import a from 'a'\nx\nexport {a}\ny\n", 31),
        (b"import a from 'a'\nx\nexport {b}\ny\n", 18),
        (b"import a from 'a'\nx\nexport default a\ny\n", 37),
        (b"import a from 'a'\nx\nexport default f(a)\ny\n", 18),
        (b"export * from 'a'\r\nx\r\n", 19),
        (b"import 'a'\rx\r", -1),
        ("import 'a'\n".encode("utf-16"), -1),
        (b"\xef\xbb\xbfimport 'a'\nx\n", 14),
        (b"import 'a'\nimport {b} form 'b'\n", -1),
        (b"import 'a'\nx = {\n  import: './b',\n  export: 1,\n}\nexport {x}\nexport const y = 1\n", 11),
        (b"export type A = string\nexport default class {\n  import(x) {}\n}\n", 0),
        (b"f('an import of', require(`${x}`))\n// import {b} form 'b'\n", 0),
    ],
)
def test_head(source, kept):
    assert languages.of("a.ts").head(source) == kept


BROKEN = [
    *("import { x from '../adapters/ws';", "import { x } form '../adapters/ws';", "import x, from '../a';", "import x './a'"),
    *("import { x } from '../a;", "import { x } from ../a;", "import { x from", "import x from", "import", "import './a"),
    *("import type { A } form './a'", "import { x, , y } from './a';", "import x = require './a';", "import('./a);"),
    *("export { x } form './a';", "export { x } from", "export {", "export * form './a';", "export * from './a;"),
    *("export * as x form './a'", "export type { A } form './a';", "export type { A from './a';", "x = 1; import { x } form './a'"),
    "const x = require('./a);",
]  # fmt: skip


@pytest.mark.parametrize("name", ["a.ts", "a.tsx", "a.js"])
@pytest.mark.parametrize("statement", BROKEN)
def test_an_import_that_is_broken_is_said(statement, name):
    """Alone or below a healthy one: what it imports is what nobody can tell, and silence would read as nothing."""
    language = languages.of(name)
    for above in ("", "import 'z';\n", "export {};\n"):
        text = f"{above}{statement}\n".encode()
        assert [one.why for one in extract(text, language).skipped] == ["has a syntax error"], above
        assert thorough(text, language) == whole(text, language) == extract(text, language), above


def test_a_text_without_a_word_that_imports_is_not_parsed(monkeypatch):
    monkeypatch.setattr(grammar, "parser", lambda _language: pytest.fail)
    for read in (extract, thorough, whole):
        assert read(b"const x = (;\n", languages.of("a.ts")) == ((), ())


def test_a_component_says_it_too():
    text = b"<script>\nimport { x } form './x'\n</script>\n<template>\n  import data here\n</template>\n"
    assert [one.line for one in extract(text, languages.of("a.vue")).skipped] == [2]
    healthy = text.replace(b"form", b"from")
    assert extract(healthy, languages.of("a.vue")).skipped == ()


def edited(text, edits):
    for place, size, piece in edits:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + size :]
    return text


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.sampled_from(sorted(REAL)), EDITS)
def test_equal_heads_are_equal_imports(name, edits):
    language, before = languages.of(name), REAL[name]
    after = edited(before, edits)
    end = language.head(after)
    if 0 <= end == language.head(before) and after[:end] == before[:end]:
        assert extract(after, language).imports == extract(before, language).imports


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.sampled_from(sorted(REAL)), EDITS)
def test_the_cut_says_what_the_whole_file_says(name, edits):
    language = languages.of(name)
    text = edited(REAL[name], edits)
    assert extract(text, language).imports == whole(language.decode(text)[0], language).imports


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    st.binary(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join),
    st.sampled_from(["a.ts", "a.jsx", "a.vue"]),
)
def test_any_bytes_are_read(text, name):
    language = languages.of(name)
    extract(text, language)
    assert -1 <= language.head(text) <= len(text)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.sampled_from(sorted(REAL)), EDITS)
def test_exports_and_uses_never_fail(name, edits):
    from mneme_cli.evidence.grammar import parser

    language = languages.of(name)
    text, _ = language.decode(edited(REAL[name], edits))
    with suppress(ValueError):  # too deep, or too broken to be read in time
        language.exports(text, parser(language))
        language.uses(text, parser(language))
