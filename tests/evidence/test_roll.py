"""The names that are kept answer as a listing does, and a roll of another index, or one that is damaged, is none."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mneme_cli.evidence import stored
from mneme_cli.evidence.changed import changed
from mneme_cli.evidence.repository import find
from mneme_cli.evidence.roll import Roll
from mneme_cli.evidence.stored import Work
from mneme_cli.model.request import Request
from tests.repo import Repo

FILES = {"a.py": "", "pkg/__init__.py": "", "pkg/b.py": "", "pkg-c/d.py": "", "pkg/sub/deep/e.py": "", "pkg.py": ""}
QUESTIONS = [
    *FILES,
    "",
    "pkg",
    "pkg/",
    "pkg/sub",
    "pkg/sub/deep",
    "pk",
    "pkg/b",
    "a.py/x",
    "pkg//b.py",
    "p\tq",
    "p\nq",
    "ü",
]


def asked(tree, questions=QUESTIONS):
    return {ask: (tree.has(ask), tree.folder(ask)) for ask in questions}


def listed(tree, questions=QUESTIONS):
    tree.listing()
    return asked(tree, questions)


@pytest.fixture
def filled(repo):
    repo.commit(texts=FILES)
    return repo


@pytest.fixture
def kept(filled):
    return f"{filled.root}/.git/mneme/roll"


def work(kept, over=None):
    return Work(find(), changed(find(), Request()).local, over=over, kept=kept)


def silent(monkeypatch):
    """Let nothing list the index from now on."""
    monkeypatch.setattr(stored, "indexed", lambda _repository: pytest.fail("the index was listed"))


def test_names_that_were_listed_once_are_not_listed_again(filled, kept, monkeypatch):
    filled.write({"pkg/b.py": "x = 1\n"})
    expected = listed(work(kept))
    silent(monkeypatch)
    assert asked(work(kept)) == expected


def test_only_a_folder_in_which_files_came_or_went_is_listed(filled, kept, monkeypatch):
    listed(work(kept))
    filled.write({"new/f.py": "", "ignored.txt": "", ".git/info/exclude": "ignored.txt\n"}).remove("pkg/sub/deep/e.py")
    tree = work(kept)
    with monkeypatch.context() as patch:
        silent(patch)
        said = [tree.has(path) for path in ("new/f.py", "pkg/sub/deep/e.py", "pkg/b.py", "ignored.txt")]
        assert said == [True, False, True, False]
        assert tree.folder("pkg-c")
    assert (tree.folder("new"), tree.folder("pkg/sub")) == (True, False)


def test_proposed_texts_count(kept):
    listed(work(kept))
    over = {"pkg/b.py": None, "x/y.py": b"", "pkg-c/d.py": None}
    assert asked(work(kept, over), [*QUESTIONS, *over, "x"]) == listed(work("", over), [*QUESTIONS, *over, "x"])


def test_an_index_that_was_written_since_is_listed_anew(filled, kept):
    listed(work(kept))
    filled.write({"pkg/new.py": ""}).git("rm", "-q", "a.py")
    filled.git("add", "-A")
    assert asked(work(kept)) == listed(work(""))
    listed(work(kept))
    assert Roll(find(), kept).has("pkg/new.py") is True


@pytest.mark.parametrize("cut", [0, 5, 40, 70, -1])
def test_a_damaged_roll_is_none(kept, cut):
    listed(work(kept))
    with open(kept, "rb") as file:
        whole = file.read()
    for text in (whole[:cut], whole[:cut] + b"?" + whole[cut + 1 :] if cut >= 0 else b"", whole + b"z.py\t\n"):
        with open(kept, "wb") as file:
            file.write(text)
        assert Roll(find(), kept).has("a.py") is None
        assert asked(work(kept)) == listed(work(""))
    with open(kept, "wb") as file:
        file.write(whole)
    assert Roll(find(), kept).has("a.py") is True


@pytest.mark.parametrize("name", ["grün.py", "new\nline.py", "tab\t.py"])
def test_names_that_are_not_plain_are_not_kept(filled, kept, name):
    filled.commit(texts={name: ""})
    listed(work(kept))
    assert Roll(find(), kept).has("a.py") is None
    assert asked(work(kept), [*QUESTIONS, name]) == listed(work(""), [*QUESTIONS, name])


def test_an_index_without_a_checksum_has_no_roll(filled, kept):
    with open(f"{filled.root}/.git/index", "r+b") as file:  # as `index.skipHash` leaves it
        file.seek(-20, 2)
        file.write(bytes(20))
    listed(work(kept))
    assert Roll(find(), kept).has("a.py") is None


def test_what_is_no_regular_file_is_no_name(filled, kept):
    (filled.path / "link.py").symlink_to("a.py")
    filled.write({"later.py": ""}).git("add", "link.py")
    filled.git("add", "-N", "later.py")
    expected = listed(work(kept), [*QUESTIONS, "link.py", "later.py"])
    assert Roll(find(), kept).has("link.py") is False
    assert asked(work(kept), [*QUESTIONS, "link.py", "later.py"]) == expected


def test_a_file_that_a_sparse_checkout_leaves_out_is_there(filled, kept):
    filled.git("sparse-checkout", "set", "--no-cone", "/a.py")
    assert listed(work(kept)) == asked(work(kept))
    assert work(kept).has("pkg/b.py")


names = st.text(alphabet=string.ascii_lowercase[:3] + "/-.", min_size=1, max_size=5).filter(
    lambda name: not {"", ".", ".."} & set(name.split("/"))
)
trees = st.lists(names, max_size=6, unique=True).filter(
    lambda tree: not any(one != other and one.startswith(other + "/") for one in tree for other in tree)
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(staged=trees.filter(bool), lying=trees)
def test_a_roll_answers_as_a_listing_does_about_any_change(clean, tmp_path_factory, staged, lying):
    repo = Repo.make(tmp_path_factory.mktemp("any"))
    repo.stage(dict.fromkeys(staged, "1"))
    for top in sorted({path.partition("/")[0] for path in staged}):
        repo.remove(top)
    repo.write(dict.fromkeys(lying, "2"))
    here, kept = find(repo.root), f"{repo.root}/.git/roll"
    parts = {part for path in (*staged, *lying) for part in (path, path.rpartition("/")[0], path.partition("/")[0])}
    questions = sorted({*parts, *(f"{part}/" for part in parts), "a", "b/c"})
    local = changed(here, Request(mode="all")).local
    expected = listed(Work(here, local, kept=kept), questions)
    assert Roll(here, kept).has("a") is not None
    assert asked(Work(here, local, kept=kept), questions) == expected == listed(Work(here, local), questions)
