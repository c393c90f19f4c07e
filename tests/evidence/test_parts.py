"""What is taken of a whole module or by a star leads to its definition: exactly what is used, at the import's place."""

from __future__ import annotations

import pytest

from mneme_cli import languages
from mneme_cli.evidence.gather import End, Sources, gather
from mneme_cli.evidence.imports import extract
from mneme_cli.model.fact import Facts, Want
from mneme_cli.model.tree import Texts

PYTHON = {
    "p/__init__.py": "from .x import X, Y as Z\nfrom . import y as why\nimport p.sub.deep as down\nOWN = 1\n",
    "p/x.py": "class X: ...\nclass Y: ...\n",
    "p/y.py": "from q.far import W, _hidden\ndef own(): ...\n",
    "p/stars.py": "from .x import *\nfrom .y import *\n",
    "p/listed.py": "from .x import X, Y\n__all__ = ['X']\n",
    "p/outside.py": "from requests import *\n",
    "p/sub/__init__.py": "",
    "p/sub/deep.py": "from q.far import V\n",
    "p/ligature.py": "from q.far import \ufb01le\n",
    "q/far.py": "W = V = _hidden = 1\n",
}


def behind(files, path):
    """Return the definitions behind the imports of a file, the same whether others were read or are known already."""
    tree = Texts({name: text.encode() for name, text in files.items()})
    language = languages.of(path)
    layout = languages.take(language.name).layout(tree, (), {})
    raws = {name: extract(raw, known).imports for name, raw in tree.texts.items() if (known := languages.of(name))}
    ends = End(tree=tree, layout=layout, bound={}), End(tree=tree, layout=layout, bound={}, known=raws.get)
    read, told = (_behind(end, path) for end in ends)
    assert told == read
    return read


def _behind(end, path):
    facts = gather((Want("imports", "after", (path,)),), Facts(), Sources(after=end, before=end))
    return sorted((edge.line, edge.target, edge.name) for edge in facts.rows("imports")[path] if edge.via)


X, Z, W, V = ("p/x.py", "p.x.X"), ("p/x.py", "p.x.Y"), ("q/far.py", "q.far.W"), ("q/far.py", "q.far.V")
WHY, DOWN = ("p/y.py", "p.y"), ("p/sub/deep.py", "p.sub.deep")


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("import p\np.X()\n", [(1, *X)]),
        ("\nimport p as q\nq.X.y\n", [(2, *X)]),
        ("import p\nimport p as q\nq.X()\n", [(2, *X)]),
        ("import p, p as q\nq.Z()\n", [(1, *Z)]),
        ("import p\np.OWN\np.nothing\n", []),
        ("import p\n# p.X\n'p.X'\n", []),
        ("import p\ndef f(p): p.X()\n", []),
        ("import p\ndef f():\n  p = 1\n  p.X()\n", []),
        ("def f():\n  import p\n  p.X()\np.X()\n", [(2, *X)]),
        ("import p\ns = p\ns.X()\n", [(1, *X)]),
        ("import p\ns = p\ns = 1\ns.X()\n", []),
        ("import p\ngetattr(p, 'X')\nprint(p)\n", []),
        ("import p\n(p.\n  X())\n(p\n  .Z())\n", [(1, *X), (1, *Z)]),
        ("from p import why\nwhy.W\n", [(1, *WHY), (1, *W)]),
        ("import p\np.why.W()\np.down.V\n", [(1, *DOWN), (1, *WHY), (1, *V), (1, *W)]),
        ("import p.y\np.y.W()\n", [(1, *W)]),
        ("import p.y\np.y.own()\np.X()\n", []),
        ("from p import y\ny.W()\n", [(1, *W)]),
        ("from p import y as z, x\nz.W()\nx.X()\n", [(1, *W)]),
        ("import p.y as y, p.sub.deep\ny.W()\np.sub.deep.V\n", [(1, *V), (1, *W)]),
        ("import importlib\nimportlib.import_module('p').X\n", []),
        ("from p import *\nX()\n", [(1, *X)]),
        ("from p import *\nX = 1\nX\nOWN\nprint(1)\n", []),
        ("from p import *\nwhy.W()\n", [(1, *WHY), (1, *W)]),
        ("from p.stars import *\nX\nW\n", [(1, *X), (1, *W)]),
        ("from p.stars import *\nfrom p.outside import *\nX\nget\n__file__\n", [(1, *X)]),
        ("from p.outside import *\nget()\n", [(1, "pkg:pypi/requests.get", "requests.get")]),
        ("from p import *\n__all__ = ['Z']\n", [(1, *Z)]),
        ("def f(a: 'p.X'): ...\nimport p\n", []),
        ("if True:\n  from p import *\nX", [(2, *X)]),
        ("from p.stars import *\n\uff38\n", [(1, *X)]),
        ("import p\np.\uff38\n", [(1, *X)]),
        ("from p.ligature import *\nfile()\n", [(1, "q/far.py", "q.far.file")]),
        ("import p.ligature\np.ligature.file()\n", [(1, "q/far.py", "q.far.file")]),
    ],
)
def test_python(source, wanted):
    assert behind({**PYTHON, "a.py": source}, "a.py") == sorted(wanted)


