"""What gets round a gate is told, and what only looks like it is not."""

import pytest

from tests.evidence.edit.reading import read

EVASIONS = [
    ("git commit --no-verify -m x", "git commit --no-verify -m x"),
    ("git commit -nm 'fix all'", "git commit -nm fix all"),
    ("git commit -am x -n", "git commit -am x -n"),
    ("git commit --no-verif", "git commit --no-verif"),
    ("cd a && git -C b push --no-verify", "git -C b push --no-verify"),
    ("git merge --no-verify x", "git merge --no-verify x"),
    ("git -c core.hooksPath=/dev/null commit", "git -c core.hooksPath=/dev/null commit"),
    ("git -c Core.HooksPath= push", "git -c Core.HooksPath= push"),
    ("git --config-env=core.hooksPath=X commit", "git --config-env=core.hooksPath=X commit"),
    ("git config --global core.hooksPath x", "git config --global core.hooksPath x"),
    ("git config set core.hooksPath x", "git config set core.hooksPath x"),
    ("git config unset core.hooksPath", "git config unset core.hooksPath"),
    ("git config --unset core.hooksPath", "git config --unset core.hooksPath"),
    ("HUSKY=0 git commit -m x", "HUSKY=0"),
    ("export HUSKY=0; git commit", "HUSKY=0"),
    ("env LEFTHOOK=0 git push", "LEFTHOOK=0"),
    ("SKIP=mneme-check git commit", "SKIP=mneme-check"),
    ("export SKIP=x && git commit", "SKIP=x"),
    ("SKIP=x pre-commit run", "SKIP=x"),
    ("GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.hooksPath GIT_CONFIG_VALUE_0=x git commit", "GIT_CONFIG_KEY_0=core.hooksPath"),
    ("GIT_CONFIG_PARAMETERS=\"'core.hooksPath=x'\" git commit", "GIT_CONFIG_PARAMETERS='core.hooksPath=x'"),
    ("chmod -x .git/hooks/pre-commit", "chmod -x .git/hooks/pre-commit"),
    ("pre-commit uninstall", "pre-commit uninstall"),
    ("bash -c 'git commit -n'", "git commit -n"),
    ("$(git commit -n)", "git commit -n"),
    ("git 'commit' \"--no-\"verify", "git commit --no-verify"),
    ("git commit -m \"$(cat <<'E'\na\nE\n)\" --no-verify", "git commit -m a --no-verify"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "words"), EVASIONS, ids=[command[:40] for command, _ in EVASIONS])
def test_what_gets_round_a_gate_is_told(command, words):
    assert ("git hooks", words) in read(command).evasions


OURS = [
    ("mneme uninstall claude", "mneme uninstall claude"),
    ("cd a && mneme -C b uninstall git --user", "mneme uninstall git --user"),
    ("mneme --root=b waive 'ADR-0001#r' --in a", "mneme waive ADR-0001#r --in a"),
    ("mneme baseline --allow-growth", "mneme baseline --allow-growth"),
    ("mneme baseline", "mneme baseline"),
    (".venv/bin/mneme baseline --shrink > log", "mneme baseline --shrink"),
    ("python -m mneme_cli uninstall git", "mneme uninstall git"),
    ("python3.11 -I -m mneme_cli waive x", "mneme waive x"),
    ("uv run mneme uninstall git", "mneme uninstall git"),
    ("uvx mneme uninstall git", "mneme uninstall git"),
    ("bash -c 'mneme uninstall git'", "mneme uninstall git"),
    ("env -u A timeout 5 mneme baseline", "mneme baseline"),
    ("mneme vendor", "mneme vendor"),
    ("mneme new 'A rule' --status accepted", "mneme new A rule --status accepted"),
    ("mneme supersede ADR-1 --status=accepted", "mneme supersede ADR-1 --status=accepted"),
    ("mneme install claude", "mneme install claude"),
    ("mneme init --pack python-hygiene", "mneme init --pack python-hygiene"),
    ("mneme import tach --verify", "mneme import tach --verify"),
    ("python -mmneme_cli init", "mneme init"),
    ("python3 -Im mneme_cli init", "mneme init"),
    ("uvx --from mneme-cli mneme init", "mneme init"),
    ("uv run --project . mneme baseline", "mneme baseline"),
    ("pipx run --spec=mneme-cli mneme init", "mneme init"),
]


@pytest.mark.parametrize(("command", "words"), OURS)
def test_our_own_commands_that_write_the_policy_are_told(command, words):
    assert [said for _, said in read(command).evasions] == [words]


@pytest.mark.parametrize(
    "command",
    [
        "mneme check && mneme why a.py > log",
        "mneme uninstall claude --dry-run",
        "mneme waive --help",
        "mneme new 'No baseline'",
        "mneme new 'A rule' --status proposed",
        "mneme amend ADR-1#r --status=proposed",
        "mneme list > baseline",
        "echo mneme uninstall git",
        "git commit -m 'mneme baseline'",
        "uv run pytest -k mneme > log",
        "python -m mneme_cli check",
        "python -mmneme_cli lint",
        "python -m pytest mneme init",
        "mneme import tach --dry-run",
        "mneme packet --write",
        "mneme report -o report.html",
        "mneme doctor claude; mneme may a b; mneme show ADR-1; mneme policy-diff; mneme imports; mneme graph",
    ],
)
def test_our_own_commands_that_read_or_draft_are_not_told(command):
    assert read(command).evasions == ()


@pytest.mark.parametrize(
    "command",
    [
        "git commit -m 'no -n here' && git push -n",
        "git commit -m -n",
        "git commit -mn",
        "git commit -- -n",
        "git commit --no-edit --amend",
        "git log -n 5",
        "git config core.hooksPath",
        "git config --get core.hooksPath",
        "git config user.name core.hooksPath",
        "HUSKY=1 git commit",
        "SKIP=1 make > x",
        "echo 'git commit --no-verify' > notes.md",
        "grep -rn 'core.hooksPath' .",
        "git -c user.name=x commit",
        "pre-commit run > log",
        "chmod +x a.sh",
    ],
)
def test_what_gets_round_nothing_is_not_told(command):
    assert read(command).evasions == ()
