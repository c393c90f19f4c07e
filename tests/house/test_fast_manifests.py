"""The fast path on manifests: a declaration is stopped, a mention is not, and nothing heavy is imported."""

import json

import pytest

from tests.house.inner import HEAD, HEAVY, hook

DECLARING = {
    "requirements.txt": "httpx\nrequests>=2\n",
    "pyproject.toml": '[project]\ndependencies = ["httpx", "Requests>=2"]\n',
    "setup.cfg": "[options]\ninstall_requires =\n  requests\n",
    "Pipfile": "[packages]\nrequests = '*'\n",
    "package.json": '{"dependencies": {"react": "^19.0.0"}}',
}
CLEAN = {
    "requirements.txt": "# requests is gone\nhttpx\n",
    "pyproject.toml": '[project]\nname = "requests"\ndependencies = ["httpx"] # requests\n',
    "package.json": '{"name": "react", "dependencies": {"react": "^19.1.0"}}',
}
PACKAGES = (
    "    forbid:\n      packages:\n        - requests\n"
    "        - {name: 'pkg:npm/react', versions: '>=19,<19.1'}\n        - {name: django, versions: '<4'}\n"
)


@pytest.mark.parametrize("path", sorted(DECLARING))
def test_a_hook_on_a_manifest_imports_nothing_heavy_and_stops_a_declaration(shop, path):
    (shop / "docs" / "decisions" / "ADR-0001.yaml").write_text(HEAD + PACKAGES)
    (shop / "package-lock.json").write_text('{"packages": {"node_modules/react": {"version": "19.0.3"}}}')
    hook(shop, text="import decimal\n")

    said, modules, told = hook(shop, text=DECLARING[path], path=path)

    assert told == []
    assert modules & HEAVY == set()
    assert json.loads(said)["hookSpecificOutput"]["permissionDecision"] == "deny"
    assert f"ADR-0001#r blocks this: {path}" in said


@pytest.mark.parametrize("path", sorted(CLEAN))
def test_a_hook_on_a_manifest_that_only_mentions_a_package_says_nothing(shop, path):
    (shop / "docs" / "decisions" / "ADR-0001.yaml").write_text(HEAD + PACKAGES)
    hook(shop, text="import decimal\n")

    said, modules, _ = hook(shop, text=CLEAN[path], path=path)

    assert said == ""
    assert modules & HEAVY == set()


def test_a_manifest_without_a_banned_name_costs_no_reading(shop):
    (shop / "docs" / "decisions" / "ADR-0001.yaml").write_text(HEAD + PACKAGES)
    hook(shop, text="import decimal\n")

    said, modules, _ = hook(shop, text='[project]\ndependencies = ["httpx"]\n', path="pyproject.toml")

    assert said == ""
    assert {"re", "mneme_cli.manifests", "mneme_cli.pipeline.verdict"} & modules == set()


def test_a_hook_leaves_a_declaration_that_was_there_before(shop):
    (shop / "docs" / "decisions" / "ADR-0001.yaml").write_text(HEAD + PACKAGES)
    (shop / "requirements.txt").write_text("requests\n")
    hook(shop, text="import decimal\n")

    assert hook(shop, text="requests\nhttpx\n", path="requirements.txt")[0] == ""
