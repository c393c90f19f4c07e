"""`check --explain`: what every rule did, and nothing of other files."""

import json
from pathlib import Path

from tests.commands.test_lint import BAN

SCHEMAS = Path(__file__).parents[3] / "schemas"


def test_check_explains(broken, mneme):
    _, out, _ = mneme("check", "--explain")
    code, said_, _ = mneme("check", "--all", "--explain", "--format", "json")

    assert "What every rule did\n  ADR-0001#layers  applied: nothing found\n" in out
    assert "  ADR-0007#no-orm  applied: 1 finding\n" in out
    rules = {one["rule"]: (one["how"], one["findings"]) for one in json.loads(said_)["rules"]}
    assert code == 1
    assert rules["ADR-0003#one-client"] == ("applied", 2)
    assert rules["ADR-0002#no-orm"] == ("removed", 0)
    assert "rules" not in json.loads(mneme("check", "--format", "json")[1])


def test_explain_keeps_to_the_files_looked_at(branch, mneme):
    branch.write({"docs/decisions/ADR-0011.yaml": BAN.replace("src/shop/**", "src/shop/infra/**")})
    branch.commit("rule")
    branch.write({"src/shop/web/new.py": "x = 1\n"})

    assert "ADR-0011#closed" not in mneme("check", "src/shop/web/new.py", "--explain")[1]
    assert "ADR-0011#closed" in mneme("check", "src/shop/infra", "--explain")[1]


def test_the_verdict_keeps_to_its_schema(broken, mneme):
    import jsonschema

    schema = json.loads((SCHEMAS / "verdict.schema.json").read_text())
    for argv in (("--all", "--explain"), ("--explain",), ("--all",)):
        jsonschema.validate(json.loads(mneme("check", "--format", "json", *argv)[1]), schema)
