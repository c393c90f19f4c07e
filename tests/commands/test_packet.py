"""`mneme packet` as people and CI type it, in a scratch repository."""

import json
import os
from pathlib import Path

import jsonschema
import pytest

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "packet.schema.json").read_text())
BEGIN, END = "<!-- mneme:begin -->", "<!-- mneme:end -->"


def test_the_whole_repository(shop, mneme):
    code, said, err = mneme("packet")

    assert (code, err) == (0, "")
    assert said.startswith("# Decisions in force: the whole repository\n")
    assert "ADR-0007#no-orm" in said
    assert "ADR-0002" not in said  # superseded
    assert said.index("do: ") < said.index("rule: ")


def test_a_folder_from_where_one_stands(shop, mneme, monkeypatch):
    monkeypatch.chdir(shop.path / "src" / "shop")
    code, said, err = mneme("packet", "billing")

    assert (code, err) == (0, "")
    assert said.startswith('# Decisions in force: "src/shop/billing/"\n')
    assert "ADR-0007#no-orm" not in said  # domain only
    assert 'waived until 2027-06-30 (W-0001): "src/shop/billing/gateway.py"\n' in said


def test_a_file_where_a_rule_is_overridden(shop, mneme):
    assert "ADR-0006#surface" in mneme("packet", "src/shop/app/checkout.py")[1]
    assert "ADR-0006#surface" not in mneme("packet", "src/shop/reports/nightly.py")[1]


def test_what_is_not_there_yet_is_told_of_all_the_same(shop, mneme):
    code, said, err = mneme("packet", "src/shop/domain/new", "src/shop/domain/new.py")

    assert (code, "ADR-0007#no-orm" in said) == (0, True)
    assert said.startswith('# Decisions in force: "src/shop/domain/new.py", "src/shop/domain/new/"\n')
    assert err == (
        "mneme: there is nothing at src/shop/domain/new.py yet\nmneme: there is nothing at src/shop/domain/new/ yet\n"
    )


def test_json_is_as_its_schema_says_and_has_no_folder_of_this_machine(shop, mneme):
    code, said, _ = mneme("packet", "--format", "json", "--budget", "500")
    made = json.loads(said)

    jsonschema.Draft202012Validator(SCHEMA).validate(made)
    assert (code, made["budget"], made["places"]) == (0, 500, [])
    assert made["tokens"] <= 500
    assert shop.root not in said


def test_the_same_bytes_on_the_same_inputs(shop, mneme):
    assert len({mneme("packet", "src/shop", "--budget", "300")[1] for _ in range(2)}) == 1


def test_mneme_yaml_says_budget_and_format(shop, mneme):
    shop.write({"mneme.yaml": shop.read("mneme.yaml") + b"packet: {budget: 150, format: agents-md}\n"})
    said = mneme("packet")[1]

    assert said.startswith(BEGIN)
    assert len(said.encode()) <= 600
    assert mneme("packet", "--format", "markdown", "--budget", "5000")[1].startswith("# ")


def test_agents_md_is_made_and_then_kept_in_step(shop, mneme):
    assert mneme("packet", "--write", "--check") == (1, "AGENTS.md: not there\n  run: mneme packet --write\n", "")
    assert not (shop.path / "AGENTS.md").exists()
    assert mneme("packet", "--write") == (0, "AGENTS.md: written\n", "")
    assert mneme("packet", "--write", "--check") == (0, "AGENTS.md: in step with the decisions in force\n", "")
    first = shop.read("AGENTS.md")
    assert first.decode() == mneme("packet", "--format", "agents-md")[1]

    shop.remove("docs/decisions/ADR-0007-domain-is-pure.yaml")

    code, said, err = mneme("packet", "--write", "--check")
    assert (code, err) == (1, "")
    head, line, wanted, run = said.splitlines()
    number = int(line.split()[1])
    assert head == "AGENTS.md: out of step with the decisions in force"
    assert line.partition(" is         ")[2].strip("…") in first.decode().splitlines()[number - 1]
    assert wanted.partition("should be  ")[2].strip("…") in mneme("packet", "--format", "agents-md")[1]
    assert line.split()[3:] != wanted.split()[4:]
    assert run == "  run: mneme packet --write"
    assert shop.read("AGENTS.md") == first
    assert mneme("packet", "--write")[0] == 0
    assert b"ADR-0007" not in shop.read("AGENTS.md")


