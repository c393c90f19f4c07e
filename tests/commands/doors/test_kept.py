"""What is kept in the git folder is never trusted: gone, corrupt or not writable, the answers stay."""

from __future__ import annotations

import json
import os
import random
import shutil

import pytest

from mneme_cli.commands.hook import respond
from tests.commands.ask import ADR, BAD, HEAD, ORDER, RULE, quick
from tests.commands.ask import process as mneme
from tests.commands.doors.hooked import PATIENT, hook, payload


def policy(shop):
    return shop.path / ".git" / "mneme" / "policy"


@pytest.mark.parametrize("how", ["gone", "empty", "cut", "noise", "foreign"])
def test_a_policy_that_is_not_there_is_compiled_anew(warm, how):
    file = policy(warm)
    whole = file.read_bytes()
    texts = {
        "empty": b"",
        "cut": whole[: len(whole) // 2],
        "noise": os.urandom(4096),
        "foreign": b"mneme-policy/0" + whole[14:],
    }
    file.unlink() if how == "gone" else file.write_bytes(texts[how])
    assert b'"deny"' in hook("claude", "pre-tool", given=payload(warm), **PATIENT).out
    assert file.read_bytes() == whole
    file.unlink() if how == "gone" else file.write_bytes(texts[how])
    warm.write({ORDER: BAD})
    assert mneme("check").code == 1


def test_a_policy_corrupt_at_random_bytes(warm):
    """Every answer is one of three: denied, let through in silence where the rule is hit, or said; never a traceback."""
    file, chance = policy(warm), random.Random(7)
    whole = file.read_bytes()
    warm.write({ORDER: BAD})
    for turn in range(12):
        at = chance.randrange(len(whole))
        text = whole[:at] + bytes([chance.randrange(256)]) + whole[at + 1 :]
        file.write_bytes(text)
        if turn < 3:  # as others start it; the rest in this process, which is the same code
            hook("claude", "pre-tool", given=payload(warm))
        else:
            answered(respond(["claude", "pre-tool"], lambda: payload(warm)))
        file.write_bytes(text)
        check = mneme if turn < 3 else quick
        assert check("check").code == 1, (at, text[at - 20 : at + 20])


def answered(said):
    assert said.code == 0
    assert set(json.loads(said.out or "{}")) <= {"hookSpecificOutput", "systemMessage"}
    assert "Traceback" not in said.out + said.err


@pytest.mark.parametrize("text", [b"", b"\0" * 64, b"{}", b"[]", b'["a"]'])
def test_a_corrupt_layout_is_never_trusted(warm, text):
    file = warm.path / ".git" / "mneme" / "layout"
    file.write_bytes(text)
    assert b'"deny"' in hook("claude", "pre-tool", given=payload(warm), **PATIENT).out
    file.write_bytes(text)
    warm.write({ORDER: BAD})
    assert mneme("check").code == 1


REACHES = (
    HEAD + "rules:\n  r:\n    forbid:\n      reaches:\n        - shop.infra\n    in:\n      - src/shop/domain/**\n"
)


@pytest.mark.parametrize("noise", [b"", b"\0" * 100, b"mneme graph" + b"\xff" * 5000])
def test_a_corrupt_graph_is_built_anew(shop, noise):
    shop.commit("two", {ADR: REACHES, "src/shop/app.py": BAD})
    assert mneme("check", "--all").code == 0
    folder = shop.path / ".git" / "mneme"
    for name in ("graph", "graph.files", "facts.sqlite"):
        (folder / name).write_bytes(noise)
    text = "import shop.app\n"
    hook("claude", "pre-tool", given=payload(shop, text))
    shop.write({ORDER: text})
    said = mneme("check", "--format", "json")
    assert [each["path"] for each in said.page["findings"]] == [ORDER]


def read_only(shop):
    """Root writes everywhere, so the folder is a file: nothing can be stored below it."""
    shutil.rmtree(shop.path / ".git" / "mneme", ignore_errors=True)
    (shop.path / ".git" / "mneme").write_bytes(b"")


def test_a_git_folder_that_cannot_be_written(shop):
    read_only(shop)
    said = hook("claude", "pre-tool", given=payload(shop))
    assert b"mneme:" in said.err  # nothing can be kept, so nothing can be judged in time: said, not silent
    shop.write({ORDER: BAD})
    for asked in ([], ["--staged"], ["--all"]):
        shop.git("add", "-A")
        assert mneme("check", *asked).code == 1
    assert mneme("lint").code == 0


def test_mneme_cache(shop, tmp_path):
    cache = f"{tmp_path}/cache"
    read_only(shop)
    assert b'"deny"' in hook("claude", "pre-tool", given=payload(shop), MNEME_CACHE=cache, **PATIENT).out
    assert os.listdir(cache)
    shop.write({ORDER: BAD})
    assert mneme("check", "--all", MNEME_CACHE=cache).code == 1
    assert (shop.path / ".git" / "mneme").is_file()
    hook("claude", "pre-tool", given=payload(shop), MNEME_CACHE="/dev/null/x")


def test_mneme_cache_holds_the_facts_too(shop, tmp_path):
    shop.write({f"src/shop/m{number}.py": "import os\n" for number in range(30)} | {ORDER: BAD})
    shop.commit("chain", {ADR: RULE.replace("imports:", "reaches:")})
    assert mneme("check", "--all", MNEME_CACHE=f"{tmp_path}/cache").code == 1
    assert list(tmp_path.glob("cache/*/facts.sqlite"))
    assert not (shop.path / ".git/mneme").exists()
