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


def test_prose_of_several_lines_is_shown_as_one_paragraph(shop, mneme):
    """Where its author broke a reason or an advice is no part of it, and `\\n` is nothing to read."""
    paper = shop.path / "docs/decisions/W-0001-vendor-gateway.yaml"
    text = paper.read_text()
    head, _, _ = text.partition("because:")
    ban = PLAIN.format(say="|\n      Ask the one client.\n      It knows the timeouts.")
    shop.commit("prose", {str(paper.relative_to(shop.path)): f"{head}because: |\n  First line,\n  second line.\n"})
    shop.commit("ban", {"docs/decisions/ADR-0009.yaml": ban, "src/shop/late.py": "import ftplib\n"})

    said = [mneme(*line)[1] for line in (("check", "--all"), ("show", "W-0001"), ("show", "ADR-0009"), ("graph",))]

    assert not [one for one in said if "\\n" in one]
    flat = [" ".join(one.split()) for one in said]
    assert all("First line, second line." in flat[at] for at in (0, 1, 3))
    assert all("Ask the one client. It knows the timeouts." in flat[at] for at in (0, 2))


PLAIN = """\
id: ADR-0009
title: No plain transfers
status: accepted
date: 2026-01-01
rules:
  x:
    forbid:
      imports: ["std:python/ftplib"]
    say: {say}
"""
