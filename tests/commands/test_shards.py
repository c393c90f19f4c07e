"""`mneme check --all --shard` and `mneme merge`, as machines of a build run them: clones, processes, hash seeds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mneme_cli import shelf
from tests.commands.ask import BAD, ORDER, mneme, process, quick, small_shop

FORMATS = shelf.names("mneme_cli.reports")


@pytest.fixture
def bad(repo, monkeypatch):
    """A shop with a breach, and no file of facts in it."""
    small_shop(repo).write({ORDER: BAD, "src/shop/odd name é.py": "import shop.infra\n"})
    repo.commit("shop")
    monkeypatch.chdir(repo.path)
    return repo


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Where the shards of the shop as it is lie, written once: of how many → the files."""
    return tmp_path_factory.mktemp("facts"), {}


@pytest.fixture
def shards(bad, kept):
    """The shards of the shop as it is: of how many → files, not to be changed. Equal trees have equal facts."""
    folder, made = kept

    def take(of):
        if of not in made:
            made[of] = written(bad, of, folder)
        return made[of]

    return take


def written(repo, of, folder):
    """Write every shard in a clone of its own, by a process of its own, and return the files."""
    out = []
    for number in range(1, of + 1):
        place = repo.path.parent / f"machine{number}of{of}"
        shutil.copytree(repo.path, place)
        file = folder / f"{number}of{of}.facts"
        which = ("--shard", f"{number}/{of}", "--output", str(file))
        said = process("check", "--all", *which, cwd=place, PYTHONHASHSEED=str(number))
        assert (said.code, said.err) == (0, b""), said
        assert said.text.startswith(f"shard {number} of {of}: the facts of ")
        out.append(str(file))
    return out


@pytest.mark.parametrize("of", [1, 3])
def test_a_merge_says_what_one_check_says_in_every_format_with_its_exit_code(shards, of):
    files = shards(of)
    for name in FORMATS:
        whole = mneme("check", "--all", "--format", name)
        merged = quick("merge", *reversed(files), "--format", name)
        assert (merged.out, merged.code) == (whole.out, whole.code), name
    assert whole.code == 1
    apart = process("merge", *reversed(files), "--format", name, PYTHONHASHSEED="7")
    assert (apart.out, apart.code) == (whole.out, whole.code)


def test_equal_facts_are_equal_bytes(shards, tmp_path):
    (one,), other = shards(1), tmp_path / "again.facts"
    process("check", "--all", "--shard", "1/1", "--output", str(other), PYTHONHASHSEED="99")
    assert Path(one).read_bytes() == other.read_bytes()


def test_facts_that_lie_in_the_tree_are_no_part_of_it(bad):
    whole = mneme("check", "--all")
    for number in (1, 2):
        assert process("check", "--all", "--shard", f"{number}/2", "--output", f"{number}.facts").code == 0
    assert process("merge", "1.facts", "2.facts").out == whole.out


def test_several_formats_at_once_and_strict(shards, tmp_path):
    outputs = ("--output", str(tmp_path / "a.sarif"), "--output", str(tmp_path / "b.json"))
    said = quick("merge", *shards(2), *outputs, "--strict")
    assert said.code == 1
    assert (tmp_path / "a.sarif").read_bytes() == mneme("check", "--all", "--format", "sarif").out
    assert (tmp_path / "b.json").read_bytes() == mneme("check", "--all", "--format", "json").out


def refused(*argv, ask=quick):
    said = ask(*argv)
    assert (said.code, said.out) == (2, b""), said
    assert "try: " in said.words
    return said.words


def test_what_does_not_belong_together_is_refused(shards, tmp_path):
    one, two, three = shards(3)
    half = shards(2)[0]
    assert "shard 2 of 3 is missing" in refused("merge", one, three, ask=process)
    assert "mneme check --all --shard 2/3" in refused("merge", one, three)
    assert "shards 2, 3 of 3 are missing" in refused("merge", one)
    assert "is named twice" in refused("merge", one, one, two, three)
    shutil.copy(one, tmp_path / "copy.facts")
    assert "are both shard 1 of 3" in refused("merge", one, str(tmp_path / "copy.facts"), two, three)
    assert "is one of 2 shards and" in refused("merge", one, two, three, half)


def test_facts_of_another_tree_or_policy_are_refused(bad, shards, tmp_path):
    files = shards(2)
    bad.write({"src/new.py": "x = 1\n"})
    assert "are of another tree" in refused("merge", *files)
    bad.remove("src/new.py")
    bad.write(
        {
            "docs/decisions/ADR-0002.yaml": "id: ADR-0002\ntitle: More\nstatus: accepted\ndate: 2026-04-02\nrules:\n  r:\n    forbid:\n      packages: [x]\n    may_be_empty: true\n"
        }
    )
    files = written(bad, 2, tmp_path)
    assert quick("merge", *files).code == 1
    said = process("merge", *files, MNEME_AS_OF="2026-06-02")
    assert said.code == 2
    assert "are of another policy (that of 2026-04-01)" in said.words


def test_another_engine_is_refused(shards, tmp_path):
    data = Path(*shards(1)).read_bytes()
    assert b"python 3." in data
    assert "were gathered by another engine" in changed(tmp_path, data.replace(b"python 3.", b"python 2."))


def changed(folder, data):
    """Merge one file of facts that somebody changed."""
    (folder / "1.facts").write_bytes(data)
    return refused("merge", str(folder / "1.facts"))


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (lambda data: data[:-40], "it was cut short or changed"),
        (lambda data: data.replace(b"src/shop", b"src/ship"), "it was cut short or changed"),
        (lambda _: b"", "it holds no facts of mneme"),
        (lambda _: b"\x00\xff", "it holds no facts of mneme"),
        (lambda data: data.replace(b'"form":1', b'"form":2'), "it has form 2, and this mneme reads form 1"),
        (lambda data: data.replace(b'"number":1', b'"number":"1"'), "it was changed"),
        (lambda data: data.partition(b"\n")[0].replace(b'"stamp"', b'"stomp"'), "cannot be merged"),
        (lambda _: b'{"mneme-facts":', "cannot be merged"),
        (lambda _: b'{"mneme-facts":[]}\n', "it was changed"),
    ],
)
def test_a_broken_file_is_refused(shards, tmp_path, broken, why):
    assert why in changed(tmp_path, broken(Path(*shards(1)).read_bytes()))


@pytest.mark.parametrize(
    ("argv", "why"),
    [
        (("--shard", "4/3"), "'4/3' is no share"),
        (("--shard", "0/3"), "'0/3' is no share"),
        (("--shard", "x"), "'x' is no share"),
        (("--shard", "1/3"), "a shard writes its facts to one file that ends in .facts"),
        (("--shard", "1/3", "--output", "a.json"), "a shard writes its facts to one file that ends in .facts"),
        (("--shard", "1/3", "--output", "a.facts", "--strict"), "it judges nothing"),
        (("--shard", "1/3", "--output", "a.facts", "--format", "json"), "it judges nothing"),
    ],
)
def test_a_share_that_cannot_be_written_is_refused(bad, argv, why):
    assert why in refused("check", "--all", *argv)


def test_a_shard_needs_all(bad):
    assert "--shard goes with --all" in refused("check", "--shard", "1/3", "--output", "a.facts")


def test_a_file_that_is_not_there(bad):
    assert "nowhere.facts cannot be read" in refused("merge", "nowhere.facts")
