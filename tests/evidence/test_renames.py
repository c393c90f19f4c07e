"""A file that moved is one file: exact renames by git, likeness as git reckons it."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mneme_cli.evidence.blobs import Blobs
from mneme_cli.evidence.changed import changed
from mneme_cli.evidence.renames import likeness, similar
from mneme_cli.evidence.repository import find
from mneme_cli.model.request import span
from tests.evidence.asking import LONG, ask
from tests.repo import Repo


def test_exact_rename_staged_and_lying(repo):
    repo.commit(texts={"a/x.py": LONG, "a/__init__.py": "", "keep.py": "1"})
    (repo.path / "b").mkdir()
    for name in ("x.py", "__init__.py"):
        os.rename(repo.path / "a" / name, repo.path / "b" / name)
    expected = [("a/__init__.py", ""), ("a/x.py", ""), ("b/__init__.py", ""), ("b/x.py", "a/x.py")]
    assert [(one.path, one.was) for one in ask().changes] == expected
    repo.stage()
    assert [(one.path, one.was) for one in ask("staged").changes] == expected
    repo.commit()
    assert [(one.path, one.was) for one in changed(find(), span("HEAD~..HEAD")).changes] == expected


def test_rename_with_an_edit_is_found_when_asked_for(repo):
    repo.commit(texts={"a.py": LONG, "other.py": LONG[:200], "z.py": "1"})
    repo.remove("a.py", "z.py").write({"moved.py": LONG + "more\n", "fresh.py": "nothing alike\n"})
    seen = ask()
    assert [one.was for one in seen.changes] == [""] * 4
    blobs = Blobs(repo.root)
    oids = {one.path: one.before.oid for one in seen.changes}
    found = similar(seen.changes, lambda path: blobs.read(oids[path]), repo.read)
    assert {one.path: one.was for one in found if one.was} == {"moved.py": "a.py"}


def test_a_rename_in_a_checkout_with_other_line_ends_is_found(repo):
    """An untracked file has the line ends of the work tree, and the blob of the file that it was has line feeds."""
    repo.commit(texts={"a.py": LONG})
    repo.remove("a.py").write({"b.py": LONG.replace("\n", "\r\n")})
    found = similar(ask().changes, lambda _: LONG.encode(), repo.read)
    assert {one.path: one.was for one in found if one.was} == {"b.py": "a.py"}


line = st.sampled_from([f"line number {number} of a text\n" for number in range(8)])


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=st.lists(line, min_size=3, max_size=12), new=st.lists(line, min_size=3, max_size=12))
def test_likeness_is_gits(clean, tmp_path_factory, old, new):
    repo = Repo.make(tmp_path_factory.mktemp("like"))
    repo.commit(texts={"old": "".join(old)})
    repo.remove("old").stage({"new": "".join(new)})
    repo.stage()
    git = repo.git("diff", "--cached", "-M1%", "--raw", "-l0").split("\t")[0].split(" ")[-1]
    count = {text.encode(): old.count(text) for text in old}, {text.encode(): new.count(text) for text in new}
    score = likeness(*count)
    if git.startswith("R") and int(git[1:]) >= 50:
        assert abs(score - int(git[1:])) <= 1
    else:
        assert score <= 50
