import os
import stat

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mneme_cli.commands._files import create
from mneme_cli.commands.amend import amend
from mneme_cli.commands.init import init
from mneme_cli.commands.new import new
from mneme_cli.commands.supersede import supersede
from mneme_cli.commands.waive import waive
from mneme_cli.decisions.paper import dump, next_id, slug
from mneme_cli.errors import MnemeError
from mneme_cli.model.corpus import Clause, Corpus, Decision, Settings
from mneme_cli.model.day import show
from tests.cli.shared_corpus import AS_OF, CORPUS, NEW, get, put


def read(root, path):
    return yaml.load(get(root, path), Loader=yaml.BaseLoader)


@pytest.fixture
def root(tmp_path):
    return str(tmp_path)


def waived(root, **other):
    asked = dict(inside=("src/x/**",), until="2026-12-31", by="ana", because="it moves: see #12")
    return waive(root, other.pop("corpus", CORPUS), other.pop("rule", "ADR-0012#no-orm"), **(asked | other))


def test_new_is_numbered_dated_and_proposed(root):
    made = new(root, CORPUS, "  Crème brûlée: yes #1 ", by=("@ana",), scope=("src/**",))
    assert made.path == "docs/decisions/ADR-0014-creme-brulee-yes-1.yaml"
    data = read(root, made.path)
    assert (data["id"], data["title"], data["status"]) == ("ADR-0014", "Crème brûlée: yes #1", "proposed")
    assert (data["date"], data["by"], data["scope"]) == ("2026-11-20", ["@ana"], ["src/**"])
    assert set(data) == {"id", "title", "status", "date", "by", "scope", "context", "decision", "consequences"}


def test_the_example_of_a_new_decision_is_valid_when_it_is_uncommented(root):
    text = get(root, new(root, Corpus(as_of=AS_OF), "T").path)
    shown = yaml.safe_load("\n".join(line[2:] for line in text.splitlines() if line.startswith("# ")))
    assert shown["rules"]["no-orm"]["forbid"]["imports"] == ["sqlalchemy"]
    assert "ADR-0001#no-orm" in text


@pytest.mark.parametrize(("title", "status"), [(" ", "proposed"), ("T", "superseded")])
def test_new_refuses(root, title, status):
    with pytest.raises(MnemeError):
        new(root, CORPUS, title, status)
    assert os.listdir(root) == []


def test_supersede_copies_scope_and_rules_and_leaves_the_old_file_alone(root):
    made = supersede(root, CORPUS, "12", status="accepted", by=("ana",))
    data = read(root, made.path)
    assert data["supersedes"] == ["ADR-0012"]
    assert data["scope"] == ["src/shop/**"]
    rule = data["rules"]["no-orm"]
    assert rule["forbid"] == {"imports": ["sqlalchemy", "shop.infra"]}
    assert rule["except"] == {
        "src/shop/domain/legacy.py": "moves out with SHOP-812",
        "a -> b": {"because": "old", "hide": "true"},
    }
    assert rule["when"] == {"not": ["type"]}
    assert rule["say"] == NEW.clauses[0].say
    assert data["rules"]["frozen"] == {"forbid": {"paths": ["a/**"], "on": ["edit"]}, "level": "final"}
    assert "      on:\n" in made.text
    assert os.listdir(os.path.join(root, "docs/decisions")) == [os.path.basename(made.path)]


@pytest.mark.parametrize(("begins", "kept"), [(AS_OF + 30, True), (AS_OF, False), (0, False)])
def test_a_rule_that_begins_later_begins_as_late_in_the_copy(root, begins, kept):
    """Else its successor would bind from the day it is accepted, weeks before anybody was told."""
    rule = Clause(id="ADR-7#x", verb="forbid", params={"packages": ["x"]}, begins=begins)
    old = Decision(id="ADR-7", title="T", status="accepted", date=AS_OF - 9, clauses=(rule,))
    corpus = Corpus(decisions=(old,), as_of=AS_OF)
    for made in (supersede(root, corpus, "ADR-7"), amend(root, corpus, "ADR-7#x", title="Other")):
        assert read(root, made.path)["rules"]["x"].get("begins") == (show(begins) if kept else None)
        os.remove(os.path.join(root, made.path))


def test_what_is_gone_or_not_ours_cannot_be_superseded(root):
    with pytest.raises(MnemeError) as error:
        supersede(root, CORPUS, "ADR-0004")
    assert error.value.hint == "mneme supersede ADR-0012"
    with pytest.raises(MnemeError, match="organisation"):
        supersede(root, CORPUS, "org:ADR-3")
    with pytest.raises(MnemeError, match="organisation"):
        amend(root, CORPUS, "org:ADR-3#frozen")
    with pytest.raises(MnemeError, match="replaced by ADR-0012"):
        amend(root, CORPUS, "ADR-0004#only-orm")


def test_amend_copies_one_rule(root):
    data = read(root, amend(root, CORPUS, "12#asked", title="Cycles").path)
    assert data["amends"] == ["ADR-0012#asked"]
    assert data["rules"] == {"asked": {"acyclic": {"by": "file"}, "waivable_by": ["platform"]}}


