"""`mneme init --pack`: a pack that comes with mneme, copied, pinned, and in force."""

import re

import pytest

from mneme_cli import resources
from mneme_cli.cli.words.others import started
from mneme_cli.commands.init import init
from mneme_cli.commands.init.adopting import debts
from mneme_cli.decisions.extends import digest
from mneme_cli.errors import MnemeError
from mneme_cli.model.day import parse
from mneme_cli.pipeline.corpus import load
from mneme_cli.pipeline.texts import judged
from mneme_cli.reports.text.spans import plain
from tests.commands.ask import mneme

DAY = parse("2026-12-01")
HERE = ".mneme/vendor/python-hygiene"


def taken(repo, *packs):
    paths = [str(path.relative_to(repo.path)) for path in repo.path.rglob("*") if path.is_file()]
    return init(repo.root, [path for path in paths if not path.startswith(".git/")], DAY, packs)


def test_a_pack_is_copied_pinned_and_in_force(repo):
    repo.write({"shop/__init__.py": "", "tests/test_a.py": ""})
    done = taken(repo, "python-hygiene")
    corpus = load(repo.root, DAY)

    assert f"{HERE}/PY-0001-tests-stay-out.yaml" in done.written
    assert corpus.problems == ()
    assert {one for one in corpus.live if ":" in one} == {
        "python-hygiene:PY-0001#no-tests",
        "python-hygiene:PY-0002#no-debugger",
        "python-hygiene:PY-0002#no-eval",
        "python-hygiene:PY-0003#no-cycles",
    }


def test_a_pin_is_added_to_a_configuration_that_is_there(repo):
    repo.write({"mneme.yaml": "approvers: [ana]", "shop.py": ""})
    taken(repo, "python-hygiene")

    assert repo.read("mneme.yaml").decode() == (
        "approvers: [ana]\nextends:\n  - name: python-hygiene\n"
        f"    sha256: {digest(resources.pack('python-hygiene'))}\n"
    )
    assert load(repo.root, DAY).problems == ()


def test_a_configuration_that_extends_already_is_for_a_person(repo):
    repo.write({"mneme.yaml": "extends: []\n", "shop.py": ""})
    with pytest.raises(MnemeError) as raised:
        taken(repo, "python-hygiene")

    assert "add to it, then run again:\n  - name: python-hygiene\n    sha256: " in raised.value.hint
    assert not (repo.path / HERE).exists()

    repo.write({"mneme.yaml": "extends:\n" + raised.value.hint.partition("\n")[2] + "\n"})
    taken(repo, "python-hygiene")

    assert load(repo.root, DAY).problems == ()


def test_a_pack_is_not_taken_twice(repo):
    taken(repo, "python-hygiene")
    with pytest.raises(MnemeError, match="is there already"):
        taken(repo, "python-hygiene")


def test_an_unknown_pack_is_answered_with_those_there_are(repo):
    with pytest.raises(MnemeError) as raised:
        taken(repo, "nonsense")

    assert raised.value.hint == "one of: python-hygiene"


def test_what_the_pack_forbids_and_what_it_leaves_alone():
    vendored = {f"{HERE}/{path}": text for path, text in resources.pack("python-hygiene").items()}
    files = {
        "mneme.yaml": f"extends:\n  - name: python-hygiene\n    sha256: {digest(resources.pack('python-hygiene'))}\n".encode(),
        "shop/__init__.py": b"",
        "shop/a.py": b"from tests.made import x\nfrom shop import b\n\neval('1')\nbreakpoint()\n",
        "shop/b.py": b"import shop.a\n",
        "tests/__init__.py": b"",
        "tests/made.py": b"x = 1\n",
        "tests/test_a.py": b"import tests.made\nimport ast\n\nast.literal_eval('1')\n",
        **vendored,
    }
    verdict = judged(None, files, DAY).verdict

    assert verdict.problems == ()
    assert {(one.rule.partition(":")[2], one.source, one.outcome) for one in verdict.findings} == {
        ("PY-0001#no-tests", "shop/a.py", "block"),
        ("PY-0002#no-eval", "shop/a.py", "block"),
        ("PY-0002#no-debugger", "shop/a.py", "block"),
        ("PY-0003#no-cycles", "shop/a.py", "warn"),
        ("PY-0003#no-cycles", "shop/b.py", "warn"),
    }


def test_an_installation_that_is_not_whole_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "a" / "resources.py"))

    with pytest.raises(MnemeError, match="schemas is not in this installation"):
        resources.folder("schemas")


def told(repo, monkeypatch):
    """Take the pack where one stands, and return what is said of it and what it finds."""
    monkeypatch.chdir(repo.root)
    done = taken(repo, "python-hygiene")
    done = done._replace(debts=debts(("python-hygiene",), DAY))
    return " ".join(plain(started(done, 100)).split()), done.debts


def test_what_a_pack_finds_today_is_said_and_how_to_adopt_it(repo, monkeypatch):
    repo.write({"shop/__init__.py": "", "shop/b.py": "import shop.a\n"})
    repo.commit("shop", {"shop/a.py": "from shop import b\n\neval('1')\nexec('2')\n"})
    said, found = told(repo, monkeypatch)

    assert "python-hygiene:PY-0002#no-eval blocks: 2 findings, the first at shop/a.py:3" in said
    assert "python-hygiene:PY-0003#no-cycles advises: 1 finding, the first at shop/a.py:1" in said
    assert "`mneme baseline` accepts what is there" in said
    assert [one.blocks for one in found] == [True, False]

    shown = re.search(r"`overrides: (\[.*?\])`", said)[1].replace("WHY", "we run what people type")
    head = "id: ADR-0002\ntitle: We run text\nstatus: accepted\ndate: 2026-03-01\n"
    repo.write({"docs/decisions/ADR-0002-we-run.yaml": f"{head}overrides: {shown}\n"})
    assert [one.blocks for one in debts(("python-hygiene",), DAY)] == [False]

    repo.write({"docs/decisions/ADR-0003-broken.yaml": "id: ADR-0003\n"})
    with pytest.raises(MnemeError, match="the decisions have errors"):
        debts(("python-hygiene",), DAY)


def test_a_pack_that_finds_nothing_says_so(repo, monkeypatch):
    repo.commit("shop", {"shop/__init__.py": "", "shop/a.py": "import os\n"})

    assert told(repo, monkeypatch)[0].count("the code holds to every rule of the pack") == 1


def test_the_command_says_what_a_pack_finds_and_is_silent_without_one(repo):
    repo.commit("shop", {"shop/__init__.py": ""})

    assert '"debts": []' in mneme("init", "--pack", "python-hygiene", "--json", cwd=repo.root).text
    assert "debts" not in mneme("init", "--json", cwd=repo.root).text
