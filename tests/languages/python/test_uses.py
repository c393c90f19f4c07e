from __future__ import annotations

import pytest


@pytest.fixture
def used(python, parse):
    def names(source):
        return {each.name + "()" * each.call for each in python.uses(source.encode(), parse)}

    return names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import sqlalchemy.orm as o\no.Session.bulk_insert()", {"sqlalchemy.orm.Session.bulk_insert()"}),
        ("import sqlalchemy.orm\nsqlalchemy.orm.Session", {"sqlalchemy.orm.Session"}),
        ("from x import y as z\nz()", {"x.y()"}),
        ("from .db import S\nS.q()", {".db.S.q()"}),
        ("from .. import db\ndb.q()", {"..db.q()"}),
        ("eval('1')", {"eval()"}),
        ("x = eval", {"eval"}),
        ("def eval(): pass\neval()", set()),
        ("eval = 1\neval()", set()),
        ("def f(eval): eval()", set()),
        ("def f(*eval, **print):\n  eval(); print()", set()),
        ("def f(a: int = eval('1')) -> str: a", {"int", "str", "eval()"}),
        ("lambda eval: eval()", set()),
        ("lambda x=eval(): x", {"eval()"}),
        ("for eval in y: eval()", {"y"}),
        ("with x as eval: eval()", {"x"}),
        ("with x as (eval, b): eval()", {"x"}),
        ("try: pass\nexcept E as eval: eval()", {"E"}),
        ("[eval() for eval in y]", {"y"}),
        ("[eval() for x in y]\n[1 for eval in z]", {"eval()", "y", "z"}),
        ("if (eval := 1): eval()", set()),
        ("[(eval := x) for x in y]\neval()", {"y"}),
        ("match x:\n  case eval: eval()", {"x"}),
        ("match x:\n  case C(eval, k=b) | [eval, *b]: eval(b)", {"x", "C"}),
        ("match x:\n  case os.X: pass\n  case _: pass", {"x", "os", "*.X"}),
        ("import a as eval\neval()", {"a()"}),
        ("def f():\n  eval()\n  eval = 1", set()),
        ("def f():\n  eval = 1\neval()", {"eval()"}),
        ("class A:\n  eval = 1\n  eval()\n  def f(self): eval()", {"eval()"}),
        ("def f():\n  global eval\n  eval = 1\neval()", set()),
        ("def f():\n  x = 1\n  def g():\n    nonlocal x\n    x = eval()\n", {"eval()"}),
        ("def f():\n  import os\n  os.system()\nos.system()", {"os.system()", "os", "*.system()"}),
        ("import os\ndef f(os): os.system()", {"*.system()"}),
        ("x.bulk_insert()", {"x", "*.bulk_insert()"}),
        ("def f(x): x.objects.filter()", {"*.objects", "*.filter()"}),
        ("f().g.h()", {"f()", "*.g", "*.h()"}),
        ("x[0].h()", {"x", "*.h()"}),
        ("@a.b\n@c\n@d(1)\ndef f(): pass", {"a", "*.b()", "c()", "d()"}),
        ("import functools\n@functools.cache\ndef f(): pass", {"functools.cache()"}),
        ("try:\n  import json\nexcept E:\n  import simplejson as json\njson.loads()", {"E", "json.loads()", "simplejson.loads()"}),
        ("# eval()\n'eval()'\n'''eval()'''", set()),
        ("f'{eval(x)}'", {"eval()", "x"}),
        ("class A(B, metaclass=M[T]): x: int = 1", {"B", "M", "T", "int"}),
        ("def f[T](x: T): return T", set()),
        ("class A[T: int]:\n  def g(self) -> T: pass", {"int"}),
        ("type X[K] = dict\nX", {"dict"}),
        ("x: list[a.b] = 1", {"list", "a", "*.b"}),
        ("print(end=x)", {"print()", "x"}),
        ("x += 1", {}),
        ("del x.y", {"x", "*.y"}),
        ("import os\nos.environ['x'] = 1", {"os.environ"}),
        ("async def f():\n  async with open(x) as y:\n    await y.z()", {"open()", "x", "*.z()"}),
        ("from x import *\nfoo()\nprint()", {"foo()", "x.foo()", "print()"}),
        ("from . import *\nfoo.bar()", {"foo", ".foo.bar()", "*.bar()"}),
        ("lazy import a\na.b()", {"a.b()"}),
        ("a = b = eval()\nb()", {"eval()"}),
        ("[*a, b] = c\n(d, (e, f)) = g", {"c", "g"}),
        ("import subprocess\ng = subprocess.run\ng()", {"subprocess.run", "subprocess.run()"}),
        ("import subprocess\ns = subprocess\ns.run()", {"subprocess", "subprocess.run()"}),
        ("from subprocess import run\ng = h = run\nh()\ng.x", {"subprocess.run", "subprocess.run()", "subprocess.run.x"}),
        ("import os\nx: str = os.path\ny = x\ny.join()", {"str", "os.path", "os.path.join()"}),
        ("import os\ndef f():\n  e = os.environ\n  e.get()\ne.set()", {"os.environ", "os.environ.get()", "e", "*.set()"}),
        ("import os\ne = os.environ\ndef f(): e.get()", {"os.environ", "os.environ.get()"}),
        ("import os\ne = os.environ\ndef f(e): e.get()", {"os.environ", "*.get()"}),
        ("import os\nclass A:\n  e = os.environ\n  def f(self): e.get()", {"os.environ", "e", "*.get()"}),
        ("p = print\np()", {"print", "print()"}),
        ("from x import *\np = foo\np.bar()", {"foo", "x.foo", "foo.bar()", "x.foo.bar()"}),
        ("import os, re\ne = os.environ\ne = re.X\ne.get()", {"os.environ", "re.X", "*.get()"}),
        ("import os\ne = os.environ\nfor e in y: pass\ne.get()", {"os.environ", "y", "*.get()"}),
        ("import os\ne = os.environ\ne += 1\ne.get()", {"os.environ", "*.get()"}),
        ("import os\ne = os.environ\ndef f():\n  global e\n  e = 1\ne.get()", {"os.environ", "*.get()"}),
        ("import os\nif x: e = os.environ\nelse: e = 1\ne.get()", {"x", "os.environ", "*.get()"}),
        ("import os\ndef f(e=os.environ): e.get()", {"os.environ", "*.get()"}),
        ("import os\ne, f = os.environ, 1\ne.get()", {"os.environ", "*.get()"}),
        ("import os\ne = os.environ()\ne.get()", {"os.environ()", "*.get()"}),
        ("import os\ne = os.environ['x']\ne.get()", {"os.environ", "*.get()"}),
        ("a = b\nb = a\na.c()", {"*.c()"}),
        ("a = a\na.c()", {"*.c()"}),
        ("import os\ndel e\ne = os.environ\ne.get()", {"os.environ", "os.environ.get()"}),
    ],
)  # fmt: skip
def test_names(used, source, names):
    assert used(source) == set(names)


def test_augmented_assignment_reads_a_local(used):
    assert used("x = 1\nx += eval()") == {"eval()"}


def test_places(python, parse):
    text = "é = 1\nx = é.foo(é .bar)\n".encode()
    assert [tuple(each) for each in python.uses(text, parse)] == [(2, 7, "*.foo", True), (2, 14, "*.bar", False)]


def test_deep_code_is_walked_without_recursion(python, parse):
    for text in (
        b"x = " + b"(" * 50_000 + b"eval()" + b")" * 50_000,
        b"x = a" + b".b" * 50_000,
        b"x = 1" + b"+eval" * 50_000,
    ):
        assert python.uses(text, parse)