def test_what_people_wrote_in_agents_md_stays(shop, mneme):
    head, tail = b"# For agents\r\n\r\n- be kind\r\n", b"\r\nlast words, no line end"
    shop.write({"AGENTS.md": head + f"{BEGIN}\r\nold\r\n{END}".encode() + tail})
    os.chmod(shop.path / "AGENTS.md", 0o640)

    assert mneme("packet", "--write")[0] == 0

    made = shop.read("AGENTS.md")
    assert made.startswith(head + BEGIN.encode() + b"\r\n")
    assert made.endswith(b"\r\n" + END.encode() + tail)
    assert made.count(b"\n") == made.count(b"\r\n")
    assert (shop.path / "AGENTS.md").stat().st_mode & 0o777 == 0o640
    assert mneme("packet", "--write", "--check")[0] == 0


def test_broken_marks_are_an_error_and_nothing_is_written(shop, mneme):
    text = f"{BEGIN}\nold\n".encode()
    shop.write({"AGENTS.md": text})

    for check in ((), ("--check",)):
        code, said, err = mneme("packet", "--write", *check)
        assert (code, said) == (2, "")
        assert err.startswith("mneme: AGENTS.md: the marks of our block are broken (line 1); nothing was written\n")
    assert shop.read("AGENTS.md") == text


def test_a_link_stays_a_link_and_never_leads_outside(shop, mneme, tmp_path):
    shop.write({"CLAUDE.md": "# Claude\n"}).link("AGENTS.md", "CLAUDE.md")
    assert mneme("packet", "--write")[0] == 0
    assert (shop.path / "AGENTS.md").is_symlink()
    assert shop.read("CLAUDE.md").startswith(b"# Claude\n\n" + BEGIN.encode())

    outside = tmp_path / "theirs.md"
    outside.write_text("theirs\n")
    shop.remove("AGENTS.md")
    shop.link("AGENTS.md", str(outside))
    code, _, err = mneme("packet", "--write")
    assert (code, outside.read_text()) == (2, "theirs\n")
    assert "leads outside the repository" in err


def test_a_folder_has_an_agents_md_of_its_own(shop, mneme):
    assert mneme("packet", "src/shop/billing", "--write") == (0, "src/shop/billing/AGENTS.md: written\n", "")
    code, said, _ = mneme("packet", "src/shop/domain/", "--write", "--check", "--budget", "400")
    assert (code, said.splitlines()[-1]) == (1, "  run: mneme packet src/shop/domain/ --budget 400 --write")
    assert mneme("packet", "src/shop/app", "src/shop/web", "--write")[0] == 2


def test_a_rule_of_cursor(shop, mneme):
    assert mneme("packet", "--format", "cursor-rules", "--write")[:2] == (0, ".cursor/rules/mneme.mdc: written\n")
    whole = shop.read(".cursor/rules/mneme.mdc").decode()
    assert whole.startswith("---\ndescription: ")
    assert "\nglobs:\nalwaysApply: true\n---\n" in whole

    name = ".cursor/rules/mneme-src--shop--billing.mdc"
    assert mneme("packet", "src/shop/billing", "-f", "cursor-rules", "--write")[:2] == (0, f"{name}: written\n")
    assert "\nglobs: src/shop/billing/**\nalwaysApply: false\n---\n" in shop.read(name).decode()
    assert mneme("packet", "src/shop/billing", "-f", "cursor-rules", "--write", "--check")[0] == 0


def test_a_rule_of_cursor_that_is_not_ours_is_left_alone(shop, mneme):
    shop.write({".cursor/rules/mneme.mdc": "my own\n"})
    code, _, err = mneme("packet", "-f", "cursor-rules", "--write")

    assert (code, shop.read(".cursor/rules/mneme.mdc")) == (2, b"my own\n")
    assert "not ours" in err


