"""Source files that no parser likes: each has a defined answer that is said, and nothing hangs or leaves a traceback."""

from __future__ import annotations

import os

import pytest

from tests.commands.ask import ADR, BAD, HEAD, ORDER, RULE, mneme, small_shop

DOMAIN = "src/shop/domain/"
DEEP = b"(" * 100_000 + b")" * 100_000
BANNED = BAD.encode()
WHYS = {
    "nul.py": (BANNED + b"\0\n", "holds a NUL byte, so Python does not read it as source"),
    "latin.py": (b"x = '\xe9'\n" + BANNED, "is not valid utf-8"),
    "cookie.py": (b"# coding: klingon\n" + BANNED, "names the encoding klingon, which Python does not know"),
    "torn.py": (b"import os\n<<<<<<< HEAD\n" + BANNED + b"=======\nimport json\n>>>>>>> x\n", "has a syntax error"),
    "syntax.py": (BANNED + b"def f(:\n    pass\nimport json\n", "has a syntax error"),
    "unclosed.py": (b"x = (\n" + BANNED + b"import json\n", "has a syntax error"),
}
"""Text → why it cannot be read as it should be. What is found all the same is a finding."""
LARGE = b"x = 1\n" * (50_000_000 // 6) + BANNED
FINE = {
    "deep_after.py": BANNED + b"x = " + DEEP + b"\n",
    "crlf.py": b"import os\r\nimport shop.infra.db\r\n",
    "old_mac.py": b"import os\rimport shop.infra.db\r",
    "bom.py": b"\xef\xbb\xbf" + BANNED,
    "utf16.py": "\ufeffimport shop.infra.db\n".encode("utf-16-le"),
    "utf16_be.py": "\ufeffimport shop.infra.db\n".encode("utf-16-be"),
    "latin_said.py": b"# -*- coding: latin-1 -*-\nx = '\xe9'\n" + BANNED,
    "form_feed.py": b"import os\n\x0c\n" + BANNED,
    "line_separator.py": "x = '\u2028'\n".encode() + BANNED,
    "no_end.py": b"import shop.infra.db",
    "one_line.py": b"x = 1;" * 100_000 + b" import shop.infra.db\n",
    "new\nline.py": BANNED,
    "sp ace.py": BANNED,
    "quo\"te's.py": BANNED,
    "n\u00f6n.py": BANNED,
    "-dash.py": BANNED,
    "[a]*?.py": BANNED,
    "tab\t.py": BANNED,
    "esc\x1b[31m.py": BANNED,
}
"""Texts that are read well, however strange they are."""


@pytest.fixture
def shop(repo):
    small_shop(repo).commit("one")
    return repo


def rows(page, kind, name):
    return [each for each in page[kind] if each["path"] == DOMAIN + name]


@pytest.mark.parametrize("asked", [[], ["--staged"], ["--all"]])
def test_strange_and_fine(shop, asked):
    shop.stage({DOMAIN + name: text for name, text in FINE.items()})
    said = mneme("check", *asked, "--format", "json")
    page = said.page
    assert {name: len(rows(page, "findings", name)) for name in FINE} == dict.fromkeys(FINE, 1)
    assert page["skipped"] == []
    assert said.code == 1


def test_the_line_that_is_shown_is_the_line_that_is_meant(shop):
    shop.write({DOMAIN + name: text for name, text in FINE.items() if name != "one_line.py"})
    names = [name for name in FINE if name != "one_line.py"]
    lines = [line for name in names for line in mneme("check", DOMAIN + name).text.splitlines()]
    code = [line for line in lines if line.strip()[:1].isdigit() and " | " in line]
    assert len(code) == len(FINE) - 1
    assert {line.partition(" | ")[2] for line in code} == {"import shop.infra.db"}
    assert all(line.isprintable() for line in lines)


def test_github_and_sarif_point_at_the_very_file(shop):
    shop.write({DOMAIN + "new\nline.py": BAD, DOMAIN + "100%,a:b.py": BAD})
    said = mneme("check", "--format", "github").text
    assert "file=src/shop/domain/new%0Aline.py,line=1" in said
    assert "file=src/shop/domain/100%25%2Ca%3Ab.py,line=1" in said
    assert said.count("\n") == 2
    assert "src/shop/domain/new%0Aline.py" in mneme("check", "--format", "sarif").text


def test_a_name_that_is_no_utf_8(shop):
    with open(os.fsencode(f"{shop.root}/{DOMAIN}") + b"raw\xff.py", "wb") as file:
        file.write(BANNED)
    for asked in ([], ["--all"], ["--staged"]):
        shop.git("add", "-A") if asked else None
        said = mneme("check", *asked, "--format", "json")
        assert [each["path"] for each in said.page["findings"]] == [DOMAIN + "raw\\xff.py"]
    assert "raw\\xff.py:1:1" in mneme("check", "--all").words


@pytest.mark.parametrize("asked", [[], ["--staged"]])
def test_a_changed_file_that_is_not_understood_is_cannot_judge(shop, asked):
    shop.stage({DOMAIN + name: text for name, (text, _) in WHYS.items()})
    said = mneme("check", *asked, "--format", "json")
    assert said.code == 2
    assert said.page["judged"] is False
    for name, (_, why) in WHYS.items():
        assert [(each["why"], each["fatal"]) for each in rows(said.page, "skipped", name)] == [(why, True)], name
        assert rows(said.page, "findings", name), name  # judged by what is found all the same
    text = mneme("check", *asked)
    assert text.code == 2
    assert f"cannot judge: {len(WHYS)} changed files not understood" in text.words
    assert f"{DOMAIN}syntax.py:2 has a syntax error" in text.words


BROKEN_ALONE = {
    "ws.ts": b"import { x from '../infra/ws';\n",
    "ws.js": b"import { x } form '../infra/ws';\n",
    "ws.py": b"from import x\n",
}


@pytest.mark.parametrize("name", BROKEN_ALONE)
@pytest.mark.parametrize("asked", [[], ["--staged"]])
def test_a_file_whose_only_import_is_broken_is_cannot_judge(shop, name, asked):
    shop.stage({DOMAIN + name: BROKEN_ALONE[name]})
    said = mneme("check", *asked)
    assert said.code == 2
    assert f"{DOMAIN}{name}:1 has a syntax error" in said.words


def test_on_unparsed_warn_lets_them_pass(shop):
    shop.commit("two", {"mneme.yaml": "source_roots:\n  - src\non_unparsed: warn\n"})
    shop.write({DOMAIN + name: text.replace(BANNED, b"import os\n") for name, (text, _) in WHYS.items()})
    said = mneme("check", "--format", "json")
    assert (said.code, said.page["judged"]) == (0, True)
    assert [each["fatal"] for each in said.page["skipped"]] == [False] * len(WHYS)
    assert "6 files not read whole" in mneme("check").words


def test_an_unchanged_one_is_a_warning(shop):
    shop.commit("two", {DOMAIN + name: text.replace(BANNED, b"import os\n") for name, (text, _) in WHYS.items()})
    assert mneme("check").code == 0
    for _ in range(2):  # by the bytes, then from what is stored
        said = mneme("check", "--all", "--format", "json")
        assert said.code == 0
        assert [each["path"] for each in said.page["skipped"]] == sorted(DOMAIN + name for name in WHYS)
    assert "6 files not read whole" in mneme("check", "--all").words
    assert f"{DOMAIN}syntax.py:2 has a syntax error" in mneme("check", "--all", "--format", "github").words.replace(
        ",line=2,col=1::", ":2 "
    )


def test_fifty_megabytes_with_an_import_at_the_end(shop):
    shop.write({ORDER: LARGE})
    said = mneme("check", "--format", "json")
    assert said.code == 2
    assert [(each["path"], each["why"]) for each in said.page["skipped"]] == [
        (ORDER, f"has {len(LARGE) / 1e6:.1f} MB to parse, the limit is 8.4 MB")
    ]


def test_fifty_megabytes_behind_the_imports_are_not_parsed(shop):
    shop.write({ORDER: BANNED + LARGE[: -len(BANNED)]})
    said = mneme("check", "--format", "json")
    assert [each["path"] for each in said.page["findings"]] == [ORDER]
    assert said.page["skipped"] == []


def test_a_nesting_that_no_stack_holds(shop):
    shop.write(
        {ORDER: b"x = " + DEEP + b"\n" + BANNED, DOMAIN + "chain.py": b"x = a" + b".b" * 100_000 + b"\n" + BANNED}
    )
    said = mneme("check", "--format", "json")
    assert {each["path"] for each in said.page["findings"]} == {ORDER, DOMAIN + "chain.py"}
    assert said.code in (1, 2)


CALLS = HEAD + "rules:\n  r:\n    forbid:\n      calls:\n        - eval\n"


def test_a_nesting_in_a_body_that_must_be_read(shop):
    shop.commit("two", {ADR: CALLS})
    shop.write({ORDER: b"eval(1)\nx = " + DEEP + b"\n"})
    said = mneme("check", "--format", "json")
    assert [each["line"] for each in said.page["findings"]] == [1]
    assert said.code in (1, 2)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_said(shop):
    shop.write({ORDER: BAD})
    os.chmod(f"{shop.root}/{ORDER}", 0)
    said = mneme("check", "--format", "json")
    assert said.code == 2


def test_a_file_that_goes_away_while_we_look(shop, monkeypatch):
    """What root can read in any case: the disk refuses."""
    from mneme_cli.commands import plain
    from mneme_cli.evidence import disk

    shop.write({ORDER: BAD})
    real = disk.whole

    def refuse(path):
        if path.endswith(b"order.py"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(disk, "whole", refuse)
    text, code, _ = plain.run(["--as-of", "2026-04-01"])
    assert code == 2
    assert f"{ORDER}  cannot be read: Permission denied" in text


def test_symbolic_links_are_not_followed_and_said(shop):
    shop.link(DOMAIN + "loop.py", "loop.py").link(DOMAIN + "ring", ".").link(DOMAIN + "away.py", "/etc/passwd")
    shop.link(DOMAIN + "here.py", "../infra/db.py")
    for asked in ([], ["--all"], ["--staged"]):
        shop.git("add", "-A") if asked == ["--staged"] else None
        said = mneme("check", *asked, "--format", "json")
        assert (said.code, said.page["findings"], said.page["skipped"]) == (0, [], [])
        assert {each["path"] for each in said.page["noted"]} == {
            DOMAIN + n for n in ("loop.py", "ring", "away.py", "here.py")
        }
    assert "and 3 more symbolic link, not followed" in mneme("check", "--staged").words


def test_things_that_are_no_files(shop):
    os.mkfifo(f"{shop.root}/{DOMAIN}pipe.py")
    os.mkdir(f"{shop.root}/{DOMAIN}folder.py")
    shop.write({DOMAIN + "folder.py/x.py": BAD})
    said = mneme("check", "--format", "json")
    assert [each["path"] for each in said.page["findings"]] == [DOMAIN + "folder.py/x.py"]


def test_git_pointers_and_empty_files(shop):
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    shop.write({DOMAIN + "none.py": "", DOMAIN + "blank.py": "\n\n", DOMAIN + "lfs.py": pointer})
    said = mneme("check", "--format", "json")
    assert said.page["findings"] == []
    assert said.code == 0  # a pointer has no import, and nothing in it is parsed


@pytest.mark.parametrize("name", ["lfs.py", "lfs.ipynb"])
@pytest.mark.parametrize(
    "asked", ["only:\n      imports:\n        - shop.domain\n", "forbid:\n      calls:\n        - oid\n"]
)
def test_a_git_pointer_is_no_broken_code_to_any_rule(shop, name, asked):
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    shop.commit("rule", {ADR: RULE.replace("forbid:\n      imports:\n        - shop.infra\n", asked)})
    shop.write({DOMAIN + name: pointer})
    said = mneme("check", "--format", "json")
    assert (said.code, said.page["skipped"]) == (0, [])


def test_names_that_differ_in_case_alone(shop):
    shop.write({DOMAIN + "Case.py": BAD, DOMAIN + "case.py": "import os\n"})
    assert [each["path"] for each in mneme("check", "--format", "json").page["findings"]] == [DOMAIN + "Case.py"]


def test_names_in_another_normalisation(shop):
    """Decisions are written in NFC; a disk may hold NFD."""
    import unicodedata

    decomposed = unicodedata.normalize("NFD", "caf\u00e9")
    shop.commit(
        "two",
        {
            ADR: RULE.replace("src/shop/domain/**", f"src/shop/{unicodedata.normalize('NFC', decomposed)}/**"),
            f"src/shop/{decomposed}/a.py": "",
        },
    )
    shop.write({f"src/shop/{decomposed}/a.py": BAD})
    for asked in ([], ["--all"]):
        assert [each["path"] for each in mneme("check", *asked, "--format", "json").page["findings"]] == [
            "src/shop/caf\u00e9/a.py"
        ]
