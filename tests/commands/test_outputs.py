"""Several formats in one run: any pairing can be said, and what cannot be meant is refused with what to write."""

from __future__ import annotations

import json
import os
from itertools import product

import pytest

from mneme_cli.commands.outputs import paired
from mneme_cli.errors import MnemeError
from mneme_cli.reports import take
from mneme_cli.shelf import names
from tests.commands.ask import BAD, ORDER, mneme, process, small_shop

FORMATS = names("mneme_cli.reports")
BEGIN = {
    "github": "::error",
    "gitlab": "[\n",
    "json": '{\n  "approved_by"',
    "junit": "<?xml",
    "markdown": "<!-- mneme:check -->",
    "rdjson": '{\n  "diagnostics"',
    "sarif": '{\n  "$schema"',
    "summary": "### mneme",
    "text": "ADR-0001",
}


@pytest.fixture
def shop(repo):
    small_shop(repo).commit("one")
    repo.write({ORDER: BAD})
    return repo


def said(*words):
    """Pair words as they are typed."""
    return paired((word[2:], value) for word, value in zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ([], [("text", "")]),
        (["--format", "json"], [("json", "")]),
        (["--output", "a.sarif"], [("text", ""), ("sarif", "a.sarif")]),
        (["--format", "sarif", "--output", "x"], [("text", ""), ("sarif", "x")]),
        (["--output", "a.sarif", "--format", "github"], [("github", ""), ("sarif", "a.sarif")]),
        (["--format", "github", "--format", "gitlab", "--output", "gl.json"], [("github", ""), ("gitlab", "gl.json")]),
        (["--format", "sarif", "--output", "-"], [("sarif", "")]),
        (["--output", "-", "--output", "b.xml"], [("text", ""), ("junit", "b.xml")]),
        (
            ["--format", "sarif", "--output", "a.json", "--output", "b.json"],
            [("text", ""), ("sarif", "a.json"), ("json", "b.json")],
        ),
    ],
    ids=str,
)
def test_pairs(words, pairs):
    assert said(*words) == tuple(pairs)


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["--format", "json", "--format", "github"], "both go to standard output", "--format json --output FILE"),
        (["--output", "-", "--format", "github"], "both go to standard output", ""),
        (["--output", "a.md", "--output", "a.md"], "--output a.md is there twice", "another file"),
        (
            ["--format", "github", "--output", "a.sarif"],
            "a file that ends in .sarif is sarif",
            "--output a.sarif --format github",
        ),
        (["--format", "junit", "--output", "a.json"], "is gitlab or json or rdjson or sarif", ""),
        (["--output", "a.b/noend"], "no format ends in a.b/noend", "--format sarif --output FILE"),
        (["--output", "a.csv"], "no format ends in .csv", ".rdjson, .sarif, .sarif.json, .summary.md, .txt, .xml"),
        (["--format", "xml"], "there is no 'xml' in reports", "github, gitlab"),
        (["--format", "xml", "--output", "a"], "there is no 'xml' in reports", ""),
        (["--format", "", "--output", "a"], "no format ends in a", ""),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused(words, message, hint):
    with pytest.raises(MnemeError) as raised:
        said(*words)
    assert message in raised.value.message
    assert hint in raised.value.hint


def test_every_suffix_leads_back_to_its_format():
    for name in FORMATS:
        for suffix in take(name).suffixes:
            assert said("--output", f"a/b{suffix}")[1] == (name, f"a/b{suffix}")
            assert said("--format", name, "--output", f"b{suffix}")[1][0] == name


@pytest.mark.parametrize("more", [[], ["--explain"]], ids=["plain", "typer"])
def test_every_format_goes_into_every_place(shop, tmp_path, more):
    """One run writes all of them: each as it is on standard output, whichever door was taken."""
    words = [word for name in FORMATS for word in ("--format", name, "--output", f"{tmp_path}/{name}")]
    for name in FORMATS:
        done = mneme("check", *words, "--format", name, *more)
        assert done.code == 1
        assert done.text.startswith(BEGIN[name])
        assert (tmp_path / name).read_text() == done.text
    for one, other in product(("sarif", "gitlab", "junit"), repeat=2):
        out = tmp_path / f"{one}.1", tmp_path / f"{other}.2"
        done = mneme("check", "--format", one, "--output", f"{out[0]}", f"--format={other}", "-o", f"{out[1]}", *more)
        assert done.code == 1
        assert [path.read_text() for path in out] == [(tmp_path / name).read_text() for name in (one, other)]


def test_both_doors_refuse_alike(shop, tmp_path):
    words = ["--format", "github", "--output", f"{tmp_path}/a.sarif"]
    plain, typer = (mneme("check", *words, *more) for more in ([], ["--explain"]))
    assert plain == typer
    assert plain.code == 2
    assert not (tmp_path / "a.sarif").exists()


def test_a_summary_is_added_to_what_the_step_wrote(shop, tmp_path):
    place = tmp_path / "step_summary_1"
    place.write_text("## Ours\n")
    for _ in range(2):
        done = process("check", "--format", "summary", "--output", str(place), GITHUB_STEP_SUMMARY=str(place))
        assert done.code == 1
    assert place.read_text().startswith("## Ours\n### mneme: blocked: 1 finding")
    assert place.read_text().count("### mneme") == 2
    other = tmp_path / "other.md"
    for _ in range(2):
        process("check", "--format", "summary", "--output", str(other), GITHUB_STEP_SUMMARY=str(place))
    assert other.read_text().count("### mneme") == 1


def test_a_name_with_a_nul_is_an_error_and_no_failure_of_ours(shop):
    done = mneme("check", "--output", "a\0.json")
    assert done.code == 2
    assert "cannot be written" in done.words


def test_names_of_files_survive_every_format(shop, tmp_path):
    odd = [b"q\"u'o`t]]>e.py", b"new\nline.py", b"not\xffutf8.py", b"::error::x.py"]
    for name in odd:
        with open(os.path.join(os.fsencode(shop.root), b"src/shop/domain", name), "w") as file:
            file.write(BAD)
    words = [word for name in FORMATS for word in ("--format", name, "--output", f"{tmp_path}/{name}")]
    done = process("check", *words)
    assert (done.code, done.err) == (1, b"")
    for name in FORMATS:
        (tmp_path / name).read_bytes().decode()
    seen = {one["location"]["path"] for one in json.loads((tmp_path / "gitlab").read_text())}
    assert "src/shop/domain/new\nline.py" in seen
    assert "src/shop/domain/not\\xffutf8.py" in seen
    assert len(seen) == 5
