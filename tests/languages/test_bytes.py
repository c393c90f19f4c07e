"""An edit that cannot take anything else of what is imported whole is known by its words: generous, and never wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mneme_cli import languages
from mneme_cli.evidence.grammar import parser
from mneme_cli.languages._bytes import touches

HEADS = {
    "a.py": (
        "import p\n",
        "import p.q as sh\n",
        "from p import sh, X\n",
        "from p import *\n",
        '"""Words sh."""\nimport sh\n',
    ),
    "a.ts": (
        *("import * as sh from './p'\n", "import {sh, X} from './p'\n", "const sh = require('./p')\n"),
        "import d, * as p from './p'\n",
    ),
}
LINES = {
    "a.py": (
        *(
            "x = 1",
            "y(x, 2)",
            "sh.S()",
            "p.q.S(1)",
            "s = sh",
            "s = sh.T",
            "s.U()",
            "s = 1",
            "g = s",
            "g.V",
            "x: int = sh",
        ),
        *(
            "def f(a):",
            "def f(sh):",
            "    return a",
            "    sh.S",
            "    x.y()",
            "class A:",
            "    sh = 1",
            "for sh in x: pass",
        ),
        *(
            '"""',
            "'''",
            "# sh.S()",
            "x = 'sh.S'",
            "(sh",
            "    .W())",
            "    .go())",
            "sh.",
            "    Z",
            "X.a",
            "print(X)",
            "S()",
        ),
        *(
            "x = \\",
            "lambda sh: sh.S()",
            "if x:",
            "    s = p",
            "k = {'a': sh.T}",
            "x.sh.S()",
            "f(a=sh.T, b=s)",
            "",
            "    # no",
        ),
        *("x = 'a\\", "global s", "    global s", "    def g():", "        sh.S()", "        return a"),
    ),
    "a.ts": (
        *(
            "const x = 1",
            "y(x, 2)",
            "sh.S()",
            "p.q.S(1)",
            "const s = sh",
            "const {S, T: t} = sh",
            "s.U()",
            "s = 1",
            "t()",
            "let g = s",
        ),
        *(
            "function f(sh) {",
            "}",
            "{",
            "let sh = 1",
            "  return a",
            "  .W()",
            "  .go()",
            "sh",
            "`",
            "/*",
            "*/",
            "// sh.S",
            "'sh.S'",
        ),
        *(
            "sh['a']",
            "sh?.S()",
            "const {",
            "  S,",
            "  U,",
            "} = sh",
            "X.a",
            "<any>X",
            "(sh) => sh.S",
            "if (x) {",
            "x = {a: sh.T}",
            "S()",
        ),
        *("g.V", "for (const sh of x) {", "d.e", "let x: sh.T", "sh!.S", "export {sh}", "class A { sh = 1 }", ""),
    ),
}


def taken(path, text):
    language = languages.of(path)
    return {use.name for use in language.taken(text, parser(language)) if "." in use.name.removeprefix(".")}


def sound(path, text):
    return not parser(languages.of(path))(text).root_node.has_error


def told(path, head, before, after):
    texts = [f"{head}{body}".encode() for body in (before, after)]
    return touches(*texts, len(head), languages.of(path).exported), texts


@pytest.mark.parametrize("path", HEADS)
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_an_edit_that_is_cleared_takes_what_was_taken(path, data):
    lines = st.lists(st.sampled_from(LINES[path]), max_size=4)
    above, old, new, below = (data.draw(lines) for _ in range(4))
    head = data.draw(st.sampled_from(HEADS[path]))
    found, texts = told(path, head, "\n".join([*above, *old, *below]) + "\n", "\n".join([*above, *new, *below]) + "\n")
    if not found and all(sound(path, text) for text in texts):
        assert taken(path, texts[0]) == taken(path, texts[1])


@pytest.mark.parametrize(
    ("path", "head", "before", "after"),
    [
        ("a.py", "import decimal\n", "x = 1\n", "x = 2\n"),
        ("a.py", "import os\n", "os.path\nx = 1\n", "os.path\nx = self.y.z()\n"),
        ("a.py", "import p\n", "p.S()\nx = 1\n", "p.S()\ndef f(a):\n    return a.b\n"),
        ("a.py", "from p import X\n", "X.a\nX()\n", "X.a\nX()\nprint(y)\n"),
        ("a.py", "from p import X\n", "x = X(1)\n", "x = X(2)\n"),
        ("a.ts", "import * as p from './p'\n", "p.S()\nlet x = 1\n", "p.S()\nlet x = f(2)\n"),
        ("a.ts", "import {X} from './p'\n", "f(<X/>)\n", "f(<X a/>)\nif (a) { b.c() }\n"),
        ("a.ts", "export * from './p'\n", "let x = 1\n", "let x = y.z\n"),
    ],
)
def test_most_edits_are_cleared(path, head, before, after):
    assert not told(path, head, before, after)[0]
