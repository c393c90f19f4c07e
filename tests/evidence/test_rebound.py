"""What a changed file binds anew is what resolving everything on both sides says, with and without the short cut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mneme_cli import languages
from mneme_cli.evidence.barrels import bound, written
from mneme_cli.evidence.gather import End
from mneme_cli.evidence.rebound import passed, rebound, still
from mneme_cli.model.fact import Change
from mneme_cli.model.tree import Texts

MID = "shop/mid.py"
OTHERS = dict.fromkeys(("shop/__init__.py", "shop/far/__init__.py", "shop/far/deep.py", "shop/near.py"), b"thing = 1\n")


def end(texts, language="python"):
    tree = Texts({path: text.encode() if isinstance(text, str) else text for path, text in texts.items()})
    return End(tree=tree, layout=languages.take(language).layout(tree, ("",), {}), bound={})


def plainly(path, after, before):
    """Say the same the long way: resolve everything of both."""
    now, then = (bound(path, written(path, each), each) for each in (after, before))
    meant = {name: {each._replace(line=0, column=0, written="") for each in edges} for name, edges in now.items()}
    was = {name: {each._replace(line=0, column=0, written="") for each in edges} for name, edges in then.items()}
    return {name for name in now if meant[name] != was.get(name)}


LINES = (
    "import shop.near",
    "import shop.far.deep",
    "import shop.far.deep as d",
    "from shop.far.deep import thing",
    "from shop.far.deep import thing as d",
    "from shop.near import thing",
    "from shop.far import deep, thing",
    "from shop.far import *",
    "from .near import thing",
    "from . import near",
    "import os",
    "from elsewhere import thing",
    "def f():\n    from shop.far import deep",
)
texts = st.lists(st.sampled_from(LINES), max_size=5).map("\n".join)


@settings(max_examples=200, deadline=None)
@given(now=texts, then=texts)
def test_the_short_cut_says_what_resolving_everything_says(now, then):
    after, before = (end({**OTHERS, MID: text}) for text in (now, then))
    expected = plainly(MID, after, before)
    assert set(rebound(MID, after, before, alike=True)) == set(rebound(MID, after, before, alike=False)) == expected
    found = rebound(MID, after, before, alike=True)
    assert found == {name: edges for name, edges in bound(MID, written(MID, after), after).items() if name in found}


def test_what_stands_as_it_stood_is_not_resolved(monkeypatch):
    after = end({**OTHERS, MID: "from shop.far import deep\nfrom shop.near import thing\n"})
    before = end({**OTHERS, MID: "from shop.near import thing\n"})
    asked, tree = [], after.tree
    monkeypatch.setattr(tree, "has", lambda path, has=tree.has: asked.append(path) or has(path))
    assert set(rebound(MID, after, before, alike=True)) == {"deep"}
    assert not any("near" in path for path in asked)


def test_the_same_words_mean_something_else_where_files_came():
    text = "from shop.far import more\n"
    after = end({**OTHERS, MID: text, "shop/far/more.py": ""})
    before = end({**OTHERS, MID: text})
    assert set(rebound(MID, after, before, alike=False)) == {"more"}


def test_only_what_is_selected_is_passed_on_and_every_new_star_of_ours():
    far = "shop/far/__init__.py"
    after = end({**OTHERS, MID: "from shop.far import *\nfrom os import *\nfrom shop.near import thing as t\n"})
    before = end({**OTHERS, MID: "from shop.far import deep\n"})
    assert passed(MID, after, before, lambda edge: edge.target == "shop/near.py", alike=True) == {"*", "t"}
    assert passed(MID, after, after, lambda edge: edge.target == far, alike=True) == frozenset()
    assert passed(MID, before, end(OTHERS), lambda edge: edge.target == "shop/far/deep.py", alike=False) == {"deep"}


@pytest.mark.parametrize(
    ("now", "new"), [("export { a } from './far'\n", set()), ("export { b as a } from './far'\n", {"a"})]
)
def test_a_language_that_says_what_it_passes_on(now, new):
    others = {"far.ts": "export const a = 1, b = 2\n"}
    after = end({**others, "mid.ts": now}, "typescript")
    before = end({**others, "mid.ts": "// moved\nexport { a } from './far'\n"}, "typescript")
    assert set(rebound("mid.ts", after, before, alike=True)) == new


def test_a_change_that_adds_or_deletes_moves_names():
    edits = (Change(path="a.py", op="edit"), Change(path="b.py", op="mode"))
    assert still(edits)
    assert not still((*edits, Change(path="c.py", op="add")))
    assert not still((*edits, Change(path="c.py", op="delete")))