@pytest.mark.parametrize("path", ["a,b.py", "a b.py", "[slug].tsx"])
def test_a_path_that_cursor_cannot_say(shop, mneme, path):
    code, said, err = mneme("packet", path, "--format", "cursor-rules")

    assert (code, said) == (2, "")
    assert path in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--format", "yaml"], "one of: markdown, json, agents-md, cursor-rules"),
        (["--budget", "99"], "--budget 100, or more"),
        (["--budget", "-5"], "--budget 100, or more"),
        (["--budget", "0"], "--budget 100, or more"),
        (["--check"], "mneme packet --write --check"),
        (["--write", "--format", "json"], "--format agents-md or --format cursor-rules"),
        (["../elsewhere"], "give paths inside it"),
        (["x" * 130, "--format", "cursor-rules", "--write"], "ask for the folder above"),
    ],
)
def test_what_cannot_be_done_is_said(shop, mneme, words, told):
    code, said, err = mneme("packet", *words)

    assert (code, said) == (2, "")
    assert told in err


def test_with_errors_in_decisions_a_packet_says_so_and_no_file_is_kept(shop, mneme):
    shop.write({"docs/decisions/ADR-0099.yaml": "id: ADR-0099\n"})

    code, said, err = mneme("packet")
    assert (code, "ADR-0007#no-orm" in said) == (2, True)
    assert "mneme lint" in err
    code, said, err = mneme("packet", "--write")
    assert (code, said) == (2, "")
    assert "docs/decisions/ADR-0099.yaml" in err
    assert not (shop.path / "AGENTS.md").exists()


def test_where_nothing_is_decided(repo, mneme, monkeypatch):
    repo.write({"mneme.yaml": "", "a.py": ""}).commit()
    monkeypatch.chdir(repo.root)
    code, said, _ = mneme("packet")

    assert (code, said.splitlines()[-1]) == (0, "No decision in force governs this.")


def test_the_root_is_the_whole_repository(shop, mneme):
    assert mneme("packet", ".", "src/shop/billing") == mneme("packet")


def test_an_agents_md_that_is_a_folder_is_said(shop, mneme):
    shop.write({"AGENTS.md/x": ""})
    code, said, err = mneme("packet", "--write")

    assert (code, said) == (2, "")
    assert err.startswith("mneme: AGENTS.md cannot be read: Is a directory\n")


def test_a_folder_that_cannot_be_written_to_is_said(shop, mneme, monkeypatch):
    shop.write({"AGENTS.md": "ours\n"})

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    code, said, err = mneme("packet", "--write")

    assert (code, said, shop.read("AGENTS.md")) == (2, "", b"ours\n")
    assert "No space left on device" in err
    assert [name for name in os.listdir(shop.root) if name.startswith(".mneme-")] == []


def test_what_a_decision_excepts_is_told_with_its_reason(shop, mneme):
    shop.write({"docs/decisions/ADR-0050-http.yaml": HTTP, "docs/decisions/ADR-0051-reports.yaml": OVER})
    said = mneme("packet", "--budget", "5000")[1]

    assert '  except "src/shop/app/checkout.py": "the one door out"\n' in said
    assert '  except "-› requests": "until BILL-9 is done"\n' in said
    assert '  not in "src/shop/reports/**" (ADR-0051): "reports fetch what they draw"\n' in said
    assert '  except "src/shop/app/checkout.py"' not in mneme("packet", "src/shop/billing")[1]
    assert (
        '  except "src/shop/app/checkout.py": "the one door out"\n'
        in mneme("packet", "--format", "agents-md", "--budget", "5000")[1]
    )
    made = json.loads(mneme("packet", "--format", "json", "--budget", "5000")[1])
    jsonschema.Draft202012Validator(SCHEMA).validate(made)
    rule = next(each for entry in made["entries"] for each in entry["rules"] if each["id"] == "ADR-0050#http")
    assert {(each["how"], each["by"], each["why"]) for each in rule["exceptions"]} == {
        ("except", "src/shop/app/checkout.py", "the one door out"),
        ("except", "-› requests", "until BILL-9 is done"),
        ("override", "ADR-0051", "reports fetch what they draw"),
    }


HTTP = """\
id: ADR-0050
title: One door to the network
status: accepted
date: 2026-01-01
rules:
  http:
    forbid:
      imports: [httpx, requests]
    in: ["src/shop/**"]
    except:
      src/shop/app/checkout.py: the one door out
      "-> requests": until BILL-9 is done
"""
OVER = """\
id: ADR-0051
title: Reports may fetch
status: accepted
date: 2026-01-02
overrides:
  - rule: ADR-0050#http
    in: ["src/shop/reports/**"]
    because: reports fetch what they draw
"""