def test_relative_modules_and_packages_that_pass_everything_on():
    files = {**PYTHON, "p/use.py": "from . import y as z\nfrom .. import q\nz.W()\nimport p.y\n"}
    assert behind(files, "p/use.py") == [(1, *W)]
    assert behind({**PYTHON, "r/__init__.py": "from p import *\n"}, "r/__init__.py") == [
        (1, *DOWN),
        (1, *X),
        (1, *Z),
        (1, *WHY),
    ]
    assert behind({**PYTHON, "r/__init__.py": "from p.y import *\n"}, "r/__init__.py") == [(1, *W)]
    assert behind({**PYTHON, "r/__init__.py": "from p.listed import *\n"}, "r/__init__.py") == [(1, *X)]
    outside = behind({**PYTHON, "r/__init__.py": "from p.outside import *\n"}, "r/__init__.py")
    assert outside == [(1, "pkg:pypi/requests", "requests")]


def test_a_notebook_says_its_own_line():
    cell = '{"cells": [{"cell_type": "code", "source": ["import p\\n", "p.X()"]}], "nbformat": 4}'
    ((line, *rest),) = behind({**PYTHON, "a.ipynb": cell}, "a.ipynb")
    assert (line, *rest) == (1, *X)


SCRIPTS = {
    "lib/index.ts": "export * from './mid'\nexport {one as uno} from './one'\nexport * as all from './deep'\nexport const own = 1\n",
    "lib/mid.js": "import two from './two.vue'\nexport {two, two as default}\n",
    "lib/one.ts": "export const one = 1\nexport type T = 1\n",
    "lib/two.vue": "<script>\nexport default {}\n</script>\n",
    "lib/deep.ts": "export * from './one'\nexport {far} from './far'\n",
    "lib/far.ts": "export const far = 1\n",
    "lib/common.js": "const {far} = require('./far')\nmodule.exports = {far}\n",
    "lib/whole.js": "const all = require('./deep')\nmodule.exports = all\n",
    "lib/outside.ts": "export * from 'react'\n",
}
ONE, TWO, FAR, ALL = "lib/one.ts", "lib/two.vue", "lib/far.ts", "lib/deep.ts"


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("import * as l from './lib'\nl.two()", [(1, TWO)]),
        ("// one\nimport * as l from './lib'\nl.uno", [(2, ONE)]),
        ("import * as l from './lib'\nl.own\nl.nothing", []),
        ("import * as l from './lib'\n// l.two\n'l.two'; `l.two`", []),
        ("import * as l from './lib'\nexport function f(l: any) { l.two() }", []),
        ("import * as l from './lib'\nimport * as m from './lib'\nm.two()", [(2, TWO)]),
        ("import * as l from './lib'; import * as m from './lib'; m.two()", [(1, TWO)]),
        ("import d, * as l from './lib/mid'\nd.far\nl.two", [(1, TWO)]),
        ("import * as l from './lib'\nconst {two} = l\nconst m = l; m.uno", [(1, ONE)]),
        ("import * as l from './lib'\nconst {two} = l\ntwo()", [(1, TWO)]),
        ("import * as l from './lib'\nl['two']", [(1, TWO)]),
        ("import * as l from './lib'\nlet k = 'two'; l[k]; f(l)", []),
        ("import * as l from './lib'\nl.all.far()", [(1, ALL), (1, FAR)]),
        ("import {all} from './lib'\nall.far()", [(1, ALL), (1, FAR)]),
        ("import {all as a} from './lib'\na.one", [(1, ALL), (1, ONE)]),
        ("import {all} from './lib'\n", [(1, ALL)]),
        ("import type * as l from './lib/deep'\nlet a: l.T", [(1, ONE)]),
        ("import * as l from './lib/deep'\nlet a: l.T<1>", [(1, ONE)]),
        ("import l = require('./lib')\nl.two()", [(1, TWO)]),
        ("const l = require('./lib')\nl.two()", [(1, TWO)]),
        ("const l = require('./lib/common')\nl.far()", [(1, FAR)]),
        ("const l = require('./lib/whole')\nl.far()", []),
        ("import l from './lib/whole'\nl.far()", [(1, ALL), (1, FAR)]),
        ("async function f() { const l = await import('./lib'); l.two() }", [(1, TWO)]),
        ("export * from './lib'", [(1, ALL), (1, ONE), (1, TWO)]),
        ("export * as n from './lib/deep'", [(1, FAR), (1, ONE), (1, ONE)]),
        ("import * as n from './lib/deep'\nexport {n}", [(1, FAR), (1, ONE), (1, ONE)]),
        ("import * as n from './lib/deep'\nexport default n", [(1, FAR), (1, ONE), (1, ONE)]),
        ("export * from './lib/outside'", [(1, "pkg:npm/react")]),
        ("export * from './lib/one'", []),
        ("import './lib'", []),
    ],
)
def test_typescript(source, wanted):
    found = behind({**SCRIPTS, "a.tsx": source}, "a.tsx")
    assert [(line, target) for line, target, _ in found] == sorted(wanted)


def test_a_component_takes_members():
    assert [
        each[:2]
        for each in behind({**SCRIPTS, "a.tsx": "import * as l from './lib'\nexport const A = <l.two/>"}, "a.tsx")
    ] == [(1, TWO)]
    vue = "<template/>\n<script>\nimport * as l from './lib'\nl.two()\n</script>\n"
    assert [each[:2] for each in behind({**SCRIPTS, "a.vue": vue}, "a.vue")] == [(3, TWO)]
