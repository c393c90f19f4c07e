"""Several agents in one call: all of them, or none where one is not known."""


def test_several_are_wired_and_unwired_at_once(shop, mneme, monkeypatch):
    monkeypatch.chdir(shop.root)
    code, said, _ = mneme("install", "claude", "gemini", "git", "claude")
    assert code == 0
    assert [line.split(":")[0] for line in said.splitlines() if not line.startswith(" ")] == [
        ".claude/settings.json",
        ".gemini/settings.json",
        "pre-commit",
        "commit-msg",
        "pre-push",
    ]
    assert mneme("uninstall", "git", "gemini", "claude")[0] == 0
    assert shop.git("status", "--short") == ""


def test_a_slip_in_the_last_writes_nothing_of_the_first(shop, mneme, monkeypatch):
    monkeypatch.chdir(shop.root)
    code, _, told = mneme("install", "claude", "geminy")
    assert code == 2
    assert "there is no agent 'geminy'" in told
    assert mneme("install", "claude", "codex", "--plugin", "tools/mneme")[0] == 2
    assert shop.git("status", "--short") == ""
