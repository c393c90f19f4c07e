"""What is asked of git when a tool has run: nothing, where no rule can find anything in what it wrote."""

import pytest

from tests.commands.ask import ready
from tests.hooks.shop import FILES, ORDER, RULE, hook, payload

pytestmark = pytest.mark.usefixtures("repo")
NOWHERE = RULE.partition("    in:")[0].replace("imports: [sqlite3]", "packages: [requests]")
PACKAGES = {**FILES, "docs/decisions/ADR-0001.yaml": NOWHERE, "README.md": "", "requirements.txt": "six\n"}


def after(repo, path, text):
    """Report a write to a hook that has no git to ask."""
    repo.write({path: text})
    given = {**payload("claude", repo.root, path, text), "hook_event_name": "PostToolUse"}
    return hook("claude", given, "post-tool", PATH="/nowhere")


def test_a_file_that_is_no_code_is_no_matter_of_a_rule_on_packages(repo):
    repo.commit("a shop", PACKAGES)
    ready(repo)

    assert after(repo, "README.md", "import requests\n")[:2] == (b"", b"")
    for path, text in ((ORDER, "import requests\n"), ("requirements.txt", "requests\n")):
        said = after(repo, path, text)
        assert b"git" in said.out + said.err, path


def test_what_is_no_code_is_still_read_for_a_rule_on_text(repo):
    rule = NOWHERE.replace("packages: [requests]", "text: [TODO]")
    repo.commit("a shop", {**PACKAGES, "docs/decisions/ADR-0001.yaml": rule})
    ready(repo).write({"README.md": "TODO\n"})
    given = {**payload("claude", repo.root, "README.md", "TODO\n"), "hook_event_name": "PostToolUse"}

    assert b"ADR-0001#no-db" in hook("claude", given, "post-tool").out