def test_a_waiver_says_everything_it_has_to(root):
    made = waived(root)
    assert made.path == "docs/decisions/W-0008-adr-0012-no-orm.yaml"
    assert read(root, made.path) == {
        "waiver": "W-0008",
        "waives": ["ADR-0012#no-orm"],
        "in": ["src/x/**"],
        "until": "2026-12-31",
        "approved_by": "ana",
        "because": "it moves: see #12",
    }


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (dict(until="31.12.2026"), "not a calendar day"),
        (dict(until="2026-11-19"), "has passed"),
        (dict(because=" "), "reason"),
        (dict(inside=()), "place"),
        (dict(by=" "), "approves"),
        (dict(rule="ADR-0012#frozen"), "nobody may waive"),
        (dict(rule="ADR-0012#asked"), "ana may not waive"),
        (dict(rule="ADR-0004"), "not in force"),
        (dict(rule="ADR-0012#nothing"), "there is no"),
        (dict(corpus=CORPUS._replace(settings=Settings(approvers=("bo",)))), "ana may not waive"),
    ],
)
def test_a_waiver_that_could_not_work_is_refused(root, other, said):
    with pytest.raises(MnemeError, match=said) as error:
        waived(root, **other)
    assert error.value.hint
    assert os.listdir(root) == []


def test_the_last_day_may_be_today(root):
    assert waived(root, until="2026-11-20").id == "W-0008"


def test_nothing_is_overwritten(root):
    made = new(root, CORPUS, "Mail")
    with pytest.raises(MnemeError, match="there already"):
        create(root, made.path, "other")
    assert get(root, made.path) == made.text
    os.symlink("nowhere", os.path.join(root, "link"))
    with pytest.raises(MnemeError, match=r"lies outside|there already"):
        create(root, "link", "x")
    assert [name for name in os.listdir(os.path.join(root, "docs/decisions")) if name.startswith(".mneme")] == []


def test_nothing_is_written_outside(root, tmp_path):
    inner = str(tmp_path / "inner")
    os.makedirs(inner)
    os.symlink(root, os.path.join(inner, "docs"))
    for path in ("../x.yaml", "docs/x.yaml"):
        with pytest.raises(MnemeError, match="outside"):
            create(inner, path, "x")


def test_files_have_ordinary_permissions(root):
    create(root, "a.yaml", "x")
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(os.stat(os.path.join(root, "a.yaml")).st_mode) == 0o666 & ~umask


@pytest.mark.parametrize(
    ("used", "name"),
    [
        ([], "ADR-0001"),
        (["ADR-0009", "ADR-0010"], "ADR-0011"),
        (["DR-7", "DR-8", "ADR-0001"], "DR-9"),
        (["org:ADR-0900", "ADR-0002"], "ADR-0003"),
        (["ADR-9999"], "ADR-10000"),
        (["intro"], "ADR-0001"),
    ],
)
def test_the_next_id(used, name):
    assert next_id(used) == name


def test_slugs():
    assert slug("Domain code, does NOT import!") == "domain-code-does-not-import"
    assert slug("価格は整数") == "価格は整数"
    assert slug("???") == ""
    assert len(slug("word " * 40)) <= 60
    assert len(slug("x" * 200)) <= 60


LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)


@given(st.dictionaries(st.sampled_from(["say", "because", "title"]), LINE, min_size=1))
def test_any_text_survives_writing(data):
    assert yaml.safe_load(dump(data)) == data


SHOP = {"src/shop/__init__.py": "import os\n", "src/shop/a.py": "# from tests\nimport shop\n", "tests/test_a.py": ""}


def begin(root, files):
    put(root, files)
    return init(root, files, AS_OF)


def test_init_writes_a_decision_that_holds(root):
    done = begin(root, {**SHOP, "src/shop/a.py": "import shop\n", ".importlinter": "[importlinter]\n"})
    assert done.seen.languages == (("python", 3),)
    assert done.seen.packages == ("src/shop",)
    assert done.seen.linters == (("import-linter", ".importlinter"),)
    assert done.written == ("mneme.yaml", "docs/decisions/ADR-0001-decisions-are-kept.yaml")
    rules = read(root, done.written[1])["rules"]
    assert rules["no-tests-in-production"]["forbid"] == {"imports": ["tests/**"]}
    assert rules["no-tests-in-production"]["in"] == ["src/shop/**"]
    assert read(root, "mneme.yaml") == {"decisions": ["docs/decisions"]}
    assert len(done.next) == 3


@pytest.mark.parametrize("text", ["from tests import x\n", "import \\\n  tests.x\n", "import_module('tests.x')\n"])
def test_init_writes_no_rule_that_may_not_hold(root, text):
    done = begin(root, {**SHOP, "src/shop/a.py": text})
    assert set(read(root, done.written[1])["rules"]) == {"keep"}


def test_init_continues_the_numbers_of_markdown_records(root):
    done = begin(root, {"doc/adr/0007-use-x.md": "# 7", "go.mod": "", "main.go": ""})
    assert done.seen.records == ("doc/adr/0007-use-x.md",)
    assert done.written[1] == "doc/adr/ADR-0008-decisions-are-kept.yaml"
    assert read(root, "mneme.yaml") == {"decisions": ["doc/adr"]}
    assert done.seen.languages == (("go", 1),)


def test_init_twice_changes_nothing(root):
    done = begin(root, SHOP)
    before = {path: get(root, path) for path in done.written}
    again = init(root, (*SHOP, *done.written), AS_OF)
    assert again.written == ()
    assert again.kept == done.written
    assert {path: get(root, path) for path in done.written} == before


def test_init_sees_linters_in_shared_files(root):
    done = begin(root, {"pyproject.toml": "[tool.importlinter]\n", "sub/tach.toml": "", "setup.cfg": "[metadata]\n"})
    assert done.seen.linters == (("import-linter", "pyproject.toml"), ("tach", "sub/tach.toml"))
