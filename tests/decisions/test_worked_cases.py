"""Every row of the table of worked cases in the specification of decisions."""

from __future__ import annotations

from json import loads

import pytest

from mneme_cli.decisions.gaps import gaps
from mneme_cli.decisions.lint import inert
from mneme_cli.decisions.neglect import expired
from mneme_cli.model.corpus import Place
from mneme_cli.model.day import parse, show
from mneme_cli.pipeline.texts import judged
from mneme_cli.reports import take as report
from tests.decisions.made import build, codes, counting, decision, findings, state, waiver

SQL = [("src/a.py", "?"), ("src/a.py", "pkg:pypi/sqlalchemy")]
EDGES = [("src/a.py", "pkg:pypi/x"), ("src/b.py", "pkg:pypi/x")]
X = {"x": {"params": {"packages": ["pkg:pypi/x"]}}}


def test_chain():
    policy = build(decision("A"), decision("B", supersedes=["A"]), decision("C", supersedes=["B"]))
    assert policy.corpus.live == ("C#x",)
    assert state(policy, "A") == ("superseded", ("B",))
    assert state(policy, "A#x") == ("superseded", ("B",))
    assert state(policy, "B") == ("superseded", ("C",))
    assert policy.texts["C#x"].history == (
        "A#x  superseded by B on 2026-01-01",
        "B#x  superseded by C on 2026-01-01",
    )


def test_superseder_retired_or_expired():
    for ended in ({"status": "retired"}, {"expires": "2026-06-30"}):
        policy = build(decision("A", scope=("src/jobs/**",)), decision("B", supersedes=["A"], **ended))
        assert policy.corpus.live == ()
        assert state(policy, "A")[0] == "superseded"
        assert state(policy, "B")[0] in ("retired", "expired")
        (gap,) = gaps(policy.corpus, policy.regions)
        assert gap.code == "W-GAP"
        assert "src/jobs/** is no longer governed" in gap.message


def test_diamond():
    policy = build(
        decision("A"),
        decision("B", supersedes=["A"]),
        decision("C", supersedes=["A"]),
        decision("D", supersedes=["B", "C"]),
    )
    assert policy.corpus.live == ("D#x",)
    assert state(policy, "A") == ("superseded", ("B", "C"))
    assert policy.texts["D#x"].history[0] == "A#x  superseded by B on 2026-01-01 and by C on 2026-01-01"


def test_split():
    policy = build(
        decision("A", rules=("x", "y", "z")), decision("B", amends=["A#x"], rules=("x",)), decision("C", amends=["A#y"])
    )
    assert policy.corpus.live == ("A#z", "B#x", "C#x")
    assert state(policy, "A") == ("amended", ("B", "C"))
    assert state(policy, "A#x") == ("amended", ("B",))
    assert state(policy, "A#y") == ("amended", ("C",))
    assert state(policy, "A#z") == ("in-force", ())
    assert policy.texts["B#x"].history == ("A#x  amended by B on 2026-01-01",)


def test_partial_then_whole():
    policy = build(decision("A", rules=("x", "y")), decision("B", amends=["A#x"]), decision("C", supersedes=["A"]))
    assert policy.corpus.live == ("B#x", "C#x")
    assert state(policy, "A#x") == ("superseded", ("B", "C"))
    assert state(policy, "A#y") == ("superseded", ("C",))
    assert state(policy, "B") == ("in-force", ())


def test_supersede_the_amender():
    policy = build(decision("A", rules=("x", "y")), decision("B", amends=["A#x"]), decision("C", supersedes=["B"]))
    assert policy.corpus.live == ("A#y", "C#x")
    assert state(policy, "A#x") == ("amended", ("B",))


def test_proposed_superseder():
    policy = build(decision("A"), decision("B", status="proposed", supersedes=["A"]))
    assert policy.corpus.live == ("A#x",)
    assert state(policy, "B")[0] == "not-decided"
    (warning,) = inert(policy.corpus)
    assert (warning.code, warning.path, warning.line) == ("W-INERT", "docs/decisions/B.yaml", 5)
    assert warning.message == "B is only proposed: that it supersedes A changes nothing yet"


def test_scheduled():
    records = decision("A"), decision("B", effective="2027-01-01", supersedes=["A"])
    assert build(*records, as_of="2026-12-31").corpus.live == ("A#x",)
    assert build(*records, as_of="2027-01-01").corpus.live == ("B#x",)
    before = build(*records, as_of="2026-12-31")
    assert state(before, "B") == ("scheduled", ())
    assert (show(before.since), show(before.until)) == ("2026-01-01", "2027-01-01")


def test_cycle():
    policy = build(decision("A", supersedes=["B"]), decision("B", supersedes=["A"]))
    assert policy.corpus.live == ("A#x", "B#x")
    assert policy.corpus.links == ()
    assert codes(policy) == ["E-CYCLE", "E-CYCLE"]
    first = policy.corpus.problems[0]
    assert (first.path, first.line, first.column) == ("docs/decisions/A.yaml", 5, 15)
    assert first.message == "A supersedes B, and that leads back to A (A, B)"
    assert first.fix.startswith("line 5: remove this link")


