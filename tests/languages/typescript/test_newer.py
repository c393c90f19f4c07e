"""What the grammars lack, or what is written wrongly, costs no import beside it."""

from __future__ import annotations

import pytest

NEWER = [
    "for (using y of z) { f() }",
    "for (await using y of z) { f() }",
    "for await (using y of z) { f() }",
    "for await (await using y of z) { f() }",
    "for (using y = a(); ;) { break }",
    "using y = a()",
    "async () => { await using y = a(), z = b() }",
    "const x = import.source('x')",
    "const x = import.defer(x)",
    "class A { static accessor #x = 1 }",
    "class A { accessor x = 1; accessor 'y'; accessor [z] = 2 }",
    "class A {\n  accessor = 1\n  m(accessor) { return accessor in x }\n}",
    "export { default } from './b.json' with { type: 'json' }",
    "export * from './b.json' assert { type: 'json' }",
]
NEWER_TYPES = [
    "class A { static accessor x: number = 1 }",
    "abstract class A { abstract accessor x: number }",
    "class A<const in out T, out U> {}",
    "interface A {\n  b?: B[]\n  in?: string\n  instanceof?: 1\n  out?: 2\n}",
    "class A {\n  b = 1\n  in?: string\n}",
    "interface A {\n  b?: B\n  in2?: C // see in\n\tin: 1\n  /* and */\n  instanceof_: 2\n}",
    "const a = {\n  b, // one\n  in2: 1,\n  in: f(\n    in2,\n    c,\n  ),\n}",
    "type A = { b: 1, in : 2, out : 3 }",
    "const a = { b, in : 1, out }, c = f(b, out as D)",
    "import type A = B.C",
]


@pytest.mark.parametrize(
    ("source", "path"),
    [(source, path) for source in NEWER for path in ("a.ts", "a.tsx", "a.js", "a.vue") if "accessor =" not in source or path == "a.js"]
    + [(source, path) for source in NEWER_TYPES for path in ("a.ts", "a.tsx")],
)  # fmt: skip
def test_what_the_grammars_lack_costs_nothing(read, source, path):
    text = f"import a from './a'\n{source}\nimport z from './z'\n"
    found = read(f"<script>\n{text}</script>\n" if path == "a.vue" else text, path)
    assert [row[5] for row in found if row[2] in ("./a", "./z")] == ["runtime", "runtime"]


@pytest.mark.parametrize("path", ["a.js", "a.jsx", "a.tsx"])
@pytest.mark.parametrize("attribute", ['class="c"', "class={c}", "for='d'", 'in="SourceGraphic"', "default={1}"])
def test_attributes_of_tags_may_be_keywords(read, path, attribute):
    source = f"import './a'\nconst b = <p a={{1}} {attribute}>in = 1</p>\nclass D {{}}\nrequire('./b')\n"
    assert [row[2] for row in read(source, path)] == ["./a", "./b"]


def test_newer_words_in_texts_and_names_stay(used):
    source = "const a = 'for (using x of y)'; f(b, out); g(out in x, in_); accessor(using)\n  in2()\n"
    assert {name for name, _ in used(source, "a.js")} == {"f", "b", "out", "g", "x", "in_", "in2", "accessor", "using"}


def test_a_tag_s_text_imports_nothing(read):
    source = 'const a = <p>import "./a" don\'t require("./b") export * from "./c"</p>\nimport "./d"\n'
    assert [row[2] for row in read(source, "a.jsx")] == ["./d"]
    assert [row[2] for row in read(source, "a.tsx")] == ["./d"]


def test_what_nobody_knows_yet_loses_nothing_else():
    from mneme_cli import languages
    from mneme_cli.evidence.imports import extract

    source = b"import a from './a'\nlet x = a |> f(%) <<<>>> ;\nimport b from './b'\nexport * from './c'\nif (1) {\n  require('./d')\n}\n"
    for path in ("a.ts", "a.tsx", "a.js"):
        found = extract(source, languages.of(path), path)
        assert [each.written for each in found.imports] == ["./a", "./b", "./c", "./d"]
        assert [each.why for each in found.skipped] == ["has a syntax error"]


def test_a_merge_conflict_keeps_both_sides():
    from mneme_cli import languages
    from mneme_cli.evidence.imports import extract

    source = b"import './a'\n<<<<<<< HEAD\nimport './b'\n=======\nimport './c'\n>>>>>>> x\nimport './d'\n"
    assert [each.written for each in extract(source, languages.of("a.ts")).imports] == ["./a", "./b", "./c", "./d"]


def test_too_deep_is_said():
    from mneme_cli import languages
    from mneme_cli.evidence.imports import extract

    found = extract(b"[" * 3000 + b"import('./a')" + b"]" * 3000, languages.of("a.ts"), "a.ts")
    assert found.imports == ()
    assert "deep" in found.skipped[0].why
