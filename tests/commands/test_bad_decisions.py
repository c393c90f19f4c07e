"""A folder of files broken by hand: every one gives its place, what is wrong and what to write; exit 2, never a traceback."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.commands.ask import ADR, BAD, ORDER, mneme, small_shop

BROKEN = Path(__file__).parents[1] / "decisions" / "reading" / "broken"
FILES = sorted(path for path in BROKEN.iterdir() if path.is_file())
CONFIGS = sorted((BROKEN / "config").iterdir())
CONFIG = "source_roots:\n  - src\n"
FOLDER = "docs/decisions/"


def decision(number, rest="", **over):
    keys = {"id": f"ADR-{number:04}", "title": "A rule", "status": "accepted", "date": "2026-01-02", **over}
    return "".join(f"{key}: {value}\n" for key, value in keys.items()) + rest


def rule(text, name="r"):
    return f"rules:\n  {name}:\n" + "".join(f"    {line}\n" for line in text.splitlines())


FORBID = "forbid:\n  imports:\n    - shop.infra\n"
WAIVER = "waiver: W-0001\nwaives:\n  - ADR-0001#no-infra\nin:\n  - src/shop/domain/**\n"
POLICY = {
    "dangling": (decision(2, "supersedes:\n  - ADR-0099\n"), "E-DANGLING", 6),
    "dangling rule": (decision(2, "amends:\n  - ADR-0001#nope\n"), "E-DANGLING", 6),
    "spelling": (decision(2, "supersedes:\n  - ADR-1\n"), "E-DANGLING", 6),
    "self": (decision(2, "supersedes:\n  - ADR-0002\n"), "E-SELF", 6),
    "twice": (decision(1), "E-DUP-ID", 1),
    "leading zeros": (decision(1).replace("ADR-0001", "ADR-01"), "E-DUP-ID", 1),
    "superseded": (decision(2, status="superseded"), "E-STATUS", 3),
    "approved": (decision(2, status="approved"), "E-STATUS", 3),
    "supersedes a rule": (decision(2, "supersedes:\n  - ADR-0001#no-infra\n"), "E-SCHEMA", 6),
    "no day": (decision(2, date="2026-02-30"), "E-DATES", 4),
    "expires first": (decision(2, "expires: 2025-12-31\n"), "E-DATES", 5),
    "two verbs": (decision(2, rule(FORBID + "acyclic:\n  by: file\n")), "E-SCHEMA", 0),
    "no verb": (decision(2, rule("say: Be good.\n")), "E-SCHEMA", 0),
    "unknown verb": (decision(2, rule("forbit:\n  imports:\n    - shop.infra\n")), "E-SCHEMA", 7),
    "unknown relation": (decision(2, rule("forbid:\n  import:\n    - shop.infra\n")), "E-SCHEMA", 8),
    "wrong parameter": (decision(2, rule("acyclic:\n  by: folder\n")), "E-SCHEMA", 8),
    "one layer": (decision(2, rule("layers:\n  - shop.infra\n")), "E-SCHEMA", 0),
    "unknown component": (decision(2, rule("layers:\n  - shop.domain\n  - storage\n")), "E-EMPTY", 9),
    "unknown word": (decision(2, rule("forbid:\n  imports:\n    - shop.infa\n")), "E-EMPTY", 9),
    "empty in": (decision(2, rule(FORBID + "in:\n  - src/shop/domian/**\n")), "E-EMPTY", 11),
    "empty scope": (decision(2, "scope:\n  - lib/**\n" + rule(FORBID)), "E-EMPTY", 6),
    "unbound capture": (decision(2, rule("forbid:\n  imports:\n    - src/shop/{!name}/**\n")), "E-SCHEMA", 9),
    "bad regex": (decision(2, rule("forbid:\n  text:\n    - '(('\n")), "E-SCHEMA", 9),
    "bad regex to count": (
        decision(2, rule("ratchet:\n  count:\n    text:\n      - ok\n      - 'TODO('\n")),
        "E-SCHEMA",
        11,
    ),
    "bad regex in a demand": (decision(2, rule("require:\n  text: [ok, '((']\n")), "E-SCHEMA", 8),
    "bad name in a limit of a demand": (
        decision(2, rule("require:\n  imports: [shop]\n  where:\n    calls:\n      - a b\n")),
        "E-SCHEMA",
        11,
    ),
    "unknown edge": (decision(2, rule(FORBID + "when:\n  not:\n    - types\n")), "E-SCHEMA", 12),
    "unknown level": (decision(2, rule(FORBID + "level: hard\n")), "E-SCHEMA", 10),
    "except a list": (decision(2, rule(FORBID + "except:\n  - src/shop/domain/order.py\n")), "E-SCHEMA", 11),
    "override without reason": (decision(2, "overrides:\n  - rule: ADR-0001#no-infra\n"), "E-SCHEMA", 6),
    "waiver without approver": (WAIVER + "until: 2026-12-31\nbecause: x\n", "E-SCHEMA", 1),
    "waiver without end": (WAIVER + "approved_by: ana\nbecause: x\n", "E-SCHEMA", 1),
    "waiver of nothing": (
        WAIVER.replace("0001#no-infra", "0001#nope") + "until: 2026-12-31\napproved_by: ana\nbecause: x\n",
        "E-DANGLING",
        3,
    ),
    "binary": (bytes(range(256)), "E-SCHEMA", 1),
    "utf-16": ("\ufeff" + decision(2)).encode("utf-16-le"),
    "empty": ("", "E-SCHEMA", 1),
    "not ours": ("apiVersion: v1\nkind: Pod\n", "E-SCHEMA", 1),
    "list": ("- a\n- b\n", "E-SCHEMA", 1),
    "torn": ("<<<<<<< HEAD\n" + decision(2) + "=======\n>>>>>>> side\n", "E-SCHEMA", 1),
    "tab": ("id: ADR-0002\n\ttitle: x\n", "E-SCHEMA", 2),
    "bomb": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "E-SCHEMA", 1),
    "deep": ("[" * 5000, "E-SCHEMA", 1),
}
"""Name → text, code, line (0 = any)."""
POLICY = {name: (row if isinstance(row, tuple) else (row, "E-SCHEMA", 1)) for name, row in POLICY.items()}
CYCLE = {
    f"{FOLDER}c2.yaml": decision(2, "supersedes:\n  - ADR-0003\n"),
    f"{FOLDER}c3.yaml": decision(3, "supersedes:\n  - ADR-0002\n"),
}
SETTINGS = {
    "key": ("rule: x\n", 1),
    "component of nothing": ("components:\n  web: src/web/**\n", 2),
    "components in a circle": ("components:\n  web:\n    - app\n  app:\n    - web\n", 3),
    "duplicate": ("base: main\nbase: dev\n", 2),
    "word": ("on_policy_change: deny\n", 1),
    "no folder": ("decisions:\n  - docs/adr\n", 2),
    "list": ("- a\n", 1),
    "binary": (b"\0\x01\x02", 1),
    "pack without files": (
        f"extends:\n  - name: org\n    git: https://example.org/x.git\n    commit: {'a' * 40}\n    sha256: {'b' * 64}\n",
        5,
    ),
}


@pytest.fixture
def shop(repo):
    small_shop(repo).commit("one")
    return repo


def problems(said):
    return [each for each in json.loads(said.out)["problems"] if each["code"].startswith("E-")]


def told(shop, *argv, code=2):
    """Ask for lint and check in both formats; return what lint says as data."""
    linted, checked = mneme("lint", "--json"), mneme("check", "--format", "json")
    assert (linted.code, checked.code) == (code, code), (linted, checked)
    for each in problems(linted):
        assert each["message"], each
        assert each["fix"], each
        assert each["path"], each
        assert each["line"] > 0, each
        assert each["column"] > 0, each
    return problems(linted), problems(checked)


def spots(found):
    return {(each["path"], each["line"], each["column"], each["code"]) for each in found}


def test_all_broken_files_at_once(shop):
    """More than a hundred files, each with its place, by both commands and in the words for people."""
    shop.write({f"{FOLDER}{path.name}": path.read_bytes() for path in FILES})
    shop.write({f"{FOLDER}p{at}.yaml": text for at, (text, _, _) in enumerate(POLICY.values())})
    linted, checked = told(shop)
    assert spots(linted) == spots(checked)
    named = {each["path"] for each in linted}
    quiet = {f"{FOLDER}{path.name}" for path in FILES} - named
    assert quiet == set()
    words = mneme("lint").text
    for each in linted:
        assert f"{each['path']}:{each['line']}:{each['column']}" in words
    assert mneme("check").code == 2


@pytest.mark.parametrize("name", POLICY)
def test_one_file_and_what_is_wrong_with_it(shop, name):
    text, code, line = POLICY[name]
    path = f"{FOLDER}x.yaml"
    shop.write({path: text})
    linted, checked = told(shop)
    mine = [each for each in linted if each["path"] == path]
    assert code in {each["code"] for each in mine}, mine
    if line:
        assert line in {each["line"] for each in mine if each["code"] == code}, mine
    assert spots(linted) == spots(checked)


def test_a_cycle_is_told_at_both_ends_and_both_stay(shop):
    shop.write(CYCLE)
    linted, _ = told(shop)
    assert {(each["path"], each["line"], each["code"]) for each in linted} == {
        (f"{FOLDER}c2.yaml", 6, "E-CYCLE"),
        (f"{FOLDER}c3.yaml", 6, "E-CYCLE"),
    }


def test_a_final_rule_of_a_pack_is_not_overridden(shop):
    """The pack is pinned by its digest; another digest is refused as a whole."""
    from mneme_cli.decisions.extends import digest

    pack = decision(3, rule("forbid:\n  imports:\n    - shop.infra\nin:\n  - src/shop/domain/**\nlevel: final\n"))
    files = {"ADR-0003.yaml": pack.encode()}
    config = "source_roots:\n  - src\nextends:\n  - name: org\n    git: https://example.org/x.git\n    commit: {}\n    sha256: {}\n"
    shop.commit(
        "pack",
        {
            ".mneme/vendor/org/ADR-0003.yaml": pack,
            "mneme.yaml": config.format("a" * 40, digest(files)),
            f"{FOLDER}x.yaml": decision(
                2, "overrides:\n  - rule: org:ADR-0003#r\n    in:\n      - src/**\n    because: we want to\n"
            ),
        },
    )
    linted, _ = told(shop)
    assert [(each["path"], each["code"]) for each in linted] == [(f"{FOLDER}x.yaml", "E-FINAL")]
    shop.remove(f"{FOLDER}x.yaml").write({"mneme.yaml": config.format("a" * 40, "b" * 64)})
    linted, _ = told(shop)
    assert ("mneme.yaml", "E-EXTENDS") in {(each["path"], each["code"]) for each in linted}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_broken_mneme_yaml(shop, name):
    text, line = SETTINGS[name]
    shop.write({"mneme.yaml": text})
    linted, checked = told(shop)
    assert ("mneme.yaml", line) in {(each["path"], each["line"]) for each in linted}, linted
    assert spots(linted) == spots(checked)


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.name)
def test_every_broken_config(shop, path):
    shop.write({"mneme.yaml": path.read_bytes()})
    linted, checked = told(shop)
    assert "mneme.yaml" in {each["path"] for each in linted}
    assert spots(linted) == spots(checked)


@pytest.mark.parametrize(
    "text",
    [b"[]", b"{", b'{"version": 2}', b'{"version": 1, "findings": 3}', b"\xff\xfe", b'{"version": 1, "counts": [1]}'],
)
def test_a_broken_baseline(shop, text):
    shop.write({".mneme/baseline.json": text})
    for asked in (["check"], ["check", "--format", "json"], ["lint"], ["lint", "--json"]):
        said = mneme(*asked)
        assert said.code == 2, said
        assert ".mneme/baseline.json is not a baseline" in said.words
        assert "mneme baseline" in said.words


def test_a_folder_that_is_called_like_a_file(shop):
    shop.write({f"{FOLDER}folder.yaml/ADR-0002.yaml": decision(2, rule(FORBID + "in:\n  - src/shop/domain/**\n"))})
    shop.write({ORDER: BAD})
    said = mneme("check", "--format", "json")
    assert {each["rule"] for each in said.page["findings"]} == {"ADR-0001#no-infra", "ADR-0002#r"}
    assert mneme("lint").code == 0


def test_links_among_the_decisions_are_not_followed_and_said(shop, tmp_path):
    (tmp_path / "away.yaml").write_text(decision(2))
    shop.link(f"{FOLDER}away.yaml", str(tmp_path / "away.yaml")).link(f"{FOLDER}loop.yaml", "loop.yaml")
    said = mneme("check", "--format", "json")
    assert said.code == 0
    assert {each["path"] for each in said.page["noted"]} == {f"{FOLDER}away.yaml", f"{FOLDER}loop.yaml"}
    assert "1 decision" in mneme("lint").words


def test_a_decision_that_cannot_be_read_is_an_error(shop, monkeypatch, capsys):
    """Simulated, as root reads everything."""
    from mneme_cli.commands import plain
    from mneme_cli.evidence import disk

    real = disk.whole

    def refuse(path):
        if path.endswith(b"ADR-0001-domain.yaml"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(disk, "whole", refuse)
    text, code, _ = plain.run(["--all", "--as-of", "2026-04-01"])
    assert code == 2
    assert f"{ADR}" in text
    assert "Permission denied" in text
    assert "the file is empty" not in text


def test_decisions_are_judged_with_what_is_left(shop):
    """Exit 2 beats 1, and the code is still judged with everything that is left, and printed."""
    shop.write({f"{FOLDER}x.yaml": decision(2, "supersedes:\n  - ADR-0099\n"), ORDER: BAD})
    said = mneme("check")
    assert said.code == 2
    assert f"{ORDER}:1:1 imports src/shop/infra/db.py" in said.words
    assert f"{FOLDER}x.yaml:6:5" in said.words
    assert "cannot judge: 1 error to mend" in said.words


def test_no_message_speaks_in_tongues(shop):
    shop.write({f"{FOLDER}{path.name}": path.read_bytes() for path in FILES})
    shop.write({f"{FOLDER}p{at}.yaml": text for at, (text, _, _) in enumerate(POLICY.values())})
    words = mneme("lint").text.casefold()
    assert not re.search(r"\b(traceback|oneof|anyof|scalar|mapping|jsonschema|keyerror|node at 0x)\b", words)
    assert os.path.realpath(shop.root).casefold() not in words
