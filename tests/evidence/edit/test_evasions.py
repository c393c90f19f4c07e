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
