"""Importers of what came or went are found although they did not change."""

import pytest

from mneme_cli.evidence.changed import changed
from mneme_cli.evidence.disk import Disk
from mneme_cli.evidence.incoming import _MANY, grep, incoming, scan
from mneme_cli.evidence.repository import find
from mneme_cli.evidence.stored import Commit, Index, Work
from mneme_cli.model.fact import Blob, Change
from mneme_cli.model.request import Request, span
from mneme_cli.model.tree import Texts

CODE = {
    "shop/__init__.py": "",
    "shop/db.py": "x = 1\n",
    "shop/user.py": "from shop import db\n",
    "shop/other.py": "import json\n",
    "shop/sub/__init__.py": "",
    "shop/sub/deep.py": "from .. import thing\nfrom . import near\n",
    "shop/sub/near.py": "from ..db import x\n",
    "web/page.py": "import shop.sub.near\n",
    "docs/db.md": "about db and shop",
}


def token(path):
    """What the Python entry says: the stem, or the folder's name for a package file."""
    if not path.endswith(".py"):
        return None
    folder, _, name = path.rpartition("/")
    return (folder.rpartition("/")[2] if name == "__init__.py" else name[:-3]).encode()


def gone(*paths):
    return tuple(Change(path=path, op="delete", before=Blob(oid="1")) for path in paths)


def new(*paths):
    return tuple(Change(path=path, op="add", after=Blob(work=True)) for path in paths)


def texts(*without, **more):
    return Texts({path: text.encode() for path, text in CODE.items() if path not in without} | more)


@pytest.mark.parametrize("where", ["work", "index", "commit"])
def test_importers_of_a_deleted_file_in_every_tree(repo, where):
    repo.commit(texts=CODE)
    repo.remove("shop/db.py")
    if where == "work":
        seen = changed(find(), Request())
        tree, search = Work(find(), seen.local), grep(find(), "work")
    elif where == "index":
        repo.stage()
        repo.write({"shop/user.py": "not what is staged"})
        seen = changed(find(), Request(mode="staged"))
        tree, search = Index(find(), seen.changes), grep(find(), "index")
    else:
        tip = repo.commit()
        seen = changed(find(), span("HEAD~..HEAD"))
        tree, search = Commit(find(), tip), grep(find(), tip)
    assert incoming(seen.changes, tree, token, search) == ("shop/sub/near.py", "shop/user.py")
    if where != "index":
        assert incoming(seen.changes, tree, token, scan(Disk(repo.root))) == ("shop/sub/near.py", "shop/user.py")


def test_a_rename_concerns_importers_of_both_names():
    after = texts("shop/db.py", **{"shop/store.py": b"x = 1", "web/late.py": b"from shop.store import x"})
    change = (*gone("shop/db.py"), *new("shop/store.py"))
    assert incoming(change, after, token, scan(after)) == ("shop/sub/near.py", "shop/user.py", "web/late.py")


def test_an_edit_concerns_nobody_but_changed_exports_do():
    after = texts()
    edit = (Change(path="shop/db.py", op="edit"),)
    assert incoming(edit, after, token, scan(after)) == ()
    assert incoming(edit, after, token, scan(after), more=(b"db",)) == ("shop/sub/near.py", "shop/user.py")


def test_a_package_file_concerns_everything_below_it_named_or_not():
    after = texts("shop/__init__.py")
    found = incoming(gone("shop/__init__.py"), after, token, scan(after))
    assert {"shop/other.py", "shop/sub/deep.py", "web/page.py", "shop/user.py"} <= set(found)
    assert "docs/db.md" not in found


def test_a_folder_that_comes_or_goes_is_a_name_too():
    """`import shop.sub` needs no file of that name (PEP 420)."""
    after = texts(**{"shop/fresh/inner/zzz.py": b"", "web/x.py": b"import shop.fresh", "web/y.py": b"import inner"})
    assert incoming(new("shop/fresh/inner/zzz.py"), after, token, scan(after)) == ("web/x.py", "web/y.py")
    lost = texts("web/page.py", **{"x.py": b"import web"})
    assert incoming(gone("web/page.py"), lost, token, scan(lost)) == ("x.py",)
    kept = texts(**{"web/zzz.py": b"", "x.py": b"import web"})
    assert incoming(new("web/zzz.py"), kept, token, scan(kept)) == ()


def test_what_is_no_code_concerns_nobody():
    after = texts("docs/db.md")
    assert incoming(gone("docs/db.md"), after, token, scan(after)) == ()


def test_very_many_tokens_mean_everybody():
    after = texts()
    found = incoming(gone(*(f"old/m{number}.py" for number in range(_MANY + 1))), after, token, lambda _: ())
    assert found == tuple(path for path in after.list() if path.endswith(".py"))


def test_weird_names_and_tokens(repo):
    repo.commit(
        texts={
            "a\nb.py": "import -x",
            "gr\u00fc\u00df e.py": "import u\u0308ber",
            "c.py": "import \u00fcber",
            "d.py": "",
        }
    )
    search = grep(find(), "work")
    assert sorted(search((b"-x",))) == ["a\nb.py"]
    assert sorted(search(("\u00fcber".encode(),))) == ["c.py", "gr\u00fc\u00df e.py"]
    assert sorted(search((b"nothing of this kind",))) == []
    tip = repo.git("rev-parse", "HEAD")
    assert sorted(grep(find(), tip)((b"-x",))) == ["a\nb.py"]


def test_a_sparse_work_tree_is_searched_as_a_whole(repo):
    repo.commit(texts=CODE)
    repo.git("sparse-checkout", "set", "--no-cone", "/web/")
    assert sorted(grep(find(), "work")((b"json",))) == ["shop/other.py"]


def test_configuration_does_not_change_the_search(repo):
    repo.commit(texts={"a.py": "import x.y\n", "b.py": "import xzy\n"})
    for key, value in {
        "grep.patternType": "perl",
        "grep.column": "true",
        "grep.fullName": "false",
        "color.grep": "always",
    }.items():
        repo.git("config", key, value)
    assert sorted(grep(find(), "work")((b"x.y",))) == ["a.py"]