def test_repository_against_organisation():
    policy = build(decision("ADR-9", supersedes=["org:ADR-3"]), decision("org:ADR-3"))
    assert policy.corpus.live == ("ADR-9#x", "org:ADR-3#x")
    (wrong,) = policy.corpus.problems
    assert wrong.code == "E-LAYER"
    assert wrong.fix == "line 5: override org:ADR-3#x in your scope, or change it upstream in org"


def test_override_of_a_final_rule():
    final = {"x": {**X["x"], "level": "final"}}
    policy = build(decision("ADR-9", overrides=["org:ADR-3#x"], rules=()), decision("org:ADR-3", rules=final))
    (wrong,) = policy.corpus.problems
    assert wrong.code == "E-FINAL"
    assert wrong.message == "ADR-9 overrides org:ADR-3#x, which is final and stays enforced"
    assert wrong.fix == "line 7: remove the override; nobody may waive it: obey it, or change it upstream"
    assert counting(policy, EDGES) == {("org:ADR-3#x", path, target) for path, target in EDGES}


def test_final_within_its_own_layer():
    final = {"x": {"level": "final"}}
    policy = build(decision("org:ADR-5", supersedes=["org:ADR-3"]), decision("org:ADR-3", rules=final))
    assert policy.corpus.live == ("org:ADR-5#x",)
    assert codes(policy) == []


def test_exception_against_another_rule():
    rule = {"r": X["x"]}
    policy = build(decision("ADR-3", rules=rule), decision("ADR-8", rules={"q": X["x"]}), waiver("W-1", "ADR-3#r"))
    assert counting(policy, EDGES) == {("ADR-8#q", path, target) for path, target in EDGES}
    assert {tag for rule, _, _, tag, _ in findings(policy, EDGES) if rule == "ADR-3#r"} == {"waiver W-1"}


def test_expired_waiver():
    records = decision("ADR-3", rules=X), waiver("W-0007", "ADR-3#x", until="2026-09-30")
    assert counting(build(*records, as_of="2026-09-30"), EDGES) == set()
    policy = build(*records, as_of="2026-10-01")
    assert len(counting(policy, EDGES)) == 2
    assert policy.rules[0].asides[0].until == parse("2026-09-30")
    assert policy.texts["ADR-3#x"].history == ("W-0007  ended 2026-09-30",)
    (warning,) = expired(policy.corpus)
    assert warning.message == "W-0007 ended 2026-09-30 (1 day before 2026-10-01)"


ENDED = {
    "docs/decisions/ADR-3.yaml": b"id: ADR-3\ntitle: One client\nstatus: accepted\ndate: 2026-01-01\nrules:\n  r:\n"
    b"    forbid:\n      packages:\n        - requests\n",
    "docs/decisions/W-0007.yaml": b"waiver: W-0007\nwaives:\n  - ADR-3#r\nuntil: 2026-09-30\napproved_by: platform\n"
    b"because: the vendor needs it.\n",
    "src/a.py": b"import requests\n",
}


@pytest.mark.parametrize("whole", [True, False], ids=["everything", "a change that touches the file"])
def test_expired_waiver_from_yaml_to_json(whole):
    after = {**ENDED, "src/a.py": b"import requests\n\nx = 1\n"}
    pages = [judged(None if whole else ENDED, after, parse(day)) for day in ("2026-09-30", "2026-10-01")]
    last, over = (loads(report("json").render(page)) for page in pages)

    assert (last["outcome"], last["findings"][0]["aside"]["by"]) == ("allow", "W-0007")
    assert over["outcome"] == "block"
    (finding,) = over["findings"]
    assert (finding["status"], finding["outcome"]) == ("due", "block")
    assert finding["due"] == "W-0007 ended 2026-09-30, 1 day before 2026-10-01"
    text = " ".join(report("text").render(pages[1]).split())
    assert "due W-0007 ended 2026-09-30, 1 day before 2026-10-01" in text
    assert text.count("W-0007 ended") == 1  # and not once more as if it set anything aside


def test_two_numbers():
    first = decision("ADR-0017", path="docs/decisions/a.yaml", rules=X)
    second = decision("ADR-0017", path="docs/decisions/b.yaml", rules=X)
    policy = build(first, second, decision("ADR-20", supersedes=["ADR-0017"]))
    assert policy.corpus.live == (
        "ADR-0017#x (docs/decisions/a.yaml)",
        "ADR-0017#x (docs/decisions/b.yaml)",
        "ADR-20#x",
    )
    assert policy.corpus.links == ()
    assert [one.path for one in policy.corpus.problems] == [
        f"docs/decisions/{name}.yaml" for name in ("ADR-20", "a", "b")
    ]
    assert set(codes(policy)) == {"E-DUP-ID"}
    mine = policy.corpus.problems[1]
    assert mine.message.startswith("the id ADR-0017 is also that of docs/decisions/b.yaml:1")
    assert mine.fix.startswith("run `mneme renumber docs/decisions/a.yaml`")


def test_the_place_of_a_record_is_where_its_id_stands():
    one = decision("ADR-7")._replace(places={"id": Place("docs/decisions/ADR-7.yaml", 2, 5)})
    policy = build(one, decision("ADR-007"))
    assert [(one.line, one.column) for one in policy.corpus.problems] == [(1, 1), (2, 5)]
