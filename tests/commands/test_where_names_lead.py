"""Where a name leads now that a manifest leads elsewhere, and which line says so: told to whoever is to approve it."""

import pytest

from tests.commands.ask import mneme
from tests.commands.test_names_led_elsewhere import ADR, NEW, OLD, PYTHON, RULE, project
from tests.pipeline.test_edit import hook

CONFIG = """\
{
  "compilerOptions": {
    "paths": {
      "@c/*": ["./src/c/*"],
      "@b/*": [%s]
    }
  }
}
"""
LEADS = "it leads to src/ok/db.ts now, by tsconfig.json:5"


@pytest.fixture
def led(repo, monkeypatch):
    """A repository where a line of the tsconfig leads a name elsewhere."""
    monkeypatch.setattr("mneme_cli.commands.hook.DEADLINE", 60.0)  # what is asked here is no question of speed
    code = {f"src/{name}/db.ts": "export const db = 1\n" for name in ("b", "ok")}
    repo.write({**code, "package.json": '{"name": "shop"}\n', "tsconfig.json": CONFIG % '"./src/b/*"'})
    repo.commit("shop", {ADR: RULE, OLD: "import { db } from '@b/db'\n", NEW: "export const x = 1\n"})
    repo.git("checkout", "-q", "-b", "feature")
    return repo.write({"tsconfig.json": CONFIG % '"./src/ok/*"'})


@pytest.mark.parametrize("report", ["text", "markdown", "github"])
def test_a_report_names_the_new_target_and_the_line_that_leads_there(led, report):
    assert LEADS in mneme("check", "--format", report).words
    assert LEADS in mneme("why", OLD).words
    led.commit("led")
    assert LEADS in mneme("check", "--diff", "main...feature", "--format", report).words


def test_an_agent_is_told_the_new_target_and_the_line_that_leads_there(led):
    said, _ = hook(led, path=NEW, content="import { db } from '@b/db'\n")
    assert said["permissionDecision"] == "ask"
    assert f"would it pass: {LEADS}." in said["permissionDecisionReason"]


def test_an_approval_keeps_the_reason(led):
    led.git("checkout", "-q", "main")
    led.commit("settings", {"mneme.yaml": "approvers: [ana]\n", "tsconfig.json": CONFIG % '"./src/b/*"'})
    led.git("checkout", "-q", "-B", "feature")
    led.write({"tsconfig.json": CONFIG % '"./src/ok/*"'})

    (one,) = mneme("check", "--approved-by", "ana", "--format", "json").page["findings"]

    assert (one["outcome"], one["aside"]["by"]) == ("allow", "ana")
    assert LEADS in one["aside"]["why"]


def test_what_leads_nowhere_or_behind_a_barrel_is_told_as_well(led):
    led.write({"tsconfig.json": CONFIG % '"./src/none/*"'})
    assert "it leads nowhere now, by tsconfig.json:5" in mneme("check").words
    led.git("checkout", "-q", "-f", "main")
    led.commit("barrel", {"src/c/index.ts": "export { db } from '@b/db'\n", OLD: "import { db } from '../c'\n"})
    led.git("checkout", "-q", "-B", "feature")
    led.write({"tsconfig.json": CONFIG % '"./src/ok/*"'})
    assert LEADS in mneme("check").words


@pytest.fixture
def python(repo):
    repo.write({"lib/infra/__init__.py": "", "lib/infra/db.py": "x = 1\n", "pyproject.toml": project("lib")})
    repo.commit("shop", {"docs/decisions/ADR-0002.yaml": PYTHON, "run/start.py": "import infra.db\n"})
    repo.commit("domain", {"lib/domain/__init__.py": ""})
    repo.git("checkout", "-q", "-b", "feature")
    return repo


def test_a_source_root_that_leads_elsewhere_is_named_by_the_line_that_changed(python):
    python.write({"pyproject.toml": project("other", "lib"), "other/infra/__init__.py": "", "other/infra/db.py": ""})

    assert "it leads to other/infra/db.py now, by pyproject.toml:5" in mneme("check").words


GONE = "it leads to @b/db (db) now, by tsconfig.json, which is gone"


def test_a_manifest_that_goes_hides_as_much_as_one_that_changes(led):
    """What the head knows of no more was no input of its policy, so that nobody looked at what it had meant."""
    led.remove("tsconfig.json")
    assert GONE in mneme("check").words
    led.commit("gone")
    assert GONE in mneme("check", "--diff", "main...feature").words


def test_an_agent_that_took_a_manifest_away_is_asked_about_what_it_hides(led):
    led.remove("tsconfig.json")
    said, _ = hook(led, path=NEW, content="import { db } from '@b/db'\n")
    assert said.get("permissionDecision") == "ask"


def test_a_file_that_goes_and_was_no_manifest_asks_nobody(led):
    led.git("checkout", "-q", "-f", "main")
    led.commit("data", {"src/data.json": "{}\n"})
    led.git("checkout", "-q", "-B", "feature")
    led.remove("src/data.json")
    assert mneme("check").code == 0


def test_a_source_root_of_ours_is_named_as_well(python):
    python.commit("settings", {"mneme.yaml": "source_roots: [lib]\n"})
    python.git("branch", "-f", "main", "feature")
    python.write({"mneme.yaml": "# a comment\nsource_roots: [other, lib]\n"})
    python.write({"other/infra/__init__.py": "", "other/infra/db.py": ""})

    assert "it leads to other/infra/db.py now, by mneme.yaml:" in mneme("check").words
